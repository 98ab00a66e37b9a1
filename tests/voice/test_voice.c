#include "signals.h"

#include "base/rate.h"
#include "voice/activity.h"
#include "voice/voice.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define UNKNOWN ((double)NAN)

static const struct span four[] = {{1.0, 3.0}, {3.2, 5.0}, {5.25, 8.0}, {9.0, 9.5}};

/* A reply of silence, `speech` given: for what needs no sound. */
static struct voice_report measured(const struct span *speech, size_t count, double prompt_end_s)
{
    struct signal s = signal_new(10.0);
    struct voice_report report;
    voice_report_init(&report);
    assert_int_equal(voice_measure(s.samples, s.count, speech, count, -60.0, prompt_end_s, &report),
                     ERR_NONE);
    signal_done(&s);
    return report;
}

static void silences_of_a_quarter_second_are_pauses(void **state)
{
    (void)state;
    struct voice_report r = measured(four, 4, 0.0);
    assert_int_equal(r.pause_count, 2);
    assert_float_equal(r.pauses[0].start_s, 5.0, 1e-9);
    assert_float_equal(r.pauses[0].end_s, 5.25, 1e-9);
    assert_float_equal(r.pauses[1].start_s, 8.0, 1e-9);
    assert_float_equal(r.pauses[1].end_s, 9.0, 1e-9);
    voice_report_done(&r);
    assert_null(r.pauses);
    assert_int_equal(r.pause_count, 0);
}

static void times_follow_from_spans(void **state)
{
    (void)state;
    struct voice_report r = measured(four, 4, 0.25);
    assert_float_equal(r.length_s, 10.0, 1e-9);
    assert_float_equal(r.speech_start_s, 1.0, 1e-9);
    assert_float_equal(r.speech_end_s, 9.5, 1e-9);
    assert_float_equal(r.response_gap_s, 0.75, 1e-9);
    /* 8.5 s without the pauses of 0.25 and 1 s; the 0.2 s silence is none. */
    assert_float_equal(r.speech_s, 7.25, 1e-9);
    /* A pause of exactly 1 s ends a stretch. */
    assert_float_equal(r.longest_stretch_s, 7.0, 1e-9);
    voice_report_done(&r);
}

static void a_start_before_the_prompts_end_is_a_negative_gap(void **state)
{
    (void)state;
    struct voice_report r = measured(four, 4, 1.5);
    assert_float_equal(r.response_gap_s, -0.5, 1e-9);
    voice_report_done(&r);
    r = measured(four, 4, UNKNOWN);
    assert_true(isnan(r.response_gap_s));
    voice_report_done(&r);
}

static void nobody_spoke_is_unknown_not_zero(void **state)
{
    (void)state;
    struct voice_report r = measured(NULL, 0, 0.0);
    assert_float_equal(r.length_s, 10.0, 1e-9);
    assert_float_equal(r.speech_s, 0.0, 0.0);
    assert_int_equal(r.pause_count, 0);
    const double unknown[] = {
        r.speech_start_s,   r.speech_end_s,      r.response_gap_s,
        r.words_per_minute, r.longest_stretch_s, r.active_dbfs,
        r.range_db,         r.jump_db,           r.snr_db,
        r.pitch_median_hz,  r.pace_ratio,        r.pause_after_empathy_s,
    };
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        assert_true(isnan(unknown[i]));
    voice_measure_words(&r, 20, 1, 150.0);
    assert_true(isnan(r.words_per_minute));
    assert_true(isnan(r.pace_ratio));
    assert_int_equal(r.fillers_at_least, -1);
    assert_true(isnan(voice_pause_at(&r, 1.0, 0.3)));
    voice_report_done(&r);
}

static void an_empty_reply_is_measured_without_harm(void **state)
{
    (void)state;
    struct voice_report r;
    voice_report_init(&r);
    assert_int_equal(voice_measure(NULL, 0, NULL, 0, UNKNOWN, 0.0, &r), ERR_NONE);
    assert_float_equal(r.length_s, 0.0, 0.0);
    assert_true(isnan(r.active_dbfs));
    voice_report_done(&r);
}

