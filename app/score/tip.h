/* One thing to try next, never a list: inside the score room only. */
#ifndef SAYBACK_TIP_H
#define SAYBACK_TIP_H

#include "score/card.h"

/* Writes `card->tip`: about the weightiest thing that went wrong, else about what to keep. */
void tip_choose(struct card *card, move_set expects);

#endif
