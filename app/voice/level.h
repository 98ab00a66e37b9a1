/* The loudness meter that all of this room shares: levels of 10 ms frames after a high-pass, so
 * that an offset of the sound card, mains hum and rumble do not count as sound. It decides nothing.
 * Pure; one thread at a time. */
#ifndef SAYBACK_LEVEL_H
#define SAYBACK_LEVEL_H

#include "base/rate.h"
#include "voice/filter.h"

#include <stdbool.h>
#include <stddef.h>

/* Samples in a frame: 10 ms, the usual step of speech analysis. */
enum { LEVEL_FRAME = RATE_HZ / 100 };
#define LEVEL_FRAME_S 0.01

/* What stands for "nothing at all": 20 dB under the rounding noise of 16-bit sound. */
#define LEVEL_SILENCE_DBFS (-120.0)

/* Everything, and three bands of it: fundamental and first formant, second formant, fricatives.
 * Noise is spread over all of them, a sound of speech mostly lies in one. */
enum level_band { LEVEL_ALL, LEVEL_LOW, LEVEL_MIDDLE, LEVEL_HIGH, LEVEL_BANDS };

struct level_meter {
    struct filter rumble; /* high-pass that everything goes through */
    struct filter low;    /* low-pass at the lower band edge */
    struct filter middle_low, middle_high, high;
    double power[LEVEL_BANDS]; /* sums of squares in the frame under way */
    size_t filled;             /* samples in it, < LEVEL_FRAME between calls */
    size_t taken;              /* all samples so far */
};

/* Mean power of one frame, full scale 1. */
struct level_frame {
    double power[LEVEL_BANDS];
};

void level_init(struct level_meter *m);

/* Takes one sample (full scale -1..1; NaN and infinities count as 0, the rest is clipped at four
 * times full scale). True, and a frame in *out, when a frame is complete. */
bool level_take(struct level_meter *m, float sample, struct level_frame *out);

/* Closes a frame that is not full: true and the frame, or false when there is none. */
bool level_flush(struct level_meter *m, struct level_frame *out);

/* Mean power of full scale 1 to dBFS, never under LEVEL_SILENCE_DBFS. */
double level_dbfs(double mean_power);

#endif
