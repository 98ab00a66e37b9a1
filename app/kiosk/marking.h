/* What a person says themselves was empathy, while they say it: a tick for each clause of a card.
 */
#ifndef SAYBACK_MARKING_H
#define SAYBACK_MARKING_H

#include "moves/moves.h"

#include <stdbool.h>
#include <stddef.h>

/* All zero is none. */
struct marking {
    bool *ticks; /* owned; by clause; NULL when none are being made */
    size_t count;
};

/* At first what was read as empathy is ticked. False without memory. */
bool marking_begin(struct marking *m, const struct moves *moves);
/* Turns a tick over; a clause that is not there changes nothing. */
void marking_turn(struct marking *m, size_t clause);
void marking_done(struct marking *m); /* back to none */

#endif
