#include "words/fake_activity.h"

#include <math.h>

/* A span is final once this much silence has followed it. */
#define CLOSING_S 0.1

static size_t closed(const struct activity *a)
{
    size_t count = 0;
    while (count < a->count &&
           (a->finished || a->spans[count].end_s + CLOSING_S <= a->length_s + 1e-9))
        count++;
    return count;
}

const struct span *activity_speech(const struct activity *a, size_t *count)
{
    *count = closed(a);
    return a->spans;
}

static bool noticed(const struct activity *a, size_t i)
{
    return i < a->count && a->length_s >= a->spans[i].start_s + a->late_s;
}

bool activity_under_way(const struct activity *a, struct span *out)
{
    size_t next = closed(a);
    if (!noticed(a, next) || a->finished)
        return false;
    *out = a->spans[next];
    out->end_s = fmin(out->end_s, a->length_s);
    return true;
}

double activity_certain_s(const struct activity *a)
{
    struct span open;
    size_t next = closed(a);
    if (activity_under_way(a, &open))
        return open.end_s;
    return next < a->count ? fmin(a->length_s, a->spans[next].start_s) : a->length_s;
}

double activity_length_s(const struct activity *a)
{
    return a->length_s;
}

bool activity_speaking(const struct activity *a)
{
    return noticed(a, closed(a));
}

double activity_silence_s(const struct activity *a)
{
    size_t next = closed(a);
    if (activity_speaking(a))
        return 0.0;
    return next == 0 ? a->length_s : fmax(0.0, a->length_s - a->spans[next - 1].end_s);
}