static void measuring_again_forgets_the_last_reply(void **state)
{
    (void)state;
    struct signal s = signal_new(1.0);
    struct voice_report r = measured(four, 4, 0.0);
    voice_measure_words(&r, 30, 2, 150.0);
    assert_int_equal(voice_measure(s.samples, s.count, NULL, 0, -60.0, 0.0, &r), ERR_NONE);
    assert_int_equal(r.pause_count, 0);
    assert_null(r.pauses);
    assert_true(isnan(r.speech_start_s));
    assert_true(isnan(r.words_per_minute));
    assert_int_equal(r.fillers_at_least, -1);
    voice_report_done(&r);
    signal_done(&s);
}

static void pace_counts_pauses_in(void **state)
{
    (void)state;
    static const struct {
        size_t words, fillers;
        double wpm;
        int least;
    } table[] = {
        {17, 2, 120.0, 2},    /* 17 words in 8.5 s */
        {17, 0, 120.0, 0},    /* no fillers heard is a count */
        {8, 1, 56.470588, 1}, /* just enough words */
        {7, 1, UNKNOWN, 1},   /* too few for a pace */
        {0, 0, UNKNOWN, -1},  /* nothing was recognised */
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct voice_report r = measured(four, 4, 0.0);
        voice_measure_words(&r, table[i].words, table[i].fillers, UNKNOWN);
        assert_int_equal(isnan(r.words_per_minute), isnan(table[i].wpm));
        if (!isnan(table[i].wpm))
            assert_float_equal(r.words_per_minute, table[i].wpm, 1e-4);
        assert_int_equal(r.fillers_at_least, table[i].least);
        assert_true(isnan(r.syllables_per_second)); /* silence has none */
        voice_report_done(&r);
    }
}

/* 20 syllables of 240 ms, a pause of 1 s, and 10 more. */
static struct voice_report thirty_syllables(void)
{
    static const struct span speech[] = {{1.0, 5.8}, {6.8, 9.2}};
    struct signal s = signal_new(10.0);
    struct voice_report r;
    voice_report_init(&r);
    for (size_t i = 0; i < 2; i++)
        signal_add_talk(&s, speech[i].start_s, speech[i].end_s, -26.0);
    assert_int_equal(voice_measure(s.samples, s.count, speech, 2, -80.0, 0.0, &r), ERR_NONE);
    signal_done(&s);
    return r;
}

static void syllables_are_counted_with_and_without_pauses(void **state)
{
    (void)state;
    static const struct {
        double prompt_rate, ratio;
    } table[] = {{30.0 / 8.2, 1.0},
                 {7.0, 30.0 / 8.2 / 7.0},
                 {UNKNOWN, UNKNOWN},
                 {0.0, UNKNOWN},
                 {(double)INFINITY, UNKNOWN}};
    struct voice_report r = thirty_syllables();
    assert_true(fabs(r.syllables_per_second - 30.0 / 7.2) < 1e-9);
    assert_true(fabs(r.speech_rate - 30.0 / 8.2) < 1e-9);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        voice_measure_words(&r, 20, 0, table[i].prompt_rate);
        assert_int_equal(isnan(r.pace_ratio), isnan(table[i].ratio));
        if (!isnan(table[i].ratio))
            assert_float_equal(r.pace_ratio, table[i].ratio, 1e-9);
    }
    voice_report_done(&r);
}

static void a_voice_that_is_too_loud_for_the_microphone_is_told(void **state)
{
    (void)state;
    static const struct {
        double dbfs;
        bool overdriven;
    } table[] = {{-20.0, false}, {0.0, true}};
    static const struct span speech[] = {{1.0, 5.0}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct signal s = signal_new(6.0);
        struct voice_report r;
        voice_report_init(&r);
        signal_add_talk(&s, 1.0, 5.0, table[i].dbfs);
        for (size_t k = 0; k < s.count; k++)
            s.samples[k] = fmaxf(-1.0F, fminf(1.0F, s.samples[k]));
        assert_int_equal(voice_measure(s.samples, s.count, speech, 1, -90.0, 0.0, &r), ERR_NONE);
        assert_int_equal(r.overdriven, table[i].overdriven);
        assert_int_equal(r.clipped_share > 0.001, table[i].overdriven);
        voice_report_done(&r);
        signal_done(&s);
    }
}

