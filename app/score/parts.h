/* The named parts of the score, each measured on its own: inside the score room only. */
#ifndef SAYBACK_PARTS_H
#define SAYBACK_PARTS_H

#include "score/card.h"

#include <stdbool.h>

/* Bands and weights (scoring design, "Voice" and "Score"). A later settings file may change them.
 */
#define PARTS_PAUSE_MIN_S 0.7 /* the deliberate pause after empathy */
#define PARTS_PAUSE_MAX_S 3.0
#define PARTS_PACE_MIN_WPM 110.0
#define PARTS_PACE_MAX_WPM 165.0
#define PARTS_JUMP_DB 6.0 /* a second this much over the reply's own level is "intense" */

/* Fills `card->parts` with the parts that could be measured; what could not is left out. The
 * weights are not rescaled yet. */
void parts_measure(struct card *card, move_set expects);

/* Joins the words of a clause into `to`, at most `max_words`, with "..." where it was cut. */
void parts_quote(const struct card *card, const struct clause *clause, size_t max_words, char *to,
                 size_t size);

/* True when the words of a clause were heard well enough to be said back to the person as theirs: a
 * tip that quotes what nobody said is worse than one that quotes nothing. NULL: false. */
bool parts_quotable(const struct card *card, const struct clause *clause);

/* The first clause of that move of which the program is sure (CARD_SURE), or NULL: uncertain
 * clauses cost nothing (scoring design), so nobody is told to leave them out either. */
const struct clause *parts_surely(const struct card *card, enum move move);

/* The expected move of `expects` that is missing first (in the order they ought to come), or
 * MOVE_OTHER when none is. */
enum move parts_missing(const struct card *card, move_set expects);

#endif
