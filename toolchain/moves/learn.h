/* Learning: the weights under which the true clauses and the true verdict are likely. */
#ifndef LEARN_H
#define LEARN_H

#include "examples.h"

/* How to learn. README.md has what was tried. */
struct plan {
    int rounds;      /* over all examples */
    double rate;     /* of AdaGrad (Duchi, Hazan & Singer 2011), falling to a tenth */
    double general;  /* how much faster the weights that are no row's learn */
    double decay;    /* pull of a row's weights to 0 */
    double dropped;  /* share of an example's features that are kept from it, each time anew */
    double clauses;  /* what the likelihood of the true clauses counts, */
    double verdicts; /* and that of the true verdict */
    double heard;    /* what an example of the recogniser's counts, others count 1 */
};

extern const struct plan usual_plan;

/* The weights (AT_ROWS, then `rows` rows), owned by the caller: the mean of what they were at the
 * ends of the quarters of all rounds but the first, which is steadier than the last. Deterministic.
 */
float *learn(const struct examples *e, size_t rows, const struct plan *plan);

#endif
