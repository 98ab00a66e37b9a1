/* Fills in what a card says: parts, points, evidence, headline and one tip, from words, moves and
 * voice that are already in it. Deterministic; knows nothing of files, sound or screens. Pure. */
#ifndef SAYBACK_SCORE_H
#define SAYBACK_SCORE_H

#include "score/card.h"

/* `card->words`, `moves` and `voice` are filled in; `expects` is what the turn asked for. */
void score_card(struct card *card, move_set expects);

#endif
