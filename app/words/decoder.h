/* pocketsphinx, wrapped: one chunk of sound in, its timed words out. Only the child program links
 * it, because the library may abort or exit. One thread. */
#ifndef SAYBACK_DECODER_H
#define SAYBACK_DECODER_H

#include "base/err.h"
#include "words/vocabulary.h"
#include "words/words.h"

#include <stddef.h>
#include <stdint.h>

struct decoder;

/* Loads the model of `folder` (see model.h). ERR_SYSTEM with a sentence in `why`. */
enum err decoder_new(const char *folder, struct decoder **out, struct diag *why);
void decoder_free(struct decoder *d); /* NULL is allowed */

/* Decodes `count` samples (mono, RATE_HZ) as one utterance and appends its words to `out`, times in
 * seconds from the first sample, in order, not overlapping. No words is no error. ERR_SYSTEM when
 * the library refuses, ERR_MEMORY. */
enum err decoder_run(struct decoder *d, const int16_t *samples, size_t count, struct words *out);

/* From the next chunk on, `words` can be heard too, in place of those given before. Words without a
 * pronunciation are passed over. ERR_SYSTEM, ERR_MEMORY: this decoder can't be used any more. */
enum err decoder_vocabulary(struct decoder *d, const struct vocabulary *words);

#endif
