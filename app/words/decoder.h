/* pocketsphinx, wrapped: chunks of sound in, their timed words out. Only the child program links
 * it, because the library may abort or exit. One thread. */
#ifndef SAYBACK_DECODER_H
#define SAYBACK_DECODER_H

#include "base/err.h"
#include "words/vocabulary.h"
#include "words/words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct decoder;

/* Checks and loads the model of `folder` (see model.h). ERR_SYSTEM with a sentence in `why`. */
enum err decoder_new(const char *folder, struct decoder **out, struct diag *why);
void decoder_free(struct decoder *d); /* NULL is allowed */

/* One chunk is decoded by begin, any number of pushes, end. Each gives ERR_SYSTEM when the library
 * refuses; ERR_MEMORY. After an error only decoder_free is left. */

/* `first`: it is the first chunk of a new reply, what was learnt of the one before is forgotten.
 * `quick`: the second pass is left out for this chunk. */
enum err decoder_begin(struct decoder *d, bool first, bool quick);

/* More of the chunk: mono, RATE_HZ. */
enum err decoder_push(struct decoder *d, const int16_t *samples, size_t count);

/* The chunk is complete: appends its words to `out`, times in seconds from the chunk's first
 * sample, in order, not overlapping. No words is no error. */
enum err decoder_end(struct decoder *d, struct words *out);

/* From the next chunk on, `words` can be heard too, in place of those given before. Words without a
 * pronunciation are passed over. ERR_SYSTEM, ERR_MEMORY: this decoder can't be used any more. */
enum err decoder_vocabulary(struct decoder *d, const struct vocabulary *words);

#endif