static void words_that_do_not_fit_the_syllables_give_no_pace(void **state)
{
    (void)state;
    static const struct {
        size_t words;
        bool contradicted;
    } table[] = {{9, true}, {13, true}, {14, false}, {22, false}, {37, false}, {38, true}};
    struct voice_report r = thirty_syllables();
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        voice_measure_words(&r, table[i].words, 0, UNKNOWN);
        assert_int_equal(r.pace_contradicted, table[i].contradicted);
        assert_int_equal(isnan(r.words_per_minute), table[i].contradicted);
    }
    voice_report_done(&r);
}

static void the_pause_at_a_moment_is_the_nearest_within_reach(void **state)
{
    (void)state;
    /* Pauses: 5.0 to 5.25, 8.0 to 9.0; speech ends at 9.5. */
    static const struct {
        double moment_s, slack_s, length_s;
    } table[] = {
        {5.0, 0.3, 0.25}, {5.1, 0.3, 0.25}, {4.75, 0.3, 0.25}, {5.5, 0.3, 0.25}, {4.6, 0.3, 0.0},
        {8.2, 0.3, 1.0},  {7.8, 0.3, 1.0},  {9.1, 0.3, 1.0},   {6.0, 0.3, 0.0},  {6.5, 2.0, 0.25},
        {7.0, 2.0, 1.0},  {5.0, 0.0, 0.25}, {4.99, 0.0, 0.0},  {1.0, 0.3, 0.0},  {9.5, 0.3, NAN},
        {9.4, 0.3, NAN},  {9.9, 0.3, NAN},  {NAN, 0.3, NAN},   {0.2, 0.3, NAN},  {5.1, NAN, 0.25},
        {6.0, -1.0, 0.0}, {9.3, 0.05, 0.0},
    };
    struct voice_report r = measured(four, 4, 0.0);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        double length_s = voice_pause_at(&r, table[i].moment_s, table[i].slack_s);
        assert_int_equal(isnan(length_s), isnan(table[i].length_s));
        if (!isnan(length_s))
            assert_float_equal(length_s, table[i].length_s, 1e-9);
    }
    voice_report_done(&r);
}

static void pause_after_a_known_moment_is_measured_to_20_ms(void **state)
{
    (void)state;
    static const double pauses_s[] = {0.3, 0.7, 1.5, 3.0}, noises_dbfs[] = {-70.0, -50.0, -45.0};
    for (size_t i = 0; i < 4; i++) {
        for (size_t k = 0; k < 3; k++) {
            double end_s = 2.96 + pauses_s[i]; /* ten syllables, the last without its closure */
            struct signal s = signal_new(end_s + 3.0);
            signal_add_talk(&s, 0.6, 2.96, -25.0);
            signal_add_talk(&s, end_s, end_s + 2.0, -25.0);
            signal_add_noise(&s, 0.0, end_s + 3.0, noises_dbfs[k], 31);
            struct activity *a;
            assert_int_equal(activity_new(&a), ERR_NONE);
            assert_int_equal(activity_push(a, s.samples, s.count), ERR_NONE);
            assert_int_equal(activity_finish(a), ERR_NONE);
            size_t count;
            const struct span *speech = activity_speech(a, &count);
            struct voice_report r;
            voice_report_init(&r);
            assert_int_equal(
                voice_measure(s.samples, s.count, speech, count, activity_floor_dbfs(a), 0.0, &r),
                ERR_NONE);
            assert_int_equal(r.pause_count, 1);
            assert_float_equal(voice_pause_at(&r, 2.9, 0.3), pauses_s[i], 0.0201);
            assert_float_equal(r.response_gap_s, 0.6, 0.0201);
            voice_report_done(&r);
            activity_free(a);
            signal_done(&s);
        }
    }
}

