/* Periods that one short frame of sound may have, by the YIN difference function (de Cheveigné and
 * Kawahara 2002). It does not choose among them: that takes the neighbours. Pure. */
#ifndef SAYBACK_YIN_H
#define SAYBACK_YIN_H

#include <stddef.h>

/* Half the working rate: F0 and enough harmonics lie under 2 kHz, at a quarter of the work. */
enum { YIN_RATE_HZ = 8000 };
enum {
    YIN_LAG_MIN = 15,                    /* samples: 533 Hz */
    YIN_LAG_MAX = 134,                   /* 60 Hz */
    YIN_WINDOW = 200,                    /* 25 ms: a period and a half of the lowest voice */
    YIN_FRAME = YIN_WINDOW + YIN_LAG_MAX /* samples that yin_candidates reads */
};
enum { YIN_CANDIDATES_MAX = 6 };

struct yin_candidate {
    double hz;
    double aperiodicity; /* 0 perfectly periodic, 1 not at all */
};

/* The best dips of the normalised difference function, at most YIN_CANDIDATES_MAX, in order of lag
 * (highest pitch first). `frame` has YIN_FRAME samples. Returns their number; 0 for silence. */
size_t yin_candidates(const double *frame, struct yin_candidate out[YIN_CANDIDATES_MAX]);

#endif
