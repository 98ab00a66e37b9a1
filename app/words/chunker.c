#include "words/chunker.h"

#include "base/rate.h"
#include "voice/activity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* All times in samples. Where to cut is measured (README.md); the rest is ours. */
enum {
    MS = RATE_HZ / 1000,
    CHUNK_MAX = 9000 * MS, /* of speech */
    /* A chunk that grows so long is cut in the last of it, which waits until it is known where. */
    LATE = 500 * MS,
    PAD = 200 * MS,       /* silence kept at either side; no pause that cuts is shorter */
    PIECE_MIN = 100 * MS, /* less is not worth a message, but for a last piece */
    QUIET_WINDOW = 10 * MS
};

/* The pause that ends a chunk shrinks with what has gathered before it. */
static const struct {
    size_t gathered, pause;
} enough[] = {{7000 * MS, 200 * MS}, {5000 * MS, 250 * MS}, {2000 * MS, 400 * MS}, {0, 1500 * MS}};

/* A stretch of speech in samples of the reply. */
struct stretch {
    size_t start, end;
};

struct chunker {
    int16_t *samples; /* owned: the reply from `base` on */
    size_t count;
    size_t capacity;
    size_t base;  /* samples of the reply that are gone */
    size_t index; /* first span of the activity that is not wholly before `floor` */
    size_t floor; /* the chunk before ended here; nothing before it counts any more */
    bool growing; /* a chunk is under way: */
    size_t start; /* its first speech */
    size_t at;    /* what comes next of it, `floor` at the earliest */
    bool begun;   /* its first piece was given out */
};

enum err chunker_new(struct chunker **out)
{
    struct chunker *c = calloc(1, sizeof *c);
    if (c == NULL)
        return ERR_MEMORY;
    *out = c;
    return ERR_NONE;
}

void chunker_free(struct chunker *c)
{
    if (c == NULL)
        return;
    free(c->samples);
    free(c);
}

static int16_t to_int16(float sample)
{
    if (!(sample >= -1.0F)) /* NaN too */
        return isnan(sample) ? 0 : INT16_MIN;
    long value = lrintf(sample * 32768.0F);
    return (int16_t)(sample >= 1.0F || value > INT16_MAX ? INT16_MAX : value);
}

enum err chunker_push(struct chunker *c, const float *samples, size_t count)
{
    if (c->capacity - c->count < count) {
        size_t capacity = c->capacity == 0 ? (size_t)RATE_HZ : c->capacity;
        while (capacity - c->count < count)
            capacity *= 2;
        int16_t *grown = realloc(c->samples, capacity * sizeof *grown);
        if (grown == NULL)
            return ERR_MEMORY;
        c->samples = grown;
        c->capacity = capacity;
    }
    for (size_t i = 0; i < count; i++)
        c->samples[c->count++] = to_int16(samples[i]);
    return ERR_NONE;
}

static size_t to_samples(double seconds)
{
    return seconds <= 0.0 ? 0 : (size_t)llround(seconds * RATE_HZ);
}

/* Speech number `i` that is certain by now, less what lies before the floor; the last may be one
 * that is still under way (`open`). False when there are not so many. */
static bool stretch_at(const struct chunker *c, const struct activity *a, size_t i,
                       struct stretch *out, bool *open)
{
    size_t count = 0;
    const struct span *spans = activity_speech(a, &count);
    struct span span;
    *open = i == count && activity_under_way(a, &span);
    if (i < count)
        span = spans[i];
    else if (!*open)
        return false;
    struct stretch s = {to_samples(span.start_s), to_samples(span.end_s)};
    out->start = s.start > c->floor ? s.start : c->floor;
    out->end = s.end > out->start ? s.end : out->start;
    return true;
}

/* Goes on to the first speech behind the floor. */
static bool find_speech(struct chunker *c, const struct activity *a, struct stretch *out)
{
    bool open;
    while (stretch_at(c, a, c->index, out, &open)) {
        if (open || out->end > out->start)
            return true;
        c->index++;
    }
    return false;
}

