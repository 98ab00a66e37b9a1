#include "signals.h"

#include "base/rate.h"
#include "voice/pitch.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define PI 3.14159265358979323846
/* The whole signal but its edges counts as speech. */
#define LENGTH_S 2.2
static const struct span speech = {0.1, 2.1};

/* A melody: F0 at each moment; the harmonics are added up by `weights`. */
typedef double (*melody)(double time_s);

static struct signal sing(melody f0_hz, const double *weights, int harmonics)
{
    struct signal s = signal_new(LENGTH_S);
    double phase = 0.0;
    for (size_t i = 0; i < s.count; i++) {
        double hz = f0_hz((double)i / RATE_HZ), sum = 0.0;
        for (int h = 1; h <= harmonics && h * hz < 7000.0; h++)
            sum += weights[h - 1] * sin(h * phase);
        s.samples[i] = (float)(0.05 * sum);
        phase = fmod(phase + 2.0 * PI * hz / RATE_HZ, 2.0 * PI);
    }
    return s;
}

/* Measures and frees `s`; returns the share of frames that were voiced. */
static double measure(struct signal *s, struct pitch *out)
{
    struct pitch_point *points;
    size_t count;
    assert_int_equal(pitch_track(s->samples, s->count, &speech, 1, &points, &count), ERR_NONE);
    for (size_t i = 0; i < count; i++) {
        assert_true(points[i].time_s > speech.start_s && points[i].time_s < speech.end_s);
        assert_true(i == 0 || points[i].time_s > points[i - 1].time_s);
    }
    assert_int_equal(pitch_summary(points, count, out), ERR_NONE);
    free(points);
    signal_done(s);
    return (double)count / 200.0;
}

static double steady_hz;

static double steady(double time_s)
{
    (void)time_s;
    return steady_hz;
}

/* An octave in 2 s of speech: 6 semitones a second. */
static double rising(double time_s)
{
    return 110.0 * exp2((time_s - 0.1) / 2.0);
}

static double falling(double time_s)
{
    return 220.0 * exp2(-(time_s - 0.1) / 2.0);
}

/* Two semitones up and down, three times a second. */
static double vibrato(double time_s)
{
    return 150.0 * exp2(2.0 / 12.0 * sin(2.0 * PI * 3.0 * time_s));
}

static const double soft[] = {1.0, 0.5, 0.33, 0.25, 0.2, 0.17, 0.14, 0.12, 0.11, 0.1};
static const double no_fundamental[] = {0.0, 1.0, 1.0, 0.8, 0.6, 0.4, 0.3, 0.2};
static const double strong_second[] = {0.3, 1.0, 0.2, 0.5, 0.1, 0.2};
static const double formant[] = {0.4, 0.4, 0.6, 1.0, 0.9, 0.5, 0.3, 0.2, 0.1};
static const double alone[] = {1.0};

static void steady_voices_are_heard_at_their_pitch(void **state)
{
    (void)state;
    static const double pitches_hz[] = {75.0, 90.0, 123.4, 160.0, 200.0, 261.6, 350.0, 440.0};
    static const struct {
        const double *weights;
        int harmonics;
    } timbres[] = {{soft, 10}, {no_fundamental, 8}, {strong_second, 6}, {formant, 9}, {alone, 1}};
    for (size_t i = 0; i < sizeof pitches_hz / sizeof *pitches_hz; i++) {
        for (size_t k = 0; k < sizeof timbres / sizeof *timbres; k++) {
            struct pitch p;
            steady_hz = pitches_hz[i];
            struct signal s = sing(steady, timbres[k].weights, timbres[k].harmonics);
            assert_true(measure(&s, &p) > 0.98);
            assert_float_equal((p.median_hz / steady_hz), 1.0, 0.005);
            assert_float_equal(p.sd_semitones, 0.0, 0.1);
            assert_float_equal(p.range_semitones, 0.0, 0.2);
            assert_float_equal(p.final_slope, 0.0, 0.2);
        }
    }
}

static void pulses_are_heard_at_their_rate(void **state)
{
    (void)state;
    static const int periods[] = {200, 145, 100, 66, 45};
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
        struct signal s = signal_new(LENGTH_S);
        /* Every other pulse is weaker by a tenth, as vocal folds do: no octave below for that. */
        for (size_t n = 0; n * (size_t)periods[i] < s.count; n++)
            s.samples[n * (size_t)periods[i]] = n % 2 == 0 ? 0.5f : 0.45f;
        struct pitch p;
        assert_true(measure(&s, &p) > 0.98);
        assert_float_equal((p.median_hz * periods[i] / RATE_HZ), 1.0, 0.005);
        assert_float_equal(p.range_semitones, 0.0, 0.2);
    }
}

