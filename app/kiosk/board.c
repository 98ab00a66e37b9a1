#include "kiosk/board.h"

#include "base/utf8.h"

#include <string.h>

enum err board_init(struct board *b)
{
    card_init(&b->card);
    b->room = warmup_unknown();
    b->trouble[0] = '\0';
    return pthread_mutex_init(&b->lock, NULL) == 0 ? ERR_NONE : ERR_SYSTEM;
}

void board_done(struct board *b)
{
    (void)pthread_mutex_destroy(&b->lock);
    card_done(&b->card);
}

void board_put_card(struct board *b, const struct card *card)
{
    pthread_mutex_lock(&b->lock);
    card_done(&b->card);
    b->card = *card; /* owns what card owned */
    pthread_mutex_unlock(&b->lock);
}

void board_take_card(struct board *b, struct card *card)
{
    card_done(card);
    pthread_mutex_lock(&b->lock);
    *card = b->card;
    card_init(&b->card);
    pthread_mutex_unlock(&b->lock);
}

void board_put_room(struct board *b, const struct warmup *room)
{
    pthread_mutex_lock(&b->lock);
    b->room = *room;
    pthread_mutex_unlock(&b->lock);
}

struct warmup board_room(struct board *b)
{
    pthread_mutex_lock(&b->lock);
    struct warmup room = b->room;
    pthread_mutex_unlock(&b->lock);
    return room;
}

void board_put_trouble(struct board *b, const char *text)
{
    pthread_mutex_lock(&b->lock);
    (void)utf8_copy(b->trouble, sizeof b->trouble - 1, text);
    size_t length = strlen(b->trouble);
    if (b->trouble[0] >= 'a' && b->trouble[0] <= 'z')
        b->trouble[0] = (char)(b->trouble[0] - 'a' + 'A');
    if (length > 0 && strchr(".?!", b->trouble[length - 1]) == NULL)
        memcpy(b->trouble + length, ".", 2);
    pthread_mutex_unlock(&b->lock);
}

void board_trouble(struct board *b, char *text, size_t size)
{
    pthread_mutex_lock(&b->lock);
    (void)utf8_copy(text, size, b->trouble);
    pthread_mutex_unlock(&b->lock);
}
