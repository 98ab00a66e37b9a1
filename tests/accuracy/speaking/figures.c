#include "accuracy/speaking/figures.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

void figures_add(struct figures *f, double value)
{
    if (isnan(value))
        return;
    if (f->count == f->room) {
        f->room = f->room > 0 ? 2 * f->room : 64;
        f->list = realloc(f->list, f->room * sizeof *f->list);
        if (f->list == NULL)
            abort();
    }
    f->list[f->count++] = value;
}

void figures_done(struct figures *f)
{
    free(f->list);
    *f = (struct figures){0};
}

static int by_value(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static double percentile(const struct figures *f, double share, bool sizes)
{
    if (f->count == 0)
        return (double)NAN;
    double *sorted = malloc(f->count * sizeof *sorted);
    if (sorted == NULL)
        abort();
    for (size_t i = 0; i < f->count; i++)
        sorted[i] = sizes ? fabs(f->list[i]) : f->list[i];
    qsort(sorted, f->count, sizeof *sorted, by_value);
    double at = share * (double)(f->count - 1);
    size_t low = (size_t)at, high = low + 1 < f->count ? low + 1 : low;
    double value = sorted[low] + (at - (double)low) * (sorted[high] - sorted[low]);
    free(sorted);
    return value;
}

double figures_percentile(const struct figures *f, double share)
{
    return percentile(f, share, false);
}

double figures_percentile_of_sizes(const struct figures *f, double share)
{
    return percentile(f, share, true);
}

double figures_mean(const struct figures *f)
{
    double sum = 0.0;
    for (size_t i = 0; i < f->count; i++)
        sum += f->list[i];
    return f->count > 0 ? sum / (double)f->count : (double)NAN;
}

double figures_sd(const struct figures *f)
{
    double mean = figures_mean(f), squares = 0.0;
    for (size_t i = 0; i < f->count; i++)
        squares += (f->list[i] - mean) * (f->list[i] - mean);
    return f->count > 1 ? sqrt(squares / (double)(f->count - 1)) : (double)NAN;
}

double figures_correlation(const struct figures *a, const struct figures *b)
{
    double mean_a = figures_mean(a), mean_b = figures_mean(b), aa = 0.0, bb = 0.0, ab = 0.0;
    for (size_t i = 0; i < a->count && i < b->count; i++) {
        double x = a->list[i] - mean_a, y = b->list[i] - mean_b;
        aa += x * x;
        bb += y * y;
        ab += x * y;
    }
    return aa > 0.0 && bb > 0.0 ? ab / sqrt(aa * bb) : (double)NAN;
}
