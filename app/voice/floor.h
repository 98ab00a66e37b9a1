/* How loud the room is when nobody speaks, and how loud the voice is when somebody does, from the
 * levels of 10 ms frames. It keeps counts of levels, not sound. Pure; one thread at a time. */
#ifndef SAYBACK_FLOOR_H
#define SAYBACK_FLOOR_H

#include <stddef.h>
#include <stdint.h>

/* The room is judged by the last 10 s: long enough to hold the gaps of somebody who speaks without
 * a pause, short enough to follow a fan that was switched on. */
enum { FLOOR_WINDOW = 1000 };
/* Bins of a quarter of a dB from -120 dBFS up to +12. */
enum { FLOOR_BINS = 528 };

struct noise_floor {
    uint16_t window[FLOOR_WINDOW]; /* the bins of the last frames, a ring */
    uint16_t counts[FLOOR_BINS];   /* how often each is in the window */
    size_t filled, next;
    int heard;                 /* anything but digital silence so far */
    uint32_t loud[FLOOR_BINS]; /* frames that looked like speech, of the whole reply */
    uint32_t loud_total;
};

void floor_init(struct noise_floor *f);

/* Adds the level of one frame. Digital silence before the first sound is not the room: it is left
 * out (a sound card that warms up, a file padded with zeros). */
void floor_add(struct noise_floor *f, double level_dbfs);

/* The level of the quiet tenth of the window; LEVEL_SILENCE_DBFS while there was no sound. */
double floor_dbfs(const struct noise_floor *f);

/* Remembers the level of a frame that stands out of the noise. */
void floor_add_loud(struct noise_floor *f, double level_dbfs);
void floor_forget_loud(struct noise_floor *f);

/* The 95th percentile of those; LEVEL_SILENCE_DBFS when there are none. */
double floor_loud_dbfs(const struct noise_floor *f);

#endif