/* The quietest QUIET_WINDOW in [from, to): its middle. */
static size_t quietest(const struct chunker *c, size_t from, size_t to)
{
    size_t best = from;
    int64_t least = INT64_MAX;
    for (size_t at = from; at + QUIET_WINDOW <= to; at += QUIET_WINDOW) {
        int64_t energy = 0;
        for (size_t i = at; i < at + QUIET_WINDOW; i++) {
            int64_t value = c->samples[i - c->base];
            energy += value * value;
        }
        if (energy < least) {
            least = energy;
            best = at;
        }
    }
    return best + QUIET_WINDOW / 2;
}

static size_t pause_enough(size_t gathered)
{
    size_t i = 0;
    while (gathered < enough[i].gathered)
        i++;
    return enough[i].pause;
}

/* How far the chunk under way goes for certain, and whether it ends there. Decides by what the
 * detector will not take back and in the order of time, so that it doesn't matter when we are
 * asked. */
static size_t certain_end(const struct chunker *c, const struct activity *a, bool last, bool *ends)
{
    size_t certain = to_samples(activity_certain_s(a));
    size_t limit = c->start + CHUNK_MAX - LATE;
    struct stretch s, next;
    bool open, next_open;
    *ends = false;
    for (size_t i = c->index; stretch_at(c, a, i, &s, &open); i++) {
        if (s.end > c->start + CHUNK_MAX) {
            *ends = true;
            return quietest(c, limit, c->start + CHUNK_MAX);
        }
        if (open)
            return s.end < limit ? s.end : limit;
        bool more = stretch_at(c, a, i + 1, &next, &next_open);
        size_t until = more ? next.start : certain;
        size_t pause = until > s.end ? until - s.end : 0;
        size_t pause_min = pause_enough(s.end - c->start);
        size_t end = s.end + PAD;
        *ends = pause >= pause_min || (last && !more);
        if (*ends)
            return end;
        if (!more)
            return end < limit ? end : limit;
    }
    return c->at; /* not reached: a chunk under way has speech */
}

static void drop_before(struct chunker *c, size_t position)
{
    if (position <= c->base)
        return;
    size_t gone = position - c->base;
    if (gone > c->count)
        gone = c->count;
    if (gone < c->count / 2)
        return; /* not worth the moving of the rest */
    memmove(c->samples, c->samples + gone, (c->count - gone) * sizeof *c->samples);
    c->count -= gone;
    c->base += gone;
}

/* Forgets what was given out, and silence in which no speech can begin any more. */
static void forget(struct chunker *c, const struct activity *a)
{
    size_t certain = to_samples(activity_certain_s(a));
    size_t silent = certain > PAD ? certain - PAD : 0;
    drop_before(c, c->growing || silent < c->floor ? c->at : silent);
}

static bool begin(struct chunker *c, const struct activity *a)
{
    struct stretch s;
    if (c->growing || !find_speech(c, a, &s))
        return c->growing;
    c->growing = true;
    c->begun = false;
    c->start = s.start;
    c->at = s.start > PAD ? s.start - PAD : 0;
    if (c->at < c->floor)
        c->at = c->floor; /* speech that was cut in two has no silence before it */
    return true;
}

bool chunker_next(struct chunker *c, const struct activity *activity, bool last, struct chunk *out)
{
    bool growing = begin(c, activity);
    forget(c, activity);
    if (!growing)
        return false;
    bool ends;
    size_t end = certain_end(c, activity, last, &ends);
    size_t length = c->base + c->count;
    if (end > length)
        end = length;
    if (end < c->at)
        end = c->at;
    if (!ends && end - c->at < PIECE_MIN)
        return false;
    *out = (struct chunk){.samples = c->samples + (c->at - c->base),
                          .count = end - c->at,
                          .start_s = (double)c->at / RATE_HZ,
                          .first = !c->begun,
                          .last = ends};
    c->begun = true;
    c->at = end;
    if (ends) {
        c->growing = false;
        c->floor = end;
    }
    return true;
}
