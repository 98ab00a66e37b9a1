/* A lock-free ring of float samples between one producer thread and one consumer thread: the
 * audio callback on one side, the listener on the other. It never blocks, allocates or locks after
 * ring_new; what does not fit is refused and counted by the caller. */
#ifndef SAYBACK_RING_H
#define SAYBACK_RING_H

#include "base/err.h"

#include <stddef.h>

struct ring;

/* `capacity` samples at least (rounded up to a power of two), 1 to 2^26; ERR_INPUT outside,
 * ERR_MEMORY when there is none. The caller owns *out and frees it when both threads are done. */
enum err ring_new(size_t capacity, struct ring **out);
void ring_free(struct ring *ring); /* NULL is allowed */

/* Producer only. Copies up to `count` samples in, returns how many fitted. Real-time safe. */
size_t ring_push(struct ring *ring, const float *samples, size_t count);

/* Consumer only. Copies up to `count` samples out, oldest first, returns how many there were. */
size_t ring_pull(struct ring *ring, float *samples, size_t count);

/* Consumer only. Forgets everything pushed so far; returns how many samples that was. */
size_t ring_drop(struct ring *ring);

/* Samples waiting now. Exact for the consumer in the sense that at least so many can be pulled. */
size_t ring_waiting(const struct ring *ring);

#endif
