#include "kiosk/room_page.h"

#include <math.h>
#include <stdio.h>

/* What must be mended, or would be better mended; an offset is the installer's business. */
static enum screen_room judge(const struct warmup *result)
{
    if (!warmup_good(result))
        return ROOM_BAD;
    return finding_in(result->findings, FINDING_NOISY) ? ROOM_FAIR : ROOM_GOOD;
}

void room_page_take(struct room_page *page, const struct warmup *result)
{
    const struct speaker *s = &result->speaker;
    page->room = judge(result);
    warmup_says(result, page->says, sizeof page->says);
    page->figures[0] = '\0';
    if (!isnan(s->floor_dbfs) && !isnan(s->active_dbfs))
        snprintf(page->figures, sizeof page->figures,
                 "Measured: your voice at %.0f dBFS, the room at %.0f dBFS.", s->active_dbfs,
                 s->floor_dbfs);
    else if (!isnan(s->floor_dbfs))
        snprintf(page->figures, sizeof page->figures, "Measured: the room at %.0f dBFS.",
                 s->floor_dbfs);
}

void room_page_under_way(const struct listener_meters *meters, struct screen_state *state)
{
    state->room = meters->room_step == WARMUP_HUSH ? ROOM_HUSH : ROOM_READ;
    state->read_aloud = WARMUP_SENTENCE;
    state->says = finding_says(meters->room_now);
    state->mend = finding_mend(meters->room_now);
}

void room_page_done(const struct room_page *page, const struct warmup *result,
                    struct screen_state *state)
{
    state->room = page->room;
    state->says = page->says;
    state->mend = page->room == ROOM_GOOD ? "" : finding_mend(finding_first(result->findings));
    state->figures = page->figures;
}
