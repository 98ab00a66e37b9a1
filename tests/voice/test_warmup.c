#include "signals.h"

#include "base/rate.h"
#include "voice/peaks.h"
#include "voice/warmup.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define VOICE_DBFS (-25.0)

/* Quiet, four seconds of talk with a pause, quiet; all in white noise. */
static struct signal warmup_signal(double voice_dbfs, double noise_dbfs)
{
    struct signal s = signal_new(9.0);
    signal_add_talk(&s, 3.2, 5.5, voice_dbfs);
    signal_add_talk(&s, 5.9, 7.4, voice_dbfs);
    signal_add_noise(&s, 0.0, 9.0, noise_dbfs, 7);
    return s;
}

static struct warmup measured(const struct signal *s)
{
    struct warmup w;
    assert_int_equal(warmup_measure(s->samples, s->count, &w), ERR_NONE);
    return w;
}

static struct warmup measured_and_done(struct signal s)
{
    struct warmup w = measured(&s);
    signal_done(&s);
    return w;
}

static void expect_only(const struct warmup *w, enum finding f)
{
    if (w->findings != (f == FINDING_COUNT ? 0U : 1U << f))
        fail_msg("found %x, not %s alone", w->findings, finding_name(f));
}

static void nothing_is_known_of_the_voice(const struct warmup *w)
{
    assert_true(isnan(w->speaker.active_dbfs));
    assert_true(isnan(w->speaker.pitch_median_hz));
    assert_true(isnan(w->speaker.pitch_sd_semitones));
    assert_true(isnan(w->speaker.syllables_per_second));
    assert_true(isnan(w->snr_db));
}

static void a_clear_voice_in_a_quiet_room_gives_its_level_and_the_room(void **state)
{
    (void)state;
    struct warmup w = measured_and_done(warmup_signal(VOICE_DBFS, -65.0));
    expect_only(&w, FINDING_COUNT);
    assert_true(warmup_good(&w));
    assert_float_equal(w.speaker.floor_dbfs, -65.0, 1.0);
    /* Of these vowels the high-pass takes 3 dB, all from the lowest harmonic, and the closures
     * between them take 0.8. */
    const double active_dbfs = VOICE_DBFS - 3.8;
    const double apart_db = w.speaker.active_dbfs - w.speaker.floor_dbfs;
    assert_float_equal(w.speaker.active_dbfs, active_dbfs, 0.5);
    assert_float_equal(w.snr_db, apart_db, 1e-9);
    assert_float_equal(w.speaker.pitch_median_hz, 110.0, 20.0);
    assert_float_equal(w.speech_s, 3.8, 0.15);
    assert_float_equal(w.length_s, 9.0, 1e-9);
    assert_true(w.clipped_share == 0.0);
    char says[WARMUP_SAYS_MAX];
    warmup_says(&w, says, sizeof says);
    assert_non_null(strstr(says, "dB over the room."));
    assert_memory_equal(says, "Good", 4);
}

static void noise_is_found_where_words_begin_to_suffer_and_where_they_end(void **state)
{
    (void)state;
    static const struct {
        double noise_dbfs;
        enum finding found;
    } rows[] = {{-57.0, FINDING_COUNT},
                {-51.0, FINDING_NOISY},
                {-47.0, FINDING_NOISY},
                {-41.0, FINDING_TOO_NOISY},
                {-38.0, FINDING_TOO_NOISY}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct warmup w = measured_and_done(warmup_signal(VOICE_DBFS, rows[i].noise_dbfs));
        expect_only(&w, rows[i].found);
        bool usable = rows[i].found != FINDING_TOO_NOISY;
        assert_int_equal(warmup_good(&w), usable);
        assert_int_equal(isnan(w.speaker.pitch_median_hz), !usable);
        assert_false(isnan(w.speaker.active_dbfs));
    }
}

