#include "voice/activity.h"

#include "voice/floor.h"
#include "voice/level.h"

#include <math.h>
#include <stdlib.h>

/* Frames (10 ms). */
enum {
    FLOOR_FRAMES = 30,  /* a floor from fewer would be chance */
    SEED_FRAMES = 300,  /* nothing is final before so many have come, see activity_push */
    ONSET_FRAMES = 8,   /* more than a click of 60 ms can touch */
    ONSET_STRONG = 4,   /* of these over the upper threshold */
    ONSET_DIP = 3,      /* a closure inside a short first word */
    ONSET_BACK = 20,    /* soft starts reach back so far before the first strong frame */
    SILENCE_FRAMES = 10 /* less is a closure, not a silence */
};

/* Speech starts over the upper and ends under the lower threshold. Both are the highest of three:
 * over the noise, under the voice's own level, and in absolute terms. */
#define ON_OVER_FLOOR_DB 9.0
#define HYSTERESIS_DB 4.0
#define ON_UNDER_LOUD_DB 30.0
#define ON_MIN_DBFS (-62.0)

/* Speech that is under way or beginning. Times are frame numbers. */
struct gate {
    bool open;
    size_t start, end;   /* of the span under way, end exclusive */
    size_t run, strong;  /* frames of a possible start over the lower, the upper threshold */
    size_t run_start;    /* its first frame */
    size_t strong_start; /* its first strong frame */
    size_t run_end;      /* after its last frame over the lower threshold */
};

struct activity {
    struct level_meter meter;
    struct noise_floor noise;
    struct gate gate;
    float seed[SEED_FRAMES]; /* levels of the first frames, for the second look */
    size_t frames;           /* complete frames so far */
    size_t last_end;         /* end of the last speech, frames; 0 when there was none */
    double level;
    struct span *spans;
    size_t count, room;
    bool settled; /* the first frames were looked at again: spans are final from now on */
};

enum err activity_new(struct activity **out)
{
    struct activity *a = calloc(1, sizeof *a);
    if (a == NULL)
        return ERR_MEMORY;
    level_init(&a->meter);
    floor_init(&a->noise);
    a->level = LEVEL_SILENCE_DBFS;
    *out = a;
    return ERR_NONE;
}

void activity_free(struct activity *a)
{
    if (a == NULL)
        return;
    free(a->spans);
    free(a);
}

double activity_length_s(const struct activity *a)
{
    return (double)a->meter.taken / RATE_HZ;
}

/* Room for every span that `count` more samples could close, so that no frame can fail. */
static enum err reserve(struct activity *a, size_t count)
{
    size_t frames = SEED_FRAMES + count / LEVEL_FRAME + 2;
    size_t need = a->count + frames / (SILENCE_FRAMES + 1) + 2;
    if (need <= a->room)
        return ERR_NONE;
    size_t room = need + need / 2;
    struct span *spans = realloc(a->spans, room * sizeof *spans);
    if (spans == NULL)
        return ERR_MEMORY;
    a->spans = spans;
    a->room = room;
    return ERR_NONE;
}

static void close_gate(struct activity *a)
{
    struct gate *g = &a->gate;
    if (g->open) {
        a->last_end = g->end;
        if (a->settled) {
            double end_s = fmin((double)g->end * LEVEL_FRAME_S, activity_length_s(a));
            a->spans[a->count++] = (struct span){(double)g->start * LEVEL_FRAME_S, end_s};
        }
    }
    *g = (struct gate){0};
}

/* Nobody speaks: does frame `i` continue or complete a start? */
static void listen_for_start(struct gate *g, size_t i, double level, double on)
{
    if (level < on - HYSTERESIS_DB) {
        if (g->run > 0 && i + 1 - g->run_end > ONSET_DIP)
            *g = (struct gate){0};
        return;
    }
    if (g->run++ == 0)
        g->run_start = i;
    g->run_end = i + 1;
    if (level >= on && g->strong++ == 0)
        g->strong_start = i;
    if (g->run < ONSET_FRAMES || g->strong < ONSET_STRONG)
        return;
    g->open = true;
    g->end = i + 1;
    g->start = g->run_start;
    if (g->strong_start > g->start + ONSET_BACK)
        g->start = g->strong_start - ONSET_BACK;
}

static void step(struct activity *a, size_t i, double level)
{
    double on = floor_dbfs(&a->noise) + ON_OVER_FLOOR_DB;
    if (level >= on)
        floor_add_loud(&a->noise, level);
    on = fmax(on, fmax(ON_MIN_DBFS, floor_loud_dbfs(&a->noise) - ON_UNDER_LOUD_DB));
    struct gate *g = &a->gate;
    if (!g->open)
        listen_for_start(g, i, level, on);
    else if (level >= on - HYSTERESIS_DB)
        g->end = i + 1;
    else if (i + 1 - g->end >= SILENCE_FRAMES)
        close_gate(a);
}

/* Somebody may speak from the first sample on, and then the first guess at the floor was their
 * voice. With the floor of 3 s known, the beginning is looked at once more; only then does
 * anything become final. */
static void settle(struct activity *a)
{
    a->gate = (struct gate){0};
    a->last_end = 0;
    floor_forget_loud(&a->noise);
    a->settled = true;
    size_t seed = a->frames < SEED_FRAMES ? a->frames : SEED_FRAMES;
    for (size_t i = 0; i < seed; i++)
        step(a, i, (double)a->seed[i]);
}

static void take_frame(struct activity *a, double power)
{
    size_t i = a->frames++;
    a->level = level_dbfs(power);
    floor_add(&a->noise, a->level);
    if (a->settled) {
        step(a, i, a->level);
        return;
    }
    a->seed[i] = (float)a->level;
    if (a->frames == SEED_FRAMES)
        settle(a);
    else if (a->frames > FLOOR_FRAMES)
        step(a, i, a->level);
}

enum err activity_push(struct activity *a, const float *samples, size_t count)
{
    enum err err = reserve(a, count);
    if (err != ERR_NONE)
        return err;
    double power;
    for (size_t i = 0; i < count; i++)
        if (level_take(&a->meter, samples[i], &power))
            take_frame(a, power);
    return ERR_NONE;
}

enum err activity_finish(struct activity *a)
{
    enum err err = reserve(a, 0);
    if (err != ERR_NONE)
        return err;
    double power;
    if (level_flush(&a->meter, &power))
        take_frame(a, power);
    if (!a->settled)
        settle(a);
    close_gate(a);
    return ERR_NONE;
}

const struct span *activity_speech(const struct activity *a, size_t *count)
{
    *count = a->count;
    return a->spans;
}

bool activity_speaking(const struct activity *a)
{
    return a->gate.open;
}

double activity_silence_s(const struct activity *a)
{
    if (a->gate.open)
        return 0.0;
    return fmax(0.0, activity_length_s(a) - (double)a->last_end * LEVEL_FRAME_S);
}

double activity_level_dbfs(const struct activity *a)
{
    return a->level;
}

double activity_floor_dbfs(const struct activity *a)
{
    return a->frames < FLOOR_FRAMES ? (double)NAN : floor_dbfs(&a->noise);
}
