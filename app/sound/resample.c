#include "sound/resample.h"

#include <samplerate.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    RATE_MIN_HZ = 1000,
    RATE_MAX_HZ = 768000,
    RATIO_MAX = 256, /* libsamplerate's own limit, either way */
    /* src_process takes lengths as `long`, 32 bits on some machines. */
    STEP_MAX = 1 << 20
};

/* libsamplerate's sinc converters are time-aligned: the filter's half length is padded with
 * silence before the first sample and, at end of input, behind the last, so that output sample i
 * lies at input time i / ratio and no latency shows. What it gives in the end is up to two samples
 * off round(in * ratio); `taken` and `given` let us make that exact. */
struct resample {
    SRC_STATE *state; /* NULL when both rates are the same: then samples pass through untouched */
    int from_hz, to_hz;
    uint64_t taken, given; /* samples since the stream began */
    bool drained;          /* the library has no more to give for this stream */
};

enum err resample_new(int from_hz, int to_hz, struct resample **out)
{
    if (from_hz < RATE_MIN_HZ || from_hz > RATE_MAX_HZ || to_hz < RATE_MIN_HZ ||
        to_hz > RATE_MAX_HZ || from_hz / to_hz >= RATIO_MAX || to_hz / from_hz >= RATIO_MAX)
        return ERR_INPUT;
    struct resample *r = calloc(1, sizeof *r);
    if (r == NULL)
        return ERR_MEMORY;
    r->from_hz = from_hz;
    r->to_hz = to_hz;
    if (from_hz != to_hz) {
        int error = 0;
        r->state = src_new(SRC_SINC_MEDIUM_QUALITY, 1, &error);
        if (r->state == NULL) {
            free(r);
            return ERR_MEMORY;
        }
    }
    *out = r;
    return ERR_NONE;
}

void resample_free(struct resample *r)
{
    if (r == NULL)
        return;
    if (r->state != NULL)
        src_delete(r->state);
    free(r);
}

void resample_reset(struct resample *r)
{
    if (r->state != NULL)
        (void)src_reset(r->state);
    r->taken = r->given = 0;
    r->drained = false;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* round(taken * to / from): what the stream is worth in output samples up to now. */
static uint64_t due(const struct resample *r)
{
    uint64_t from = (uint64_t)r->from_hz;
    return (r->taken * (uint64_t)r->to_hz + from / 2) / from;
}

static void pass_through(struct resample *r, const float *in, size_t in_count, size_t *in_used,
                         float *out, size_t out_max, size_t *out_count)
{
    size_t count = smaller(in_count, out_max);
    if (count > 0)
        memcpy(out, in, count * sizeof *out);
    r->taken += count;
    r->given += count;
    *in_used = *out_count = count;
}

/* Cuts or fills up the very end so that the whole stream is round(in * ratio) long. */
static size_t fit_tail(struct resample *r, float *out, size_t produced, size_t out_max)
{
    uint64_t whole = due(r);
    if (r->given + produced > whole)
        produced = whole > r->given ? (size_t)(whole - r->given) : 0;
    while (r->drained && produced < out_max && r->given + produced < whole)
        out[produced++] = 0.0f;
    return produced;
}

enum err resample_run(struct resample *r, const float *in, size_t in_count, size_t *in_used,
                      float *out, size_t out_max, size_t *out_count, bool last)
{
    if (r->state == NULL) {
        pass_through(r, in, in_count, in_used, out, out_max, out_count);
        return ERR_NONE;
    }
    static const float nothing[1];
    SRC_DATA data = {
        .data_in = in != NULL ? in : nothing,
        .data_out = out,
        .input_frames = (long)smaller(in_count, STEP_MAX),
        .output_frames = (long)smaller(out_max, STEP_MAX),
        .end_of_input = last && in_count <= STEP_MAX,
        .src_ratio = (double)r->to_hz / r->from_hz,
    };
    size_t produced = 0, used = 0;
    if (out_max > 0 && !r->drained) {
        if (src_process(r->state, &data) != 0)
            return ERR_INPUT;
        used = (size_t)data.input_frames_used;
        produced = (size_t)data.output_frames_gen;
    }
    r->taken += used;
    if (last && used == in_count) {
        if (out_max > 0 && produced == 0)
            r->drained = true;
        produced = fit_tail(r, out, produced, out_max);
    }
    r->given += produced;
    *in_used = used;
    *out_count = produced;
    return ERR_NONE;
}
