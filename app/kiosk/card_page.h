/* What a person does on the card that the session need not know: touch a piece of their reply and
 * hear it, look at the model reply. Main thread. */
#ifndef SAYBACK_CARD_PAGE_H
#define SAYBACK_CARD_PAGE_H

#include "kiosk/listener.h"
#include "scenario/scenario.h"
#include "screen/state.h"
#include "session/session.h"

#include <stdbool.h>
#include <stddef.h>

/* All zero: nothing was touched. */
struct card_page {
    size_t piece; /* 1 + the clause that was touched last; 0: none */
    enum screen_sound sound;
    bool model; /* the model reply is shown in front of the card */
};

/* What this page wants of the listener: at most one thing at a time. */
enum card_page_wish {
    CARD_PAGE_NOT_MINE, /* the input is for somebody else */
    CARD_PAGE_NOTHING,
    CARD_PAGE_PLAY, /* the clause that was touched */
    CARD_PAGE_HUSH
};
enum card_page_wish card_page_touch(struct card_page *page, struct screen_input input,
                                    const struct moves *moves);

/* Carries that out; true when the input was for this page. */
bool card_page_act(struct card_page *page, struct screen_input input, const struct card *card,
                   struct listener *l);

/* A piece ended or could not be played; why not is put into `notice`. Other news changes nothing.
 */
void card_page_hear(struct card_page *page, enum listener_news news, struct listener *l,
                    char *notice, size_t size);

/* Call after every event of the session, with where it was before. When the card (or the marking
 * that belongs to it) was left, the reply is heard by nobody any more: its sound is forgotten. True
 * then. */
bool card_page_leave(struct card_page *page, enum session_place before, enum session_place after);

/* True while a piece is being played. */
bool card_page_moves(const struct card_page *page);

/* Fills in what the card shows of it; `turn` is lent. */
void card_page_show(const struct card_page *page, const struct scenario_turn *turn,
                    const struct listener_meters *meters, struct screen_state *state);

#endif
