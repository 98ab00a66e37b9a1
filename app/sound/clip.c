#include "sound/clip.h"

#include "sound/resample.h"
#include "sound/soundfile.h"

#include <math.h>
#include <sndfile.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

enum { BLOCK = 4096, CAPACITY_FIRST = 1 << 14 };

/* A channel whose peak lies 60 dB under the loudest one's carries a converter's hiss, no voice.
 * Ours; it is relative, so that a quiet recording keeps its channels. */
static const float EMPTY_CHANNEL = 0.001f;

/* One file on its way into memory. It grows with what is really decoded: a header that claims
 * more costs nothing. Channels are summed as they come and divided at the end, when it is known
 * how many of them carried anything; resampling is linear, so the order does not matter. */
struct decoder {
    struct soundfile file;
    struct resample *resample;
    float *samples;
    size_t count, capacity;
    float peaks[CLIP_CHANNELS_MAX];
};

void clip_init(struct clip *clip)
{
    *clip = (struct clip){0};
}

void clip_done(struct clip *clip)
{
    free(clip->samples);
    clip_init(clip);
}

static enum err grow(struct decoder *d)
{
    size_t capacity = d->capacity > 0 ? d->capacity * 2 : CAPACITY_FIRST;
    if (capacity > SIZE_MAX / sizeof(float) / 2)
        return ERR_MEMORY;
    float *samples = realloc(d->samples, capacity * sizeof *samples);
    if (samples == NULL)
        return ERR_MEMORY;
    d->samples = samples;
    d->capacity = capacity;
    return ERR_NONE;
}

static enum err append(struct decoder *d, const float *mono, size_t count, bool last)
{
    size_t at = 0, used, made;
    do {
        if (d->count == d->capacity && grow(d) != ERR_NONE)
            return ERR_MEMORY;
        enum err err = resample_run(d->resample, mono + at, count - at, &used,
                                    d->samples + d->count, d->capacity - d->count, &made, last);
        if (err != ERR_NONE)
            return err;
        at += used;
        d->count += made;
    } while (at < count || made > 0);
    return ERR_NONE;
}

/* Nothing over full scale gets in: a float file's NaN and infinities are silence, the rest is what
 * a loudspeaker would make of it. */
static float tame(float sample)
{
    if (!isfinite(sample))
        return 0.0f;
    return sample > 1.0f ? 1.0f : sample < -1.0f ? -1.0f : sample;
}

static void mix(struct decoder *d, const float *frames, size_t count, float *mono)
{
    int channels = d->file.channels;
    for (size_t i = 0; i < count; i++) {
        float sum = 0.0f;
        for (int c = 0; c < channels; c++) {
            float sample = tame(frames[i * (size_t)channels + (size_t)c]);
            d->peaks[c] = fmaxf(d->peaks[c], fabsf(sample));
            sum += sample;
        }
        mono[i] = sum;
    }
}

static int carrying(const struct decoder *d)
{
    float loudest = 0.0f;
    for (int c = 0; c < d->file.channels; c++)
        loudest = fmaxf(loudest, d->peaks[c]);
    int count = 0;
    for (int c = 0; c < d->file.channels; c++)
        if (d->peaks[c] > loudest * EMPTY_CHANNEL)
            count++;
    return count > 0 ? count : 1;
}

static enum err decode(struct decoder *d, double max_s, struct diag *why)
{
    float frames[BLOCK], mono[BLOCK];
    sf_count_t wanted = BLOCK / d->file.channels;
    int64_t read = 0;
    for (;;) {
        sf_count_t got = sf_readf_float(d->file.handle, frames, wanted);
        if (got <= 0)
            break;
        read += got;
        if ((double)read > max_s * d->file.rate_hz)
            return soundfile_too_long(&d->file, max_s, why);
        mix(d, frames, (size_t)got, mono);
        enum err err = append(d, mono, (size_t)got, false);
        if (err != ERR_NONE)
            return err;
    }
    bool open_end = d->file.frames < 0;
    if (open_end ? sf_error(d->file.handle) != SF_ERR_NO_ERROR : read < d->file.frames)
        return soundfile_cut_short(&d->file, why);
    return append(d, mono, 0, true);
}

/* Gives back what was allocated too much; a clip of nothing owns nothing. */
static void hand_over(struct decoder *d, int rate_hz, struct clip *clip)
{
    float scale = 1.0f / (float)carrying(d);
    for (size_t i = 0; i < d->count; i++)
        d->samples[i] = tame(d->samples[i] * scale);
    if (d->count > 0) {
        float *fitting = realloc(d->samples, d->count * sizeof *fitting);
        if (fitting != NULL)
            d->samples = fitting;
    } else {
        free(d->samples);
        d->samples = NULL;
    }
    clip_done(clip);
    *clip = (struct clip){.samples = d->samples, .count = d->count, .rate_hz = rate_hz};
    d->samples = NULL;
}

enum err clip_load(const char *path, double max_s, int rate_hz, struct clip *clip, struct diag *why)
{
    struct decoder d = {0};
    enum err err = soundfile_open(path, max_s, &d.file, why);
    if (err != ERR_NONE)
        return err;
    if (rate_hz == 0)
        rate_hz = d.file.rate_hz;
    err = resample_new(d.file.rate_hz, rate_hz, &d.resample);
    if (err == ERR_INPUT)
        (void)diag_set(why, err, 0, "%s cannot be brought from %d to %d Hz", d.file.name,
                       d.file.rate_hz, rate_hz);
    if (err == ERR_NONE)
        err = decode(&d, max_s, why);
    if (err == ERR_NONE)
        hand_over(&d, rate_hz, clip);
    if (err == ERR_MEMORY)
        (void)diag_set(why, err, 0, "%s does not fit into memory", d.file.name);
    resample_free(d.resample);
    free(d.samples);
    soundfile_close(&d.file);
    return err;
}

/* Decodes without keeping anything: the length of a file whose header leaves it open. */
static enum err count_frames(struct soundfile *file, double max_s, int64_t *out, struct diag *why)
{
    float frames[BLOCK];
    sf_count_t got, wanted = BLOCK / file->channels;
    int64_t count = 0;
    while ((got = sf_readf_float(file->handle, frames, wanted)) > 0) {
        count += got;
        if ((double)count > max_s * file->rate_hz)
            return soundfile_too_long(file, max_s, why);
    }
    *out = count;
    return ERR_NONE;
}

enum err clip_inspect(const char *path, double max_s, struct clip_info *info, struct diag *why)
{
    struct soundfile file;
    enum err err = soundfile_open(path, max_s, &file, why);
    if (err != ERR_NONE)
        return err;
    int64_t frames = file.frames;
    if (frames < 0)
        err = count_frames(&file, max_s, &frames, why);
    if (err == ERR_NONE)
        *info = (struct clip_info){.length_s = (double)frames / file.rate_hz,
                                   .rate_hz = file.rate_hz,
                                   .channels = file.channels};
    soundfile_close(&file);
    return err;
}
