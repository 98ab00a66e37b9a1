#include "voice/loudness.h"

#include "voice/level.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

enum { SECOND = 100 }; /* frames */
#define RANGE_LOW 0.10
#define RANGE_HIGH 0.95

/* Is the middle of frame `frame` inside a span? `at` is where the search goes on: frames come in
 * order, and so do spans. */
static bool in_speech(size_t frame, const struct span *speech, size_t count, size_t *at)
{
    double middle_s = ((double)frame + 0.5) * LEVEL_FRAME_S;
    while (*at < count && speech[*at].end_s <= middle_s)
        (*at)++;
    return *at < count && speech[*at].start_s <= middle_s;
}

/* Writes the mean power of each full frame with speech; returns their number. */
static size_t speech_powers(const float *samples, size_t sample_count, const struct span *speech,
                            size_t speech_count, double *powers)
{
    struct level_meter meter;
    level_init(&meter);
    size_t kept = 0, frame = 0, at = 0;
    struct level_frame full;
    for (size_t i = 0; i < sample_count; i++)
        if (level_take(&meter, samples[i], &full))
            if (in_speech(frame++, speech, speech_count, &at))
                powers[kept++] = full.power[LEVEL_ALL];
    return kept;
}

/* The loudest run of a second: speech frames only, so that a pause in it does not hide it. */
static double loudest_second(const double *powers, size_t count)
{
    if (count < SECOND)
        return (double)NAN;
    double best = 0.0;
    for (size_t start = 0; start + SECOND <= count; start++) {
        double sum = 0.0;
        for (size_t i = start; i < start + SECOND; i++)
            sum += powers[i];
        best = fmax(best, sum / SECOND);
    }
    return best;
}

static int by_value(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* Of sorted powers, as a level; linear between the two nearest. */
static double percentile_dbfs(const double *sorted, size_t count, double share)
{
    double at = share * (double)(count - 1);
    size_t low = (size_t)at;
    size_t high = low + 1 < count ? low + 1 : low;
    double weight = at - (double)low;
    return (1.0 - weight) * level_dbfs(sorted[low]) + weight * level_dbfs(sorted[high]);
}

enum err loudness_measure(const float *samples, size_t sample_count, const struct span *speech,
                          size_t speech_count, struct loudness *out)
{
    double *powers = malloc((sample_count / LEVEL_FRAME + 1) * sizeof *powers);
    if (powers == NULL)
        return ERR_MEMORY;
    size_t count = speech_powers(samples, sample_count, speech, speech_count, powers);
    *out = (struct loudness){(double)NAN, (double)NAN, (double)NAN};
    if (count > 0) {
        double sum = 0.0;
        for (size_t i = 0; i < count; i++)
            sum += powers[i];
        out->active_dbfs = level_dbfs(sum / (double)count);
        double loudest = loudest_second(powers, count);
        if (!isnan(loudest))
            out->jump_db = level_dbfs(loudest) - out->active_dbfs;
        qsort(powers, count, sizeof *powers, by_value);
        out->range_db =
            percentile_dbfs(powers, count, RANGE_HIGH) - percentile_dbfs(powers, count, RANGE_LOW);
    }
    free(powers);
    return ERR_NONE;
}
