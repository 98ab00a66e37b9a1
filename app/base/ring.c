#include "base/ring.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { RING_CAPACITY_MAX = 1 << 26 };

/* `written` and `read` count samples since ring_new and wrap round with size_t; their difference
 * is what waits, and stays right across the wrap because the capacity is a power of two. Only the
 * producer stores `written`, only the consumer stores `read`. Release on the own counter publishes
 * the copy before it; acquire on the other's makes that copy visible. */
struct ring {
    float *samples;
    size_t mask;
    atomic_size_t written;
    atomic_size_t read;
};

enum err ring_new(size_t capacity, struct ring **out)
{
    if (capacity < 1 || capacity > RING_CAPACITY_MAX)
        return ERR_INPUT;
    size_t size = 1;
    while (size < capacity)
        size *= 2;
    struct ring *ring = calloc(1, sizeof *ring);
    if (ring == NULL)
        return ERR_MEMORY;
    ring->samples = malloc(size * sizeof *ring->samples);
    if (ring->samples == NULL) {
        free(ring);
        return ERR_MEMORY;
    }
    ring->mask = size - 1;
    atomic_init(&ring->written, 0);
    atomic_init(&ring->read, 0);
    *out = ring;
    return ERR_NONE;
}

void ring_free(struct ring *ring)
{
    if (ring == NULL)
        return;
    free(ring->samples);
    free(ring);
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t ring_push(struct ring *ring, const float *samples, size_t count)
{
    size_t written = atomic_load_explicit(&ring->written, memory_order_relaxed);
    size_t read = atomic_load_explicit(&ring->read, memory_order_acquire);
    size_t taken = smaller(count, ring->mask + 1 - (written - read));
    size_t at = written & ring->mask;
    size_t first = smaller(taken, ring->mask + 1 - at);
    memcpy(ring->samples + at, samples, first * sizeof *samples);
    memcpy(ring->samples, samples + first, (taken - first) * sizeof *samples);
    atomic_store_explicit(&ring->written, written + taken, memory_order_release);
    return taken;
}

size_t ring_pull(struct ring *ring, float *samples, size_t count)
{
    size_t read = atomic_load_explicit(&ring->read, memory_order_relaxed);
    size_t written = atomic_load_explicit(&ring->written, memory_order_acquire);
    size_t taken = smaller(count, written - read);
    size_t at = read & ring->mask;
    size_t first = smaller(taken, ring->mask + 1 - at);
    memcpy(samples, ring->samples + at, first * sizeof *samples);
    memcpy(samples + first, ring->samples, (taken - first) * sizeof *samples);
    atomic_store_explicit(&ring->read, read + taken, memory_order_release);
    return taken;
}

size_t ring_drop(struct ring *ring)
{
    size_t read = atomic_load_explicit(&ring->read, memory_order_relaxed);
    size_t written = atomic_load_explicit(&ring->written, memory_order_acquire);
    atomic_store_explicit(&ring->read, written, memory_order_release);
    return written - read;
}

size_t ring_waiting(const struct ring *ring)
{
    size_t read = atomic_load_explicit(&ring->read, memory_order_relaxed);
    return atomic_load_explicit(&ring->written, memory_order_acquire) - read;
}
