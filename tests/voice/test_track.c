/* Syllables, stretches and filled pauses on sounds with a known answer. */
#include "signals.h"

#include "base/rate.h"
#include "voice/hesitation.h"
#include "voice/stretch.h"
#include "voice/syllables.h"
#include "voice/voice.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static size_t syllables_in(const struct signal *s, struct span span)
{
    double *times_s = NULL;
    size_t count = 99;
    assert_int_equal(syllables_find(s->samples, s->count, &span, 1, &times_s, &count), ERR_NONE);
    for (size_t i = 0; i < count; i++) {
        assert_true(times_s[i] >= span.start_s && times_s[i] <= span.end_s);
        assert_true(i == 0 || times_s[i] > times_s[i - 1]);
    }
    assert_int_equal(times_s == NULL, count == 0);
    free(times_s);
    return count;
}

static void every_vowel_between_closures_is_a_syllable(void **state)
{
    (void)state;
    static const double levels_dbfs[] = {-50.0, -26.0, -6.0};
    for (size_t i = 0; i < sizeof levels_dbfs / sizeof *levels_dbfs; i++) {
        struct signal s = signal_new(8.0);
        signal_add_noise(&s, 0.0, 8.0, levels_dbfs[i] - 30.0, 1);
        signal_add_talk(&s, 1.0, 5.8, levels_dbfs[i]); /* 20 of 240 ms */
        assert_int_equal(syllables_in(&s, (struct span){1.0, 5.8}), 20);
        signal_done(&s);
    }
}

static void what_has_no_peaks_has_no_syllables(void **state)
{
    (void)state;
    struct signal s = signal_new(3.0);
    struct span all = {0.0, 3.0}, beyond = {2.9, 40.0}, nothing = {1.0, 1.0};
    assert_int_equal(syllables_in(&s, all), 0); /* silence */
    assert_int_equal(syllables_in(&s, beyond), 0);
    signal_add_vowel(&s, 0.5, 2.5, -20.0, 120.0);
    assert_int_equal(syllables_in(&s, all), 1); /* one long vowel */
    assert_int_equal(syllables_in(&s, nothing), 0);
    s.samples[9000] = NAN;
    s.samples[9001] = INFINITY;
    assert_true(syllables_in(&s, all) <= 3);
    signal_done(&s);
    s = signal_new(0.005);
    assert_int_equal(syllables_in(&s, all), 0);
    signal_done(&s);
}

/* Vowels of 240 Hz from 1 to 3 s and, 6 dB louder, of 300 Hz from 4 to 6 s. */
static struct voice_report two_stretches(void)
{
    static const struct span speech[] = {{1.0, 3.0}, {4.0, 6.0}};
    struct signal s = signal_new(7.0);
    struct voice_report r;
    voice_report_init(&r);
    signal_add_vowel(&s, 1.0, 3.0, -30.0, 240.0);
    signal_add_vowel(&s, 4.0, 6.0, -24.0, 300.0);
    assert_int_equal(voice_measure(s.samples, s.count, speech, 2, -90.0, 0.0, &r), ERR_NONE);
    signal_done(&s);
    return r;
}

static void a_stretch_is_measured_by_itself(void **state)
{
    (void)state;
    struct voice_report r = two_stretches();
    struct voice_stretch low = voice_stretch(&r, (struct span){1.2, 3.3}, 0.35);
    struct voice_stretch high = voice_stretch(&r, (struct span){3.8, 5.9}, 0.35);
    assert_true(fabs(low.pitch_median_hz - 240.0) < 1.0);
    assert_true(fabs(high.pitch_median_hz - 300.0) < 1.0);
    assert_true(fabs(high.active_dbfs - low.active_dbfs - 6.0) < 0.5);
    assert_true(fabs(low.final_slope) < 0.1);
    /* The edges go to where silence is. */
    assert_true(fabs(low.span.start_s - 1.0) < 1e-9 && fabs(low.span.end_s - 3.0) < 1e-9);
    assert_true(fabs(high.span.start_s - 4.0) < 1e-9 && fabs(high.span.end_s - 6.0) < 1e-9);
    voice_report_done(&r);
}

static void a_stretch_that_ends_in_talk_has_no_final_slope(void **state)
{
    (void)state;
    struct voice_report r = two_stretches();
    struct voice_stretch s = voice_stretch(&r, (struct span){1.0, 2.0}, 0.35);
    assert_true(isnan(s.final_slope));
    assert_true(fabs(s.span.end_s - 2.0) < 1e-9);
    assert_false(isnan(s.pitch_median_hz));
    voice_report_done(&r);
}

static void a_stretch_of_nothing_is_unknown(void **state)
{
    (void)state;
    struct voice_report r = two_stretches();
    static const struct span empty[] = {{3.2, 3.7}, {2.0, 2.0}, {(double)NAN, (double)NAN}};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        struct voice_stretch s = voice_stretch(&r, empty[i], 0.0);
        assert_true(isnan(s.active_dbfs));
        assert_true(isnan(s.pitch_median_hz));
        assert_true(isnan(s.syllables_per_second));
    }
    voice_report_done(&r);
    voice_report_init(&r);
    struct voice_stretch s = voice_stretch(&r, (struct span){0.0, 5.0}, 0.35);
    assert_true(isnan(s.active_dbfs));
}

/* Talk from 1 to 3 s, then the vowel from 4 s on, then talk from `next_s` on. */
static size_t hesitations(double length_s, double next_s, double glide_hz)
{
    struct span speech[] = {{1.0, 3.0}, {4.0, 4.0 + length_s}, {next_s, next_s + 2.0}};
    struct signal s = signal_new(9.0);
    struct voice_report r;
    voice_report_init(&r);
    signal_add_talk(&s, 1.0, 3.0, -26.0);
    for (int part = 0; part < 4; part++) {
        double from_s = 4.0 + length_s * part / 4, to_s = 4.0 + length_s * (part + 1) / 4;
        signal_add_vowel(&s, from_s, to_s, -26.0, 110.0 + glide_hz * part / 3);
    }
    signal_add_talk(&s, next_s, next_s + 2.0, -26.0);
    assert_int_equal(voice_measure(s.samples, s.count, speech, 3, -90.0, 0.0, &r), ERR_NONE);
    size_t count = r.hesitation_count;
    voice_report_done(&r);
    signal_done(&s);
    return count;
}

static void a_long_level_vowel_by_itself_is_a_filled_pause(void **state)
{
    (void)state;
    assert_int_equal(hesitations(0.4, 5.0, 0.0), 1);
    assert_int_equal(hesitations(0.15, 5.0, 0.0), 0); /* too short */
    assert_int_equal(hesitations(0.4, 4.45, 0.0), 0); /* talk goes on at once */
    assert_int_equal(hesitations(0.4, 5.0, 40.0), 0); /* a melody: "no?" */
    assert_int_equal(hesitations(1.2, 6.0, 0.0), 0);  /* humming */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_vowel_between_closures_is_a_syllable),
        cmocka_unit_test(what_has_no_peaks_has_no_syllables),
        cmocka_unit_test(a_stretch_is_measured_by_itself),
        cmocka_unit_test(a_stretch_that_ends_in_talk_has_no_final_slope),
        cmocka_unit_test(a_stretch_of_nothing_is_unknown),
        cmocka_unit_test(a_long_level_vowel_by_itself_is_a_filled_pause),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