static void a_voice_that_is_far_too_quiet_is_told_to_come_closer(void **state)
{
    (void)state;
    struct warmup w = measured_and_done(warmup_signal(-50.0, -85.0));
    expect_only(&w, FINDING_FAINT);
    assert_non_null(strstr(finding_mend(FINDING_FAINT), "closer"));
    w = measured_and_done(warmup_signal(-40.0, -75.0));
    expect_only(&w, FINDING_COUNT);
}

static void a_muted_microphone_is_no_quiet_room(void **state)
{
    (void)state;
    struct signal zeros = signal_new(9.0);
    struct warmup w = measured(&zeros);
    expect_only(&w, FINDING_MUTED);
    nothing_is_known_of_the_voice(&w);
    assert_true(isnan(w.speaker.floor_dbfs) && isnan(w.peak_dbfs));
    assert_true(w.speech_s == 0.0);
    signal_done(&zeros);

    struct signal hiss = signal_new(9.0);
    signal_add_noise(&hiss, 0.0, 9.0, -88.0, 1);
    signal_add_noise(&hiss, 4.0, 4.02, -20.0, 2); /* the plug goes in */
    w = measured(&hiss);
    expect_only(&w, FINDING_MUTED);
    assert_float_equal(w.speaker.floor_dbfs, -88.0, 1.0);
    signal_done(&hiss);

    struct signal room = signal_new(9.0);
    signal_add_noise(&room, 0.0, 9.0, -68.0, 1);
    w = measured(&room);
    expect_only(&w, FINDING_NO_SPEECH);
    nothing_is_known_of_the_voice(&w);
    assert_float_equal(w.speaker.floor_dbfs, -68.0, 1.0);
    signal_done(&room);
}

static void clip(struct signal *s, double gain)
{
    for (size_t i = 0; i < s->count; i++)
        s->samples[i] = (float)fmax(-1.0, fmin(1.0, gain * (double)s->samples[i]));
}

static void a_voice_that_clips_is_too_hot_and_a_knock_is_not(void **state)
{
    (void)state;
    struct signal s = warmup_signal(-5.0, -65.0);
    clip(&s, 1.5);
    struct warmup w = measured(&s);
    expect_only(&w, FINDING_HOT);
    assert_true(w.clipped_share > 0.001 && w.clipped_share < 0.5);
    assert_float_equal(w.peak_dbfs, 0.0, 1e-6);
    assert_false(warmup_good(&w));
    signal_done(&s);

    s = warmup_signal(VOICE_DBFS, -65.0);
    signal_add_vowel(&s, 1.0, 1.04, 0.0, 150.0);
    signal_add_vowel(&s, 8.0, 8.04, 0.0, 150.0);
    clip(&s, 2.0);
    w = measured(&s);
    expect_only(&w, FINDING_COUNT);
    assert_true(w.clipped_share > 0.0);
    signal_done(&s);
}

static void an_offset_is_named_and_changes_nothing_else(void **state)
{
    (void)state;
    struct warmup before = measured_and_done(warmup_signal(VOICE_DBFS, -60.0));
    struct signal s = warmup_signal(VOICE_DBFS, -60.0);
    signal_add_offset(&s, -0.1);
    struct warmup w = measured_and_done(s);
    expect_only(&w, FINDING_OFFSET);
    assert_true(warmup_good(&w));
    assert_float_equal(w.offset, -0.1, 0.001);
    assert_float_equal(w.snr_db, before.snr_db, 0.1);
    assert_float_equal(w.speaker.active_dbfs, before.speaker.active_dbfs, 0.1);
    char says[WARMUP_SAYS_MAX];
    warmup_says(&w, says, sizeof says);
    assert_memory_equal(says, "Good", 4);
}

static void samples_that_are_no_numbers_count_as_silence(void **state)
{
    (void)state;
    struct signal s = warmup_signal(VOICE_DBFS, -65.0);
    for (size_t i = 0; i < s.count; i += 997)
        s.samples[i] = i % 2 == 0 ? (float)NAN : (float)INFINITY;
    struct warmup w = measured(&s);
    assert_true(isfinite(w.snr_db) && isfinite(w.speaker.pitch_median_hz));
    assert_true(isfinite(w.offset) && isfinite(w.peak_dbfs));
    for (size_t i = 0; i < s.count; i++)
        s.samples[i] = (float)NAN;
    w = measured_and_done(s);
    expect_only(&w, FINDING_MUTED);
}

