#include "kiosk/warmer.h"

#include <math.h>
#include <stddef.h>

void warmer_begin(struct warmer *w)
{
    warmer_drop(w);
    if (warmup_stream_new(&w->stream) != ERR_NONE)
        w->stream = NULL;
}

void warmer_drop(struct warmer *w)
{
    warmup_stream_free(w->stream);
    w->stream = NULL;
}

static enum warmer_change finish(struct warmer *w)
{
    enum err err = warmup_stream_finish(w->stream, &w->result);
    warmer_drop(w);
    if (err != ERR_NONE)
        return WARMER_FAILED;
    if (!isnan(w->result.speaker.active_dbfs)) {
        w->speaker = w->result.speaker;
        w->known = true;
    }
    return WARMER_READY;
}

enum warmer_change warmer_hear(struct warmer *w, struct meters *meters, const float *samples,
                               size_t count)
{
    if (w->stream == NULL || warmup_stream_push(w->stream, samples, count) != ERR_NONE) {
        warmer_drop(w);
        return WARMER_FAILED;
    }
    enum warmup_step step = warmup_stream_step(w->stream);
    meters_room(meters, step, warmup_stream_now(w->stream));
    return step == WARMUP_OVER ? finish(w) : WARMER_SAME;
}

const struct speaker *warmer_speaker(const struct warmer *w)
{
    return w->known ? &w->speaker : NULL;
}
