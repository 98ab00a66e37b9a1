/* The real PortAudio over ALSA devices that are files; see alsa_config.h. */
#include "sound/audio.h"

#include "base/rate.h"
#include "sound/alsa_config.h"
#include "sound/resample.h"
#include "sound/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const double PI = 3.14159265358979323846;

enum { DEVICE_HZ = 44100, PATIENCE = 20000 };

/* These devices run as fast as they can; this only lets the callback's thread have the core. */
static void let_it_run(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 500000}, NULL);
}

static float *sweep(size_t count, int rate_hz)
{
    float *samples = malloc(count * sizeof *samples);
    assert_non_null(samples);
    for (size_t i = 0; i < count; i++) {
        double t = (double)i / rate_hz;
        samples[i] = (float)(0.7 * sin(2 * PI * (100 + 900 * t) * t));
    }
    return samples;
}

static float *resampled(const float *in, size_t count, int from_hz, int to_hz, size_t *out_count)
{
    struct resample *r = NULL;
    size_t room = (size_t)((double)count * to_hz / from_hz) + 2, at = 0, used, made;
    float *out = malloc(room * sizeof *out);
    assert_non_null(out);
    assert_int_equal(resample_new(from_hz, to_hz, &r), ERR_NONE);
    *out_count = 0;
    do {
        assert_int_equal(resample_run(r, in + at, count - at, &used, out + *out_count,
                                      room - *out_count, &made, true),
                         ERR_NONE);
        at += used;
        *out_count += made;
    } while (made > 0);
    resample_free(r);
    return out;
}

static struct audio *open_audio(const char *microphone, const char *loudspeaker)
{
    struct audio *a = NULL;
    struct diag why = {0};
    struct audio_config config = {microphone, loudspeaker};
    if (audio_open(&config, &a, &why) != ERR_NONE)
        fail_msg("%s", why.text);
    return a;
}

static void use(const struct alsa_device *devices, size_t count)
{
    assert_true(alsa_config_use(scratch_path("asound.conf"), devices, count));
}

static const char *wait_for_samples(struct audio *a, float *samples, size_t count)
{
    size_t got = 0;
    for (int i = 0; got < count && i < PATIENCE; i++) {
        got += audio_read(a, samples + got, count - got);
        if (got < count)
            let_it_run();
    }
    return got == count ? NULL : "the microphone fell silent";
}

static enum audio_playback wait_for_the_end(struct audio *a)
{
    enum audio_playback state = AUDIO_PLAYING;
    for (int i = 0; state == AUDIO_PLAYING && i < PATIENCE; i++) {
        let_it_run();
        state = audio_playback(a, NULL);
    }
    return state;
}

static void listen_to(struct audio *a)
{
    struct diag why = {0};
    if (audio_listen(a, &why) != ERR_NONE)
        fail_msg("%s", why.text);
}

static void play(struct audio *a, const struct clip *clip)
{
    struct diag why = {0};
    if (audio_play(a, clip, &why) != ERR_NONE)
        fail_msg("%s", why.text);
}

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
        assert_null(wait_for_samples(a, heard + at, step));
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
    assert_null(wait_for_samples(a, &sample, 1));
    audio_forget(a);
    assert_null(wait_for_samples(a, &sample, 1)); /* and it goes on */
    audio_deafen(a);
    assert_int_equal(audio_read(a, &sample, 1), 0);
    struct audio_health health;
    audio_health(a, &health);
    assert_false(health.running);
    assert_int_equal(health.callbacks, 0);
    audio_deafen(a);
    audio_close(a);
}

/* Where the sound starts in what the loudspeaker was given, behind the silence that PortAudio
 * fills the device with. */
static size_t first_sound(const float *frames, size_t count)
{
    size_t at = 0;
    while (at < count && fabsf(frames[2 * at]) <= 0.0f && fabsf(frames[2 * at + 1]) <= 0.0f)
        at++;
    return at;
}

static void assert_heard(const char *path, const float *expected, size_t count)
{
    size_t size;
    float *frames = scratch_read(path, &size);
    size_t total = size / (2 * sizeof *frames);
    size_t at = first_sound(frames, total);
    assert_true(at + count <= total);
    for (size_t i = 0; i < count; i++) {
        assert_memory_equal(&frames[2 * (at + i)], &expected[i], sizeof(float));
        assert_memory_equal(&frames[2 * (at + i) + 1], &expected[i], sizeof(float));
    }
    assert_int_equal(first_sound(frames + 2 * (at + count), total - at - count),
                     total - at - count); /* silence behind it */
    free(frames);
}

