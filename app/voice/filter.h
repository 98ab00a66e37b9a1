/* Low-pass and high-pass of 24 dB an octave at RATE_HZ. Pure; one thread at a time. */
#ifndef SAYBACK_FILTER_H
#define SAYBACK_FILTER_H

enum filter_pass { FILTER_HIGH, FILTER_LOW };

struct filter_section {
    double b0, b1, b2, a1, a2; /* transfer function, a0 = 1 */
    double z1, z2;             /* state, transposed direct form II */
};

/* Two equal Butterworth sections (Linkwitz and Riley 1976): a 4th-order Butterworth filter would
 * ring twice as long and with it move the end of every word. */
struct filter {
    struct filter_section section[2];
};

/* 6 dB down at `cutoff_hz`, which is under RATE_HZ / 2; at rest. */
void filter_init(struct filter *f, enum filter_pass pass, double cutoff_hz);

/* Puts a high-pass into the state that it would have after hearing `input` for ever: a recording
 * that starts with an offset then starts without a thump. */
void filter_settle(struct filter *f, double input);

double filter_run(struct filter *f, double x);

#endif