static void glides_have_the_right_range_and_slope(void **state)
{
    (void)state;
    static const struct {
        melody f0_hz;
        double slope;
    } table[] = {{rising, 6.0}, {falling, -6.0}};
    for (size_t i = 0; i < 2; i++) {
        struct pitch p;
        struct signal s = sing(table[i].f0_hz, soft, 10);
        assert_true(measure(&s, &p) > 0.98);
        /* Evenly spread over 12 semitones: the middle is half an octave up, the middle nine
         * tenths are 10.8 wide, and the deviation is 12 / sqrt(12). */
        assert_float_equal(p.median_hz, (110.0 * sqrt(2.0)), 1.5);
        assert_float_equal(p.range_semitones, 10.8, 0.2);
        assert_float_equal(p.sd_semitones, sqrt(12.0), 0.1);
        assert_float_equal(p.final_slope, table[i].slope, 0.2);
    }
}

static void vibrato_shows_as_deviation(void **state)
{
    (void)state;
    struct pitch p;
    struct signal s = sing(vibrato, soft, 10);
    assert_true(measure(&s, &p) > 0.98);
    assert_float_equal(p.median_hz, 150.0, 2.0);
    /* A sine of 2 semitones: 2 / sqrt(2), a little less for the window of 25 ms. */
    assert_float_equal(p.sd_semitones, sqrt(2.0), 0.1);
}

static void noise_at_20_db_and_an_offset_do_not_move_the_pitch(void **state)
{
    (void)state;
    struct pitch p;
    steady_hz = 120.0;
    struct signal s = sing(steady, soft, 10);
    signal_add_noise(&s, 0.0, LENGTH_S, -48.0, 41); /* the voice is at -28 */
    signal_add_offset(&s, 0.2);
    assert_true(measure(&s, &p) > 0.95);
    assert_float_equal(p.median_hz, 120.0, 1.0);
    assert_float_equal(p.sd_semitones, 0.0, 0.2);
}

static void what_has_no_voice_has_no_pitch(void **state)
{
    (void)state;
    struct pitch p;
    struct signal nothing = signal_new(LENGTH_S);
    assert_true(measure(&nothing, &p) == 0.0);
    assert_true(isnan(p.median_hz) && isnan(p.sd_semitones));
    assert_true(isnan(p.range_semitones) && isnan(p.final_slope));
    struct signal noise = signal_new(LENGTH_S);
    signal_add_noise(&noise, 0.0, LENGTH_S, -20.0, 42);
    assert_true(measure(&noise, &p) < 0.05);
    assert_true(isnan(p.median_hz));
}

static void too_little_voice_is_unknown(void **state)
{
    (void)state;
    struct pitch_point points[PITCH_FRAMES_MIN];
    for (int i = 0; i < PITCH_FRAMES_MIN; i++)
        points[i] = (struct pitch_point){0.1 * i, 100.0 + i};
    struct pitch p;
    assert_int_equal(pitch_summary(points, PITCH_FRAMES_MIN - 1, &p), ERR_NONE);
    assert_true(isnan(p.median_hz) && isnan(p.sd_semitones) && isnan(p.range_semitones));
    assert_int_equal(pitch_summary(points, PITCH_FRAMES_MIN, &p), ERR_NONE);
    assert_float_equal(p.median_hz, 124.5, 0.01);
    assert_true(isnan(p.final_slope)); /* only five of them lie in the last half second */
    assert_int_equal(pitch_summary(NULL, 0, &p), ERR_NONE);
    assert_true(isnan(p.median_hz));
}

static void spans_beyond_the_sound_are_no_harm(void **state)
{
    (void)state;
    static const struct span spans[] = {{0.0, 0.05}, {0.1, 0.1}, {2.0, 9.0e15}, {9.1e15, 9.2e15}};
    steady_hz = 200.0;
    struct signal s = sing(steady, soft, 10);
    struct pitch_point *points;
    size_t count;
    assert_int_equal(pitch_track(s.samples, s.count, spans, 4, &points, &count), ERR_NONE);
    assert_true(count > 10 && count < 25);
    free(points);
    assert_int_equal(pitch_track(NULL, 0, NULL, 0, &points, &count), ERR_NONE);
    assert_null(points);
    assert_int_equal(count, 0);
    signal_done(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steady_voices_are_heard_at_their_pitch),
        cmocka_unit_test(pulses_are_heard_at_their_rate),
        cmocka_unit_test(glides_have_the_right_range_and_slope),
        cmocka_unit_test(vibrato_shows_as_deviation),
        cmocka_unit_test(noise_at_20_db_and_an_offset_do_not_move_the_pitch),
        cmocka_unit_test(what_has_no_voice_has_no_pitch),
        cmocka_unit_test(too_little_voice_is_unknown),
        cmocka_unit_test(spans_beyond_the_sound_are_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
