/* Plays the rep's line of a turn and knows how fast it was spoken, or a stretch of the reply. Part
 * of the listener's thread. */
#ifndef SAYBACK_PROMPTER_H
#define SAYBACK_PROMPTER_H

#include "base/err.h"
#include "base/span.h"
#include "scenario/scenario.h"
#include "sound/audio.h"

#include <stdbool.h>

struct prompter {
    struct clip clip; /* owned; what is being played */
    bool playing;
    bool piece;  /* what is being played is a stretch of the reply, not a prompt */
    double rate; /* syllables a second of the last prompt; NAN when unknown */
};

void prompter_init(struct prompter *p);

/* Starts the line of that turn; one without sound does nothing. ERR_INPUT (the clip), ERR_DEVICE,
 * ERR_MEMORY, with a sentence. `audio` may be NULL: no loudspeaker. */
enum err prompter_play(struct prompter *p, struct audio *audio, const struct scenario *scenario,
                       int turn, struct diag *why);

/* Starts the stretch `span` of a reply (`samples`: mono, RATE_HZ; copied), a little before and
 * behind it too, as loud as a person speaks: what a microphone takes in is mostly softer. A stretch
 * outside the reply has no sound: ERR_INPUT. Also ERR_DEVICE, ERR_MEMORY, with a sentence. */
enum err prompter_play_piece(struct prompter *p, struct audio *audio, const float *samples,
                             size_t count, struct span span, struct diag *why);

void prompter_stop(struct prompter *p, struct audio *audio);

enum prompter_change { PROMPTER_SAME, PROMPTER_ENDED, PROMPTER_BROKE };

/* Call every few milliseconds. *level (0..1) and *progress (0..1) are for the screen. */
enum prompter_change prompter_watch(struct prompter *p, struct audio *audio, double *level,
                                    double *progress);

#endif
