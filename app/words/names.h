/* Gives a pocketsphinx decoder the words of a vocabulary that it lacks: a pronunciation to its
 * dictionary, a place in its language model. Only the child program has it.
 *
 * The library's own way (ps_add_word on a decoder at work) reads outside its memory with the
 * packaged language model; README.md says how, and what is done instead. */
#ifndef SAYBACK_NAMES_H
#define SAYBACK_NAMES_H

#include "base/err.h"
#include "words/vocabulary.h"

#include <stdbool.h>

struct ps_decoder_s;  /* pocketsphinx's ps_decoder_t */
struct ngram_model_s; /* sphinxbase's ngram_model_t */

struct names {
    bool changed;         /* the decoder is not as its files made it any more */
    const char *coaching; /* lent: path of the language model for when there is a vocabulary, that
                             is, for replies to a scenario; NULL: the one of -lm */
    struct vocabulary words; /* of now */
};

void names_done(struct names *n);

/* Lets `ps`, whose only n-gram search is the one of its -lm and which is between utterances, know
 * `v` instead of the vocabulary before. Words it knows anyway, and words for which no pronunciation
 * can be found, are passed over. What it hears afterwards depends on `v` alone, not on vocabularies
 * before it. About 0.3 s (dictionary and language model are read anew) unless there is nothing to
 * do. `n` starts as {0}. ERR_SYSTEM, ERR_MEMORY: the decoder can't be used any more. */
enum err names_set(struct names *n, struct ps_decoder_s *ps, const struct vocabulary *v);

/* Makes the search anew, so that changed settings count; the vocabulary stays. */
enum err names_renew(struct names *n, struct ps_decoder_s *ps);

/* The language model of its search; lent, until the next of the functions above. NULL: none. */
struct ngram_model_s *names_language(struct ps_decoder_s *ps);

#endif
