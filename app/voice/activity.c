#include "voice/activity.h"

#include "voice/floor.h"
#include "voice/gate.h"
#include "voice/level.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Frames (10 ms). */
enum {
    FLOOR_FRAMES = 30,  /* a floor from fewer would be chance */
    SEED_FRAMES = 300,  /* nothing is final before so many have come, see settle */
    VOICE_FRAMES = 100, /* how loud the voice is, is known from so much of it */
    HELD_MAX = 32,      /* spans before that: each has four of these frames, so 25 at most */
    SPAN_FRAMES = 18    /* the shortest span and the silence after it, see gate.c */
};

/* Speech starts over the upper and ends under the lower threshold of any band. Both stand over
 * the noise of their band, by so many of its standard deviations: one frame of noise in forty is
 * over the lower one (so it takes two in a row), none in ten thousand over the upper one. */
#define ON_SPREADS 4.0
#define OFF_SPREADS 2.0
/* Noise of a room is never as steady as noise in a book. */
#define SPREAD_MIN_DB 1.25
#define SPREAD_MAX_DB 3.0
/* Whatever the bands say, speech is not so far under the loud parts of the same voice (breath,
 * chairs, the neighbour's voice; Praat's silences lie 25 dB under the maximum) and not under what
 * a microphone that is set far too low makes of it. */
#define UNDER_LOUD_DB 32.0
/* Every syllable has a vowel or something as loud; a span that never comes near is a breath. */
#define PEAK_UNDER_LOUD_DB 25.0
#define SPEECH_MIN_DBFS (-81.0)
#define PEAK_MIN_DBFS (-66.0)
/* A room swells and sinks by a few dB; a voice that can be scored (15 dB over the noise on
 * average) peaks higher than this in every syllable. */
#define PEAK_OVER_FLOOR_DB 10.0
/* No microphone is this quiet: the noise of a 16-bit converter alone lies at -98. */
#define DIGITAL_SILENCE_DBFS (-110.0)

struct activity {
    struct level_meter meter;
    struct noise_floor floor[LEVEL_BANDS];
    struct loud_frames loud;
    struct gate gate;
    float seed[SEED_FRAMES][LEVEL_BANDS]; /* levels of the first frames, for the second look */
    size_t frames;                        /* complete frames so far */
    size_t last_end;                      /* end of the last speech, frames; 0: there was none */
    double level;
    bool heard;                      /* anything but digital silence so far */
    size_t silent;                   /* frames of digital silence since then that wait */
    struct gate_span held[HELD_MAX]; /* wait until it is known how loud the voice is */
    size_t held_count;
    struct span *spans;
    size_t count, room;
    bool settled; /* the first frames were looked at again: spans are final from now on */
    bool finished;
};

