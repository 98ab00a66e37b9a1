/* Many numbers, and what is said of them in one. */
#ifndef SAYBACK_SPEAKING_FIGURES_H
#define SAYBACK_SPEAKING_FIGURES_H

#include <stddef.h>

/* All zero is empty. */
struct figures {
    double *list;
    size_t count, room;
};

/* Takes a number; NAN is left out. */
void figures_add(struct figures *f, double value);
void figures_done(struct figures *f);

/* Of no numbers these are NAN. A percentile is linear between the two nearest. */
double figures_percentile(const struct figures *f, double share);
double figures_percentile_of_sizes(const struct figures *f, double share); /* without their signs */
double figures_mean(const struct figures *f);
double figures_sd(const struct figures *f); /* of a sample: over n - 1 */

/* Pearson's; NAN when either does not vary. `a` and `b` are of the same length. */
double figures_correlation(const struct figures *a, const struct figures *b);

#endif
