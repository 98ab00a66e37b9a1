/* A small first-in first-out queue of numbers between two threads, for commands one way and news
 * the other. Neither side is real time, so a mutex serves. */
#ifndef SAYBACK_MAILBOX_H
#define SAYBACK_MAILBOX_H

#include "base/err.h"
#include "base/span.h"

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

enum { MAILBOX_ROOM = 64 };

struct letter {
    int what;
    int turn;
    struct span span;
    const void *about; /* lent */
};

struct mailbox {
    pthread_mutex_t lock;
    struct letter letters[MAILBOX_ROOM];
    size_t first, count;
};

enum err mailbox_init(struct mailbox *box); /* ERR_SYSTEM */
void mailbox_done(struct mailbox *box);

/* Any thread. When the box is full the letter is dropped: whoever fell 64 commands behind hangs. */
void mailbox_post(struct mailbox *box, struct letter letter);

/* Takes the oldest letter; false when there is none. */
bool mailbox_take(struct mailbox *box, struct letter *out);

#endif
