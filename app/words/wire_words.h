/* The one message that carries a vocabulary: WORDS, parent to child. Pure, as wire.h. */
#ifndef SAYBACK_WIRE_WORDS_H
#define SAYBACK_WIRE_WORDS_H

#include "base/err.h"
#include "words/vocabulary.h"
#include "words/wire.h"

#include <stdbool.h>

/* Appends one WORDS message to `to`. ERR_MEMORY; then nothing was appended. */
enum err wire_put_vocabulary(struct wire_bytes *to, const struct vocabulary *v);

/* Makes `out`, which is initialised and empty, what the message holds: in order, each word once
 * and fit for a vocabulary. False when the payload is malformed or memory runs out; then `out` is
 * empty. */
bool wire_get_vocabulary(const struct wire_message *message, struct vocabulary *out);

#endif
