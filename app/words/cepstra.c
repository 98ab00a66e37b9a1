#include "words/cepstra.h"

#include <sphinxbase/fe.h>

#include <stdlib.h>

/* Debian's build of the library has floating point cepstra, not fixed point ones. */
_Static_assert(sizeof(mfcc_t) == sizeof(float), "cepstra are floats");

void cepstra_done(struct cepstra *c)
{
    free(c->list);
    *c = (struct cepstra){0};
}

static enum err reserve(struct cepstra *c, size_t count)
{
    if (c->capacity - c->count >= count)
        return ERR_NONE;
    size_t capacity = c->capacity == 0 ? 10 * FRAMES_PER_SECOND : c->capacity;
    while (capacity - c->count < count)
        capacity *= 2;
    float(*grown)[CEPSTRA_SIZE] = realloc(c->list, capacity * sizeof *grown);
    if (grown == NULL)
        return ERR_MEMORY;
    c->list = grown;
    c->capacity = capacity;
    return ERR_NONE;
}

enum err cepstra_push(struct cepstra *c, struct fe_s *front, const int16_t *samples, size_t count)
{
    while (count > 0) {
        enum err err = reserve(c, 1);
        if (err != ERR_NONE)
            return err;
        mfcc_t *rows[] = {c->list[c->count]};
        int32 frames = 1, index = 0;
        size_t before = count;
        if (fe_process_frames(front, &samples, &count, rows, &frames, &index) < 0)
            return ERR_SYSTEM;
        c->count += (size_t)frames;
        if (frames == 0 && count == before)
            return ERR_SYSTEM; /* it takes nothing any more */
    }
    return ERR_NONE;
}

enum err cepstra_end(struct cepstra *c, struct fe_s *front)
{
    enum err err = reserve(c, 1);
    if (err != ERR_NONE)
        return err;
    int32 frames = 0;
    if (fe_end_utt(front, c->list[c->count], &frames) < 0)
        return ERR_SYSTEM;
    c->count += (size_t)frames;
    return ERR_NONE;
}

static void add(struct level *to, const struct cepstra *c, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (c->list[i][0] < 0)
            continue; /* digital silence: its logarithm would drown the rest */
        for (int k = 0; k < CEPSTRA_SIZE; k++)
            to->sum[k] += (double)c->list[i][k];
        to->frames++;
    }
}

struct level cepstra_mean(const struct cepstra *c, size_t count)
{
    struct level mean = {0};
    add(&mean, c, count);
    for (int k = 0; k < CEPSTRA_SIZE && mean.frames > 0; k++)
        mean.sum[k] /= mean.frames;
    return mean;
}

void cepstra_normal(const struct cepstra *c, size_t i, const struct level *mean,
                    float out[CEPSTRA_SIZE])
{
    for (int k = 0; k < CEPSTRA_SIZE; k++)
        out[k] = c->list[i][k] - (float)mean->sum[k];
}
