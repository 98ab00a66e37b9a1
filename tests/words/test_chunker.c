/* Where a reply is cut, shown on tables of speech and silence. */
#include "words/chunker.h"

#include "base/rate.h"
#include "words/fake_activity.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
/* Two samples: spans are given in seconds, chunks are cut at samples. */
#define EXACT_S (2.0 / RATE_HZ)

enum { CHUNKS_MAX = 32 };

struct cut {
    double start_s, end_s;
};

struct result {
    struct cut chunks[CHUNKS_MAX];
    uint64_t hashes[CHUNKS_MAX]; /* of all samples of each chunk */
    size_t count;
    size_t pieces;
    bool growing; /* the last chunk has no end yet */
};

/* Sound that tells where it comes from: loud in speech, soft in silence, no two samples in a row
 * the same for long. */
static float *sound(const struct span *spans, size_t count, size_t length)
{
    float *samples = malloc((length > 0 ? length : 1) * sizeof *samples);
    assert_non_null(samples);
    uint32_t state = 1;
    for (size_t i = 0; i < length; i++) {
        state = state * 1664525U + 1013904223U;
        double t = (double)i / RATE_HZ;
        double level = 0.001;
        for (size_t k = 0; k < count; k++)
            if (t >= spans[k].start_s && t < spans[k].end_s)
                level = 0.3;
        samples[i] = (float)(level * ((double)(state >> 8) / 8388608.0 - 1.0));
    }
    return samples;
}

/* Puts the pieces together, and sees to it that they fit. */
static void collect(struct chunker *c, const struct activity *a, bool last, struct result *out)
{
    struct chunk piece;
    while (chunker_next(c, a, last, &piece)) {
        assert_true(piece.first != out->growing);
        assert_true(piece.last || piece.count > 0);
        if (piece.first) {
            assert_in_range(out->count, 0, CHUNKS_MAX - 1);
            out->chunks[out->count++] = (struct cut){piece.start_s, piece.start_s};
        }
        struct cut *chunk = &out->chunks[out->count - 1];
        assert_float_equal(piece.start_s, chunk->end_s, 1e-9); /* no gap, nothing twice */
        chunk->end_s = piece.start_s + (double)piece.count / RATE_HZ;
        for (size_t i = 0; i < piece.count; i++)
            out->hashes[out->count - 1] =
                out->hashes[out->count - 1] * 31 + (uint16_t)piece.samples[i];
        out->growing = !piece.last;
        out->pieces++;
    }
}

static struct result cut_samples(const float *samples, const struct span *spans, size_t count,
                                 double length_s, size_t block)
{
    struct result result = {0};
    size_t length = (size_t)llround(length_s * RATE_HZ);
    struct activity a = {.spans = spans, .count = count, .late_s = 0.25};
    struct chunker *c = NULL;
    assert_int_equal(chunker_new(&c), ERR_NONE);
    for (size_t at = 0; at < length; at += block) {
        size_t step = length - at < block ? length - at : block;
        assert_int_equal(chunker_push(c, samples + at, step), ERR_NONE);
        a.length_s = (double)(at + step) / RATE_HZ;
        collect(c, &a, false, &result);
    }
    a.finished = true;
    collect(c, &a, true, &result);
    assert_false(result.growing);
    chunker_free(c);
    return result;
}

static struct result chunks_of(const struct span *spans, size_t count, double length_s,
                               size_t block)
{
    float *samples = sound(spans, count, (size_t)llround(length_s * RATE_HZ));
    struct result result = cut_samples(samples, spans, count, length_s, block);
    free(samples);
    return result;
}

static void assert_cuts(const struct result *result, const struct cut *wanted, size_t count)
{
    assert_int_equal(result->count, count);
    for (size_t i = 0; i < count; i++) {
        assert_float_equal(result->chunks[i].start_s, wanted[i].start_s, EXACT_S);
        assert_float_equal(result->chunks[i].end_s, wanted[i].end_s, EXACT_S);
    }
}

static void silence_gives_no_chunk(void **state)
{
    (void)state;
    struct result result = chunks_of(NULL, 0, 30.0, 160);
    assert_int_equal(result.count, 0);
}

static void nothing_at_all_gives_no_chunk(void **state)
{
    (void)state;
    struct result result = chunks_of(NULL, 0, 0.0, 160);
    assert_int_equal(result.count, 0);
}

