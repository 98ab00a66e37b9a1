#include "sound/clip.h"

#include "sound/scratch.h"
#include "sound/sound_files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

static const double PI = 3.14159265358979323846;

static void assert_loads(const char *path, int rate_hz, struct clip *clip)
{
    struct diag why = {0};
    enum err err = clip_load(path, CLIP_PROMPT_MAX_S, rate_hz, clip, &why);
    if (err != ERR_NONE)
        fail_msg("%s", why.text);
}

/* The sine of write_sine, apart from the ends that the filter rounds off. */
static void assert_sine(const struct clip *clip, double hz, float tolerance)
{
    size_t edge = (size_t)clip->rate_hz / 50;
    assert_true(clip->count > 4 * edge);
    for (size_t i = edge; i + edge < clip->count; i++) {
        float expected = (float)(0.5 * sin(2 * PI * hz * (double)i / clip->rate_hz));
        assert_float_equal(clip->samples[i], expected, tolerance);
    }
}

static const struct {
    const char *name;
    int format, channels, rate_hz;
    float tolerance; /* one and a half steps of the coding, and the filter's */
} codings[] = {
    {"a.wav", WAVF, 2, 8000, 1e-5f},
    {"b.wav", WAV16, 1, 16000, 5e-5f},
    {"c.wav", WAV16, 2, 44100, 5e-5f},
    {"d.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_24, 1, 48000, 1e-5f},
    {"e.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_32, 3, 96000, 1e-5f},
    {"f.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_U8, 1, 11025, 0.012f},
    {"g.wav", SF_FORMAT_WAV | SF_FORMAT_DOUBLE, 16, 22050, 1e-5f},
    {"h.wav", SF_FORMAT_WAV | SF_FORMAT_ULAW, 1, 8000, 0.02f},
    {"i.wav", SF_FORMAT_WAVEX | SF_FORMAT_PCM_16, 2, 48000, 5e-5f},
    {"j.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16, 1, 44100, 5e-5f},
    {"k.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_24, 2, 48000, 1e-5f},
    {"l.aiff", SF_FORMAT_AIFF | SF_FORMAT_PCM_16, 1, 32000, 5e-5f},
    {"m.au", SF_FORMAT_AU | SF_FORMAT_PCM_16, 1, 16000, 5e-5f},
    {"n.w64", SF_FORMAT_W64 | SF_FORMAT_PCM_16, 1, 16000, 5e-5f},
    {"o.caf", SF_FORMAT_CAF | SF_FORMAT_PCM_16, 1, 16000, 5e-5f},
    {"p.ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS, 1, 44100, 0.05f},
};

static void any_rate_width_and_coding_becomes_the_same_sine(void **state)
{
    (void)state;
    struct clip clip;
    clip_init(&clip);
    for (size_t i = 0; i < sizeof codings / sizeof *codings; i++) {
        const char *path = write_sine(codings[i].name, codings[i].format, codings[i].channels, ~0u,
                                      codings[i].rate_hz, 440, 0.5);
        assert_loads(path, 16000, &clip);
        assert_int_equal(clip.rate_hz, 16000);
        size_t frames = (size_t)lround(0.5 * codings[i].rate_hz);
        assert_int_equal(clip.count, lround((double)frames * 16000 / codings[i].rate_hz));
        assert_sine(&clip, 440, codings[i].tolerance);

        struct clip_info info;
        assert_int_equal(clip_inspect(path, CLIP_PROMPT_MAX_S, &info, NULL), ERR_NONE);
        assert_int_equal(info.rate_hz, codings[i].rate_hz);
        assert_int_equal(info.channels, codings[i].channels);
        assert_int_equal(lround(info.length_s * codings[i].rate_hz), frames);
    }
    clip_done(&clip);
}

static void a_rate_of_0_keeps_the_samples_of_the_file(void **state)
{
    (void)state;
    float frames[] = {0.25f, -0.5f, 1.0f, -1.0f, 0.0f};
    struct clip clip;
    clip_init(&clip);
    assert_loads(write_sound("keep.wav", WAVF, 1, 44100, frames, 5), 0, &clip);
    assert_int_equal(clip.rate_hz, 44100);
    assert_int_equal(clip.count, 5);
    assert_memory_equal(clip.samples, frames, sizeof frames);
    clip_done(&clip);
}

static void empty_channels_cost_no_level(void **state)
{
    (void)state;
    struct clip clip;
    clip_init(&clip);
    assert_loads(write_sine("left.wav", WAVF, 2, 1, 16000, 440, 0.5), 16000, &clip);
    assert_sine(&clip, 440, 1e-6f);
    assert_loads(write_sine("right.wav", WAVF, 2, 2, 44100, 440, 0.5), 16000, &clip);
    assert_sine(&clip, 440, 1e-5f);
    assert_loads(write_sine("two_of_four.wav", WAVF, 4, 6, 16000, 440, 0.5), 16000, &clip);
    assert_sine(&clip, 440, 1e-6f);
    clip_done(&clip);
}

static void the_hiss_of_an_unused_input_costs_no_level(void **state)
{
    (void)state;
    enum { COUNT = 8000 };
    static float frames[COUNT * 2];
    for (size_t i = 0; i < COUNT; i++) {
        frames[2 * i] = (float)(0.5 * sin(2 * PI * 440 * (double)i / 16000));
        frames[2 * i + 1] = i % 2 ? 0.0001f : -0.0001f;
    }
    struct clip clip;
    clip_init(&clip);
    assert_loads(write_sound("hiss.wav", WAVF, 2, 16000, frames, COUNT), 16000, &clip);
    assert_sine(&clip, 440, 0.00011f);
    clip_done(&clip);
}

static void channels_that_differ_are_averaged(void **state)
{
    (void)state;
    float frames[] = {1.0f, 0.5f, -0.5f, 0.5f, 0.25f, 0.75f};
    float mean[] = {0.75f, 0.0f, 0.5f};
    struct clip clip;
    clip_init(&clip);
    assert_loads(write_sound("mean.wav", WAVF, 2, 16000, frames, 3), 0, &clip);
    assert_int_equal(clip.count, 3);
    assert_memory_equal(clip.samples, mean, sizeof mean);
    clip_done(&clip);
}

static void what_is_no_number_is_silence_and_nothing_is_over_full_scale(void **state)
{
    (void)state;
    float frames[] = {NAN, INFINITY, -INFINITY, 0.5f, 3.0f, -1e30f};
    float tame[] = {0.0f, 0.0f, 0.0f, 0.5f, 1.0f, -1.0f};
    struct clip clip;
    clip_init(&clip);
    assert_loads(write_sound("nan.wav", WAVF, 1, 16000, frames, 6), 0, &clip);
    assert_int_equal(clip.count, 6);
    assert_memory_equal(clip.samples, tame, sizeof tame);
    assert_loads(write_sound("nan2.wav", WAVF, 1, 44100, frames, 6), 16000, &clip);
    for (size_t i = 0; i < clip.count; i++)
        assert_true(fabsf(clip.samples[i]) <= 1.0f);
    clip_done(&clip);
}

static void a_file_of_no_frames_is_sound_of_no_length(void **state)
{
    (void)state;
    struct clip clip;
    clip_init(&clip);
    const char *path = write_sound("none.wav", WAV16, 2, 44100, (float[2]){0}, 0);
    assert_loads(path, 16000, &clip);
    assert_int_equal(clip.count, 0);
    struct clip_info info;
    assert_int_equal(clip_inspect(path, 1, &info, NULL), ERR_NONE);
    assert_true(info.length_s >= 0.0 && info.length_s <= 0.0);
    clip_done(&clip);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_rate_width_and_coding_becomes_the_same_sine),
        cmocka_unit_test(a_rate_of_0_keeps_the_samples_of_the_file),
        cmocka_unit_test(empty_channels_cost_no_level),
        cmocka_unit_test(the_hiss_of_an_unused_input_costs_no_level),
        cmocka_unit_test(channels_that_differ_are_averaged),
        cmocka_unit_test(what_is_no_number_is_silence_and_nothing_is_over_full_scale),
        cmocka_unit_test(a_file_of_no_frames_is_sound_of_no_length),
    };
    return cmocka_run_group_tests_name("clip", tests, scratch_make, scratch_remove);
}
