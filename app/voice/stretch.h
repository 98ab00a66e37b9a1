/* The same measures for a stretch of a reply: a move, as the words have it. It judges nothing.
 * Pure.
 */
#ifndef SAYBACK_STRETCH_H
#define SAYBACK_STRETCH_H

#include "voice/voice.h"

/* Every unknown value is NAN. */
struct voice_stretch {
    struct span span;   /* what was measured: its edges are moved to those of a pause near by */
    double active_dbfs; /* RMS level, pauses left out */
    double pitch_median_hz;
    double pitch_sd_semitones;
    double final_slope; /* semitones per second over its last voiced 0.5 s; unless a pause or the
                           end of all speech follows, the melody goes on and this is unknown */
    double syllables_per_second; /* pauses left out; from STRETCH_RATE_MIN_S of speech on */
};

#define STRETCH_RATE_MIN_S 1.0

/* For the times of a recogniser, which are good to a few tenths of a second. Ours. */
#define STRETCH_SLACK_S 0.35

/* `slack_s`: how far from the true edges start and end may be (word times are only good to a few
 * tenths of a second). Without memory the pitch is unknown. */
struct voice_stretch voice_stretch(const struct voice_report *report, struct span span,
                                   double slack_s);

#endif
