#include "signals.h"

#include "voice/activity.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static struct activity *start(void)
{
    struct activity *a = NULL;
    assert_int_equal(activity_new(&a), ERR_NONE);
    return a;
}

static struct activity *heard(const struct signal *s)
{
    struct activity *a = start();
    assert_int_equal(activity_push(a, s->samples, s->count), ERR_NONE);
    assert_int_equal(activity_finish(a), ERR_NONE);
    return a;
}

static void assert_no_speech(struct signal *s)
{
    struct activity *a = heard(s);
    size_t found;
    (void)activity_speech(a, &found);
    assert_int_equal(found, 0);
    assert_false(activity_speaking(a));
    assert_float_equal(activity_silence_s(a), activity_length_s(a), 1e-9);
    activity_free(a);
    signal_done(s);
}

static void the_room_after_digital_silence_is_not_speech(void **state)
{
    (void)state;
    static const double gaps_s[] = {0.2, 0.5, 2.0};
    for (size_t i = 0; i < sizeof gaps_s / sizeof *gaps_s; i++) {
        struct signal s = signal_new(8.0);
        signal_add_noise(&s, gaps_s[i], 8.0, -45.0, 7);
        assert_no_speech(&s);
    }
}

static void quiet_noise_inside_digital_silence_is_not_speech(void **state)
{
    (void)state;
    struct signal s = signal_new(8.0);
    signal_add_noise(&s, 0.0, 0.1, -70.0, 8);
    signal_add_noise(&s, 3.0, 5.0, -70.0, 8);
    assert_no_speech(&s);
}

static void steady_sounds_are_not_speech(void **state)
{
    (void)state;
    struct signal nothing = signal_new(5.0);
    assert_no_speech(&nothing);
    static const double levels_dbfs[] = {-80.0, -60.0, -40.0, -20.0};
    for (size_t i = 0; i < 4; i++) {
        struct signal noise = signal_new(20.0);
        signal_add_noise(&noise, 0.0, 20.0, levels_dbfs[i], 11 + (uint32_t)i);
        assert_no_speech(&noise);
        struct signal sine = signal_new(5.0);
        signal_add_sine(&sine, 0.0, 5.0, levels_dbfs[i], 440.0);
        assert_no_speech(&sine);
    }
    struct signal offset = signal_new(5.0);
    signal_add_offset(&offset, 0.5);
    assert_no_speech(&offset);
    struct signal rumble = signal_new(5.0);
    signal_add_sine(&rumble, 1.0, 2.0, -30.0, 25.0);
    signal_add_noise(&rumble, 0.0, 5.0, -60.0, 12);
    assert_no_speech(&rumble);
}

static void clicks_are_not_speech(void **state)
{
    (void)state;
    static const double lengths_s[] = {0.001, 0.01, 0.03, 0.055};
    for (size_t i = 0; i < sizeof lengths_s / sizeof *lengths_s; i++) {
        struct signal s = signal_new(8.0);
        for (double at_s = 0.5; at_s < 7.5; at_s += 0.333)
            signal_add_noise(&s, at_s, at_s + lengths_s[i], -15.0, 13);
        signal_add_noise(&s, 0.0, 8.0, -60.0, 14);
        assert_no_speech(&s);
    }
}

static void a_room_that_swells_and_sinks_is_not_speech(void **state)
{
    (void)state;
    struct signal s = signal_new(30.0);
    signal_add_noise(&s, 0.0, 30.0, -50.0, 24);
    for (size_t i = 0; i < s.count; i++)
        s.samples[i] *= (float)pow(10.0, 2.0 / 20.0 * sin(2.0 * 3.14159265 * (double)i / 32000.0));
    assert_no_speech(&s);
}

static void a_fan_switched_on_is_the_room_after_ten_seconds(void **state)
{
    (void)state;
    struct signal s = signal_new(30.0);
    signal_add_noise(&s, 0.0, 30.0, -60.0, 18);
    signal_add_noise(&s, 5.0, 30.0, -45.0, 19);
    struct activity *a = heard(&s);
    size_t found;
    const struct span *speech = activity_speech(a, &found);
    assert_true(found >= 1);
    assert_true(speech[found - 1].end_s < 15.0);
    activity_free(a);
    signal_done(&s);
}

static void nothing_at_all_is_no_speech(void **state)
{
    (void)state;
    activity_free(NULL);
    struct activity *a = start();
    size_t found = 1;
    (void)activity_speech(a, &found);
    assert_int_equal(found, 0);
    assert_int_equal(activity_push(a, NULL, 0), ERR_NONE);
    assert_int_equal(activity_finish(a), ERR_NONE);
    (void)activity_speech(a, &found);
    assert_int_equal(found, 0);
    assert_float_equal(activity_length_s(a), 0.0, 0.0);
    assert_float_equal(activity_silence_s(a), 0.0, 0.0);
    activity_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_room_after_digital_silence_is_not_speech),
        cmocka_unit_test(quiet_noise_inside_digital_silence_is_not_speech),
        cmocka_unit_test(steady_sounds_are_not_speech),
        cmocka_unit_test(clicks_are_not_speech),
        cmocka_unit_test(a_room_that_swells_and_sinks_is_not_speech),
        cmocka_unit_test(a_fan_switched_on_is_the_room_after_ten_seconds),
        cmocka_unit_test(nothing_at_all_is_no_speech),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
