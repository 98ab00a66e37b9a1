/* What the model has learnt, as one flat list of numbers: what a clause's length, its cues and its
 * neighbours say for each label, and below them one row for each feature of the words. Private to
 * the room, and to the tool that trains the model. */
#ifndef SAYBACK_MOVES_WEIGHTS_H
#define SAYBACK_MOVES_WEIGHTS_H

#include "moves/move.h"

#include <stddef.h>
#include <stdint.h>

/* A label is a move; one more tells the dismissal, which pretends to nothing, from the minimising
 * that wants to pass for comfort. LABEL_NONE stands before the first clause. */
enum { LABEL_DISMISSAL = MOVE_COUNT, LABEL_COUNT, LABEL_NONE = LABEL_COUNT };

/* Longest clause, in tokens. */
enum { CLAUSE_TOKENS_MAX = 32 };

/* What is known of a clause apart from its words (span.h), and of its length. */
enum { SPAN_VALUES = 40, LENGTH_BUCKETS = 10 };

/* How a clause begins, for what may follow what. */
enum { START_PLAIN, START_BUT, START_APART, START_KINDS };

#define NO_ROW UINT32_MAX

/* Where in the list which weights stand. */
enum {
    AT_SPAN = 0,                                         /* [value][label] */
    AT_LENGTH = AT_SPAN + LABEL_COUNT * SPAN_VALUES,     /* [label][bucket] */
    AT_AFTER = AT_LENGTH + LABEL_COUNT * LENGTH_BUCKETS, /* [kind][label before][label] */
    AT_LAST = AT_AFTER + START_KINDS * (LABEL_COUNT + 1) * LABEL_COUNT, /* [label] */
    AT_ROWS = AT_LAST + LABEL_COUNT                                     /* [row][label] */
};

/* Index of what label `to` weighs after label `from` where a clause begins in that kind of way. */
static inline size_t weight_after(int kind, int from, int to)
{
    return (size_t)(AT_AFTER + (kind * (LABEL_COUNT + 1) + from) * LABEL_COUNT + to);
}

/* The move that people see for a label. */
static inline enum move move_of_label(int label)
{
    return label == LABEL_DISMISSAL ? MOVE_MINIMISING : (enum move)label;
}

#endif
