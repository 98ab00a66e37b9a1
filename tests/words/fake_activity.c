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

double activity_length_s(const struct activity *a)
{
    return a->length_s;
}

bool activity_speaking(const struct activity *a)
{
    size_t next = closed(a);
    return next < a->count && a->length_s >= a->spans[next].start_s + a->late_s;
}

double activity_silence_s(const struct activity *a)
{
    size_t next = closed(a);
    if (activity_speaking(a))
        return 0.0;
    return next == 0 ? a->length_s : fmax(0.0, a->length_s - a->spans[next - 1].end_s);
}
