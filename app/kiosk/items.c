#include "kiosk/items.h"

#include <stdlib.h>

/* A turn is about a minute: the rep speaks for ten to twenty seconds, the answer takes twenty to
 * forty, the rest is reading the card. The briefing is one minute more. What counts are the turns
 * on the way on which the rep is heard each time; who is not takes about as many. */
int items_minutes(const struct scenario *s)
{
    int turns = 0;
    for (int at = s->start; at >= 0 && turns < SCENARIO_TURNS_MAX; turns++) {
        if (s->turns[at].ending != NULL)
            break;
        at = s->turns[at].next[OUTCOME_HEARD];
    }
    return 1 + (turns > 0 ? turns : 1);
}

enum err items_new(struct scenario *const *scenarios, size_t count, struct screen_item **out)
{
    struct screen_item *items = calloc(count, sizeof *items);
    if (items == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < count; i++) {
        const struct scenario *s = scenarios[i];
        items[i] = (struct screen_item){.title = s->title,
                                        .rep = s->rep,
                                        .role = s->role,
                                        .difficulty = s->difficulty,
                                        .minutes = items_minutes(s)};
    }
    *out = items;
    return ERR_NONE;
}

static void reach(struct screen_item *items, size_t count, size_t index, enum screen_reach reached)
{
    if (index < count && reached > items[index].reach)
        items[index].reach = reached;
}

void items_scored(struct screen_item *items, size_t count, size_t index, const struct card *card)
{
    enum screen_reach reached = REACH_TRIED;
    if (card->moves.outcome == OUTCOME_HEARD)
        reached = REACH_HEARD;
    else if (card->moves.outcome != OUTCOME_AGAIN)
        reached = REACH_UNHEARD;
    reach(items, count, index, reached);
}

void items_ended(struct screen_item *items, size_t count, size_t index)
{
    reach(items, count, index, REACH_FINISHED);
}

void items_forget(struct screen_item *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        items[i].reach = REACH_NOTHING;
}
