/* How a word that no dictionary has is likely to sound, in the phones of the acoustic model: by
 * flite's lexicon, and where that lacks it by its letter-to-sound rules. Only the child program has
 * it. It is a guess: fair for English names, poor for names that are spelled in another language's
 * way. One thread. */
#ifndef SAYBACK_PRONOUNCE_H
#define SAYBACK_PRONOUNCE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum { PHONES_MAX = 256 }; /* bytes with the NUL; no word of 47 letters has more */

/* Writes phones parted by single spaces ("K EH S T R AH L") for `word`, which fits a vocabulary.
 * A short word without a vowel is spelled, letter by letter. ERR_INPUT when nothing comes of it or
 * it has no room in `size` bytes; then `phones` is "". */
enum err pronounce(const char *word, char *phones, size_t size);

/* Appends the sound of 's to the phones of a word: Z, S or IH Z, as its last phone asks for. False
 * when there is no room; then nothing was appended. */
bool pronounce_possessive(char *phones, size_t size);

#endif
