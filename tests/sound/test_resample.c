#include "sound/resample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double PI = 3.14159265358979323846;

/* Runs a whole stream through in blocks of the given sizes; the caller frees what comes out. */
static float *run(struct resample *r, const float *in, size_t count, size_t in_block,
                  size_t out_block, size_t *out_count)
{
    size_t room = 1 << 20, at = 0, made = 0;
    float *out = malloc(room * sizeof *out);
    assert_non_null(out);
    for (bool done = false; !done;) {
        size_t step = count - at < in_block ? count - at : in_block, used, given;
        bool last = at + step == count;
        assert_true(made + out_block <= room);
        assert_int_equal(resample_run(r, in + at, step, &used, out + made, out_block, &given, last),
                         ERR_NONE);
        assert_true(used <= step && given <= out_block);
        at += used;
        made += given;
        done = last && at == count && given == 0;
    }
    *out_count = made;
    return out;
}

static float *run_new(int from_hz, int to_hz, const float *in, size_t count, size_t in_block,
                      size_t out_block, size_t *out_count)
{
    struct resample *r = NULL;
    assert_int_equal(resample_new(from_hz, to_hz, &r), ERR_NONE);
    float *out = run(r, in, count, in_block, out_block, out_count);
    resample_free(r);
    return out;
}

static float *sine(size_t count, double hz, int rate_hz, double level)
{
    float *samples = malloc(count * sizeof *samples);
    assert_non_null(samples);
    for (size_t i = 0; i < count; i++)
        samples[i] = (float)(level * sin(2 * PI * hz * (double)i / rate_hz));
    return samples;
}

/* Repeatable noise, white enough, -0.5..0.5. */
static float *noise(size_t count)
{
    float *samples = malloc(count * sizeof *samples);
    assert_non_null(samples);
    uint32_t state = 1;
    for (size_t i = 0; i < count; i++) {
        state = state * 1664525u + 1013904223u;
        samples[i] = (float)(state >> 8) / (float)(1 << 24) - 0.5f;
    }
    return samples;
}

static const int rates[][2] = {{8000, 16000},  {11025, 16000}, {22050, 16000}, {44100, 16000},
                               {48000, 16000}, {96000, 16000}, {16000, 44100}, {16000, 48000},
                               {4000, 96000},  {384000, 4000}, {16000, 16000}, {48000, 44100}};
enum { RATES = sizeof rates / sizeof *rates };

static void the_same_samples_come_out_for_any_block_size(void **state)
{
    (void)state;
    static const size_t blocks[][2] = {{1, 1},     {7, 3},     {17, 1000},
                                       {1000, 17}, {441, 160}, {4096, 4096}};
    enum { COUNT = 6007 };
    float *in = noise(COUNT);
    for (int k = 0; k < RATES; k++) {
        size_t whole;
        float *expected = run_new(rates[k][0], rates[k][1], in, COUNT, COUNT, 1 << 19, &whole);
        for (size_t b = 0; b < sizeof blocks / sizeof *blocks; b++) {
            size_t count;
            float *out =
                run_new(rates[k][0], rates[k][1], in, COUNT, blocks[b][0], blocks[b][1], &count);
            assert_int_equal(count, whole);
            assert_memory_equal(out, expected, whole * sizeof *out);
            free(out);
        }
        free(expected);
    }
    free(in);
}

static void length_is_the_input_times_the_ratio_rounded(void **state)
{
    (void)state;
    static const size_t lengths[] = {0, 1, 2, 3, 99, 1000, 10007};
    float *in = noise(10007);
    for (int k = 0; k < RATES; k++)
        for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
            size_t count;
            free(run_new(rates[k][0], rates[k][1], in, lengths[i], 512, 512, &count));
            double exact = (double)lengths[i] * rates[k][1] / rates[k][0];
            assert_int_equal(count, (size_t)floor(exact + 0.5));
        }
    free(in);
}

/* 1e-5 of 0.5 is 94 dB down, the rounding of a sum of a few hundred floats; the two ends of the
 * stream, where the filter sees silence, are left out. */
