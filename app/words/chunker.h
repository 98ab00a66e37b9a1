/* Cuts a running reply at its pauses into chunks for the recogniser, and gives each chunk out in
 * pieces while it still grows, so that it is decoded while the person speaks. It finds no speech
 * itself: it follows the activity detector. The same sound gives the same chunks for any block
 * size; only where a chunk is parted into pieces depends on when it is asked. One thread at a
 * time. */
#ifndef SAYBACK_CHUNKER_H
#define SAYBACK_CHUNKER_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct activity;
struct chunker;

/* A piece of a chunk. The pieces of one chunk follow each other without a gap; nothing that was
 * given out is taken back. */
struct chunk {
    const int16_t *samples; /* mono, RATE_HZ; lent until the next call on the chunker */
    size_t count;           /* may be 0 for a last piece: the chunk had been given out already */
    double start_s;         /* of this piece's first sample, on the reply's time line */
    bool first, last;       /* of its chunk; both for a chunk in one piece */
};

enum err chunker_new(struct chunker **out);
void chunker_free(struct chunker *c); /* NULL is allowed */

/* Adds samples (mono, RATE_HZ, -1..1), the very ones that were just pushed to the activity
 * detector. ERR_MEMORY. */
enum err chunker_push(struct chunker *c, const float *samples, size_t count);

/* The next piece that is certain given what `activity` knows by now: true and *out, or false when
 * there is none yet. `last` after activity_finish: what remains is given out. Call until false. */
bool chunker_next(struct chunker *c, const struct activity *activity, bool last, struct chunk *out);

#endif
