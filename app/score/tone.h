/* Tone as plain sentences, each with the seconds that show it. Between the bands nothing is said.
 * Where there was a warm-up it is the measure, otherwise the rest of the reply. Pure. */
#ifndef SAYBACK_TONE_H
#define SAYBACK_TONE_H

#include "score/card.h"

/* Writes card->tones and their number, from its words, moves, voice and speaker. What is to be
 * mended comes first, the worst of it at the top. Nothing is known when memory ends. */
void tone_find(struct card *card);

/* "steady_empathy", "upward_expectation", ...: static, public in JSON. */
const char *tone_name(enum tone_kind kind);

/* Is it something to mend? */
bool tone_is_fault(enum tone_kind kind);

#endif
