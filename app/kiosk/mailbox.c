#include "kiosk/mailbox.h"

enum err mailbox_init(struct mailbox *box)
{
    box->first = 0;
    box->count = 0;
    return pthread_mutex_init(&box->lock, NULL) == 0 ? ERR_NONE : ERR_SYSTEM;
}

void mailbox_done(struct mailbox *box)
{
    (void)pthread_mutex_destroy(&box->lock);
}

void mailbox_post(struct mailbox *box, struct letter letter)
{
    pthread_mutex_lock(&box->lock);
    if (box->count < MAILBOX_ROOM) {
        box->letters[(box->first + box->count) % MAILBOX_ROOM] = letter;
        box->count++;
    }
    pthread_mutex_unlock(&box->lock);
}

bool mailbox_take(struct mailbox *box, struct letter *out)
{
    pthread_mutex_lock(&box->lock);
    bool any = box->count > 0;
    if (any) {
        *out = box->letters[box->first];
        box->first = (box->first + 1) % MAILBOX_ROOM;
        box->count--;
    }
    pthread_mutex_unlock(&box->lock);
    return any;
}
