#include "signals.h"

#include "base/rate.h"
#include "voice/activity.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define VOICE_DBFS (-25.0)
#define EDGE_TOLERANCE_S 0.02

static struct activity *start(void)
{
    struct activity *a = NULL;
    assert_int_equal(activity_new(&a), ERR_NONE);
    return a;
}

static void push_in_blocks(struct activity *a, const struct signal *s, size_t block)
{
    for (size_t i = 0; i < s->count; i += block) {
        size_t count = s->count - i < block ? s->count - i : block;
        assert_int_equal(activity_push(a, s->samples + i, count), ERR_NONE);
    }
}

static struct activity *heard(const struct signal *s)
{
    struct activity *a = start();
    assert_int_equal(activity_push(a, s->samples, s->count), ERR_NONE);
    assert_int_equal(activity_finish(a), ERR_NONE);
    return a;
}

static void assert_spans(const struct activity *a, const struct span *expected, size_t count)
{
    size_t found;
    const struct span *speech = activity_speech(a, &found);
    assert_int_equal(found, count);
    for (size_t i = 0; i < count; i++) {
        assert_float_equal(speech[i].start_s, expected[i].start_s, EDGE_TOLERANCE_S);
        assert_float_equal(speech[i].end_s, expected[i].end_s, EDGE_TOLERANCE_S);
    }
}

static const struct span phrases[] = {{1.0, 2.4}, {2.65, 3.5}, {3.9, 6.0}, {6.8, 7.4}, {9.0, 9.5}};
enum { PHRASES = sizeof phrases / sizeof *phrases };

static struct signal phrases_in_noise(double noise_dbfs)
{
    struct signal s = signal_new(10.5);
    for (size_t i = 0; i < PHRASES; i++)
        signal_add_talk(&s, phrases[i].start_s, phrases[i].end_s, VOICE_DBFS);
    signal_add_noise(&s, 0.0, 10.5, noise_dbfs, 3);
    return s;
}

static void phrases_are_found_to_20_ms_at_every_noise(void **state)
{
    (void)state;
    static const double noises_dbfs[] = {-90.0, -75.0, -65.0, -55.0, -45.0, -40.0};
    for (size_t i = 0; i < sizeof noises_dbfs / sizeof *noises_dbfs; i++) {
        struct signal s = phrases_in_noise(noises_dbfs[i]);
        struct activity *a = heard(&s);
        assert_spans(a, phrases, PHRASES);
        activity_free(a);
        signal_done(&s);
    }
}

static void phrases_are_found_without_any_noise(void **state)
{
    (void)state;
    struct signal s = signal_new(10.5);
    for (size_t i = 0; i < PHRASES; i++)
        signal_add_talk(&s, phrases[i].start_s, phrases[i].end_s, VOICE_DBFS);
    struct activity *a = heard(&s);
    assert_spans(a, phrases, PHRASES);
    activity_free(a);
    signal_done(&s);
}

static void offset_and_hum_do_not_count(void **state)
{
    (void)state;
    struct signal s = phrases_in_noise(-65.0);
    signal_add_offset(&s, 0.2);
    signal_add_sine(&s, 0.0, 10.5, -38.0, 50.0);
    struct activity *a = heard(&s);
    assert_spans(a, phrases, PHRASES);
    activity_free(a);
    signal_done(&s);
}

static void every_block_size_gives_the_same_spans(void **state)
{
    (void)state;
    static const size_t blocks[] = {1, 7, 160, 1000};
    struct signal s = phrases_in_noise(-50.0);
    struct activity *whole = heard(&s);
    size_t expected;
    const struct span *spans = activity_speech(whole, &expected);
    assert_true(expected > 0);
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        struct activity *a = start();
        push_in_blocks(a, &s, blocks[i]);
        assert_int_equal(activity_finish(a), ERR_NONE);
        size_t found;
        const struct span *speech = activity_speech(a, &found);
        assert_int_equal(found, expected);
        assert_memory_equal(speech, spans, expected * sizeof *spans);
        assert_true(activity_floor_dbfs(a) == activity_floor_dbfs(whole));
        activity_free(a);
    }
    activity_free(whole);
    signal_done(&s);
}

static void spans_given_out_never_change(void **state)
{
    (void)state;
    struct signal s = phrases_in_noise(-50.0);
    struct activity *a = start();
    struct span earlier[PHRASES];
    size_t known = 0;
    for (size_t i = 0; i < s.count; i += 160) {
        assert_int_equal(activity_push(a, s.samples + i, 160), ERR_NONE);
        size_t found;
        const struct span *speech = activity_speech(a, &found);
        assert_true(found >= known && found <= PHRASES);
        if (known > 0)
            assert_memory_equal(speech, earlier, known * sizeof *speech);
        if (found > known) {
            /* Latency: 100 ms of silence after the end, but never before 3 s have come. */
            double due_s = fmax(3.0, speech[found - 1].end_s + 0.1);
            assert_float_equal(activity_length_s(a), due_s, EDGE_TOLERANCE_S);
            memcpy(earlier, speech, found * sizeof *speech);
        }
        known = found;
    }
    assert_int_equal(known, PHRASES);
    activity_free(a);
    signal_done(&s);
}

