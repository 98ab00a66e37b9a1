#include "voice/loudness.h"

#include "voice/level.h"
#include "voice/statistics.h"

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

/* Writes the powers of the frames with speech, and which frames they are; returns their number. */
static size_t keep_speech(const double *power, size_t frames, const struct span *speech,
                          size_t speech_count, double *powers, size_t *which)
{
    size_t kept = 0, at = 0;
    for (size_t frame = 0; frame < frames; frame++) {
        if (!in_speech(frame, speech, speech_count, &at))
            continue;
        powers[kept] = power[frame];
        which[kept++] = frame;
    }
    return kept;
}

/* The loudest run of a second: speech frames only, so that a pause in it does not hide it. Returns
 * the first of them, or `count` when there is no second. */
static size_t loudest_second(const double *powers, size_t count, double *mean)
{
    size_t best = count;
    *mean = -1.0;
    for (size_t start = 0; start + SECOND <= count; start++) {
        double sum = 0.0;
        for (size_t i = start; i < start + SECOND; i++)
            sum += powers[i];
        if (sum / SECOND > *mean) {
            *mean = sum / SECOND;
            best = start;
        }
    }
    return best;
}

/* As a level: the powers are sorted as well as their levels would be. */
static double percentile_dbfs(const double *sorted, size_t count, double share)
{
    return level_dbfs(values_percentile(sorted, count, share));
}

static void sum_up(double *powers, const size_t *which, size_t count, struct loudness *out)
{
    double sum = 0.0, loudest;
    for (size_t i = 0; i < count; i++)
        sum += powers[i];
    out->active_dbfs = level_dbfs(sum / (double)count);
    size_t first = loudest_second(powers, count, &loudest);
    if (first < count) {
        out->jump_db = level_dbfs(loudest) - out->active_dbfs;
        out->loudest.start_s = (double)which[first] * LEVEL_FRAME_S;
        out->loudest.end_s = (double)(which[first + SECOND - 1] + 1) * LEVEL_FRAME_S;
    }
    values_sort(powers, count);
    out->range_db =
        percentile_dbfs(powers, count, RANGE_HIGH) - percentile_dbfs(powers, count, RANGE_LOW);
}

enum err loudness_measure(const double *power, size_t frames, const struct span *speech,
                          size_t speech_count, struct loudness *out)
{
    double *powers = malloc((frames + 1) * sizeof *powers);
    size_t *which = malloc((frames + 1) * sizeof *which);
    enum err err = ERR_MEMORY;
    if (powers != NULL && which != NULL) {
        const double unknown = (double)NAN;
        *out = (struct loudness){unknown, unknown, unknown, {unknown, unknown}};
        size_t count = keep_speech(power, frames, speech, speech_count, powers, which);
        if (count > 0)
            sum_up(powers, which, count, out);
        err = ERR_NONE;
    }
    free(which);
    free(powers);
    return err;
}