/* A sweep whose first sample is not 0, so that the file shows where it starts. */
static struct clip a_clip(size_t count, int rate_hz)
{
    struct clip clip = {.samples = sweep(count, rate_hz), .count = count, .rate_hz = rate_hz};
    clip.samples[0] = 0.01f;
    return clip;
}

static void a_clip_is_played_to_its_last_frame(void **state)
{
    (void)state;
    const char *heard = scratch_path("heard.raw");
    use(&(struct alsa_device){"speaker", NULL, heard, NULL}, 1);
    struct clip clip = a_clip(DEVICE_HZ, DEVICE_HZ);
    struct audio *a = open_audio(NULL, "speaker");
    double position_s = -1;
    assert_int_equal(audio_playback(a, &position_s), AUDIO_SILENT);
    assert_true(position_s >= 0 && position_s <= 0);
    play(a, &clip);
    assert_int_equal(wait_for_the_end(a), AUDIO_PLAYED);
    assert_int_equal(audio_playback(a, &position_s), AUDIO_PLAYED); /* and it stays so */
    assert_float_equal(position_s, 1.0, 1e-6);
    assert_true(audio_play_level(a) <= 0.0f);
    audio_play_stop(a);
    assert_int_equal(audio_playback(a, NULL), AUDIO_SILENT);
    audio_close(a);
    assert_heard(heard, clip.samples, clip.count);
    clip_done(&clip);
}

static void a_clip_of_another_rate_is_resampled_for_the_loudspeaker(void **state)
{
    (void)state;
    const char *heard = scratch_path("heard2.raw");
    use(&(struct alsa_device){"speaker", NULL, heard, NULL}, 1);
    struct clip clip = a_clip(RATE_HZ, RATE_HZ);
    size_t count;
    float *expected = resampled(clip.samples, clip.count, RATE_HZ, DEVICE_HZ, &count);
    assert_int_equal(count, DEVICE_HZ);
    struct audio *a = open_audio(NULL, "speaker");
    play(a, &clip);
    assert_int_equal(wait_for_the_end(a), AUDIO_PLAYED);
    audio_close(a);
    assert_heard(heard, expected, count);
    clip_done(&clip);
    free(expected);
}

static void a_clip_of_no_length_is_played_at_once(void **state)
{
    (void)state;
    use(&(struct alsa_device){"speaker", NULL, NULL, NULL}, 1);
    struct audio *a = open_audio(NULL, "speaker");
    struct clip clip = {.rate_hz = RATE_HZ};
    play(a, &clip);
    assert_int_equal(wait_for_the_end(a), AUDIO_PLAYED);
    audio_close(a);
}

static void a_second_clip_takes_the_place_of_the_first(void **state)
{
    (void)state;
    const char *heard = scratch_path("heard3.raw");
    use(&(struct alsa_device){"speaker", NULL, heard, NULL}, 1);
    struct clip first = a_clip(60 * DEVICE_HZ, DEVICE_HZ), second = a_clip(1000, DEVICE_HZ);
    struct audio *a = open_audio(NULL, "speaker");
    play(a, &first);
    play(a, &second); /* opens the file anew */
    clip_done(&first);
    assert_int_equal(wait_for_the_end(a), AUDIO_PLAYED);
    audio_close(a);
    assert_heard(heard, second.samples, second.count);
    clip_done(&second);
}

/* Every write to /dev/full fails, as to a loudspeaker whose plug is pulled. */
static void a_loudspeaker_that_fails_is_broken_not_played(void **state)
{
    (void)state;
    use(&(struct alsa_device){"speaker", NULL, "/dev/full", NULL}, 1);
    struct clip clip = a_clip(600 * DEVICE_HZ, DEVICE_HZ);
    struct audio *a = open_audio(NULL, "speaker");
    play(a, &clip);
    assert_int_equal(wait_for_the_end(a), AUDIO_BROKEN);
    audio_close(a);
    clip_done(&clip);
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
    assert_null(wait_for_samples(a, &sample, 1));
    audio_close(a);
}

