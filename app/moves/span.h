/* What is known of a possible clause as a whole: what its cues say, whom it speaks of, how much of
 * the prompt it says back. Private to the room. */
#ifndef SAYBACK_MOVES_SPAN_H
#define SAYBACK_MOVES_SPAN_H

#include "moves/reading.h"
#include "moves/weights.h"

/* Fills SPAN_VALUES numbers, most of them in 0..1, for the tokens `first` to `end` (exclusive). */
void span_values(const struct reading *r, size_t first, size_t end, float *out);

/* Which of LENGTH_BUCKETS a clause of that many tokens is in. */
int length_bucket(size_t tokens);

#endif
