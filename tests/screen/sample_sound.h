/* The sound of a reply that nobody spoke: a track, pauses and clause times for a sample card. */
#ifndef SAYBACK_TEST_SAMPLE_SOUND_H
#define SAYBACK_TEST_SAMPLE_SOUND_H

#include "score/card.h"

enum { SAMPLE_FRAMES_MAX = 90000, SAMPLE_PAUSES_MAX = 400 };

struct sample_sound {
    double power[SAMPLE_FRAMES_MAX];
    struct span pauses[SAMPLE_PAUSES_MAX];
};

/* One clause, and the silence behind it. */
struct sample_stretch {
    double talk_s, pause_s;
};

/* Gives the clauses of `card` the stretches, over and over, behind a wait of 1.5 s, and lends it
 * the sound in `sound`. The pause after the last empathy in front of another move is the one that
 * counts. */
void sample_sound(struct card *card, struct sample_sound *sound,
                  const struct sample_stretch *stretches, size_t count);

#endif
