/* Why a clause is taken for its move, in plain language. Private to the room. */
#ifndef SAYBACK_MOVES_EXPLAIN_H
#define SAYBACK_MOVES_EXPLAIN_H

#include "moves/verdict.h"

/* One line: what its cues say, which words of the prompt it says back, or else the words that told
 * most. */
void explain_clause(const struct reading *r, const struct moves_model *model,
                    const struct features *features, const struct found *found, char *out,
                    size_t size);

/* Words `from` to `to` (exclusive) of the reply in quotes, made fit to print. Doubtful ones are
 * bracketed and questioned, as everywhere. */
void quote_words(const struct words *said, size_t from, size_t to, char *out, size_t size);

#endif
