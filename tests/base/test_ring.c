#include "base/ring.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdlib.h>

/* The linker sends every allocation here; `allocations_left` counts down to one that fails. */
static int allocations_left = -1;
static int blocks_held;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void __real_free(void *block);

static bool allocation_fails(void)
{
    return allocations_left >= 0 && allocations_left-- == 0;
}

void *__wrap_malloc(size_t size)
{
    void *block = allocation_fails() ? NULL : __real_malloc(size);
    blocks_held += block != NULL;
    return block;
}

void *__wrap_calloc(size_t count, size_t size)
{
    void *block = allocation_fails() ? NULL : __real_calloc(count, size);
    blocks_held += block != NULL;
    return block;
}

void __wrap_free(void *block)
{
    blocks_held -= block != NULL;
    __real_free(block);
}

static struct ring *new_ring(size_t capacity)
{
    struct ring *ring = NULL;
    assert_int_equal(ring_new(capacity, &ring), ERR_NONE);
    assert_non_null(ring);
    return ring;
}

/* Pushes the numbers from `first` on; returns how many fitted. */
static size_t push_count(struct ring *ring, size_t first, size_t count)
{
    float samples[64];
    assert_true(count <= 64);
    for (size_t i = 0; i < count; i++)
        samples[i] = (float)(first + i);
    return ring_push(ring, samples, count);
}

static void assert_pulls(struct ring *ring, size_t first, size_t asked, size_t expected)
{
    float samples[65];
    for (size_t i = 0; i < 65; i++)
        samples[i] = -1.0f;
    assert_true(asked <= 64);
    assert_int_equal(ring_pull(ring, samples, asked), expected);
    for (size_t i = 0; i < expected; i++)
        assert_true(samples[i] == (float)(first + i));
    assert_true(samples[expected] == -1.0f);
}

static void capacity_is_rounded_up_to_a_power_of_two(void **state)
{
    (void)state;
    static const size_t cases[][2] = {{1, 1}, {2, 2}, {3, 4}, {4, 4}, {5, 8}, {33, 64}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ring *ring = new_ring(cases[i][0]);
        size_t fitted = push_count(ring, 0, 64);
        assert_int_equal(fitted, cases[i][1]);
        ring_free(ring);
    }
}

static void capacities_out_of_range_are_refused(void **state)
{
    (void)state;
    static const size_t wrong[] = {0, ((size_t)1 << 26) + 1, SIZE_MAX};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct ring *ring = NULL;
        assert_int_equal(ring_new(wrong[i], &ring), ERR_INPUT);
        assert_null(ring);
    }
}

static void the_largest_capacity_is_accepted(void **state)
{
    (void)state;
    struct ring *ring = new_ring((size_t)1 << 26);
    assert_int_equal(push_count(ring, 1, 2), 2);
    assert_pulls(ring, 1, 2, 2);
    ring_free(ring);
}

static void a_failed_allocation_leaves_nothing_behind(void **state)
{
    (void)state;
    for (int nth = 0; nth < 2; nth++) {
        struct ring *ring = NULL;
        int before = blocks_held;
        allocations_left = nth;
        enum err code = ring_new(16, &ring);
        allocations_left = -1;
        assert_int_equal(code, ERR_MEMORY);
        assert_null(ring);
        assert_int_equal(blocks_held, before);
    }
}

static void a_freed_ring_leaves_nothing_behind(void **state)
{
    (void)state;
    int before = blocks_held;
    ring_free(new_ring(16));
    ring_free(NULL);
    assert_int_equal(blocks_held, before);
}

static void a_new_ring_is_empty(void **state)
{
    (void)state;
    struct ring *ring = new_ring(4);
    assert_int_equal(ring_waiting(ring), 0);
    assert_pulls(ring, 0, 4, 0);
    assert_int_equal(ring_drop(ring), 0);
    ring_free(ring);
}

static void samples_come_out_in_order_and_once(void **state)
{
    (void)state;
    struct ring *ring = new_ring(8);
    assert_int_equal(push_count(ring, 1, 5), 5);
    assert_int_equal(ring_waiting(ring), 5);
    assert_pulls(ring, 1, 2, 2);
    assert_int_equal(ring_waiting(ring), 3);
    assert_pulls(ring, 3, 8, 3);
    assert_pulls(ring, 0, 8, 0);
    ring_free(ring);
}

static void a_full_ring_refuses_and_keeps_what_it_has(void **state)
{
    (void)state;
    struct ring *ring = new_ring(4);
    assert_int_equal(push_count(ring, 1, 3), 3);
    assert_int_equal(push_count(ring, 4, 3), 1);
    assert_int_equal(push_count(ring, 50, 1), 0);
    assert_pulls(ring, 1, 4, 4);
    ring_free(ring);
}

static void nothing_is_pushed_and_pulled_without_harm(void **state)
{
    (void)state;
    struct ring *ring = new_ring(4);
    assert_int_equal(push_count(ring, 1, 0), 0);
    assert_int_equal(push_count(ring, 1, 2), 2);
    assert_pulls(ring, 0, 0, 0);
    assert_pulls(ring, 1, 2, 2);
    ring_free(ring);
}

