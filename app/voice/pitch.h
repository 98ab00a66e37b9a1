/* The melody of a reply: fundamental frequency (F0) every 10 ms of speech, and what is said about
 * it in one line. It does not judge and knows no words. Pure. */
#ifndef SAYBACK_PITCH_H
#define SAYBACK_PITCH_H

#include "base/err.h"
#include "base/span.h"

#include <stddef.h>

/* What is looked for: from a low male creak-free voice to a lively female one. */
#define PITCH_MIN_HZ 60.0
#define PITCH_MAX_HZ 500.0
#define PITCH_STEP_S 0.01
/* No statement from fewer voiced frames than this (0.5 s). */
enum { PITCH_FRAMES_MIN = 50 };

struct pitch_point {
    double time_s; /* middle of the frame */
    double hz;
};

/* All are NAN when too little was voiced. Semitones are 12 to an octave. */
struct pitch {
    double median_hz;
    double sd_semitones;
    double range_semitones; /* 95th minus 5th percentile */
    double final_slope;     /* semitones per second over the last 0.5 s that ends in voice */
};

/* The voiced frames within `speech` (in order), of mono samples at RATE_HZ. The caller frees
 * *points (NULL when there are none). ERR_MEMORY. */
enum err pitch_track(const float *samples, size_t sample_count, const struct span *speech,
                     size_t speech_count, struct pitch_point **points, size_t *count);

/* Sums up what pitch_track found. ERR_MEMORY. */
enum err pitch_summary(const struct pitch_point *points, size_t count, struct pitch *out);

#endif
