/* The words that a conversation is likely to need, gathered from its texts, so that the recogniser
 * can be told of them: each once, spelled as the recogniser writes words. Pure; it neither knows
 * which words the recogniser has already nor how any of them sounds. */
#ifndef SAYBACK_VOCABULARY_H
#define SAYBACK_VOCABULARY_H

#include "base/err.h"
#include "words/words.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    VOCABULARY_WORDS_MAX = 2000,
    VOCABULARY_BYTES_MAX = 65532 /* of all words, one more for each: fits one message */
};

/* In the order of the bytes of its words, so that equal sets are equal lists. */
struct vocabulary {
    char (*list)[WORD_TEXT_MAX]; /* owned; each word: letters a to z, apostrophes between them */
    size_t count;
    size_t capacity;
    size_t bytes; /* of all words, one more for each */
};

void vocabulary_init(struct vocabulary *v);
void vocabulary_done(struct vocabulary *v); /* back to init */

/* True for what may stand in a vocabulary: 1 to 47 bytes, letters a to z, single apostrophes
 * between them. `length` in bytes. */
bool vocabulary_fits(const char *word, size_t length);

/* Adds every word of `text` (UTF-8; NULL is no words): in lower case, curly apostrophes straight,
 * the accents of Latin-1 taken off ("Zoë" is "zoe"), parted at hyphens. Words with a digit or with
 * a letter of another script, and words of 48 bytes and more, are left out; so are new words once
 * the vocabulary is full. ERR_MEMORY; the words before then stay. */
enum err vocabulary_add(struct vocabulary *v, const char *text);

/* The same, and for every word that starts with a capital its possessive too: of "Kestrel Freight"
 * also "kestrel's" and "freight's". For names of people, companies and products. */
enum err vocabulary_add_names(struct vocabulary *v, const char *text);

bool vocabulary_same(const struct vocabulary *a, const struct vocabulary *b);

/* Makes `to`, which is initialised, equal to `from`. ERR_MEMORY leaves it as it was. */
enum err vocabulary_copy(struct vocabulary *to, const struct vocabulary *from);

#endif