static void tones_and_fans_are_nobody(void **state)
{
    (void)state;
    struct signal s = signal_new(12.0);
    signal_add_sine(&s, 4.0, 8.0, -20.0, 440.0);
    signal_add_noise(&s, 0.0, 12.0, -65.0, 5);
    struct warmup w = measured_and_done(s);
    expect_only(&w, FINDING_NO_SPEECH);
    nothing_is_known_of_the_voice(&w);
    s = signal_new(12.0);
    signal_add_sine(&s, 0.0, 12.0, -20.0, 440.0);
    w = measured_and_done(s);
    expect_only(&w, FINDING_NO_SPEECH);
    s = signal_new(12.0);
    signal_add_noise(&s, 0.0, 12.0, -65.0, 5);
    signal_add_noise(&s, 5.0, 12.0, -35.0, 6);
    w = measured_and_done(s);
    expect_only(&w, FINDING_NO_SPEECH);
}

static void too_little_tells_nothing(void **state)
{
    (void)state;
    struct warmup w;
    assert_int_equal(warmup_measure(NULL, 0, &w), ERR_NONE);
    expect_only(&w, FINDING_MUTED);
    assert_true(isnan(w.peak_dbfs) && isnan(w.offset) && isnan(w.clipped_share));
    assert_true(isnan(w.speaker.floor_dbfs));
    struct signal s = signal_new(0.1);
    signal_add_talk(&s, 0.0, 0.1, VOICE_DBFS);
    w = measured_and_done(s);
    assert_false(warmup_good(&w));
    nothing_is_known_of_the_voice(&w);
    s = signal_new(6.0);
    signal_add_talk(&s, 3.0, 4.2, VOICE_DBFS);
    signal_add_noise(&s, 0.0, 6.0, -65.0, 5);
    w = measured_and_done(s);
    expect_only(&w, FINDING_SHORT);
    nothing_is_known_of_the_voice(&w);
}

static void ten_minutes_are_measured_like_ten_seconds(void **state)
{
    (void)state;
    struct signal s = signal_new(600.0);
    for (double at_s = 2.0; at_s < 590.0; at_s += 40.0)
        signal_add_talk(&s, at_s, at_s + 3.0, VOICE_DBFS);
    signal_add_noise(&s, 0.0, 600.0, -65.0, 8);
    struct warmup w = measured_and_done(s);
    expect_only(&w, FINDING_COUNT);
    assert_float_equal(w.speaker.floor_dbfs, -65.0, 1.0);
    assert_float_equal(w.speech_s, 45.0, 1.5);
}

static void the_first_finding_is_the_first_to_mend(void **state)
{
    (void)state;
    assert_int_equal(finding_first(0), FINDING_COUNT);
    assert_int_equal(finding_first(1U << FINDING_NOISY | 1U << FINDING_FAINT), FINDING_FAINT);
    for (int f = 0; f < FINDING_COUNT; f++) {
        assert_true(finding_name((enum finding)f)[0] != '\0');
        struct warmup w = warmup_unknown();
        w.snr_db = 12.3;
        w.findings = 1U << f;
        char says[WARMUP_SAYS_MAX];
        warmup_says(&w, says, sizeof says);
        assert_true(strlen(says) < sizeof says - 1);
        assert_true(says[strlen(says) - 1] == '.' || says[strlen(says) - 1] == '?');
    }
    assert_string_equal(finding_mend(FINDING_COUNT), "");
}

/* -- while it is recorded -- */

static struct warmup_stream *start(void)
{
    struct warmup_stream *stream = NULL;
    assert_int_equal(warmup_stream_new(&stream), ERR_NONE);
    return stream;
}

