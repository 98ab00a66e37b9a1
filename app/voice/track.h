/* What is heard of a reply from moment to moment: level, pitch and syllables, from which every
 * stretch of it can be measured. Pure. */
#ifndef SAYBACK_TRACK_H
#define SAYBACK_TRACK_H

#include "base/err.h"
#include "base/span.h"
#include "voice/pitch.h"

#include <stddef.h>

struct voice_track {
    double *power; /* owned; mean power of each frame of 10 ms, full scale 1, after the high-pass */
    size_t frame_count;
    struct pitch_point *pitch; /* owned; the voiced frames, in order */
    size_t pitch_count;
    double *syllables_s; /* owned; middles of the nuclei, in order */
    size_t syllable_count;
};

/* `samples` are mono at RATE_HZ, `speech` what the activity detector found in them. ERR_MEMORY.
 * `out` is written only on success. */
enum err track_new(const float *samples, size_t sample_count, const struct span *speech,
                   size_t speech_count, struct voice_track *out);
void track_done(struct voice_track *track); /* all zero afterwards */

#endif
