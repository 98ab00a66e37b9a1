/* The words of the warm-up's two pages: from the meters while it is under way, from its result
 * afterwards. */
#ifndef SAYBACK_ROOM_PAGE_H
#define SAYBACK_ROOM_PAGE_H

#include "kiosk/meters.h"
#include "screen/state.h"
#include "voice/warmup.h"

struct room_page {
    enum screen_room room;
    char says[WARMUP_SAYS_MAX];
    char figures[WARMUP_SAYS_MAX];
};

/* The words for a result. */
void room_page_take(struct room_page *page, const struct warmup *result);

/* Fills in what PAGE_ROOM shows: step, sentence, what is wrong right now. */
void room_page_under_way(const struct listener_meters *meters, struct screen_state *state);
/* Fills in what PAGE_ROOM_DONE shows; `page` is lent to the state. */
void room_page_done(const struct room_page *page, const struct warmup *result,
                    struct screen_state *state);

#endif
