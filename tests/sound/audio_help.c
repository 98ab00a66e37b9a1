#include "sound/audio_help.h"

#include "sound/resample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

static const double PI = 3.14159265358979323846;

void let_it_run(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 500000}, NULL);
}

float *sweep(size_t count, int rate_hz)
{
    float *samples = malloc(count * sizeof *samples);
    assert_non_null(samples);
    for (size_t i = 0; i < count; i++) {
        double t = (double)i / rate_hz;
        samples[i] = (float)(0.7 * sin(2 * PI * (100 + 900 * t) * t));
    }
    return samples;
}

float *resampled(const float *in, size_t count, int from_hz, int to_hz, size_t *out_count)
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

struct audio *open_audio(const char *microphone, const char *loudspeaker)
{
    struct audio *a = NULL;
    struct diag why = {0};
    struct audio_config config = {microphone, loudspeaker};
    if (audio_open(&config, &a, &why) != ERR_NONE)
        fail_msg("%s", why.text);
    return a;
}

void use(const struct alsa_device *devices, size_t count)
{
    assert_true(alsa_config_use(scratch_path("asound.conf"), devices, count));
}

void wait_for_samples(struct audio *a, float *samples, size_t count)
{
    size_t got = 0;
    for (int i = 0; got < count && i < PATIENCE; i++) {
        got += audio_read(a, samples + got, count - got);
        if (got < count)
            let_it_run();
    }
    if (got < count)
        fail_msg("the microphone fell silent after %zu samples", got);
}

void listen_to(struct audio *a)
{
    struct diag why = {0};
    if (audio_listen(a, &why) != ERR_NONE)
        fail_msg("%s", why.text);
}