static void listening_and_playing_go_together(void **state)
{
    (void)state;
    const char *heard = scratch_path("heard4.raw");
    float *in = sweep(DEVICE_HZ, DEVICE_HZ);
    const struct alsa_device both[] = {
        {"mic", scratch_write("in.raw", in, DEVICE_HZ * sizeof *in), NULL, NULL},
        {"speaker", NULL, heard, NULL}};
    use(both, 2);
    struct clip clip = a_clip(DEVICE_HZ, DEVICE_HZ);
    struct audio *a = open_audio("mic", "speaker");
    static float samples[RATE_HZ];
    listen_to(a);
    play(a, &clip);
    assert_null(wait_for_samples(a, samples, RATE_HZ));
    assert_int_equal(wait_for_the_end(a), AUDIO_PLAYED);
    audio_close(a);
    assert_heard(heard, clip.samples, clip.count);
    clip_done(&clip);
    free(in);
}

/* The microphone that plays a constant of 0.25 is the one that is wanted. */
static void assert_hears_a_quarter(struct audio *a)
{
    float samples[1000];
    listen_to(a);
    assert_null(wait_for_samples(a, samples, 1000));
    for (int i = 300; i < 1000; i++) /* behind the filter's first edge */
        assert_float_equal(samples[i], 0.25, 1e-4);
}

static void renumbered_devices_are_still_found_by_name(void **state)
{
    (void)state;
    enum { COUNT = 8192 };
    static float quarter[COUNT], half[COUNT];
    for (int i = 0; i < COUNT; i++) {
        quarter[i] = 0.25f;
        half[i] = -0.5f;
    }
    const struct alsa_device desk = {
        "usb_desk", scratch_write("quarter.raw", quarter, sizeof quarter), NULL, NULL};
    const struct alsa_device webcam = {"usb_webcam", scratch_write("half.raw", half, sizeof half),
                                       NULL, NULL};
    use((const struct alsa_device[]){desk, webcam}, 2);
    struct audio *a = open_audio("USB_Desk", NULL);
    struct audio_device list[AUDIO_DEVICES_MAX];
    assert_int_equal(audio_list(a, list, AUDIO_DEVICES_MAX), 3);
    assert_string_equal(list[0].name, "usb_desk");
    assert_hears_a_quarter(a);

    assert_true(alsa_config_use(scratch_path("swapped.conf"),
                                (const struct alsa_device[]){webcam, desk}, 2));
    assert_int_equal(audio_restart(a, NULL), ERR_NONE); /* a boot later */
    float sample;
    assert_int_equal(audio_read(a, &sample, 1), 0); /* the stream went with it */
    assert_int_equal(audio_list(a, list, AUDIO_DEVICES_MAX), 3);
    assert_string_equal(list[0].name, "usb_webcam");
    assert_hears_a_quarter(a);
    audio_close(a);
}

static void an_unknown_name_is_answered_with_those_there_are(void **state)
{
    (void)state;
    const struct alsa_device both[] = {{"desk", NULL, NULL, NULL}, {"webcam", NULL, NULL, NULL}};
    use(both, 2);
    struct audio *a = open_audio("Blue Yeti", "Bose");
    struct diag why = {0};
    assert_int_equal(audio_listen(a, &why), ERR_DEVICE);
    assert_string_equal(why.text, "no microphone is called \"Blue Yeti\"; there is \"desk\", "
                                  "\"webcam\", \"default\"");
    struct clip clip = {.rate_hz = RATE_HZ};
    assert_int_equal(audio_play(a, &clip, &why), ERR_DEVICE);
    assert_non_null(strstr(why.text, "no loudspeaker is called \"Bose\""));
    assert_int_equal(audio_playback(a, NULL), AUDIO_SILENT);
    audio_close(a);
}

/* ALSA has a `default` here, but nothing stands behind it: a machine without a sound card. */
static void use_no_devices(void)
{
    static const char text[] = "pcm.default { type hw card 99 }\nctl.default { type hw card 99 }\n";
    const char *path = scratch_write("none.conf", text, sizeof text - 1);
    assert_int_equal(setenv("ALSA_CONFIG_PATH", path, 1), 0);
}

