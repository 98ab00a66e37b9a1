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
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The microphone that plays a constant of 0.25 is the one that is wanted. */
static void assert_hears_a_quarter(struct audio *a)
{
    float samples[1000];
    listen_to(a);
    wait_for_samples(a, samples, 1000);
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
        cmocka_unit_test(renumbered_devices_are_still_found_by_name),
        cmocka_unit_test(an_unknown_name_is_answered_with_those_there_are),
        cmocka_unit_test(a_machine_without_sound_opens_lists_nothing_and_says_so),
        cmocka_unit_test(an_alsa_without_a_default_is_refused_before_portaudio_aborts),
        cmocka_unit_test(the_libraries_keep_their_chatter_to_themselves),
    };
    return cmocka_run_group_tests_name("audio", tests, scratch_make, scratch_remove);
}