enum err activity_new(struct activity **out)
{
    struct activity *a = calloc(1, sizeof *a);
    if (a == NULL)
        return ERR_MEMORY;
    level_init(&a->meter);
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
    size_t need = a->count + HELD_MAX + frames / SPAN_FRAMES + 2;
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

/* The last frame may not be a full one. */
static double moment_s(const struct activity *a, size_t frame)
{
    return fmin((double)frame * LEVEL_FRAME_S, activity_length_s(a));
}

static struct span in_seconds(const struct activity *a, const struct gate_span *span)
{
    return (struct span){moment_s(a, span->start), moment_s(a, span->end)};
}

static bool like_a_voice(const struct activity *a, const struct gate_span *span)
{
    return span->level_dbfs >= PEAK_MIN_DBFS && span->over_db >= PEAK_OVER_FLOOR_DB &&
           span->level_dbfs >= loud_dbfs(&a->loud) - PEAK_UNDER_LOUD_DB;
}

/* Gives out the spans that waited, as soon as breaths can be told from the voice. */
static void release_held(struct activity *a)
{
    for (size_t i = 0; i < a->held_count; i++) {
        const struct gate_span *span = &a->held[i];
        if (!like_a_voice(a, span))
            continue;
        a->spans[a->count++] = in_seconds(a, span);
    }
    a->held_count = 0;
}

static void take_span(struct activity *a, const struct gate_span *span)
{
    if (!like_a_voice(a, span))
        return;
    a->last_end = span->end;
    if (!a->settled)
        return;
    a->held[a->held_count++] = *span;
    if (a->held_count == HELD_MAX)
        release_held(a);
}

/* How far does this frame stand out of the noise, in the band where it does most? */
static struct gate_frame judge(struct activity *a, const float level[LEVEL_BANDS])
{
    double spreads = 0.0;
    struct gate_frame frame = {GATE_QUIET, (double)level[LEVEL_ALL], 0.0};
    for (int band = 0; band < LEVEL_BANDS; band++) {
        struct noise noise = floor_noise(&a->floor[band]);
        double spread = fmin(fmax(noise.spread_db, SPREAD_MIN_DB), SPREAD_MAX_DB);
        double over_db = (double)level[band] - noise.level_dbfs;
        frame.over_db = fmax(frame.over_db, over_db);
        spreads = fmax(spreads, over_db / spread);
    }
    if (frame.level_dbfs < SPEECH_MIN_DBFS || spreads < OFF_SPREADS)
        return frame;
    if (spreads >= ON_SPREADS)
        loud_add(&a->loud, frame.level_dbfs);
    if (frame.level_dbfs >= loud_dbfs(&a->loud) - UNDER_LOUD_DB)
        frame.verdict = spreads >= ON_SPREADS ? GATE_SURE : GATE_PERHAPS;
    return frame;
}

static void step(struct activity *a, size_t i, const float level[LEVEL_BANDS])
{
    struct gate_frame frame = judge(a, level);
    struct gate_span span;
    if (gate_step(&a->gate, i, &frame, &span))
        take_span(a, &span);
    if (a->loud.total >= VOICE_FRAMES)
        release_held(a);
}

/* Somebody may speak from the first sample on, and then the first guess at the floor was their
 * voice. With the floor of 3 s known, the beginning is looked at once more; only then does
 * anything become final. */
static void settle(struct activity *a)
{
    a->gate = (struct gate){0};
    a->loud = (struct loud_frames){0};
    a->last_end = 0;
    a->settled = true;
    size_t seed = a->frames < SEED_FRAMES ? a->frames : SEED_FRAMES;
    for (size_t i = 0; i < seed; i++)
        step(a, i, a->seed[i]);
}

/* Digital silence before the first sound and after the last is not the room: a sound card that
 * warms up, a file padded with zeros. Between sounds it is one that a gate has made silent. */
static void learn_floor(struct activity *a, const float level[LEVEL_BANDS])
{
    if (level[LEVEL_ALL] <= (float)DIGITAL_SILENCE_DBFS) {
        if (a->heard && a->silent < FLOOR_WINDOW)
            a->silent++;
        return;
    }
    a->heard = true;
    for (int band = 0; band < LEVEL_BANDS; band++) {
        for (size_t i = 0; i < a->silent; i++)
            floor_add(&a->floor[band], LEVEL_SILENCE_DBFS);
        floor_add(&a->floor[band], (double)level[band]);
    }
    a->silent = 0;
}

static void take_frame(struct activity *a, const struct level_frame *frame)
{
    float level[LEVEL_BANDS];
    for (int band = 0; band < LEVEL_BANDS; band++)
        level[band] = (float)level_dbfs(frame->power[band]);
    size_t i = a->frames++;
    a->level = (double)level[LEVEL_ALL];
    learn_floor(a, level);
    if (a->settled) {
        step(a, i, level);
        return;
    }
    memcpy(a->seed[i], level, sizeof level);
    if (a->frames == SEED_FRAMES)
        settle(a);
    else if (a->frames > FLOOR_FRAMES)
        step(a, i, level);
}

enum err activity_push(struct activity *a, const float *samples, size_t count)
{
    enum err err = reserve(a, count);
    if (err != ERR_NONE)
        return err;
    struct level_frame frame;
    for (size_t i = 0; i < count; i++)
        if (level_take(&a->meter, samples[i], &frame))
            take_frame(a, &frame);
    return ERR_NONE;
}

enum err activity_finish(struct activity *a)
{
    enum err err = reserve(a, 0);
    if (err != ERR_NONE)
        return err;
    struct level_frame frame;
    if (level_flush(&a->meter, &frame))
        take_frame(a, &frame);
    if (!a->settled)
        settle(a);
    struct gate_span span;
    if (gate_close(&a->gate, &span))
        take_span(a, &span);
    release_held(a);
    a->finished = true;
    return ERR_NONE;
}

const struct span *activity_speech(const struct activity *a, size_t *count)
{
    *count = a->count;
    return a->spans;
}

/* A span that is like a voice once stays so: its peaks only grow, and how loud the voice is can,
 * while it lasts, only come closer to the loudest frames, which are the span's own. */
bool activity_under_way(const struct activity *a, struct span *out)
{
    if (!a->settled || a->held_count > 0 || a->loud.total < VOICE_FRAMES || !a->gate.open ||
        !like_a_voice(a, &a->gate.span))
        return false;
    *out = in_seconds(a, &a->gate.span);
    return true;
}

double activity_certain_s(const struct activity *a)
{
    struct span open;
    if (a->finished)
        return activity_length_s(a);
    if (!a->settled)
        return 0.0;
    if (a->held_count > 0)
        return moment_s(a, a->held[0].start);
    if (activity_under_way(a, &open))
        return open.end_s;
    size_t start = a->gate.open ? a->gate.span.start : gate_earliest_start(&a->gate, a->frames);
    return moment_s(a, start);
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
    return a->frames < FLOOR_FRAMES ? (double)NAN : floor_noise(&a->floor[LEVEL_ALL]).level_dbfs;
}
