/* What the bench of meaning counts, and what it prints of it. */
#ifndef TALLY_H
#define TALLY_H

#include "moves/moves.h"
#include "replies.h"

enum { TALLY_BINS = 10, TALLY_REPLIES_MAX = 20000 };

/* One reply that was read. */
struct verdict_read {
    const struct reply *reply; /* lent */
    enum verdict guess;        /* the likeliest, also where the program says `unclear` */
    double confidence;         /* of that */
    double heard;              /* mean confidence of the words */
    bool right;
};

struct tally {
    struct verdict_read list[TALLY_REPLIES_MAX];
    size_t count;       /* of replies that are not too short */
    double least_heard; /* of all mean confidences of words */
    size_t too_short, too_short_found;
    size_t unclear, right_answered;
    size_t verdicts[VERDICT_COUNT][VERDICT_COUNT]; /* [true][guess] */
    size_t clauses[MOVE_COUNT][MOVE_COUNT];        /* [true][read] */
    size_t outcomes, outcomes_right;               /* of replies that were answered */
    double slowest_ms, words_of_slowest, total_ms, total_words;
};

/* `shown` is what people see, `guess` and `confidence` what lies under it. */
void tally_reply(struct tally *t, const struct reply *reply, const struct moves *shown,
                 enum verdict guess, double confidence, double took_ms);

/* The figures, a line each. */
void tally_print(struct tally *t, const char *set, const char *way);

/* Tables: verdicts, moves, and how often a verdict is right by how sure it was. */
void tally_print_tables(const struct tally *t);

#endif
