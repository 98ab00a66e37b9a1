/* The loudness meter that all of this room shares: levels of 10 ms frames after a high-pass, so
 * that an offset of the sound card, mains hum and rumble do not count as sound. It decides nothing.
 * Pure; one thread at a time. */
#ifndef SAYBACK_LEVEL_H
#define SAYBACK_LEVEL_H

#include "base/rate.h"

#include <stddef.h>

/* Samples in a frame: 10 ms, the usual step of speech analysis. */
enum { LEVEL_FRAME = RATE_HZ / 100 };
#define LEVEL_FRAME_S 0.01

/* What stands for "nothing at all": 20 dB under the rounding noise of 16-bit sound. */
#define LEVEL_SILENCE_DBFS (-120.0)

struct level_section {
    double b0, b1, b2, a1, a2; /* transfer function, a0 = 1 */
    double z1, z2;             /* state, transposed direct form II */
};

struct level_meter {
    struct level_section section[2]; /* Butterworth high-pass of 4th order */
    double power;                    /* sum of squares in the frame under way */
    size_t filled;                   /* samples in it, < LEVEL_FRAME between calls */
    size_t taken;                    /* all samples so far */
};

void level_init(struct level_meter *m);

/* Takes one sample (full scale -1..1; NaN and infinities count as 0, the rest is clipped at four
 * times full scale). Returns 1 and writes the frame's mean power when a frame is complete. */
int level_take(struct level_meter *m, float sample, double *mean_power);

/* Closes a frame that is not full: 1 and its mean power, or 0 when there is none. */
int level_flush(struct level_meter *m, double *mean_power);

/* Mean power of full scale 1 to dBFS, never under LEVEL_SILENCE_DBFS. */
double level_dbfs(double mean_power);

#endif
