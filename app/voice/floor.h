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

/* The levels of the last FLOOR_WINDOW frames of one band, as counts. */
struct noise_floor {
    uint16_t window[FLOOR_WINDOW]; /* the bins of the last frames, a ring */
    uint16_t counts[FLOOR_BINS];   /* how often each is in the window */
    size_t filled, next;
};

/* The levels of all frames that stood out of the noise. */
struct loud_frames {
    uint32_t counts[FLOOR_BINS];
    uint32_t total;
};

/* What the window says about the noise. */
struct noise {
    double level_dbfs; /* mean level of the noise; LEVEL_SILENCE_DBFS from an empty window */
    double spread_db;  /* standard deviation of its frames, as far as it can be told */
};

void floor_add(struct noise_floor *f, double level_dbfs);
struct noise floor_noise(const struct noise_floor *f);

void loud_add(struct loud_frames *l, double level_dbfs);
/* The 95th percentile; LEVEL_SILENCE_DBFS when there are none. */
double loud_dbfs(const struct loud_frames *l);

#endif
