#include "sound/audio.h"

#include "sound/device.h"
#include "sound/libraries.h"
#include "sound/stream.h"

#include <portaudio.h>
#include <stdlib.h>
#include <string.h>

struct audio {
    char *microphone, *loudspeaker; /* owned; NULL: the default */
    bool started;                   /* PortAudio is; false only after a restart that failed */
    struct capture capture;
    struct playback playback;
};

static enum err start(struct audio *a, struct diag *why)
{
    libraries_quieten();
    if (!libraries_have_default())
        return diag_set(why, ERR_DEVICE, 0,
                        "ALSA's configuration has no device called \"default\"; is the package "
                        "libasound2-data installed, and is ALSA_CONFIG_PATH right?");
    PaError error = Pa_Initialize();
    if (error != paNoError)
        return diag_set(why, ERR_DEVICE, 0, "the sound system does not start: %s",
                        Pa_GetErrorText(error));
    a->started = true;
    return ERR_NONE;
}

static void stop(struct audio *a)
{
    capture_close(&a->capture);
    playback_close(&a->playback);
    if (a->started)
        (void)Pa_Terminate();
    a->started = false;
}

static bool copy_name(const char *from, char **to)
{
    if (from == NULL)
        return true;
    size_t size = strlen(from) + 1;
    *to = malloc(size);
    if (*to != NULL)
        memcpy(*to, from, size);
    return *to != NULL;
}

enum err audio_open(const struct audio_config *config, struct audio **out, struct diag *why)
{
    struct audio *a = calloc(1, sizeof *a);
    if (a == NULL)
        return diag_set(why, ERR_MEMORY, 0, "not enough memory for sound");
    enum err err = ERR_NONE;
    if (config != NULL && (!copy_name(config->microphone, &a->microphone) ||
                           !copy_name(config->loudspeaker, &a->loudspeaker)))
        err = diag_set(why, ERR_MEMORY, 0, "not enough memory for sound");
    if (err == ERR_NONE)
        err = start(a, why);
    if (err != ERR_NONE) {
        audio_close(a);
        return err;
    }
    *out = a;
    return ERR_NONE;
}

void audio_close(struct audio *a)
{
    if (a == NULL)
        return;
    stop(a);
    free(a->microphone);
    free(a->loudspeaker);
    free(a);
}

enum err audio_restart(struct audio *a, struct diag *why)
{
    stop(a);
    return start(a, why);
}

size_t audio_list(const struct audio *a, struct audio_device *list, size_t max)
{
    return a->started ? device_list(list, max) : 0;
}

static enum err not_started(struct diag *why)
{
    return diag_set(why, ERR_DEVICE, 0, "the sound system is not running");
}

enum err audio_listen(struct audio *a, struct diag *why)
{
    if (!a->started)
        return not_started(why);
    if (a->capture.handle != NULL)
        return ERR_NONE;
    return capture_open(&a->capture, a->microphone, why);
}

void audio_deafen(struct audio *a)
{
    capture_close(&a->capture);
}

size_t audio_read(struct audio *a, float *samples, size_t max)
{
    return capture_read(&a->capture, samples, max);
}

void audio_forget(struct audio *a)
{
    capture_forget(&a->capture);
}

void audio_health(const struct audio *a, struct audio_health *health)
{
    const struct capture *c = &a->capture;
    *health = (struct audio_health){
        .callbacks = atomic_load_explicit(&c->callbacks, memory_order_relaxed),
        .overflows = atomic_load_explicit(&c->overflows, memory_order_relaxed),
        .lost = atomic_load_explicit(&c->lost, memory_order_relaxed),
        .running = stream_active(c->handle),
        .rate_hz = c->rate_hz,
    };
    memcpy(health->name, c->name, sizeof health->name);
}

enum err audio_play(struct audio *a, const struct clip *clip, struct diag *why)
{
    playback_close(&a->playback);
    if (!a->started)
        return not_started(why);
    return playback_open(&a->playback, a->loudspeaker, clip, why);
}

enum audio_playback audio_playback(const struct audio *a, double *position_s)
{
    return playback_state(&a->playback, position_s);
}

void audio_play_stop(struct audio *a)
{
    playback_close(&a->playback);
}

float audio_play_level(const struct audio *a)
{
    return atomic_load_explicit(&a->playback.level, memory_order_relaxed);
}
