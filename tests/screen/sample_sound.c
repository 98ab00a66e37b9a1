#include "screen/sample_sound.h"

#include <math.h>

#define WAIT_S 1.5

/* Syllables of uneven strength, four a second or so. */
static double speech_power(size_t frame)
{
    double t = (double)frame / 100;
    double syllable = pow(sin(3.14159265 * 4.3 * t), 2);
    double stress = 0.55 + 0.45 * sin(1.9 * t) * sin(0.43 * t + 1);
    double amplitude = 0.004 + 0.12 * syllable * stress;
    return amplitude * amplitude;
}

static void fill(struct voice_report *voice, double from_s, double to_s, bool speech)
{
    size_t to = (size_t)(to_s * 100 + 0.5);
    for (size_t i = (size_t)(from_s * 100 + 0.5); i < to && i < SAMPLE_FRAMES_MAX; i++) {
        voice->track.power[i] = speech ? speech_power(i) : 1e-7;
        voice->track.frame_count = i + 1;
    }
}

void sample_sound(struct card *card, struct sample_sound *sound,
                  const struct sample_stretch *stretches, size_t count)
{
    struct voice_report *voice = &card->voice;
    double at_s = WAIT_S;
    voice->track.power = sound->power;
    voice->pauses = sound->pauses;
    voice->pause_count = 0;
    fill(voice, 0, WAIT_S, false);
    for (size_t i = 0; i < card->moves.clause_count; i++) {
        struct clause *clause = &card->moves.clauses[i];
        const struct sample_stretch *stretch = &stretches[i % count];
        const bool last = i + 1 == card->moves.clause_count;
        clause->start_s = at_s;
        clause->end_s = at_s += stretch->talk_s;
        fill(voice, clause->start_s, clause->end_s, true);
        if (last || !(stretch->pause_s > 0) || voice->pause_count == SAMPLE_PAUSES_MAX)
            continue;
        at_s += stretch->pause_s;
        fill(voice, clause->end_s, at_s, false);
        voice->pauses[voice->pause_count++] = (struct span){clause->end_s, at_s};
        if (clause->move == MOVE_EMPATHY && clause[1].move != MOVE_EMPATHY)
            voice->pause_after_empathy_s = stretch->pause_s;
    }
    voice->speech_start_s = WAIT_S;
    voice->speech_end_s = at_s;
    fill(voice, at_s, at_s + 2, false);
    voice->length_s = at_s + 2;
}
