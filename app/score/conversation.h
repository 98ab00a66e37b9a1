/* What a whole conversation was like: care and targets side by side, where it lies between passive
 * and aggressive and what put it there, and every attempt. It keeps figures and a few quoted words,
 * in memory alone. Pure. */
#ifndef SAYBACK_CONVERSATION_H
#define SAYBACK_CONVERSATION_H

#include "score/card.h"

#include <stdbool.h>
#include <stddef.h>

/* The place on the line, by what the moves do to the other person. */
enum stance {
    STANCE_PASSIVE,    /* lets them off */
    STANCE_LEADING,    /* cares, and asks for something */
    STANCE_MANAGING,   /* tells */
    STANCE_AGGRESSIVE, /* orders, blames, belittles */
    STANCE_COUNT       /* also: unknown */
};

enum { CONVERSATION_ANSWERS_MAX = 64, CONVERSATION_EVIDENCE_MAX = 3, CONVERSATION_QUOTE_MAX = 96 };

/* One scored answer. */
struct conversation_answer {
    int turn;    /* as the caller numbers turns */
    int attempt; /* at this turn, from 1 */
    enum verdict verdict;
    enum outcome outcome;
    int score;
    double pause_after_empathy_s; /* NAN when there was none */
    unsigned char moves[MOVE_COUNT];
    double places[MOVE_COUNT]; /* sum over the clauses of each move of where they lie, 0..1 */
    char quotes[MOVE_COUNT][CONVERSATION_QUOTE_MAX]; /* of the first clause of each; "" for none */
};

/* All zero is an empty one. */
struct conversation {
    struct conversation_answer answers[CONVERSATION_ANSWERS_MAX];
    size_t count;
};

/* Adds the card of an answer to `turn`. A card without a score (unclear, too short) is not counted,
 * and beyond CONVERSATION_ANSWERS_MAX the first of all makes room. */
void conversation_add(struct conversation *c, int turn, const struct card *card);

struct conversation_sum {
    unsigned care[MOVE_COUNT];    /* empathy, open_question, support; others 0 */
    unsigned targets[MOVE_COUNT]; /* expectation, advice, command; others 0 */
    double place;       /* 0 passive, 1/3 leading, 2/3 managing, 1 aggressive; NAN unknown */
    enum stance stance; /* nearest to it */
    struct {
        enum move move;
        const char *quote;                 /* lent from the conversation */
    } evidence[CONVERSATION_EVIDENCE_MAX]; /* what put it there, the most telling first */
    size_t evidence_count;
};

/* From the last attempt at every turn. */
struct conversation_sum conversation_sum(const struct conversation *c);

/* The first and the last scored attempt at a turn, lent; false, and nothing written, when there are
 * fewer than two. */
bool conversation_attempts(const struct conversation *c, int turn,
                           const struct conversation_answer **first,
                           const struct conversation_answer **last);

/* "passive", ...; static. "" for STANCE_COUNT. */
const char *stance_name(enum stance stance);

#endif
