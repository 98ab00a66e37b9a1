/* The thread that owns the sound: microphone, loudspeaker, and the engine that makes cards.
 * PortAudio may hang in a driver, so nothing else ever calls it, and the screen goes on without
 * this thread.
 *
 * All functions here are called from the main thread; they queue a command or read what the thread
 * has published, and never wait for it (but for listener_stop). */
#ifndef SAYBACK_LISTENER_H
#define SAYBACK_LISTENER_H

#include "base/err.h"
#include "base/span.h"
#include "kiosk/meters.h"
#include "scenario/scenario.h"
#include "score/card.h"
#include "sound/audio.h"
#include "voice/warmup.h"
#include "words/recogniser.h"

#include <stdbool.h>

struct listener;

struct listener_config {
    struct audio_config audio; /* lent for the listener's life */
    struct recogniser_config recogniser;
    void (*wake)(void *context); /* called from the thread when there is news for the main thread */
    void *context;
};

/* Starts the thread, which opens the microphone. A missing microphone is no error here: it is news
 * (LISTENER_LOST). ERR_SYSTEM, ERR_MEMORY. */
enum err listener_start(const struct listener_config *config, struct listener **out,
                        struct diag *why);
/* Ends the thread. Waits up to two seconds for a driver that hangs, then leaves the thread behind
 * and returns false: the caller should end the process. NULL is allowed. */
bool listener_stop(struct listener *l);

/* -- commands; `scenario` is lent until listener_stop -- */
void listener_play(struct listener *l, const struct scenario *scenario, int turn);

/* Plays that stretch of the last reply on the loudspeaker, in the place of another one. News:
 * LISTENER_PIECE_ENDED or LISTENER_PIECE_GONE. Never while anything is recorded or scored. */
void listener_play_piece(struct listener *l, struct span span);

enum listener_order {
    LISTENER_HUSH,    /* stop playing; a piece then ends */
    LISTENER_MEASURE, /* a warm-up, from now on; what it tells of the speaker goes with every answer
                         from then on */
    LISTENER_RECORD,  /* an answer: from the end of the prompt on, or from now when none was just
                         played to its end */
    LISTENER_SCORE,   /* the answer is complete: make the card */
    LISTENER_DROP,    /* forget recording and card, with the sound of the last reply, or the warm-up
                         under way; a piece that is being played ends */
    LISTENER_MEND     /* open the sound again, and the recogniser if it failed */
};
void listener_order(struct listener *l, enum listener_order order);

/* -- news -- */
enum listener_news {
    LISTENER_NOTHING,
    LISTENER_PROMPT_ENDED,
    LISTENER_PROMPT_FAILED, /* could not be played: listener_trouble says why */
    LISTENER_PIECE_ENDED,   /* it was played, or stopped, or what stopped it is said elsewhere */
    LISTENER_PIECE_GONE,    /* it could not be played: listener_trouble says why */
    LISTENER_CARD,          /* listener_take_card has it */
    LISTENER_ROOM,          /* the warm-up is complete: listener_room has it */
    LISTENER_NO_CARD,       /* none comes of this answer: listener_trouble says why */
    LISTENER_LOST,          /* no recording is possible: listener_trouble says why */
    LISTENER_BACK,          /* recording is possible (again); also the first time */
    LISTENER_FULL           /* the recording has reached its longest length */
};
/* The next piece of news, oldest first. */
enum listener_news listener_news(struct listener *l);

/* Moves the card of the last LISTENER_CARD into `card` (initialised; what it held is freed). */
void listener_take_card(struct listener *l, struct card *card);

/* The result of the last LISTENER_ROOM. */
struct warmup listener_room(struct listener *l);

/* One sentence on what is wrong, copied into `text`; "" when nothing is. */
void listener_trouble(struct listener *l, char *text, size_t size);

struct listener_meters listener_meters(const struct listener *l);

#endif
