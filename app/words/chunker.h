/* Cuts a running reply at its pauses into chunks for the recogniser, so that most of the decoding
 * is done while the person still speaks. It finds no speech itself: it follows the activity
 * detector. The same sound gives the same chunks for any block size. One thread at a time. */
#ifndef SAYBACK_CHUNKER_H
#define SAYBACK_CHUNKER_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct activity;
struct chunker;

struct chunk {
    int16_t *samples; /* lent until the next call on the chunker */
    size_t count;
    double start_s; /* of the first sample, on the reply's time line */
};

enum err chunker_new(struct chunker **out);
void chunker_free(struct chunker *c); /* NULL is allowed */

/* Adds samples (mono, RATE_HZ, -1..1), the very ones that were just pushed to the activity
 * detector. ERR_MEMORY. */
enum err chunker_push(struct chunker *c, const float *samples, size_t count);

/* The next chunk that can be cut given what `activity` knows by now: true and *out, or false when
 * there is none yet. `last` after activity_finish: what remains is given out. Call until false. */
bool chunker_next(struct chunker *c, const struct activity *activity, bool last, struct chunk *out);

#endif
