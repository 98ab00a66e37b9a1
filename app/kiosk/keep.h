/* Keeps cards as files, for whoever asked for it with --data. Without that nothing is ever kept. */
#ifndef SAYBACK_KEEP_H
#define SAYBACK_KEEP_H

#include "base/err.h"
#include "score/card.h"

/* Makes sure that `dir` is a folder that can be written to (it is made if its parent is there).
 * ERR_INPUT with a sentence. */
enum err keep_open(const char *dir, struct diag *why);

/* Writes the card's JSON to the first free dir/card-NNNN.json: readable by the owner alone,
 * complete or not there at all, on the disk when it returns. ERR_SYSTEM, ERR_MEMORY. */
enum err keep_card(const char *dir, const struct card *card, struct diag *why);

#endif