static void push(struct warmup_stream *stream, const struct signal *s, double from_s, double to_s)
{
    size_t from = (size_t)(from_s * RATE_HZ), to = (size_t)(to_s * RATE_HZ);
    assert_true(to <= s->count);
    assert_int_equal(warmup_stream_push(stream, s->samples + from, to - from), ERR_NONE);
}

static void quiet_then_reading_then_over_once_the_sentence_has_ended(void **state)
{
    (void)state;
    struct signal s = signal_new(20.0);
    signal_add_talk(&s, 4.0, 6.5, VOICE_DBFS);
    signal_add_talk(&s, 7.5, 9.0, VOICE_DBFS); /* a pause of 1 s does not end it */
    signal_add_noise(&s, 0.0, 20.0, -60.0, 9);
    struct warmup_stream *stream = start();
    assert_int_equal(warmup_stream_step(stream), WARMUP_HUSH);
    push(stream, &s, 0.0, 2.9);
    assert_int_equal(warmup_stream_step(stream), WARMUP_HUSH);
    push(stream, &s, 2.9, 3.1);
    assert_int_equal(warmup_stream_step(stream), WARMUP_READ);
    push(stream, &s, 3.1, 10.3);
    assert_int_equal(warmup_stream_step(stream), WARMUP_READ);
    assert_int_equal(warmup_stream_now(stream), FINDING_COUNT);
    push(stream, &s, 10.3, 20.0);
    assert_int_equal(warmup_stream_step(stream), WARMUP_OVER);
    struct warmup w, whole;
    assert_int_equal(warmup_stream_finish(stream, &w), ERR_NONE);
    expect_only(&w, FINDING_COUNT);
    const double over_s = 9.0 + WARMUP_OVER_S;
    assert_float_equal(w.length_s, over_s, 0.1); /* the rest was not taken */
    assert_int_equal(warmup_measure(s.samples, (size_t)(w.length_s * RATE_HZ + 0.5), &whole),
                     ERR_NONE);
    assert_memory_equal(&w.snr_db, &whole.snr_db, sizeof w.snr_db);
    warmup_stream_free(stream);
    signal_done(&s);
}

static void every_block_size_gives_the_same_result(void **state)
{
    (void)state;
    static const size_t blocks[] = {1, 7, 160, 1000, 100000};
    struct signal s = warmup_signal(VOICE_DBFS, -60.0);
    struct warmup first;
    for (size_t b = 0; b < sizeof blocks / sizeof *blocks; b++) {
        struct warmup_stream *stream = start();
        for (size_t i = 0; i < s.count; i += blocks[b]) {
            size_t count = s.count - i < blocks[b] ? s.count - i : blocks[b];
            assert_int_equal(warmup_stream_push(stream, s.samples + i, count), ERR_NONE);
        }
        assert_int_equal(warmup_stream_step(stream), WARMUP_OVER);
        struct warmup w;
        assert_int_equal(warmup_stream_finish(stream, &w), ERR_NONE);
        if (b == 0)
            first = w;
        assert_true(w.length_s == first.length_s && w.snr_db == first.snr_db);
        assert_true(w.speaker.pitch_median_hz == first.speaker.pitch_median_hz);
        assert_true(w.peak_dbfs == first.peak_dbfs && w.findings == first.findings);
        warmup_stream_free(stream);
    }
    signal_done(&s);
}

static void a_muted_microphone_is_said_within_a_second(void **state)
{
    (void)state;
    struct signal s = signal_new(30.0);
    signal_add_noise(&s, 0.0, 1.0, -60.0, 4);
    signal_add_noise(&s, 2.5, 3.0, -60.0, 4); /* the switch is found */
    signal_add_noise(&s, 3.0, 30.0, -85.0, 4);
    struct warmup_stream *stream = start();
    push(stream, &s, 0.0, 1.5);
    assert_int_equal(warmup_stream_now(stream), FINDING_COUNT);
    push(stream, &s, 1.5, 2.0);
    assert_int_equal(warmup_stream_now(stream), FINDING_MUTED);
    push(stream, &s, 2.0, 2.6);
    assert_int_equal(warmup_stream_now(stream), FINDING_COUNT);
    push(stream, &s, 2.6, 4.9); /* so soft a noise may still be a very quiet room */
    assert_int_equal(warmup_stream_now(stream), FINDING_COUNT);
    push(stream, &s, 4.9, 5.1);
    assert_int_equal(warmup_stream_now(stream), FINDING_MUTED);
    push(stream, &s, 5.1, 17.9);
    assert_int_equal(warmup_stream_step(stream), WARMUP_READ);
    push(stream, &s, 17.9, 18.1);
    assert_int_equal(warmup_stream_step(stream), WARMUP_OVER);
    warmup_stream_free(stream);
    signal_done(&s);
}

