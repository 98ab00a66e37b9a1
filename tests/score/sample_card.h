/* A card as the engine would hand it to the score room: words, moves and voice are filled in. */
#ifndef SAYBACK_SAMPLE_CARD_H
#define SAYBACK_SAMPLE_CARD_H

#include "score/card.h"

struct sample_clause {
    enum move move;
    const char *text;
};

/* Words get 0.4 s each from 1.0 s on. `card` must be initialised. */
void sample_card(struct card *card, enum verdict verdict, enum outcome outcome,
                 const struct sample_clause *clauses, size_t count);

#endif