static void a_pause_of_400_ms_cuts_once_2_s_have_gathered(void **state)
{
    (void)state;
    static const struct span spans[] = {{1.0, 3.0}, {3.4, 5.0}};
    static const struct cut wanted[] = {{0.8, 3.2}, {3.2, 5.2}};
    struct result result = chunks_of(spans, COUNT(spans), 8.0, 160);
    assert_cuts(&result, wanted, COUNT(wanted));
}

static void a_pause_of_399_ms_does_not_cut(void **state)
{
    (void)state;
    static const struct span spans[] = {{1.0, 3.0}, {3.399, 5.0}};
    static const struct cut wanted[] = {{0.8, 5.2}};
    struct result result = chunks_of(spans, COUNT(spans), 8.0, 160);
    assert_cuts(&result, wanted, COUNT(wanted));
}

static void less_than_2_s_are_kept_with_what_follows(void **state)
{
    (void)state;
    static const struct span spans[] = {{1.0, 2.0}, {2.6, 4.0}, {4.6, 5.0}};
    static const struct cut wanted[] = {{0.8, 4.2}, {4.4, 5.2}};
    struct result result = chunks_of(spans, COUNT(spans), 6.0, 160);
    assert_cuts(&result, wanted, COUNT(wanted));
}

static void a_long_silence_cuts_however_little_has_gathered(void **state)
{
    (void)state;
    static const struct span spans[] = {{1.0, 1.5}, {3.0, 3.5}};
    static const struct cut wanted[] = {{0.8, 1.7}, {2.8, 3.7}};
    struct result result = chunks_of(spans, COUNT(spans), 6.0, 160);
    assert_cuts(&result, wanted, COUNT(wanted));
}

/* Pushes sound with these spans in blocks of 10 ms up to `length_s`; the detector needs `late_s` to
 * notice speech. */
static struct result heard_by(const struct span *spans, size_t count, double late_s,
                              double length_s)
{
    struct result result = {0};
    size_t length = (size_t)llround(length_s * RATE_HZ);
    float *samples = sound(spans, count, length);
    struct activity a = {.spans = spans, .count = count, .late_s = late_s};
    struct chunker *c = NULL;
    assert_int_equal(chunker_new(&c), ERR_NONE);
    for (size_t at = 0; at + 160 <= length; at += 160) {
        assert_int_equal(chunker_push(c, samples + at, 160), ERR_NONE);
        a.length_s = (double)(at + 160) / RATE_HZ;
        collect(c, &a, false, &result);
    }
    chunker_free(c);
    free(samples);
    return result;
}

static void a_chunk_ends_as_soon_as_the_pause_is_long_enough(void **state)
{
    (void)state;
    static const struct span spans[] = {{0.5, 3.0}};
    assert_true(heard_by(spans, 1, 0.25, 3.39).growing);
    struct result result = heard_by(spans, 1, 0.25, 3.4);
    assert_int_equal(result.count, 1);
    assert_false(result.growing);
}

static void speech_is_given_out_while_it_lasts(void **state)
{
    (void)state;
    static const struct span spans[] = {{1.0, 6.0}};
    for (double now_s = 1.5; now_s < 6.0; now_s += 0.5) {
        struct result result = heard_by(spans, 1, 0.25, now_s);
        assert_int_equal(result.count, 1);
        assert_float_equal(result.chunks[0].start_s, 0.8, EXACT_S);
        /* all but what is less than a piece */
        assert_in_range(llround((now_s - result.chunks[0].end_s) * 1000.0), 0, 99);
    }
    assert_int_equal(heard_by(spans, 1, 0.25, 1.2).count, 0);
}

static void silence_is_withheld_until_speech_goes_on(void **state)
{
    (void)state;
    static const struct span spans[] = {{1.0, 2.0}, {3.0, 4.0}};
    struct result result = heard_by(spans, 2, 0.25, 3.0);
    assert_true(result.growing);
    assert_float_equal(result.chunks[0].end_s, 2.2, EXACT_S);
    result = heard_by(spans, 2, 0.25, 3.5);
    assert_int_equal(result.count, 1);
    assert_true(result.chunks[0].end_s > 3.3);
}

static void speech_up_to_the_last_sample_is_given_out_whole(void **state)
{
    (void)state;
    static const struct span spans[] = {{0.0, 1.0}};
    static const struct cut wanted[] = {{0.0, 1.0}};
    struct result result = chunks_of(spans, COUNT(spans), 1.0, 160);
    assert_cuts(&result, wanted, COUNT(wanted));
}

