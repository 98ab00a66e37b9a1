/* The list of scenarios as the screen shows it: what each is, how long it takes, and how far people
 * got with it. It is kept in memory alone, until the kiosk is handed over. Pure but for memory. */
#ifndef SAYBACK_KIOSK_ITEMS_H
#define SAYBACK_KIOSK_ITEMS_H

#include "base/err.h"
#include "scenario/scenario.h"
#include "score/card.h"
#include "screen/state.h"

#include <stddef.h>

/* One item a scenario, in their order; the texts are lent by the scenarios. ERR_MEMORY. The caller
 * frees *out. */
enum err items_new(struct scenario *const *scenarios, size_t count, struct screen_item **out);

/* Minutes that a conversation takes, about: 2..SCENARIO_TURNS_MAX + 1. */
int items_minutes(const struct scenario *s);

/* Somebody has got a card, or has come to an ending, in scenario `index`; less than what was
 * reached before changes nothing, and neither does an index beyond `count`. */
void items_scored(struct screen_item *items, size_t count, size_t index, const struct card *card);
void items_ended(struct screen_item *items, size_t count, size_t index);

/* The next person begins anew. */
void items_forget(struct screen_item *items, size_t count);

#endif