static void
an_overdriven_microphone_is_said_within_a_second_and_for_as_long_as_it_lasts(void **state)
{
    (void)state;
    struct signal s = signal_new(12.0);
    signal_add_talk(&s, 4.0, 6.0, -3.0);
    signal_add_talk(&s, 6.0, 8.0, VOICE_DBFS);
    clip(&s, 2.0);
    signal_add_noise(&s, 0.0, 12.0, -60.0, 9);
    clip(&s, 1.0);
    struct warmup_stream *stream = start();
    push(stream, &s, 0.0, 3.9);
    assert_int_equal(warmup_stream_now(stream), FINDING_COUNT);
    push(stream, &s, 3.9, 5.0);
    assert_int_equal(warmup_stream_now(stream), FINDING_HOT);
    push(stream, &s, 5.0, 7.2);
    assert_int_equal(warmup_stream_now(stream), FINDING_COUNT);
    push(stream, &s, 7.2, 12.0);
    struct warmup w;
    assert_int_equal(warmup_stream_finish(stream, &w), ERR_NONE);
    assert_true(finding_in(w.findings, FINDING_HOT));
    warmup_stream_free(stream);
    signal_done(&s);
}

static void a_room_without_a_word_is_said_after_six_seconds_of_reading(void **state)
{
    (void)state;
    struct signal s = signal_new(20.0);
    signal_add_noise(&s, 0.0, 20.0, -60.0, 9);
    struct warmup_stream *stream = start();
    push(stream, &s, 0.0, 8.9);
    assert_int_equal(warmup_stream_now(stream), FINDING_COUNT);
    push(stream, &s, 8.9, 9.1);
    assert_int_equal(warmup_stream_now(stream), FINDING_NO_SPEECH);
    push(stream, &s, 9.1, 20.0);
    assert_int_equal(warmup_stream_step(stream), WARMUP_OVER);
    warmup_stream_free(stream);
    warmup_stream_free(NULL);
    signal_done(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clear_voice_in_a_quiet_room_gives_its_level_and_the_room),
        cmocka_unit_test(noise_is_found_where_words_begin_to_suffer_and_where_they_end),
        cmocka_unit_test(a_voice_that_is_far_too_quiet_is_told_to_come_closer),
        cmocka_unit_test(a_muted_microphone_is_no_quiet_room),
        cmocka_unit_test(a_voice_that_clips_is_too_hot_and_a_knock_is_not),
        cmocka_unit_test(an_offset_is_named_and_changes_nothing_else),
        cmocka_unit_test(samples_that_are_no_numbers_count_as_silence),
        cmocka_unit_test(tones_and_fans_are_nobody),
        cmocka_unit_test(too_little_tells_nothing),
        cmocka_unit_test(ten_minutes_are_measured_like_ten_seconds),
        cmocka_unit_test(the_first_finding_is_the_first_to_mend),
        cmocka_unit_test(quiet_then_reading_then_over_once_the_sentence_has_ended),
        cmocka_unit_test(every_block_size_gives_the_same_result),
        cmocka_unit_test(a_muted_microphone_is_said_within_a_second),
        cmocka_unit_test(
            an_overdriven_microphone_is_said_within_a_second_and_for_as_long_as_it_lasts),
        cmocka_unit_test(a_room_without_a_word_is_said_after_six_seconds_of_reading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
