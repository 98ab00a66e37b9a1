/* What single samples tell about a microphone: the highest, how many stand at full scale, and the
 * offset. Levels and speech are activity.h's business. Pure; one thread at a time. */
#ifndef SAYBACK_PEAKS_H
#define SAYBACK_PEAKS_H

#include <stdbool.h>
#include <stddef.h>

/* From here on a sample counts as clipped, of full scale 1: what a flat top at full scale still
 * reaches after resampling (ours, tests/accuracy/room). */
#define PEAKS_CLIPPED 0.985
/* A second with so many clipped samples, in so many of its tenths, is too hot: a knock on the table
 * fills one or two tenths, a voice that is too loud clips in every syllable. */
enum { PEAKS_HOT_SAMPLES = 16, PEAKS_HOT_TENTHS = 3, PEAKS_TENTHS = 10 };

/* All zero is a start. */
struct peaks {
    double peak; /* highest absolute value */
    double sum;
    size_t count, clipped;
    size_t
        tenths[PEAKS_TENTHS]; /* clipped samples in each of the last tenths of a second, a ring */
    size_t tenth;             /* the one that is filled now */
    bool hot;                 /* a second was too hot */
};

/* NaN and infinities count as 0. */
void peaks_take(struct peaks *p, float sample);

/* The last second is too hot. */
bool peaks_hot_now(const struct peaks *p);

/* In dBFS; NAN before anything but zeros came. */
double peaks_dbfs(const struct peaks *p);

/* Clipped samples over all; the mean of all. NAN before any came. */
double peaks_clipped_share(const struct peaks *p);
double peaks_offset(const struct peaks *p);

#endif
