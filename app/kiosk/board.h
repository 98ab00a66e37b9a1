/* What the listener's thread publishes for the main thread, each behind one lock: the last card,
 * the last result of a warm-up, and one sentence on what is wrong. Part of the listener. */
#ifndef SAYBACK_BOARD_H
#define SAYBACK_BOARD_H

#include "base/err.h"
#include "score/card.h"
#include "voice/warmup.h"

#include <pthread.h>

struct board {
    pthread_mutex_t lock; /* guards the rest */
    struct card card;
    struct warmup room;
    char trouble[DIAG_TEXT_MAX];
};

enum err board_init(struct board *b); /* ERR_SYSTEM */
void board_done(struct board *b);

/* Takes `card`; what hung there is freed. */
void board_put_card(struct board *b, const struct card *card);
/* Moves the card into `card` (initialised; what it held is freed). */
void board_take_card(struct board *b, struct card *card);

void board_put_room(struct board *b, const struct warmup *room);
struct warmup board_room(struct board *b);

/* Rooms word their reasons so that a program's name can stand before them; a screen shows a
 * sentence, and that is what `text` becomes here. */
void board_put_trouble(struct board *b, const char *text);
void board_trouble(struct board *b, char *text, size_t size);

#endif