/* The span under way, or none. */
static struct span under_way(const struct activity *a)
{
    struct span span = {-1.0, -1.0};
    (void)activity_under_way(a, &span);
    return span;
}

static void what_is_certain_is_never_taken_back(void **state)
{
    (void)state;
    static const double noises_dbfs[] = {-90.0, -50.0, -40.0, -32.0};
    for (size_t n = 0; n < sizeof noises_dbfs / sizeof *noises_dbfs; n++) {
        struct signal s = phrases_in_noise(noises_dbfs[n]);
        signal_add_noise(&s, 6.2, 6.5, VOICE_DBFS - 24.0, 9); /* a breath, or nearly speech */
        struct activity *a = start();
        struct span open = {-1.0, -1.0};
        double certain_s = 0.0;
        size_t known = 0, opened = 0;
        for (size_t i = 0; i < s.count; i += 160) {
            assert_int_equal(activity_push(a, s.samples + i, 160), ERR_NONE);
            size_t found;
            const struct span *speech = activity_speech(a, &found);
            /* what was under way is what came, or goes on */
            struct span now = under_way(a);
            if (open.start_s >= 0.0 && found > known) {
                assert_true(speech[known].start_s == open.start_s);
                assert_true(speech[known].end_s >= open.end_s);
            } else if (open.start_s >= 0.0) {
                assert_true(now.start_s == open.start_s && now.end_s >= open.end_s);
            }
            /* no speech comes up where there was certainly none */
            double from_s = open.start_s >= 0.0 ? open.end_s : certain_s;
            for (size_t k = known; k < found; k++)
                assert_true(speech[k].end_s >= from_s &&
                            (k == known || speech[k].start_s >= from_s));
            if (now.start_s >= 0.0 && open.start_s < 0.0) {
                assert_true(now.start_s >= certain_s);
                opened++;
            }
            assert_true(activity_certain_s(a) >= certain_s);
            assert_true(activity_certain_s(a) <= activity_length_s(a));
            certain_s = activity_certain_s(a);
            open = now;
            known = found;
        }
        assert_true(opened > 0);
        assert_int_equal(activity_finish(a), ERR_NONE);
        assert_true(activity_certain_s(a) == activity_length_s(a));
        assert_false(activity_under_way(a, &open));
        activity_free(a);
        signal_done(&s);
    }
}

static void speech_under_way_and_silence_are_certain_at_once_after_3_s(void **state)
{
    (void)state;
    struct signal s = signal_new(12.0);
    signal_add_talk(&s, 0.5, 5.0, VOICE_DBFS);
    signal_add_talk(&s, 6.0, 11.4, VOICE_DBFS);
    signal_add_noise(&s, 0.0, 12.0, -60.0, 8);
    struct activity *a = start();
    for (size_t i = 0; i < s.count; i += 160) {
        assert_int_equal(activity_push(a, s.samples + i, 160), ERR_NONE);
        double now_s = activity_length_s(a);
        if (now_s < 3.0 - 1e-9)
            assert_true(activity_certain_s(a) == 0.0 && under_way(a).start_s < 0.0);
        else if (now_s < 4.8 || (now_s > 6.2 && now_s < 11.2))
            /* a closure inside a word is shorter than 100 ms */
            assert_float_equal(under_way(a).end_s, now_s, 0.1);
        else if (now_s > 5.2 && now_s < 6.0)
            assert_true(activity_certain_s(a) >= now_s - 0.21);
    }
    activity_free(a);
    signal_done(&s);
}

static void speech_from_the_first_sample_on_is_found(void **state)
{
    (void)state;
    static const struct span expected[] = {{0.0, 2.0}, {2.5, 6.0}};
    struct signal s = signal_new(7.0);
    for (size_t i = 0; i < 2; i++)
        signal_add_talk(&s, expected[i].start_s, expected[i].end_s, VOICE_DBFS);
    signal_add_noise(&s, 0.0, 7.0, -60.0, 5);
    struct activity *a = heard(&s);
    assert_spans(a, expected, 2);
    activity_free(a);
    signal_done(&s);
}

static void a_minute_of_talk_without_a_pause_is_one_span(void **state)
{
    (void)state;
    static const struct span expected[] = {{1.0, 60.96}};
    struct signal s = signal_new(62.0); /* 250 syllables, the last without its closure */
    signal_add_talk(&s, 1.0, 60.96, VOICE_DBFS);
    signal_add_noise(&s, 0.0, 62.0, -55.0, 6);
    struct activity *a = heard(&s);
    assert_spans(a, expected, 1);
    activity_free(a);
    signal_done(&s);
}

