/* The public JSON of a card (documented in the room's README). Unknown is null, never 0; numbers
 * have a fixed number of decimals, so that the same card gives the same bytes. */
#ifndef SAYBACK_CARD_JSON_H
#define SAYBACK_CARD_JSON_H

#include "score/card.h"

struct warmup; /* voice/warmup.h */

/* Each returns a NUL-terminated text that ends in a newline, which the caller frees; NULL when out
 * of memory. */
char *card_json(const struct card *card);
char *card_json_voice(const struct voice_report *voice);
char *card_json_room(const struct warmup *warmup);
char *card_json_transcript(const struct words *words);
char *card_json_moves(const struct moves *moves, const struct words *words);

#endif
