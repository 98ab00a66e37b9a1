/* The inside of the listener: what its thread (listener.c) and the main thread's side of it
 * (listener_desk.c) share. For those two files alone. */
#ifndef SAYBACK_LISTENER_INSIDE_H
#define SAYBACK_LISTENER_INSIDE_H

#include "engine/engine.h"
#include "kiosk/board.h"
#include "kiosk/listener.h"
#include "kiosk/mailbox.h"
#include "kiosk/microphone.h"
#include "kiosk/prompter.h"
#include "kiosk/warmer.h"

#include <pthread.h>
#include <stdatomic.h>

/* Beside the orders of listener.h: what has an argument, and what only listener_stop sends. */
enum { PLAY = LISTENER_MEND + 1, PLAY_PIECE, STOP };

/* How long the thread sleeps between two looks at everything. */
enum { TICK_MS = 10 };

/* What the thread does with what the microphone gives. */
enum use {
    USE_NOTHING, /* only its level is shown */
    USE_LATER,   /* the prompt has ended: it stays in the ring until RECORD comes, so that the first
                    syllable is not lost between two threads */
    USE_ROOM,    /* a warm-up */
    USE_RECORD,
    USE_SCORE /* the reply is complete, the recogniser is still at it */
};

struct listener {
    struct listener_config config;
    pthread_t thread;
    struct mailbox commands, news;
    atomic_bool running; /* the thread has not returned yet */

    struct meters meters;
    struct board board;
    int plays_ordered; /* main thread: counts listener_play and listener_piece, to tell stale news
                        */

    /* the thread's own */
    struct audio *audio;
    struct engine *engine;
    struct microphone microphone;
    enum use use;
    const struct scenario *scenario;
    int turn;
    struct prompter prompter;
    struct warmer warmer;
    int play;             /* number of the last of those that was carried out */
    bool recogniser_told; /* its failure is known to the main thread */
    bool begun;           /* the engine has a recording, complete or not */
};

/* The thread; `context` is the listener. */
void *listener_run(void *context);

#endif
