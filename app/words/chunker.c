#include "words/chunker.h"

#include "base/rate.h"
#include "voice/activity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* All times in samples. Pauses are cut at 400 ms and 2 s (measured: less context costs words); the
 * rest are ours. */
enum {
    MS = RATE_HZ / 1000,
    PAUSE_MIN = 400 * MS,
    GATHERED_MIN = 2000 * MS,
    PAUSE_ALWAYS = 1500 * MS, /* cuts however little has gathered */
    CHUNK_MAX = 9000 * MS,    /* between the pads */
    PAD = 200 * MS,           /* silence kept at either side; two fit into PAUSE_MIN */
    /* What the detector may still take back of a silence that is under way, when it turns out that
     * speech began softly before it was noticed. */
    DOUBT = 300 * MS,
    KEEP = 4000 * MS, /* of a silence: the detector looks at its first 3 s a second time */
    QUIET_WINDOW = 10 * MS
};

/* A stretch of speech in samples of the reply. */
struct stretch {
    size_t start, end;
};

struct chunker {
    int16_t *samples; /* owned: the reply from `base` on */
    size_t count;
    size_t capacity;
    size_t base;   /* samples of the reply that are gone */
    size_t index;  /* first span of the activity that is not wholly given out */
    size_t from;   /* speech before this has been given out */
    size_t floor;  /* no chunk begins before this: the one before ended here */
    int16_t *lent; /* owned: the chunk given out last */
    size_t lent_capacity;
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
    free(c->lent);
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

/* Span `i` less what has been given out of it. */
static struct stretch stretch_at(const struct chunker *c, const struct span *spans, size_t i)
{
    struct stretch s = {to_samples(spans[i].start_s), to_samples(spans[i].end_s)};
    if (s.start < c->from)
        s.start = c->from;
    if (s.end < s.start)
        s.end = s.start;
    return s;
}

/* The silence behind the last span that is known, as far as it is certain. */
static size_t certain_silence(const struct activity *a, size_t end)
{
    size_t length = to_samples(activity_length_s(a));
    size_t silence = to_samples(activity_silence_s(a));
    if (activity_speaking(a) || length < end)
        return 0;
    if (silence > length - end)
        silence = length - end;
    return silence > DOUBT ? silence - DOUBT : 0;
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

/* A cut: the chunk ends at `end`, speech counts again from `from`, which lies in span `index`. */
struct cut {
    size_t end;
    size_t from;
    size_t index;
};

/* Where to cut [first.start, ...] when going on through span `j` would pass CHUNK_MAX: in the
 * longest pause of the later half, else inside the speech at its quietest place. */
static struct cut cut_long(const struct chunker *c, const struct span *spans, size_t j)
{
    struct stretch first = stretch_at(c, spans, c->index);
    size_t half = first.start + CHUNK_MAX / 2;
    size_t longest = 0;
    struct cut cut = {0};
    for (size_t i = c->index; i < j; i++) {
        size_t end = stretch_at(c, spans, i).end;
        size_t next = stretch_at(c, spans, i + 1).start;
        if (end >= half && next - end >= longest) {
            longest = next - end;
            size_t pad = longest / 2 < PAD ? longest / 2 : PAD;
            cut = (struct cut){.end = end + pad, .from = next, .index = i + 1};
        }
    }
    if (longest > 0)
        return cut;
    struct stretch last = stretch_at(c, spans, j);
    size_t from = half > last.start ? half : last.start;
    size_t at = quietest(c, from, first.start + CHUNK_MAX);
    return (struct cut){.end = at, .from = at, .index = j};
}

/* Decides by what the detector will not take back, so that it doesn't matter when we are asked. */
static bool find_cut(const struct chunker *c, const struct activity *a, bool last, struct cut *out)
{
    size_t count = 0;
    const struct span *spans = activity_speech(a, &count);
    if (c->index >= count)
        return false;
    size_t start = stretch_at(c, spans, c->index).start;
    for (size_t j = c->index; j < count; j++) {
        struct stretch s = stretch_at(c, spans, j);
        if (s.end - start > CHUNK_MAX) {
            *out = cut_long(c, spans, j);
            return true;
        }
        bool known = j + 1 < count;
        size_t pause =
            known ? stretch_at(c, spans, j + 1).start - s.end : certain_silence(a, s.end);
        bool enough =
            pause >= PAUSE_ALWAYS || (pause >= PAUSE_MIN && s.end - start >= GATHERED_MIN);
        if (enough || (last && !known)) {
            *out = (struct cut){.end = s.end + PAD, .from = s.end, .index = j + 1};
            return true;
        }
    }
    return false;
}

static void drop_before(struct chunker *c, size_t position)
{
    if (position <= c->base)
        return;
    size_t gone = position - c->base;
    if (gone > c->count)
        gone = c->count;
    memmove(c->samples, c->samples + gone, (c->count - gone) * sizeof *c->samples);
    c->count -= gone;
    c->base += gone;
}

/* Forgets silence in which no speech can begin any more. */
static void forget_silence(struct chunker *c, const struct activity *a)
{
    size_t count = 0;
    const struct span *spans = activity_speech(a, &count);
    size_t length = c->base + c->count;
    if (count == 0)
        return; /* the detector holds its first spans back until it knows how loud speech is */
    if (c->index < count) {
        size_t start = stretch_at(c, spans, c->index).start;
        drop_before(c, start > PAD ? start - PAD : 0);
    } else if (!activity_speaking(a) && length > KEEP) {
        size_t silence = to_samples(activity_silence_s(a));
        if (silence > KEEP)
            drop_before(c, length - KEEP);
    }
}

static bool lend(struct chunker *c, size_t start, size_t end, struct chunk *out)
{
    size_t count = end - start;
    if (c->lent_capacity < count) {
        int16_t *grown = realloc(c->lent, count * sizeof *grown);
        if (grown == NULL)
            return false;
        c->lent = grown;
        c->lent_capacity = count;
    }
    memcpy(c->lent, c->samples + (start - c->base), count * sizeof *c->lent);
    *out = (struct chunk){.samples = c->lent, .count = count, .start_s = (double)start / RATE_HZ};
    return true;
}

bool chunker_next(struct chunker *c, const struct activity *activity, bool last, struct chunk *out)
{
    struct cut cut;
    if (!find_cut(c, activity, last, &cut)) {
        forget_silence(c, activity);
        return false;
    }
    size_t count = 0;
    const struct span *spans = activity_speech(activity, &count);
    size_t start = stretch_at(c, spans, c->index).start;
    start = start > PAD ? start - PAD : 0;
    if (start < c->floor)
        start = c->floor; /* speech that was cut in two has no silence before it */
    if (start < c->base)
        start = c->base;
    size_t length = c->base + c->count;
    size_t end = cut.end < length ? cut.end : length;
    if (end < start)
        end = start;
    if (!lend(c, start, end, out))
        return false;
    c->floor = end;
    c->from = cut.from;
    c->index = cut.index;
    return true;
}