static void a_machine_without_sound_opens_lists_nothing_and_says_so(void **state)
{
    (void)state;
    use_no_devices();
    struct audio *a = NULL;
    struct diag why = {0};
    assert_int_equal(audio_open(NULL, &a, &why), ERR_NONE);
    struct audio_device list[1];
    assert_int_equal(audio_list(a, list, 1), 0);
    assert_int_equal(audio_listen(a, &why), ERR_DEVICE);
    assert_string_equal(why.text, "no microphone was found; connect one and try again");
    struct clip clip = {.rate_hz = RATE_HZ};
    assert_int_equal(audio_play(a, &clip, &why), ERR_DEVICE);
    assert_string_equal(why.text, "no loudspeaker was found; connect one and try again");

    use(&(struct alsa_device){"late", NULL, NULL, NULL}, 1); /* plugged in now */
    assert_int_equal(audio_restart(a, &why), ERR_NONE);
    assert_int_equal(audio_listen(a, &why), ERR_NONE);
    audio_close(a);
}

static void an_alsa_without_a_default_is_refused_before_portaudio_aborts(void **state)
{
    (void)state;
    const char *path = scratch_write("empty.conf", "\n", 1);
    assert_int_equal(setenv("ALSA_CONFIG_PATH", path, 1), 0);
    struct audio *a = NULL;
    struct diag why = {0};
    assert_int_equal(audio_open(NULL, &a, &why), ERR_DEVICE);
    assert_null(a);
    assert_non_null(strstr(why.text, "no device called \"default\""));

    use(&(struct alsa_device){"mic", NULL, NULL, NULL}, 1);
    a = open_audio("mic", NULL);
    assert_int_equal(setenv("ALSA_CONFIG_PATH", path, 1), 0);
    assert_int_equal(audio_restart(a, &why), ERR_DEVICE);
    assert_int_equal(audio_list(a, NULL, 0), 0);
    assert_int_equal(audio_listen(a, &why), ERR_DEVICE);
    assert_string_equal(why.text, "the sound system is not running");
    use(&(struct alsa_device){"mic", NULL, NULL, NULL}, 1);
    assert_int_equal(audio_restart(a, &why), ERR_NONE); /* repaired meanwhile */
    assert_int_equal(audio_listen(a, &why), ERR_NONE);
    audio_close(a);
}

static void the_libraries_keep_their_chatter_to_themselves(void **state)
{
    (void)state;
    use_no_devices();
    const char *path = scratch_path("stderr");
    int kept = dup(STDERR_FILENO), file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(kept >= 0 && file >= 0);
    (void)dup2(file, STDERR_FILENO);
    struct audio *a = NULL;
    enum err opened = audio_open(NULL, &a, NULL);
    (void)audio_listen(a, NULL);
    audio_close(a);
    (void)dup2(kept, STDERR_FILENO);
    (void)close(kept);
    (void)close(file);
    assert_int_equal(opened, ERR_NONE);
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_size, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_played_into_the_microphone_is_captured_sample_for_sample),
        cmocka_unit_test(samples_without_room_are_counted_and_those_before_are_untouched),
        cmocka_unit_test(forgetting_drops_what_was_captured_before),
        cmocka_unit_test(a_clip_is_played_to_its_last_frame),
        cmocka_unit_test(a_clip_of_another_rate_is_resampled_for_the_loudspeaker),
        cmocka_unit_test(a_clip_of_no_length_is_played_at_once),
        cmocka_unit_test(a_second_clip_takes_the_place_of_the_first),
        cmocka_unit_test(a_loudspeaker_that_fails_is_broken_not_played),
        cmocka_unit_test(a_microphone_that_hangs_shows_in_the_heartbeat_alone),
        cmocka_unit_test(listening_and_playing_go_together),
        cmocka_unit_test(renumbered_devices_are_still_found_by_name),
        cmocka_unit_test(an_unknown_name_is_answered_with_those_there_are),
        cmocka_unit_test(a_machine_without_sound_opens_lists_nothing_and_says_so),
        cmocka_unit_test(an_alsa_without_a_default_is_refused_before_portaudio_aborts),
        cmocka_unit_test(the_libraries_keep_their_chatter_to_themselves),
    };
    return cmocka_run_group_tests_name("audio", tests, scratch_make, scratch_remove);
}
