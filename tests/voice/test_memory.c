/* What happens when memory ends: the linker puts these in the place of the allocator (--wrap). */
#include "signals.h"

#include "base/rate.h"
#include "voice/activity.h"
#include "voice/voice.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "scarce/memory.h"

static void a_detector_without_memory_is_refused(void **state)
{
    (void)state;
    struct activity *a = NULL;
    scarce_begin(0, SCARCE_FROM_THEN_ON);
    enum err err = activity_new(&a);
    (void)scarce_end();
    assert_int_equal(err, ERR_MEMORY);
    assert_null(a);
}

static void a_failed_push_takes_nothing_and_loses_nothing(void **state)
{
    (void)state;
    struct signal s = signal_new(60.0);
    for (double at_s = 0.5; at_s < 59.0; at_s += 1.5)
        signal_add_talk(&s, at_s, at_s + 0.9, -25.0);
    struct activity *a;
    assert_int_equal(activity_new(&a), ERR_NONE);
    size_t part = 5 * RATE_HZ, before, after;
    assert_int_equal(activity_push(a, s.samples, part), ERR_NONE);
    (void)activity_speech(a, &before);
    assert_int_equal(before, 3);
    scarce_begin(0, SCARCE_FROM_THEN_ON);
    enum err err = activity_push(a, s.samples + part, s.count - part);
    (void)scarce_end();
    assert_int_equal(err, ERR_MEMORY);
    (void)activity_speech(a, &after);
    assert_int_equal(after, before);
    assert_float_equal(activity_length_s(a), 5.0, 1e-9);
    assert_int_equal(activity_push(a, s.samples + part, s.count - part), ERR_NONE);
    assert_int_equal(activity_finish(a), ERR_NONE);
    (void)activity_speech(a, &after);
    assert_int_equal(after, 39);
    activity_free(a);
    signal_done(&s);
}

static void a_failed_measure_leaves_an_initialised_report(void **state)
{
    (void)state;
    static const struct span speech[] = {{0.1, 0.5}, {1.0, 1.5}};
    struct signal s = signal_new(2.0);
    int failures = 0;
    for (int after = 0; after < 20; after++) {
        struct voice_report report;
        voice_report_init(&report);
        scarce_begin(after, SCARCE_FROM_THEN_ON);
        enum err err = voice_measure(s.samples, s.count, speech, 2, -60.0, 0.0, &report);
        (void)scarce_end();
        if (err != ERR_NONE) {
            failures++;
            assert_int_equal(err, ERR_MEMORY);
            assert_null(report.pauses);
            assert_true(isnan(report.speech_start_s));
        }
        voice_report_done(&report);
        if (err == ERR_NONE)
            break;
    }
    assert_true(failures >= 2 && failures < 20);
    signal_done(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_detector_without_memory_is_refused),
        cmocka_unit_test(a_failed_push_takes_nothing_and_loses_nothing),
        cmocka_unit_test(a_failed_measure_leaves_an_initialised_report),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