/* Every fill level meets every position of the seam. */
static void the_seam_is_never_seen(void **state)
{
    (void)state;
    enum { CAPACITY = 8 };
    struct ring *ring = new_ring(CAPACITY);
    size_t in = 1, out = 1;
    for (size_t shift = 0; shift < 2 * CAPACITY; shift++)
        for (size_t count = 0; count <= CAPACITY; count++) {
            assert_int_equal(push_count(ring, in, count), count);
            in += count;
            assert_pulls(ring, out, CAPACITY, count);
            out += count;
            assert_int_equal(push_count(ring, in, 1), 1); /* moves the seam by one */
            in++;
            assert_pulls(ring, out, 1, 1);
            out++;
        }
    ring_free(ring);
}

static void a_ring_of_one_sample_works(void **state)
{
    (void)state;
    struct ring *ring = new_ring(1);
    for (size_t i = 1; i < 10; i++) {
        assert_int_equal(push_count(ring, i, 2), 1);
        assert_int_equal(ring_waiting(ring), 1);
        assert_pulls(ring, i, 2, 1);
    }
    ring_free(ring);
}

static void dropping_forgets_what_waits_and_nothing_later(void **state)
{
    (void)state;
    struct ring *ring = new_ring(4);
    assert_int_equal(push_count(ring, 1, 3), 3);
    assert_int_equal(ring_drop(ring), 3);
    assert_int_equal(ring_waiting(ring), 0);
    assert_int_equal(push_count(ring, 9, 4), 4); /* across the seam, and all room is free again */
    assert_pulls(ring, 9, 4, 4);
    ring_free(ring);
}

enum { HAMMER_BLOCK_MAX = 61 };

struct hammer {
    struct ring *ring;
    size_t capacity;
    size_t total; /* samples that go through: below 2^24, up to which floats count exactly */
};

static void *producer(void *argument)
{
    const struct hammer *h = argument;
    struct ring *ring = h->ring;
    float samples[HAMMER_BLOCK_MAX];
    size_t sent = 0;
    for (size_t block = 1; sent < h->total; block = block % HAMMER_BLOCK_MAX + 1) {
        size_t count = block < h->total - sent ? block : h->total - sent;
        for (size_t i = 0; i < count; i++)
            samples[i] = (float)(sent + i);
        size_t taken = ring_push(ring, samples, count);
        sent += taken;
        if (taken == 0)
            sched_yield();
    }
    return NULL;
}

/* Returns the number of samples that arrived in the right order; cmocka's asserts jump, so they
 * stay in one thread. */
static size_t consume(const struct hammer *h)
{
    struct ring *ring = h->ring;
    float samples[HAMMER_BLOCK_MAX];
    size_t got = 0;
    for (size_t block = HAMMER_BLOCK_MAX;
         got<h->total; block = block> 1 ? block - 1 : HAMMER_BLOCK_MAX) {
        size_t waiting = ring_waiting(ring);
        size_t count = ring_pull(ring, samples, block);
        if (count < (waiting < block ? waiting : block))
            return got; /* less than ring_waiting had promised */
        for (size_t i = 0; i < count; i++)
            if (samples[i] != (float)(got + i))
                return got;
        got += count;
        if (count == 0)
            sched_yield();
    }
    return got;
}

/* A ring of one sample makes the threads take turns at each, which is slow on a busy machine: so
 * the smaller the ring, the fewer samples. */
static void two_threads_lose_and_reorder_nothing(void **state)
{
    (void)state;
    struct hammer cases[] = {{.capacity = 1, .total = 1 << 13},
                             {.capacity = 64, .total = 1 << 17},
                             {.capacity = 4096, .total = 1 << 20}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct hammer *h = &cases[i];
        h->ring = new_ring(h->capacity);
        pthread_t thread;
        assert_int_equal(pthread_create(&thread, NULL, producer, h), 0);
        size_t got = consume(h);
        if (got < h->total)
            fail_msg("capacity %zu: sample %zu is wrong", h->capacity, got);
        pthread_join(thread, NULL);
        assert_int_equal(ring_waiting(h->ring), 0);
        ring_free(h->ring);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(capacity_is_rounded_up_to_a_power_of_two),
        cmocka_unit_test(capacities_out_of_range_are_refused),
        cmocka_unit_test(the_largest_capacity_is_accepted),
        cmocka_unit_test(a_failed_allocation_leaves_nothing_behind),
        cmocka_unit_test(a_freed_ring_leaves_nothing_behind),
        cmocka_unit_test(a_new_ring_is_empty),
        cmocka_unit_test(samples_come_out_in_order_and_once),
        cmocka_unit_test(a_full_ring_refuses_and_keeps_what_it_has),
        cmocka_unit_test(nothing_is_pushed_and_pulled_without_harm),
        cmocka_unit_test(the_seam_is_never_seen),
        cmocka_unit_test(a_ring_of_one_sample_works),
        cmocka_unit_test(dropping_forgets_what_waits_and_nothing_later),
        cmocka_unit_test(two_threads_lose_and_reorder_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
