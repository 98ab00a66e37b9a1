/* Reads the language model that the package pocketsphinx-en-us brings: a binary n-gram trie as
 * sphinxbase writes it. The library can ask it for a probability but can't list what it holds. */
#ifndef SAYBACK_LANGUAGE_PACKAGED_H
#define SAYBACK_LANGUAGE_PACKAGED_H

#include "model.h"

/* Adds the words of the file to `v` and its n-grams, sorted, to `m` (empty). False after a sentence
 * on standard error when it can't be read or is no such model. */
bool packaged_read(const char *path, struct vocabulary *v, struct model *m);

#endif