static void a_breath_before_and_between_words_is_not_speech(void **state)
{
    (void)state;
    static const struct span expected[] = {{4.5, 6.5}, {7.5, 9.0}};
    struct signal s = signal_new(10.0);
    signal_add_noise(&s, 4.0, 4.3, VOICE_DBFS - 30.0, 15);
    signal_add_noise(&s, 6.8, 7.2, VOICE_DBFS - 30.0, 15);
    for (size_t i = 0; i < 2; i++)
        signal_add_talk(&s, expected[i].start_s, expected[i].end_s, VOICE_DBFS);
    signal_add_noise(&s, 0.0, 10.0, -75.0, 16);
    struct activity *a = heard(&s);
    assert_spans(a, expected, 2);
    activity_free(a);
    signal_done(&s);
}

static void a_soft_voice_is_found(void **state)
{
    (void)state;
    static const struct span expected[] = {{1.0, 2.16}, {2.5, 4.0}};
    static const double voices_dbfs[] = {-45.0, -50.0, -57.0};
    for (size_t k = 0; k < 3; k++) {
        struct signal s = signal_new(5.0);
        for (size_t i = 0; i < 2; i++)
            signal_add_talk(&s, expected[i].start_s, expected[i].end_s, voices_dbfs[k]);
        signal_add_noise(&s, 0.0, 5.0, voices_dbfs[k] - 25.0, 17);
        struct activity *a = heard(&s);
        assert_spans(a, expected, 2);
        activity_free(a);
        signal_done(&s);
    }
}

static void spans_keep_their_distance_and_length(void **state)
{
    (void)state;
    struct signal s = signal_new(20.0);
    uint32_t seed = 21;
    for (double at_s = 0.0; at_s < 19.0;) {
        seed = seed * 1664525u + 1013904223u;
        double length_s = 0.005 + 0.2 * (double)(seed >> 16) / 65536.0;
        signal_add_noise(&s, at_s, at_s + length_s, -20.0 - 20.0 * (double)(seed % 7) / 7.0, seed);
        at_s += length_s + 0.15 * (double)((seed >> 8) & 255) / 256.0;
    }
    signal_add_noise(&s, 0.0, 20.0, -60.0, 20);
    struct activity *a = heard(&s);
    size_t found;
    const struct span *speech = activity_speech(a, &found);
    assert_true(found > 10);
    for (size_t i = 0; i < found; i++) {
        assert_true(speech[i].end_s - speech[i].start_s >= 0.05 - 1e-9);
        if (i > 0)
            assert_true(speech[i].start_s - speech[i - 1].end_s >= 0.1 - 1e-9);
    }
    assert_true(speech[found - 1].end_s <= activity_length_s(a));
    activity_free(a);
    signal_done(&s);
}

static void live_state_follows_the_voice(void **state)
{
    (void)state;
    struct signal s = signal_new(3.0);
    signal_add_talk(&s, 0.6, 1.5, VOICE_DBFS);
    signal_add_noise(&s, 0.0, 3.0, -60.0, 22);
    struct activity *a = start();
    const size_t second = RATE_HZ;
    assert_int_equal(activity_push(a, s.samples, second / 2), ERR_NONE);
    assert_false(activity_speaking(a));
    assert_float_equal(activity_silence_s(a), 0.5, 1e-9);
    assert_int_equal(activity_push(a, s.samples + second / 2, second / 2), ERR_NONE);
    assert_true(activity_speaking(a));
    assert_float_equal(activity_silence_s(a), 0.0, 1e-9);
    assert_int_equal(activity_push(a, s.samples + second, second), ERR_NONE);
    assert_false(activity_speaking(a));
    assert_float_equal(activity_silence_s(a), 0.5, EDGE_TOLERANCE_S);
    activity_free(a);
    signal_done(&s);
}

static void level_and_floor_are_in_dbfs(void **state)
{
    (void)state;
    struct signal s = signal_new(2.0);
    struct activity *a = start();
    assert_float_equal(activity_level_dbfs(a), -120.0, 1e-9);
    assert_true(isnan(activity_floor_dbfs(a)));
    assert_int_equal(activity_push(a, s.samples, RATE_HZ / 4), ERR_NONE);
    assert_float_equal(activity_level_dbfs(a), -120.0, 1e-9);
    assert_true(isnan(activity_floor_dbfs(a)));
    activity_free(a);

    a = start();
    signal_add_sine(&s, 0.0, 2.0, -3.01, 1000.0);
    assert_int_equal(activity_push(a, s.samples, s.count), ERR_NONE);
    assert_float_equal(activity_level_dbfs(a), -3.01, 0.05);
    activity_free(a);
    signal_done(&s);

    /* The high-pass takes 0.07 dB of white noise; frames of it scatter by half a dB. */
    static const double noises_dbfs[] = {-80.0, -60.0, -40.0};
    for (size_t i = 0; i < 3; i++) {
        s = signal_new(5.0);
        signal_add_noise(&s, 0.0, 5.0, noises_dbfs[i], 23);
        a = heard(&s);
        assert_float_equal(activity_floor_dbfs(a), noises_dbfs[i], 0.5);
        activity_free(a);
        signal_done(&s);
    }
}

