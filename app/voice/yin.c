#include "voice/yin.h"

#include <math.h>

/* A dip shallower than this is no period at all. */
#define APERIODICITY_MAX 0.6

/* Step 2 and 3 of the paper: squared differences at each lag, over their running mean. */
static void normalised_difference(const double *frame, double out[YIN_LAG_MAX + 1])
{
    double sum = 0.0;
    out[0] = 1.0;
    for (size_t lag = 1; lag <= YIN_LAG_MAX; lag++) {
        double difference = 0.0;
        for (size_t i = 0; i < YIN_WINDOW; i++) {
            double d = frame[i] - frame[i + lag];
            difference += d * d;
        }
        sum += difference;
        out[lag] = sum > 0.0 ? difference * (double)lag / sum : 1.0;
    }
}

/* Step 5: the bottom of the parabola through a dip and its neighbours. */
static struct yin_candidate refine(const double *d, size_t lag)
{
    double left = d[lag - 1], middle = d[lag], right = d[lag + 1];
    double bend = left - 2.0 * middle + right;
    double shift = bend > 0.0 ? 0.5 * (left - right) / bend : 0.0;
    double bottom = middle - 0.25 * (left - right) * shift;
    return (struct yin_candidate){YIN_RATE_HZ / ((double)lag + shift), fmax(0.0, bottom)};
}

/* Makes room for one more by dropping the shallowest dip, or refuses when that is the new one. */
static size_t keep_best(struct yin_candidate *kept, size_t count, struct yin_candidate candidate)
{
    if (count < YIN_CANDIDATES_MAX) {
        kept[count] = candidate;
        return count + 1;
    }
    size_t worst = 0;
    for (size_t i = 1; i < count; i++)
        if (kept[i].aperiodicity > kept[worst].aperiodicity)
            worst = i;
    if (kept[worst].aperiodicity <= candidate.aperiodicity)
        return count;
    for (size_t i = worst; i + 1 < count; i++)
        kept[i] = kept[i + 1];
    kept[count - 1] = candidate;
    return count;
}

size_t yin_candidates(const double *frame, struct yin_candidate out[YIN_CANDIDATES_MAX])
{
    double d[YIN_LAG_MAX + 1];
    normalised_difference(frame, d);
    size_t count = 0;
    for (size_t lag = YIN_LAG_MIN + 1; lag < YIN_LAG_MAX; lag++)
        if (d[lag] < APERIODICITY_MAX && d[lag] <= d[lag - 1] && d[lag] < d[lag + 1])
            count = keep_best(out, count, refine(d, lag));
    return count;
}
