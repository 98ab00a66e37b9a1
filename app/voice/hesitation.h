/* Filled pauses by ear: one long steady vowel that stands alone between two silences, as "um" and
 * "uh" do. Those in running talk are left to the words: there, a drawn-out ending looks the same.
 * Pure. */
#ifndef SAYBACK_HESITATION_H
#define SAYBACK_HESITATION_H

#include "base/span.h"
#include "voice/track.h"

#include <stdbool.h>
#include <stddef.h>

/* Is the span `at` of `speech` (in order, `count` of them) such a vowel? */
bool hesitation_at(const struct voice_track *track, const struct span *speech, size_t count,
                   size_t at);

#endif