/* A file padded with zeros has the room of its middle, or no noise would ever be noticed in it. */
static void digital_silence_around_the_sound_is_not_the_room(void **state)
{
    (void)state;
    static const double padding_s[] = {0.0, 0.3, 2.0, 15.0};
    for (size_t i = 0; i < sizeof padding_s / sizeof *padding_s; i++) {
        const double from_s = padding_s[i], to_s = from_s + 5.0;
        struct signal s = signal_new(to_s + padding_s[i]);
        signal_add_talk(&s, from_s + 1.0, from_s + 4.0, VOICE_DBFS);
        signal_add_noise(&s, from_s, to_s, -50.0, 11);
        struct activity *a = heard(&s);
        assert_float_equal(activity_floor_dbfs(a), -50.0, 0.5);
        const struct span talk = {from_s + 1.0, from_s + 4.0};
        assert_spans(a, &talk, 1);
        activity_free(a);
        signal_done(&s);
    }
}

/* A gate that closes in the pauses leaves nothing of the room to be heard. */
static void digital_silence_between_sounds_is_the_room_of_a_gated_recording(void **state)
{
    (void)state;
    struct signal s = signal_new(8.0);
    for (double at_s = 0.5; at_s < 7.0; at_s += 1.5) {
        signal_add_talk(&s, at_s, at_s + 1.0, VOICE_DBFS);
        signal_add_noise(&s, at_s, at_s + 1.0, -60.0, 3);
    }
    struct activity *a = heard(&s);
    assert_float_equal(activity_floor_dbfs(a), -120.0, 1e-9);
    activity_free(a);
    signal_done(&s);
}

static void what_is_no_number_counts_as_silence(void **state)
{
    (void)state;
    struct signal clean = phrases_in_noise(-60.0), broken = phrases_in_noise(-60.0);
    for (size_t i = 0; i < clean.count; i += 50) {
        clean.samples[i] = 0.0f;
        broken.samples[i] = i % 3 == 0 ? NAN : (i % 3 == 1 ? INFINITY : -INFINITY);
    }
    struct activity *a = heard(&clean), *b = heard(&broken);
    size_t expected, found;
    const struct span *spans = activity_speech(a, &expected), *speech = activity_speech(b, &found);
    assert_true(expected > 0);
    assert_int_equal(found, expected);
    assert_memory_equal(speech, spans, expected * sizeof *spans);
    activity_free(a);
    activity_free(b);
    signal_done(&clean);
    signal_done(&broken);
}

static void absurd_samples_do_no_lasting_harm(void **state)
{
    (void)state;
    struct signal s = phrases_in_noise(-60.0);
    s.samples[100] = 3e38f;
    s.samples[101] = -3e38f;
    struct activity *a = heard(&s);
    assert_spans(a, phrases, PHRASES);
    activity_free(a);
    signal_done(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(phrases_are_found_to_20_ms_at_every_noise),
        cmocka_unit_test(phrases_are_found_without_any_noise),
        cmocka_unit_test(offset_and_hum_do_not_count),
        cmocka_unit_test(every_block_size_gives_the_same_spans),
        cmocka_unit_test(spans_given_out_never_change),
        cmocka_unit_test(what_is_certain_is_never_taken_back),
        cmocka_unit_test(speech_under_way_and_silence_are_certain_at_once_after_3_s),
        cmocka_unit_test(speech_from_the_first_sample_on_is_found),
        cmocka_unit_test(a_minute_of_talk_without_a_pause_is_one_span),
        cmocka_unit_test(a_breath_before_and_between_words_is_not_speech),
        cmocka_unit_test(a_soft_voice_is_found),
        cmocka_unit_test(spans_keep_their_distance_and_length),
        cmocka_unit_test(live_state_follows_the_voice),
        cmocka_unit_test(level_and_floor_are_in_dbfs),
        cmocka_unit_test(digital_silence_around_the_sound_is_not_the_room),
        cmocka_unit_test(digital_silence_between_sounds_is_the_room_of_a_gated_recording),
        cmocka_unit_test(what_is_no_number_counts_as_silence),
        cmocka_unit_test(absurd_samples_do_no_lasting_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
