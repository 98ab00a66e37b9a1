/* Every allocation of the room fails once. The linker hands us its malloc, calloc and realloc
 * (--wrap, see CMakeLists.txt); those inside the libraries are not ours to test. */
#include "sound/alsa_config.h"
#include "sound/audio.h"
#include "sound/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scarce/memory.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { TRIES_MAX = 50 };

/* A WAV of `count` 16-bit samples at 8 kHz, written by hand so that it needs no memory. */
static const char *write_wav(uint32_t count)
{
    static unsigned char bytes[44 + 2 * 40000];
    static const unsigned char head[44] = "RIFF....WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1F\0\0\x80\x3E\0"
                                          "\0\2\0\x10\0data";
    memcpy(bytes, head, sizeof head);
    uint32_t riff = 36 + 2 * count, data = 2 * count;
    for (int i = 0; i < 4; i++) {
        bytes[4 + i] = (unsigned char)(riff >> 8 * i);
        bytes[40 + i] = (unsigned char)(data >> 8 * i);
    }
    return scratch_write("sound.wav", bytes, 44 + 2 * (size_t)count);
}

static void a_clip_without_memory_is_refused_and_leaks_nothing(void **state)
{
    (void)state;
    const char *path = write_wav(40000);
    struct clip clip;
    clip_init(&clip);
    int failures = 0;
    for (; failures < TRIES_MAX; failures++) {
        struct diag why = {0};
        scarce_begin(failures, SCARCE_FROM_THEN_ON);
        enum err err = clip_load(path, CLIP_PROMPT_MAX_S, 16000, &clip, &why);
        (void)scarce_end();
        if (err == ERR_NONE)
            break;
        assert_int_equal(err, ERR_MEMORY);
        assert_non_null(strstr(why.text, "does not fit into memory"));
        assert_null(clip.samples);
    }
    /* the resampler; 80000 samples in steps of 2^14, 2^15, 2^16 and 2^17. That the last step is
     * not given back is no failure. */
    assert_in_range(failures, 5, 6);
    assert_int_equal(clip.count, 80000);
    clip_done(&clip);
}

static enum err everything(struct audio **out, const struct clip *clip)
{
    struct audio *a = NULL;
    struct audio_config config = {"mic", "speaker"};
    enum err err = audio_open(&config, &a, NULL);
    if (err == ERR_NONE)
        err = audio_listen(a, NULL);
    if (err == ERR_NONE)
        err = audio_play(a, clip, NULL);
    *out = a;
    return err;
}

static void sound_without_memory_is_refused_and_leaks_nothing(void **state)
{
    (void)state;
    const struct alsa_device devices[] = {{"mic", NULL, NULL, NULL}, {"speaker", NULL, NULL, NULL}};
    assert_true(alsa_config_use(scratch_path("asound.conf"), devices, 2));
    static float samples[100];
    const struct clip clip = {.samples = samples, .count = 100, .rate_hz = 16000};
    int failures = 0;
    for (; failures < TRIES_MAX; failures++) {
        struct audio *a = NULL;
        scarce_begin(failures, SCARCE_FROM_THEN_ON);
        enum err err = everything(&a, &clip);
        (void)scarce_end();
        audio_close(a);
        if (err == ERR_NONE)
            break;
        assert_int_equal(err, ERR_MEMORY);
    }
    /* the object, two names, the ring and its samples, a resampler each way, the clip */
    assert_int_equal(failures, 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clip_without_memory_is_refused_and_leaks_nothing),
        cmocka_unit_test(sound_without_memory_is_refused_and_leaks_nothing),
    };
    return cmocka_run_group_tests_name("memory", tests, scratch_make, scratch_remove);
}
