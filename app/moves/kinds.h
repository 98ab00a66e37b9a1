/* What kind of word a token is, for the model: words that nobody has seen together are still of
 * kinds that were seen. Private to the room. */
#ifndef SAYBACK_MOVES_KINDS_H
#define SAYBACK_MOVES_KINDS_H

#include "moves/senses.h"
#include "moves/tokens.h"

#include <stdint.h>

/* The hash of a word or a name. */
uint64_t named(const char *name);

/* Small words are themselves, others what they say back, the list they are in, their field of
 * meaning, or their ending. */
uint64_t kind_of(const struct senses *senses, const struct token *token);

#endif
