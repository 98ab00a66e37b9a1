#include "sound/stream.h"

#include "sound/device.h"
#include "sound/resample.h"

#include <math.h>
#include <portaudio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define TAIL_MAX_S 2.0 /* no device is slower; a driver that says so is mistaken */

/* Real time. Writes what is left of the clip, then silence; returns the sum of squares. */
static float fill(const struct playback *p, size_t position, float *output, size_t frames)
{
    float energy = 0.0f;
    for (size_t i = 0; i < frames; i++) {
        float sample = 0.0f;
        if (position + i < p->count)
            sample = p->samples[position + i];
        energy += sample * sample;
        for (int c = 0; c < p->channels; c++)
            *output++ = sample;
    }
    return energy;
}

/* Real time. By the time it is asked for more than the tail, the device has been through every
 * frame of sound, so that ending by paAbort cuts nothing off and waits for nothing. */
static int on_output(const void *input, void *output, unsigned long frames,
                     const PaStreamCallbackTimeInfo *time, PaStreamCallbackFlags flags, void *user)
{
    (void)input, (void)time, (void)flags;
    struct playback *p = user;
    size_t position = atomic_load_explicit(&p->position, memory_order_relaxed);
    bool over = position >= p->count + p->tail;
    if (over || atomic_load_explicit(&p->stop, memory_order_relaxed)) {
        memset(output, 0, frames * (size_t)p->channels * sizeof(float));
        atomic_store_explicit(&p->level, 0.0f, memory_order_relaxed);
        return paAbort;
    }
    float energy = fill(p, position, output, frames);
    float level = frames > 0 ? sqrtf(energy / (float)frames) : 0.0f;
    atomic_store_explicit(&p->level, level, memory_order_relaxed);
    atomic_store_explicit(&p->position, position + frames, memory_order_release);
    return paContinue;
}

static enum err resample_whole(const struct clip *clip, struct resample *r, struct playback *p)
{
    size_t max = (size_t)((double)clip->count * p->rate_hz / clip->rate_hz) + 2;
    p->owned = malloc(max * sizeof *p->owned);
    if (p->owned == NULL)
        return ERR_MEMORY;
    size_t at = 0, used, made;
    do {
        enum err err = resample_run(r, clip->samples + at, clip->count - at, &used,
                                    p->owned + p->count, max - p->count, &made, true);
        if (err != ERR_NONE)
            return err;
        at += used;
        p->count += made;
    } while (made > 0 && p->count < max);
    p->samples = p->owned;
    return ERR_NONE;
}

/* The callback takes its frames from memory that nobody writes to any more. */
static enum err prepare(struct playback *p, const struct clip *clip)
{
    if (clip->rate_hz == p->rate_hz || clip->count == 0) {
        p->samples = clip->samples;
        p->count = clip->count;
        return ERR_NONE;
    }
    struct resample *r = NULL;
    enum err err = resample_new(clip->rate_hz, p->rate_hz, &r);
    if (err == ERR_NONE)
        err = resample_whole(clip, r, p);
    resample_free(r);
    return err;
}

static void reset(struct playback *p)
{
    p->handle = NULL;
    p->owned = NULL;
    p->samples = NULL;
    p->count = p->tail = 0;
    atomic_store(&p->stop, false);
    atomic_store(&p->position, 0);
    atomic_store(&p->level, 0.0f);
}

static size_t tail_frames(const struct playback *p)
{
    const PaStreamInfo *info = Pa_GetStreamInfo(p->handle);
    double latency_s = info != NULL ? info->outputLatency : STREAM_LATENCY_S;
    if (!(latency_s >= 0.0))
        latency_s = STREAM_LATENCY_S;
    return (size_t)ceil(fmin(latency_s, TAIL_MAX_S) * p->rate_hz);
}

static int open_device(struct playback *p, int index)
{
    PaStreamParameters output = {.device = index,
                                 .channelCount = p->channels,
                                 .sampleFormat = paFloat32,
                                 .suggestedLatency = STREAM_LATENCY_S};
    int error = Pa_OpenStream(&p->handle, NULL, &output, p->rate_hz, paFramesPerBufferUnspecified,
                              paNoFlag, on_output, p);
    if (error != paNoError) {
        p->handle = NULL;
        return error;
    }
    p->tail = tail_frames(p);
    return Pa_StartStream(p->handle);
}

enum err playback_open(struct playback *p, const char *wanted, const struct clip *clip,
                       struct diag *why)
{
    struct audio_device device;
    int index = 0;
    enum err err = device_choose(DEVICE_OUTPUT, wanted, &index, &device, why);
    if (err != ERR_NONE)
        return err;
    reset(p);
    p->rate_hz = device.rate_hz;
    p->channels = device.outputs >= 2 ? 2 : 1;
    err = prepare(p, clip);
    if (err == ERR_MEMORY) {
        (void)diag_set(why, err, 0, "not enough memory to play");
    } else if (err != ERR_NONE) {
        err = diag_set(why, ERR_DEVICE, 0,
                       "sound at %d Hz cannot be played by the loudspeaker \"%s\" at %d Hz",
                       clip->rate_hz, device.name, p->rate_hz);
    } else {
        int error = open_device(p, index);
        if (error != paNoError)
            err = stream_refused("loudspeaker", device.name, error, why);
    }
    if (err != ERR_NONE)
        playback_close(p);
    return err;
}

void playback_close(struct playback *p)
{
    stream_close(p->handle, &p->stop);
    free(p->owned);
    reset(p);
}

/* PortAudio is asked first: a stream that ends between the two looks is then seen with all its
 * frames, never as broken. */
enum audio_playback playback_state(const struct playback *p, double *position_s)
{
    if (p->handle == NULL) {
        if (position_s != NULL)
            *position_s = 0.0;
        return AUDIO_SILENT;
    }
    bool active = stream_active(p->handle);
    atomic_thread_fence(memory_order_acquire);
    size_t position = atomic_load_explicit(&p->position, memory_order_acquire);
    if (position_s != NULL)
        *position_s = (double)(position < p->count ? position : p->count) / p->rate_hz;
    if (position >= p->count + p->tail)
        return AUDIO_PLAYED;
    return active ? AUDIO_PLAYING : AUDIO_BROKEN;
}
