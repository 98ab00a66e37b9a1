#include "sound/audio.h"

#include "base/rate.h"
#include "sound/audio_help.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

static enum audio_playback wait_for_the_end(struct audio *a)
{
    enum audio_playback state = AUDIO_PLAYING;
    for (int i = 0; state == AUDIO_PLAYING && i < PATIENCE; i++) {
        let_it_run();
        state = audio_playback(a, NULL);
    }
    return state;
}

static void play(struct audio *a, const struct clip *clip)
{
    struct diag why = {0};
    if (audio_play(a, clip, &why) != ERR_NONE)
        fail_msg("%s", why.text);
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
    struct clip clip = a_clip(20 * DEVICE_HZ, DEVICE_HZ);
    struct audio *a = open_audio(NULL, "speaker");
    play(a, &clip);
    assert_int_equal(wait_for_the_end(a), AUDIO_BROKEN);
    audio_close(a);
    clip_done(&clip);
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
    wait_for_samples(a, samples, RATE_HZ);
    assert_int_equal(wait_for_the_end(a), AUDIO_PLAYED);
    audio_close(a);
    assert_heard(heard, clip.samples, clip.count);
    clip_done(&clip);
    free(in);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clip_is_played_to_its_last_frame),
        cmocka_unit_test(a_clip_of_another_rate_is_resampled_for_the_loudspeaker),
        cmocka_unit_test(a_clip_of_no_length_is_played_at_once),
        cmocka_unit_test(a_second_clip_takes_the_place_of_the_first),
        cmocka_unit_test(a_loudspeaker_that_fails_is_broken_not_played),
        cmocka_unit_test(listening_and_playing_go_together),
    };
    return cmocka_run_group_tests_name("playback", tests, scratch_make, scratch_remove);
}
