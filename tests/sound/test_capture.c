#include "sound/audio.h"

#include "base/rate.h"
#include "sound/audio_help.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void a_file_played_into_the_microphone_is_captured_sample_for_sample(void **state)
{
    (void)state;
    enum { COUNT = 3 * DEVICE_HZ, KEPT = 2 * RATE_HZ };
    float *in = sweep(COUNT, DEVICE_HZ);
    use(&(struct alsa_device){"mic", scratch_write("in.raw", in, COUNT * sizeof *in), NULL, NULL},
        1);
    size_t count;
    float *expected = resampled(in, COUNT, DEVICE_HZ, RATE_HZ, &count);
    struct audio *a = open_audio("mic", NULL);
    listen_to(a);
    listen_to(a); /* twice is no error, and no second stream */

    static float heard[KEPT];
    const size_t blocks[] = {1, 160, 7, 4000, 333};
    for (size_t at = 0, i = 0; at < KEPT; i++) {
        size_t step = blocks[i % 5] < KEPT - at ? blocks[i % 5] : KEPT - at;
        wait_for_samples(a, heard + at, step);
        at += step;
    }
    assert_memory_equal(heard, expected, sizeof heard);

    struct audio_health health;
    audio_health(a, &health);
    assert_true(health.running);
    assert_true(health.callbacks > 0);
    assert_int_equal(health.overflows, 0);
    assert_int_equal(health.rate_hz, DEVICE_HZ);
    assert_string_equal(health.name, "mic");
    audio_close(a);
    free(in);
    free(expected);
}

static void samples_without_room_are_counted_and_those_before_are_untouched(void **state)
{
    (void)state;
    enum { COUNT = 12 * DEVICE_HZ, KEPT = 9 * RATE_HZ };
    float *in = sweep(COUNT, DEVICE_HZ);
    use(&(struct alsa_device){"mic", scratch_write("in.raw", in, COUNT * sizeof *in), NULL, NULL},
        1);
    struct audio *a = open_audio("mic", NULL);
    listen_to(a);
    struct audio_health health = {0};
    for (int i = 0; health.lost == 0 && i < PATIENCE; i++) {
        let_it_run();
        audio_health(a, &health);
    }
    assert_true(health.lost > 0);
    static float heard[KEPT];
    assert_int_equal(audio_read(a, heard, KEPT), KEPT);
    audio_close(a);
    size_t count;
    float *expected = resampled(in, COUNT, DEVICE_HZ, RATE_HZ, &count);
    assert_memory_equal(heard, expected, sizeof heard);
    free(in);
    free(expected);
}

static void forgetting_drops_what_was_captured_before(void **state)
{
    (void)state;
    use(&(struct alsa_device){"mic", NULL, NULL, NULL}, 1);
    struct audio *a = open_audio("mic", NULL);
    float sample;
    audio_forget(a); /* not listening: nothing to forget */
    assert_int_equal(audio_read(a, &sample, 1), 0);
    listen_to(a);
    wait_for_samples(a, &sample, 1);
    audio_forget(a);
    wait_for_samples(a, &sample, 1); /* and it goes on */
    audio_deafen(a);
    assert_int_equal(audio_read(a, &sample, 1), 0);
    struct audio_health health;
    audio_health(a, &health);
    assert_false(health.running);
    assert_int_equal(health.callbacks, 0);
    audio_deafen(a);
    audio_close(a);
}

/* A pipe into which nobody writes: the driver sits in a read, PortAudio says that all is well, and
 * the heartbeat stands still. A microphone whose plug is pulled looks like this; closing it now
 * would wait as long as the driver does, and the pipe's end is what lets it go. */
static void a_microphone_that_hangs_shows_in_the_heartbeat_alone(void **state)
{
    (void)state;
    const char *fifo = scratch_path("hangs");
    assert_int_equal(mkfifo(fifo, 0600), 0);
    int held = open(fifo, O_RDWR | O_NONBLOCK | O_CLOEXEC);
    assert_true(held >= 0);
    use(&(struct alsa_device){"mic", fifo, NULL, NULL}, 1);
    struct audio *a = open_audio("mic", NULL);
    listen_to(a);
    struct audio_health before, after;
    audio_health(a, &before);
    for (int i = 0; i < 20; i++)
        let_it_run();
    audio_health(a, &after);
    assert_true(after.running);
    assert_int_equal(after.callbacks, before.callbacks);
    (void)close(held);
    use(&(struct alsa_device){"mic", NULL, NULL, NULL}, 1); /* plugged in again */
    assert_int_equal(audio_restart(a, NULL), ERR_NONE);
    listen_to(a);
    float sample;
    wait_for_samples(a, &sample, 1);
    audio_close(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_played_into_the_microphone_is_captured_sample_for_sample),
        cmocka_unit_test(samples_without_room_are_counted_and_those_before_are_untouched),
        cmocka_unit_test(forgetting_drops_what_was_captured_before),
        cmocka_unit_test(a_microphone_that_hangs_shows_in_the_heartbeat_alone),
    };
    return cmocka_run_group_tests_name("capture", tests, scratch_make, scratch_remove);
}