static void a_sine_keeps_its_place_frequency_and_level(void **state)
{
    (void)state;
    for (int k = 0; k < RATES; k++) {
        int from_hz = rates[k][0], to_hz = rates[k][1];
        int lower = from_hz < to_hz ? from_hz : to_hz;
        double hz = lower / 2.0 * 0.43; /* well inside the band, no divisor of the rates */
        size_t count, length = (size_t)from_hz / 4, edge = (size_t)to_hz / 25;
        float *in = sine(length, hz, from_hz, 0.5);
        float *out = run_new(from_hz, to_hz, in, length, 700, 300, &count);
        for (size_t i = edge; i + edge < count; i++) {
            float expected = (float)(0.5 * sin(2 * PI * hz * (double)i / to_hz));
            assert_float_equal(out[i], expected, 1e-5);
        }
        free(in);
        free(out);
    }
}

static void an_impulse_stays_where_it_was(void **state)
{
    (void)state;
    float in[4800] = {0};
    in[2400] = 1.0f;
    size_t count, peak = 0;
    float *out = run_new(48000, 16000, in, 4800, 100, 100, &count);
    for (size_t i = 0; i < count; i++)
        if (out[i] > out[peak])
            peak = i;
    assert_int_equal(peak, 800);
    for (size_t i = 1; i < 200; i++) /* linear phase: the same on both sides */
        assert_float_equal(out[800 - i], out[800 + i], 1e-6);
    free(out);
}

/* 121 dB is what the library promises; its own rounding to floats takes some. */
static void what_the_new_rate_cannot_hold_is_gone(void **state)
{
    (void)state;
    size_t count;
    float *in = sine(48000, 9500, 48000, 0.5);
    float *out = run_new(48000, 16000, in, 48000, 480, 480, &count);
    for (size_t i = 1000; i + 1000 < count; i++)
        assert_float_equal(out[i], 0.0, 0.5e-5);
    free(in);
    free(out);
}

static void equal_rates_pass_samples_through_untouched(void **state)
{
    (void)state;
    float *in = noise(1000);
    size_t count;
    float *out = run_new(16000, 16000, in, 1000, 33, 70, &count);
    assert_int_equal(count, 1000);
    assert_memory_equal(in, out, 1000 * sizeof *in);
    free(in);
    free(out);
}

static void a_reset_stream_knows_nothing_of_the_one_before(void **state)
{
    (void)state;
    float *in = noise(3000);
    size_t first, second, junk;
    struct resample *r = NULL;
    assert_int_equal(resample_new(44100, 16000, &r), ERR_NONE);
    float *expected = run(r, in, 3000, 256, 256, &first);
    resample_reset(r);
    float ignored[64];
    assert_int_equal(resample_run(r, in, 100, &junk, ignored, 64, &junk, false), ERR_NONE);
    resample_reset(r);
    float *out = run(r, in, 3000, 256, 256, &second);
    assert_int_equal(first, second);
    assert_memory_equal(expected, out, first * sizeof *out);
    free(in);
    free(expected);
    free(out);
    resample_free(r);
}

static void impossible_rates_are_refused(void **state)
{
    (void)state;
    static const int bad[][2] = {{0, 16000}, {16000, 0}, {-8000, 16000}, {16000, 100000000}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct resample *r = NULL;
        assert_int_equal(resample_new(bad[i][0], bad[i][1], &r), ERR_INPUT);
        assert_null(r);
    }
    resample_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_samples_come_out_for_any_block_size),
        cmocka_unit_test(length_is_the_input_times_the_ratio_rounded),
        cmocka_unit_test(a_sine_keeps_its_place_frequency_and_level),
        cmocka_unit_test(an_impulse_stays_where_it_was),
        cmocka_unit_test(what_the_new_rate_cannot_hold_is_gone),
        cmocka_unit_test(equal_rates_pass_samples_through_untouched),
        cmocka_unit_test(a_reset_stream_knows_nothing_of_the_one_before),
        cmocka_unit_test(impossible_rates_are_refused),
    };
    return cmocka_run_group_tests_name("resample", tests, NULL, NULL);
}
