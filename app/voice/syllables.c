#include "voice/syllables.h"

#include "base/rate.h"
#include "voice/filter.h"
#include "voice/level.h"
#include "voice/statistics.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* Where a vowel is loud and a fricative is not. The paper asks that a nucleus be voiced; in this
 * band that asks nothing more of good recordings, and on those that were cleaned of noise, where a
 * third of the voiced frames look like none, it loses every second syllable. */
#define BAND_LOW_HZ 300.0
#define BAND_HIGH_HZ 1500.0

/* A peak is this far over the dips beside it. The paper has 2 dB of the whole band, smoothed less.
 * This and the smoothing: ours, the middle of a plateau (tests/accuracy/voice). */
#define DIP_DB 1.0

/* Frames of 10 ms on either side of the middle of the window that smooths the intensity. */
enum { SMOOTH = 3 };

/* Nothing so far under the loud frames (their 99th percentile) is a nucleus: the paper. */
#define DEPTH_DB 25.0
#define LOUD_SHARE 0.99

/* Mean power of the band by frame of 10 ms. */
static void band_powers(const float *samples, size_t frames, double *power)
{
    struct filter high, low;
    filter_init(&high, FILTER_HIGH, BAND_LOW_HZ);
    filter_init(&low, FILTER_LOW, BAND_HIGH_HZ);
    for (size_t f = 0; f < frames; f++) {
        double sum = 0.0;
        for (size_t i = 0; i < LEVEL_FRAME; i++) {
            float sample = samples[f * LEVEL_FRAME + i];
            double x = isfinite(sample) ? fmin(fmax((double)sample, -4.0), 4.0) : 0.0;
            double y = filter_run(&low, filter_run(&high, x));
            sum += y * y;
        }
        power[f] = sum / LEVEL_FRAME;
    }
}

/* Intensity: the powers under a raised cosine, as a level. */
static void smooth(const double *power, size_t frames, double *level_db)
{
    const double pi = acos(-1.0);
    for (size_t f = 0; f < frames; f++) {
        double sum = 0.0, weights = 0.0;
        for (int k = -SMOOTH; k <= SMOOTH; k++) {
            double weight = 0.5 + 0.5 * cos(pi * k / (SMOOTH + 1));
            weights += weight;
            size_t at = f + (size_t)(k + SMOOTH); /* SMOOTH ahead, so that it is never negative */
            if (at >= SMOOTH && at - SMOOTH < frames)
                sum += weight * power[at - SMOOTH];
        }
        level_db[f] = level_dbfs(sum / weights);
    }
}

/* The frames of a span, as far as there are any. */
static void frames_of(struct span span, size_t frames, size_t *first, size_t *end)
{
    *first = (size_t)fmin(fmax(span.start_s / LEVEL_FRAME_S + 0.5, 0.0), (double)frames);
    *end = (size_t)fmin(fmax(span.end_s / LEVEL_FRAME_S + 0.5, 0.0), (double)frames);
}

/* The level that the loudest hundredth of the speech is over; `sorted` has room for all frames. */
static double loud_db(const double *level_db, size_t frames, const struct span *speech,
                      size_t speech_count, double *sorted)
{
    size_t kept = 0;
    for (size_t i = 0; i < speech_count; i++) {
        size_t first, end;
        frames_of(speech[i], frames, &first, &end);
        for (size_t f = first; f < end && kept < frames; f++)
            sorted[kept++] = level_db[f];
    }
    values_sort(sorted, kept);
    return kept > 0 ? values_percentile(sorted, kept, LOUD_SHARE) : LEVEL_SILENCE_DBFS;
}

/* Writes the times of the peaks in frames `first` to `end`. Returns how many. */
static size_t find_peaks(const double *level_db, size_t first, size_t end, double least_db,
                         double *times_s)
{
    size_t found = 0, peak = first;
    bool rising = true; /* since the last dip; at first the span's edge is one */
    double dip_db = 0.0;
    for (size_t f = first; f <= end; f++) {
        double now_db = f < end ? level_db[f] : LEVEL_SILENCE_DBFS; /* so is its other edge */
        if (rising && f < end && now_db > level_db[peak]) {
            peak = f;
        } else if (rising && now_db < level_db[peak] - DIP_DB) {
            if (level_db[peak] >= least_db)
                times_s[found++] = ((double)peak + 0.5) * LEVEL_FRAME_S;
            rising = false;
            dip_db = now_db;
        } else if (!rising) {
            dip_db = fmin(dip_db, now_db);
            if (now_db > dip_db + DIP_DB) {
                rising = true;
                peak = f;
            }
        }
    }
    return found;
}

enum err syllables_find(const float *samples, size_t sample_count, const struct span *speech,
                        size_t speech_count, double **times_s, size_t *count)
{
    size_t frames = sample_count / LEVEL_FRAME, found = 0;
    double *power = malloc((frames + 1) * sizeof *power);
    double *level_db = malloc((frames + 1) * sizeof *level_db);
    double *times = malloc((frames + 1) * sizeof *times);
    enum err err = ERR_MEMORY;
    if (power == NULL || level_db == NULL || times == NULL)
        goto done;
    band_powers(samples, frames, power);
    smooth(power, frames, level_db);
    double least_db = loud_db(level_db, frames, speech, speech_count, power) - DEPTH_DB;
    for (size_t i = 0; i < speech_count; i++) {
        size_t first, end;
        frames_of(speech[i], frames, &first, &end);
        if (first < end)
            found += find_peaks(level_db, first, end, least_db, times + found);
    }
    err = ERR_NONE;
    *count = found;
    *times_s = found > 0 ? times : NULL;
    if (found > 0)
        times = NULL;
done:
    free(times);
    free(level_db);
    free(power);
    return err;
}
