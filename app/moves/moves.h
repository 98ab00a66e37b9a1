/* What a reply meant: its clauses, the move each one makes, and the verdict on their order. It
 * reads words (which a recogniser may have got wrong) and says how sure it is; it never looks at
 * sound. Pure: same words and prompt, same answer. */
#ifndef SAYBACK_MOVES_H
#define SAYBACK_MOVES_H

#include "base/err.h"
#include "moves/move.h"
#include "words/words.h"

#include <stddef.h>

enum { CLAUSE_WHY_MAX = 160 };

/* What was said to the person, and what the turn asks of them. Everything is lent for the call. */
struct moves_prompt {
    const char *caption;           /* the rep's words, UTF-8; NULL when unknown */
    const char *const *vocabulary; /* the scenario's own words and names; may be NULL */
    size_t vocabulary_count;
    move_set expects;
};

struct clause {
    enum move move;
    size_t first_word; /* index into the words that were read */
    size_t word_count; /* >= 1 */
    double start_s;    /* of the first word; NAN for typed words */
    double end_s;
    double confidence;        /* 0..1, that this clause is this move */
    bool marked;              /* the person said so, not the program */
    char why[CLAUSE_WHY_MAX]; /* plain language: "says back: nine months, deal" */
};

struct moves {
    enum verdict verdict;
    double confidence; /* 0..1, that the verdict is right; NAN when it follows from marks */
    bool marked;       /* a person marked clauses, and the verdict follows from them */
    enum outcome outcome;
    char why[CLAUSE_WHY_MAX]; /* one sentence on the verdict; for `unclear`, the reason */
    struct clause *clauses;   /* owned, in order, covering all words */
    size_t clause_count;
};

void moves_init(struct moves *m);
void moves_done(struct moves *m); /* back to init */

/* What the room has learnt (README.md). Read-only once loaded: any thread. */
struct moves_model;

/* ERR_SYSTEM when the file is missing, damaged or of another version, ERR_MEMORY; with a sentence
 * in `why`. `out` is written only on success; free with moves_model_free. */
enum err moves_model_load(const char *path, struct moves_model **out, struct diag *why);
void moves_model_free(struct moves_model *model); /* NULL is fine */

/* Reads a reply. `speech_s` is the time with speech in it, for `too_short`; NAN when the words were
 * typed. `m` must be initialised; what it held is freed. ERR_MEMORY leaves it initialised. */
enum err moves_read(const struct moves_model *model, const struct words *said,
                    const struct moves_prompt *prompt, double speech_s, struct moves *m);

/* The outcome by the scoring rules, given a verdict and clauses; exposed for tests and for a caller
 * that must call a turn `unclear` for reasons of its own (lost words, dropouts). */
enum outcome moves_outcome(enum verdict verdict, const struct clause *clauses, size_t count,
                           move_set expects);

/* Makes the result `unclear` with outcome `again` for the given reason, keeping the clauses. */
void moves_make_unclear(struct moves *m, const char *reason);

/* A person says which clauses were empathy: `empathy` has one entry a clause. Clauses that were
 * read otherwise are changed and say so; the verdict then follows from the moves by the scoring
 * rules. */
void moves_mark_empathy(struct moves *m, const bool *empathy, move_set expects);

/* Hesitations ("um", "uh", "er", "mm") and filler phrases ("you know", "i mean", "like" where it
 * can be told) in the words. At least so many: recognisers drop them. */
size_t moves_count_fillers(const struct words *said);

/* First clause of that move, or NULL. */
const struct clause *moves_first(const struct moves *m, enum move move);

#endif
