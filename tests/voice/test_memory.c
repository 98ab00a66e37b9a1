/* What happens when memory ends: the linker puts these in the place of the allocator (--wrap). */
#include "signals.h"

#include "base/rate.h"
#include "voice/activity.h"
#include "voice/voice.h"
#include "voice/warmup.h"

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

static struct signal a_warmup(void)
{
    struct signal s = signal_new(8.0);
    signal_add_talk(&s, 2.0, 6.0, -25.0);
    signal_add_noise(&s, 0.0, 8.0, -60.0, 3);
    return s;
}

static void a_warmup_without_memory_is_refused_wherever_it_ends(void **state)
{
    (void)state;
    struct signal s = a_warmup();
    int after = 0;
    for (enum err err = ERR_MEMORY; err != ERR_NONE; after++) {
        struct warmup w = warmup_unknown();
        scarce_begin(after, SCARCE_FROM_THEN_ON);
        err = warmup_measure(s.samples, s.count, &w);
        bool refused = scarce_end();
        assert_int_equal(err, refused ? ERR_MEMORY : ERR_NONE);
        assert_true(isnan(w.length_s) == refused);
        assert_true(after < 2000);
    }
    assert_true(after > 4);
    signal_done(&s);
}

/* One failure alone: what comes after it is heard as if nothing had been. */
static void a_warmup_under_way_survives_every_failure(void **state)
{
    (void)state;
    struct signal s = a_warmup();
    bool any = true;
    for (int after = 0; any; after++) {
        struct warmup_stream *stream = NULL;
        struct warmup w = warmup_unknown();
        scarce_begin(after, SCARCE_ONCE);
        enum err made = warmup_stream_new(&stream);
        enum err pushed = ERR_NONE, summed = ERR_NONE;
        for (size_t i = 0; made == ERR_NONE && i < s.count; i += 800)
            if (warmup_stream_push(stream, s.samples + i, 800) != ERR_NONE)
                pushed = ERR_MEMORY;
        if (made == ERR_NONE)
            summed = warmup_stream_finish(stream, &w);
        any = scarce_end();
        assert_true((made != ERR_NONE || pushed != ERR_NONE || summed != ERR_NONE) == any);
        assert_true((made == ERR_NONE) == (stream != NULL));
        assert_true(isnan(w.length_s) == (made != ERR_NONE || summed != ERR_NONE));
        warmup_stream_free(stream);
        assert_true(after < 2000);
    }
    signal_done(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_detector_without_memory_is_refused),
        cmocka_unit_test(a_failed_push_takes_nothing_and_loses_nothing),
        cmocka_unit_test(a_failed_measure_leaves_an_initialised_report),
        cmocka_unit_test(a_warmup_without_memory_is_refused_wherever_it_ends),
        cmocka_unit_test(a_warmup_under_way_survives_every_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
