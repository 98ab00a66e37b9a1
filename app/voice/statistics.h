/* The few statistics that the measures of this room share. Pure. */
#ifndef SAYBACK_STATISTICS_H
#define SAYBACK_STATISTICS_H

#include <stddef.h>

/* Rising order; no NAN among them. */
void values_sort(double *values, size_t count);

/* The value under which `share` (0..1) of the sorted values lie, linear between the two nearest.
 * `count` is not 0. */
double values_percentile(const double *sorted, size_t count, double share);

#endif
