#include "sound/stream.h"

#include "base/rate.h"
#include "base/ring.h"
#include "sound/device.h"
#include "sound/resample.h"

#include <portaudio.h>
#include <string.h>

enum { MIX_FRAMES = 256 };

static void count(atomic_ullong *counter, unsigned long long more)
{
    (void)atomic_fetch_add_explicit(counter, more, memory_order_relaxed);
}

/* Real time. Frames that never came are pushed as silence, so that time stays right. */
static void push_mono(struct capture *c, const float *frames, size_t frame_count)
{
    float mono[MIX_FRAMES];
    for (size_t at = 0, step; at < frame_count; at += step) {
        step = frame_count - at < MIX_FRAMES ? frame_count - at : MIX_FRAMES;
        for (size_t i = 0; i < step; i++) {
            const float *frame = frames != NULL ? frames + (at + i) * (size_t)c->channels : NULL;
            if (frame == NULL)
                mono[i] = 0.0f;
            else
                mono[i] = c->channels == 2 ? 0.5f * (frame[0] + frame[1]) : frame[0];
        }
        size_t pushed = ring_push(c->ring, mono, step);
        if (pushed < step)
            count(&c->lost, step - pushed);
    }
}

/* Real time: copy, count, nothing else. */
static int on_input(const void *input, void *output, unsigned long frames,
                    const PaStreamCallbackTimeInfo *time, PaStreamCallbackFlags flags, void *user)
{
    (void)output, (void)time;
    struct capture *c = user;
    if (atomic_load_explicit(&c->stop, memory_order_relaxed))
        return paAbort;
    count(&c->callbacks, 1);
    if ((flags & paInputOverflow) != 0)
        count(&c->overflows, 1);
    push_mono(c, input, frames);
    return paContinue;
}

static int open_with(struct capture *c, int index, int channels)
{
    PaStreamParameters input = {.device = index,
                                .channelCount = channels,
                                .sampleFormat = paFloat32,
                                .suggestedLatency = STREAM_LATENCY_S};
    c->channels = channels;
    return Pa_OpenStream(&c->handle, &input, NULL, c->rate_hz, paFramesPerBufferUnspecified,
                         paNoFlag, on_input, c);
}

static enum err make_buffers(struct capture *c, struct diag *why)
{
    size_t length = (size_t)c->rate_hz * CAPTURE_RING_S;
    enum err err = ring_new(length, &c->ring);
    if (err == ERR_NONE)
        err = resample_new(c->rate_hz, RATE_HZ, &c->resample);
    if (err == ERR_MEMORY)
        return diag_set(why, err, 0, "not enough memory to record");
    if (err != ERR_NONE)
        return diag_set(why, ERR_DEVICE, 0, "the microphone \"%s\" runs at %d Hz, which is no use",
                        c->name, c->rate_hz);
    return ERR_NONE;
}

static void reset(struct capture *c)
{
    c->handle = NULL;
    c->ring = NULL;
    c->resample = NULL;
    c->at = c->count = 0;
    c->rate_hz = 0;
    c->name[0] = '\0';
    atomic_store(&c->stop, false);
    atomic_store(&c->callbacks, 0);
    atomic_store(&c->overflows, 0);
    atomic_store(&c->lost, 0);
}

enum err capture_open(struct capture *c, const char *wanted, struct diag *why)
{
    struct audio_device device;
    int index = 0;
    enum err err = device_choose(DEVICE_INPUT, wanted, &index, &device, why);
    if (err != ERR_NONE)
        return err;
    reset(c);
    c->rate_hz = device.rate_hz;
    memcpy(c->name, device.name, sizeof c->name);
    err = make_buffers(c, why);
    if (err == ERR_NONE) {
        int error = open_with(c, index, 1);
        if (error != paNoError && device.inputs >= CAPTURE_CHANNELS_MAX)
            error = open_with(c, index, CAPTURE_CHANNELS_MAX);
        if (error != paNoError)
            c->handle = NULL;
        else
            error = Pa_StartStream(c->handle);
        if (error != paNoError)
            err = stream_refused("microphone", c->name, error, why);
    }
    if (err != ERR_NONE)
        capture_close(c);
    return err;
}

void capture_close(struct capture *c)
{
    stream_close(c->handle, &c->stop);
    ring_free(c->ring);
    resample_free(c->resample);
    reset(c);
}

/* The library's own refusal of good arguments would be a mistake of ours; the samples are then
 * passed over rather than tried for ever. */
static size_t resample_block(struct capture *c, float *samples, size_t max)
{
    size_t used = 0, made = 0;
    if (resample_run(c->resample, c->block + c->at, c->count - c->at, &used, samples, max, &made,
                     false) != ERR_NONE) {
        used = c->count - c->at;
        made = 0;
    }
    c->at += used;
    return made;
}

size_t capture_read(struct capture *c, float *samples, size_t max)
{
    if (c->ring == NULL)
        return 0;
    size_t given = 0;
    while (given < max) {
        if (c->at == c->count) {
            c->at = 0;
            c->count = ring_pull(c->ring, c->block, CAPTURE_BLOCK);
            if (c->count == 0)
                break;
        }
        given += resample_block(c, samples + given, max - given);
    }
    return given;
}

void capture_forget(struct capture *c)
{
    if (c->ring == NULL)
        return;
    (void)ring_drop(c->ring);
    resample_reset(c->resample);
    c->at = c->count = 0;
}
