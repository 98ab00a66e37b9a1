/* Two models become one, and a large one small. */
#ifndef SAYBACK_LANGUAGE_MIX_H
#define SAYBACK_LANGUAGE_MIX_H

#include "model.h"

/* Every n-gram that either has, with `share` of b's probability and 1 - share of a's, written out
 * as one model (no look-up in two at run time). `out` is empty before. */
void mix(const struct model *a, const struct model *b, double share, struct model *out);

/* Drops the triples, then the pairs, whose loss raises the model's perplexity by less than
 * `threshold` (relative), and that no longer gram needs (Stolcke 1998, "Entropy-based pruning of
 * backoff language models"). `start` and `end` are the numbers of <s> and </s>. */
void prune(struct model *m, double threshold, uint32_t start, uint32_t end);

#endif
