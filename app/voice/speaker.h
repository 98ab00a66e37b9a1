/* How somebody speaks when nothing is at stake, and the room they do it in: one sentence read aloud
 * before the first answer. What an answer sounds like is told against it. Plain data; an unknown
 * value is NAN. */
#ifndef SAYBACK_SPEAKER_H
#define SAYBACK_SPEAKER_H

#include <math.h>

struct speaker {
    double floor_dbfs;  /* noise of the room */
    double active_dbfs; /* RMS level while speaking */
    double pitch_median_hz;
    double pitch_sd_semitones;
    double syllables_per_second; /* without pauses */
};

/* Nothing is known. */
static inline struct speaker speaker_unknown(void)
{
    const double unknown = (double)NAN;
    return (struct speaker){unknown, unknown, unknown, unknown, unknown};
}

#endif
