/* All ways to cut a reply into clauses and to label them, at once: a semi-Markov chain (Sarawagi &
 * Cohen 2004) whose state also holds in which order empathy and direction came, so that the
 * probability of a verdict is a sum over all of them. Private to the room, and to the tool that
 * trains the model. */
#ifndef SAYBACK_MOVES_CHAIN_H
#define SAYBACK_MOVES_CHAIN_H

#include "moves/features.h"

/* What was heard so far: E is empathy, D a directive, F something that only pretends. */
enum so_far {
    SO_FAR_NOTHING,
    SO_FAR_F,
    SO_FAR_E,
    SO_FAR_D,
    SO_FAR_D_AND_F,
    SO_FAR_E_THEN_D,
    SO_FAR_D_THEN_E,
    SO_FAR_COUNT
};

/* A set of them, one bit each. */
enum { EVERY_END = (1 << SO_FAR_COUNT) - 1 };

/* The ends that mean that verdict; all of them for a verdict that is not about order. */
unsigned ends_of_verdict(enum verdict verdict);

extern const unsigned char so_far_table[LABEL_COUNT][SO_FAR_COUNT];

/* The verdict that an end means. */
enum verdict verdict_of_end(enum so_far end);

/* What was heard when a clause of that label comes after `before`. */
static inline enum so_far so_far_after(enum so_far before, int label)
{
    return (enum so_far)so_far_table[label][before];
}

/* What each possible clause scores for each label. */
struct chain {
    const struct features *features; /* lent */
    const float *weights;            /* lent */
    float *score; /* owned; [first][length - 1][label], -INFINITY where no clause can be */
    double after[START_KINDS][LABEL_COUNT + 1][LABEL_COUNT]; /* exp of the weights */
};

/* Where in `score` and in the tables of the same shape a clause stands; `end` is exclusive. */
static inline size_t span_at(size_t first, size_t end)
{
    return (first * CLAUSE_TOKENS_MAX + end - first - 1) * LABEL_COUNT;
}

/* Features are told apart by how many tokens before their last they begin, up to this. */
enum { REACHES = 9 };

static inline size_t reach_at(size_t token, size_t reach)
{
    return (token * REACHES + (reach < REACHES ? reach : REACHES - 1)) * LABEL_COUNT;
}

/* `values`: SPAN_VALUES for each [first][length - 1], when they were computed before; NULL: they
 * are computed from `r`, which is needed for nothing else. ERR_MEMORY. */
enum err chain_new(const struct reading *r, const struct features *features, const float *values,
                   const float *weights, struct chain *out);
void chain_done(struct chain *c);

/* Which clauses a sum may use: for each [first][length - 1] the labels, one bit each. */
typedef uint16_t label_set;

struct pass {
    double log_sum;
    double by_end[SO_FAR_COUNT]; /* shares of the sum, adding up to 1 */
    /* Only when asked for: the share of the sum that has that clause, [first][length - 1][label]
     * (owned), and the expected number of times that a label follows another. */
    double *share;
    double follows[START_KINDS][LABEL_COUNT + 1][LABEL_COUNT];
};

/* Sums over everything that `allowed` permits (NULL: all) and that ends in one of `ends`. log_sum
 * is -INFINITY when nothing does. ERR_MEMORY leaves nothing to be freed. */
enum err chain_pass(const struct chain *c, const label_set *allowed, unsigned ends,
                    bool want_shares, struct pass *out);
void pass_done(struct pass *p);

/* The probability of a verdict in a pass over all ends; among the verdicts about order they add up
 * to 1. */
double pass_probability(const struct pass *p, enum verdict verdict);

struct labelled {
    size_t first, end; /* tokens */
    int label;
};

/* The likeliest way that ends in one of `ends`: *count clauses in `out`, which has room for as many
 * as there are tokens. ERR_MEMORY; ERR_INPUT when there is none. */
enum err chain_best(const struct chain *c, const label_set *allowed, unsigned ends,
                    struct labelled *out, size_t *count);

/* True when a clause may lie there, by where cuts may be and by `allowed`. */
static inline bool span_usable(const struct chain *c, const label_set *allowed, size_t first,
                               size_t end)
{
    const struct features *f = c->features;
    if (!f->may_cut[first] || (end < f->count && !f->may_cut[end]))
        return false;
    return allowed == NULL || allowed[span_at(first, end) / LABEL_COUNT] != 0;
}

static inline bool label_permitted(const label_set *allowed, size_t first, size_t end, int label)
{
    return allowed == NULL || (allowed[span_at(first, end) / LABEL_COUNT] >> label & 1) != 0;
}

/* Where a clause that ends before token `end` may begin at the earliest. */
static inline size_t earliest_first(size_t end)
{
    return end > CLAUSE_TOKENS_MAX ? end - CLAUSE_TOKENS_MAX : 0;
}

#endif
