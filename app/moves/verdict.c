/* The verdict: in which order empathy and direction came, and how sure that is. Pieces are taken as
 * independent; summing over all their moves gives the probability of each order. */
#include "moves/reading.h"

#include <math.h>
#include <string.h>

/* What was heard so far. E is empathy, D a directive, F something that only pretends. */
enum so_far { NOTHING, ONLY_F, E, D, D_AND_F, E_THEN_D, D_THEN_E, SO_FAR_COUNT };

static const enum verdict meaning[SO_FAR_COUNT] = {
    [NOTHING] = VERDICT_NO_EMPATHY,    [ONLY_F] = VERDICT_FALSE_EMPATHY,
    [E] = VERDICT_EMPATHY_ONLY,        [D] = VERDICT_NO_EMPATHY,
    [D_AND_F] = VERDICT_FALSE_EMPATHY, [E_THEN_D] = VERDICT_EMPATHY_FIRST,
    [D_THEN_E] = VERDICT_ADVICE_FIRST,
};

static const enum so_far after_empathy[SO_FAR_COUNT] = {E,        E,        E,       D_THEN_E,
                                                        D_THEN_E, E_THEN_D, D_THEN_E};
static const enum so_far after_directive[SO_FAR_COUNT] = {D,       D_AND_F,  E_THEN_D, D,
                                                          D_AND_F, E_THEN_D, D_THEN_E};
static const enum so_far after_pretence[SO_FAR_COUNT] = {ONLY_F,  ONLY_F,   E,       D_AND_F,
                                                         D_AND_F, E_THEN_D, D_THEN_E};

/* Which of the three tables a move follows; NULL: it changes nothing. */
static const enum so_far *effect(enum move move)
{
    switch (move) {
    case MOVE_EMPATHY:
        return after_empathy;
    case MOVE_ADVICE:
    case MOVE_EXPECTATION:
    case MOVE_COMMAND:
        return after_directive;
    case MOVE_MINIMISING:
        return after_pretence;
    default:
        return NULL;
    }
}

/* A clause of which nothing is known must not add up, clause by clause, to a verdict: small
 * probabilities are made smaller before they are summed. The less well the words were heard, the
 * less so: what is missing may have been said. Ours. */
static void sharpen(const double p[MOVE_COUNT], double heard, double out[MOVE_COUNT])
{
    double sum = 0;
    for (int m = 0; m < MOVE_COUNT; m++) {
        out[m] = pow(p[m], 1 + heard);
        sum += out[m];
    }
    for (int m = 0; m < MOVE_COUNT; m++)
        out[m] /= sum;
}

static void sum_orders(const struct piece *pieces, size_t count, double out[VERDICT_COUNT])
{
    double now[SO_FAR_COUNT] = {[NOTHING] = 1};
    for (size_t i = 0; i < count; i++) {
        double p[MOVE_COUNT];
        double next[SO_FAR_COUNT] = {0};
        sharpen(pieces[i].p, pieces[i].heard, p);
        for (int s = 0; s < SO_FAR_COUNT; s++) {
            for (int m = 0; m < MOVE_COUNT; m++) {
                const enum so_far *to = effect((enum move)m);
                next[to != NULL ? to[s] : (enum so_far)s] += now[s] * p[m];
            }
        }
        memcpy(now, next, sizeof now);
    }
    memset(out, 0, VERDICT_COUNT * sizeof *out);
    for (int s = 0; s < SO_FAR_COUNT; s++)
        out[meaning[s]] += now[s];
}

static enum verdict verdict_of_labels(const struct piece *pieces, size_t count)
{
    enum so_far state = NOTHING;
    for (size_t i = 0; i < count; i++) {
        const enum so_far *to = effect(pieces[i].move);
        if (to != NULL)
            state = to[state];
    }
    return meaning[state];
}

enum verdict decide_verdict(const struct piece *pieces, size_t count, double *confidence,
                            enum verdict *rival, double *rival_confidence)
{
    double p[VERDICT_COUNT];
    sum_orders(pieces, count, p);
    enum verdict verdict = verdict_of_labels(pieces, count);
    *rival = VERDICT_UNCLEAR;
    *rival_confidence = 0;
    for (int v = 0; v < VERDICT_COUNT; v++) {
        if (v != (int)verdict && p[v] > *rival_confidence) {
            *rival = (enum verdict)v;
            *rival_confidence = p[v];
        }
    }
    *confidence = p[verdict];
    return verdict;
}