/* Two seconds at -30 dBFS, one at -20: the mean power is 4 times that of the quiet part. */
static void levels_follow_from_the_sound_in_speech_alone(void **state)
{
    (void)state;
    static const struct span speech[] = {{1.0, 3.0}, {4.0, 5.0}};
    struct signal s = signal_new(6.0);
    signal_add_sine(&s, 1.0, 3.0, -30.0, 1000.0);
    signal_add_sine(&s, 4.0, 5.0, -20.0, 1000.0);
    signal_add_sine(&s, 5.2, 5.8, -3.0, 1000.0); /* a slammed door: not in speech */
    struct voice_report r;
    voice_report_init(&r);
    assert_int_equal(voice_measure(s.samples, s.count, speech, 2, -60.0, 0.0, &r), ERR_NONE);
    double active = -30.0 + 10.0 * log10(4.0);
    assert_float_equal(r.active_dbfs, active, 0.1);
    assert_float_equal(r.range_db, 10.0, 0.1);
    assert_float_equal(r.jump_db, (-20.0 - active), 0.1);
    assert_float_equal(r.snr_db, (active + 60.0), 0.1);
    voice_report_done(&r);
    signal_done(&s);
}

static void an_offset_adds_nothing_to_the_level(void **state)
{
    (void)state;
    static const struct span speech[] = {{0.5, 2.5}};
    struct signal s = signal_new(3.0);
    signal_add_sine(&s, 0.0, 3.0, -30.0, 1000.0);
    signal_add_offset(&s, 0.3);
    struct voice_report r;
    voice_report_init(&r);
    assert_int_equal(voice_measure(s.samples, s.count, speech, 1, UNKNOWN, 0.0, &r), ERR_NONE);
    assert_float_equal(r.active_dbfs, -30.0, 0.1);
    assert_float_equal(r.jump_db, 0.0, 0.1);
    assert_true(isnan(r.snr_db));
    voice_report_done(&r);
    signal_done(&s);
}

static void less_than_a_second_of_speech_has_no_loudest_second(void **state)
{
    (void)state;
    static const struct span speech[] = {{0.5, 1.4}};
    struct signal s = signal_new(3.0);
    signal_add_sine(&s, 0.0, 3.0, -30.0, 1000.0);
    struct voice_report r;
    voice_report_init(&r);
    assert_int_equal(voice_measure(s.samples, s.count, speech, 1, -60.0, 0.0, &r), ERR_NONE);
    assert_float_equal(r.active_dbfs, -30.0, 0.1);
    assert_true(isnan(r.jump_db));
    voice_report_done(&r);
    signal_done(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(silences_of_a_quarter_second_are_pauses),
        cmocka_unit_test(times_follow_from_spans),
        cmocka_unit_test(a_start_before_the_prompts_end_is_a_negative_gap),
        cmocka_unit_test(nobody_spoke_is_unknown_not_zero),
        cmocka_unit_test(an_empty_reply_is_measured_without_harm),
        cmocka_unit_test(measuring_again_forgets_the_last_reply),
        cmocka_unit_test(pace_counts_pauses_in),
        cmocka_unit_test(syllables_are_counted_with_and_without_pauses),
        cmocka_unit_test(words_that_do_not_fit_the_syllables_give_no_pace),
        cmocka_unit_test(a_voice_that_is_too_loud_for_the_microphone_is_told),
        cmocka_unit_test(the_pause_at_a_moment_is_the_nearest_within_reach),
        cmocka_unit_test(pause_after_a_known_moment_is_measured_to_20_ms),
        cmocka_unit_test(levels_follow_from_the_sound_in_speech_alone),
        cmocka_unit_test(an_offset_adds_nothing_to_the_level),
        cmocka_unit_test(less_than_a_second_of_speech_has_no_loudest_second),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
