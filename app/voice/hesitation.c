#include "voice/hesitation.h"

#include <math.h>

/* Ours, so that hardly anything else passes: tests/accuracy/voice counts what does in recordings of
 * people who read aloud. */
#define LENGTH_MIN_S 0.2
#define LENGTH_MAX_S 1.0
#define SILENCE_S 0.1
#define VOICED_SHARE 0.7
#define MELODY_SEMITONES 2.0

static bool stands_alone(const struct span *speech, size_t count, size_t at)
{
    double length_s = speech[at].end_s - speech[at].start_s;
    return length_s >= LENGTH_MIN_S && length_s <= LENGTH_MAX_S &&
           (at == 0 || speech[at].start_s - speech[at - 1].end_s >= SILENCE_S) &&
           (at + 1 == count || speech[at + 1].start_s - speech[at].end_s >= SILENCE_S);
}

static size_t syllables_in(const struct voice_track *track, struct span span)
{
    size_t found = 0;
    for (size_t i = 0; i < track->syllable_count; i++)
        found += track->syllables_s[i] >= span.start_s && track->syllables_s[i] < span.end_s;
    return found;
}

/* Voiced nearly throughout, and always at about the same pitch. */
static bool is_level(const struct voice_track *track, struct span span)
{
    double lowest_hz = INFINITY, highest_hz = 0.0;
    size_t voiced = 0;
    for (size_t i = 0; i < track->pitch_count; i++) {
        const struct pitch_point *p = &track->pitch[i];
        if (p->time_s < span.start_s || p->time_s >= span.end_s)
            continue;
        lowest_hz = fmin(lowest_hz, p->hz);
        highest_hz = fmax(highest_hz, p->hz);
        voiced++;
    }
    double voiced_s = (double)voiced * PITCH_STEP_S;
    return voiced > 0 && voiced_s >= VOICED_SHARE * (span.end_s - span.start_s) &&
           12.0 * log2(highest_hz / lowest_hz) <= MELODY_SEMITONES;
}

bool hesitation_at(const struct voice_track *track, const struct span *speech, size_t count,
                   size_t at)
{
    return stands_alone(speech, count, at) && syllables_in(track, speech[at]) == 1 &&
           is_level(track, speech[at]);
}