static void the_more_has_gathered_the_shorter_a_pause_cuts(void **state)
{
    (void)state;
    static const struct {
        double speech_s, pause_s;
        bool cuts;
    } cases[] = {
        {1.99, 1.49, false}, {1.99, 1.5, true},  {2.0, 0.39, false}, {2.0, 0.4, true},
        {4.99, 0.39, false}, {5.0, 0.24, false}, {5.0, 0.25, true},  {6.99, 0.24, false},
        {7.0, 0.19, false},  {7.0, 0.2, true},   {8.79, 0.2, true},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        double end_s = 1.0 + cases[i].speech_s;
        const struct span spans[] = {{1.0, end_s}, {end_s + cases[i].pause_s, 11.0}};
        struct result result = chunks_of(spans, 2, 12.0, 160);
        double more_s = result.chunks[0].end_s - end_s;
        if (cases[i].cuts)
            assert_float_equal(more_s, 0.2, EXACT_S);
        else
            assert_true(more_s > cases[i].pause_s);
    }
}

static void speech_without_any_pause_is_cut_at_its_quietest_place(void **state)
{
    (void)state;
    static const struct span spans[] = {{1.0, 14.0}};
    size_t length = 15 * (size_t)RATE_HZ;
    float *samples = sound(spans, COUNT(spans), length);
    /* 10 ms of quiet at 9.70 s, and deeper quiet at 9.3 s, where it does not count */
    for (size_t i = 0; i < RATE_HZ / 100; i++) {
        samples[(size_t)(9.7 * RATE_HZ) + i] *= 0.01F;
        samples[(size_t)(9.3 * RATE_HZ) + i] = 0.0F;
    }
    static const struct cut wanted[] = {{0.8, 9.705}, {9.705, 14.2}};
    struct result result = cut_samples(samples, spans, COUNT(spans), 15.0, 160);
    free(samples);
    assert_cuts(&result, wanted, COUNT(wanted));
}

static void speech_without_any_pause_streams_and_is_cut_at_9_s(void **state)
{
    (void)state;
    static const struct span spans[] = {{0.0, 60.0}};
    for (double now_s = 1.0; now_s < 30.0; now_s += 0.7) {
        struct result result = heard_by(spans, 1, 0.25, now_s);
        /* what waits is at most the late part of a chunk and less than a piece */
        double waits_s = now_s - result.chunks[result.count - 1].end_s;
        assert_true(waits_s < 0.61);
        for (size_t i = 0; i < result.count; i++)
            assert_true(result.chunks[i].end_s - result.chunks[i].start_s <= 9.0 + EXACT_S);
    }
}

static void a_cut_just_before_a_pause_leaves_the_rest_to_the_next_chunk(void **state)
{
    (void)state;
    /* the window from 8.5 to 9 s ends inside the second span, and holds a pause that is too short
     */
    static const struct span spans[] = {{0.0, 8.8}, {8.92, 12.0}};
    struct result result = chunks_of(spans, COUNT(spans), 13.0, 160);
    assert_int_equal(result.count, 2);
    assert_true(result.chunks[0].end_s > 8.8 && result.chunks[0].end_s < 8.92);
    assert_float_equal(result.chunks[1].start_s, result.chunks[0].end_s, EXACT_S);
    assert_float_equal(result.chunks[1].end_s, 12.2, EXACT_S);
}

static void unbroken_noise_comes_out_in_chunks_of_9_s_at_most(void **state)
{
    (void)state;
    static const struct span spans[] = {{0.0, 200.0}};
    struct result result = chunks_of(spans, COUNT(spans), 200.0, 16000);
    double end_s = 0.0;
    for (size_t i = 0; i < result.count; i++) {
        assert_float_equal(result.chunks[i].start_s, end_s, EXACT_S); /* nothing is left out */
        end_s = result.chunks[i].end_s;
        assert_true(end_s - result.chunks[i].start_s <= 9.0 + EXACT_S);
    }
    assert_float_equal(end_s, 200.0, EXACT_S);
}

