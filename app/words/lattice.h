/* The word lattice that a decoder's search leaves, as arcs with probabilities: what else could have
 * been said, and how likely. The library has probabilities of its own, from pairs of words and with
 * the language model weighed far more than in the search; these are from triples, with the weights
 * that README.md measures. Only the child program has it. */
#ifndef SAYBACK_LATTICE_H
#define SAYBACK_LATTICE_H

#include "base/err.h"
#include "words/consensus.h"

struct ps_decoder_s;  /* pocketsphinx's ps_decoder_t */
struct ngram_model_s; /* sphinxbase's ngram_model_t */

/* Reads the lattice of the utterance that `ps` has just ended. Words are numbered as `lm` does, the
 * language model of its search, and one more. Frames count from the beginning of the utterance.
 * Without a lattice (nothing was heard) it is empty. The caller frees with lattice_done.
 * ERR_MEMORY. */
enum err lattice_read(struct lattice *out, struct ps_decoder_s *ps, struct ngram_model_s *lm);

void lattice_done(struct lattice *l);

#endif