static void the_same_sound_gives_the_same_chunks_for_any_block_size(void **state)
{
    (void)state;
    static const struct span spans[] = {{0.3, 1.1},    {1.9, 2.4},   {2.85, 3.3},  {3.7, 6.0},
                                        {6.41, 7.0},   {9.0, 9.2},   {12.0, 20.0}, {20.2, 27.0},
                                        {27.15, 33.0}, {33.5, 34.0}, {34.1, 60.0}, {60.45, 61.0}};
    static const size_t blocks[] = {1, 37, 160, 441, 1024, 4800, 16000, 80000, 2000000};
    const double length_s = 62.0;
    float *samples = sound(spans, COUNT(spans), (size_t)llround(length_s * RATE_HZ));
    struct result first = cut_samples(samples, spans, COUNT(spans), length_s, 160);
    assert_true(first.count > 6);
    assert_true(first.pieces > 10 * first.count);
    for (size_t b = 0; b < COUNT(blocks); b++) {
        struct result other = cut_samples(samples, spans, COUNT(spans), length_s, blocks[b]);
        assert_int_equal(other.count, first.count);
        for (size_t i = 0; i < first.count; i++) {
            assert_float_equal(other.chunks[i].start_s, first.chunks[i].start_s, 1e-9);
            assert_float_equal(other.chunks[i].end_s, first.chunks[i].end_s, 1e-9);
            assert_true(other.hashes[i] == first.hashes[i]);
        }
    }
    free(samples);
}

static void chunks_hold_the_samples_of_their_time(void **state)
{
    (void)state;
    static const struct span spans[] = {{0.5, 3.0}, {4.0, 6.5}};
    enum { LENGTH = 7 * RATE_HZ };
    float *samples = calloc(LENGTH, sizeof *samples);
    assert_non_null(samples);
    for (size_t i = 0; i < LENGTH; i++)
        samples[i] = (float)(i % 30000) / 32768.0F;
    struct activity a = {.spans = spans, .count = COUNT(spans), .length_s = 7.0, .finished = true};
    struct chunker *c = NULL;
    assert_int_equal(chunker_new(&c), ERR_NONE);
    assert_int_equal(chunker_push(c, samples, LENGTH), ERR_NONE);
    struct chunk chunk;
    for (size_t n = 0; n < COUNT(spans); n++) {
        assert_true(chunker_next(c, &a, true, &chunk));
        size_t at = (size_t)llround(chunk.start_s * RATE_HZ);
        for (size_t i = 0; i < chunk.count; i++)
            assert_int_equal(chunk.samples[i], (int)((at + i) % 30000));
    }
    assert_false(chunker_next(c, &a, true, &chunk));
    chunker_free(c);
    free(samples);
}

static void samples_out_of_range_are_clamped_and_no_number_is_silence(void **state)
{
    (void)state;
    static const struct span spans[] = {{0.0, 6.0 / RATE_HZ}};
    static const float samples[] = {1.0F, -1.0F, 9.0F, -INFINITY, NAN, INFINITY};
    static const int16_t wanted[] = {32767, -32768, 32767, -32768, 0, 32767};
    struct activity a = {.spans = spans, .count = 1, .length_s = 6.0 / RATE_HZ, .finished = true};
    struct chunker *c = NULL;
    assert_int_equal(chunker_new(&c), ERR_NONE);
    assert_int_equal(chunker_push(c, samples, COUNT(samples)), ERR_NONE);
    struct chunk chunk;
    assert_true(chunker_next(c, &a, true, &chunk));
    assert_int_equal(chunk.count, COUNT(wanted));
    assert_memory_equal(chunk.samples, wanted, sizeof wanted);
    chunker_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(silence_gives_no_chunk),
        cmocka_unit_test(nothing_at_all_gives_no_chunk),
        cmocka_unit_test(a_pause_of_400_ms_cuts_once_2_s_have_gathered),
        cmocka_unit_test(a_pause_of_399_ms_does_not_cut),
        cmocka_unit_test(less_than_2_s_are_kept_with_what_follows),
        cmocka_unit_test(a_long_silence_cuts_however_little_has_gathered),
        cmocka_unit_test(a_chunk_ends_as_soon_as_the_pause_is_long_enough),
        cmocka_unit_test(speech_is_given_out_while_it_lasts),
        cmocka_unit_test(silence_is_withheld_until_speech_goes_on),
        cmocka_unit_test(speech_up_to_the_last_sample_is_given_out_whole),
        cmocka_unit_test(the_more_has_gathered_the_shorter_a_pause_cuts),
        cmocka_unit_test(speech_without_any_pause_is_cut_at_its_quietest_place),
        cmocka_unit_test(speech_without_any_pause_streams_and_is_cut_at_9_s),
        cmocka_unit_test(a_cut_just_before_a_pause_leaves_the_rest_to_the_next_chunk),
        cmocka_unit_test(unbroken_noise_comes_out_in_chunks_of_9_s_at_most),
        cmocka_unit_test(the_same_sound_gives_the_same_chunks_for_any_block_size),
        cmocka_unit_test(chunks_hold_the_samples_of_their_time),
        cmocka_unit_test(samples_out_of_range_are_clamped_and_no_number_is_silence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
