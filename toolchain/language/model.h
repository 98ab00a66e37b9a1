/* An n-gram model of up to three words while it is being made: numbered words, and for every order
 * the word sequences with their probability and back-off weight. It reads and writes no files.
 * One thread. Every allocation that fails ends the program: this is a tool of the build. */
#ifndef SAYBACK_LANGUAGE_MODEL_H
#define SAYBACK_LANGUAGE_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ORDER_MAX = 3 };
enum { WORD_NONE = UINT32_MAX };

/* Words by number, in the order in which they were added. */
struct vocabulary {
    char **words; /* owned */
    uint32_t count;
    uint32_t capacity;
    uint32_t *slots; /* owned: open addressing, WORD_NONE where free */
    uint32_t slot_count;
};

void vocabulary_done(struct vocabulary *v);
uint32_t vocabulary_add(struct vocabulary *v, const char *word); /* the number it has or gets */
uint32_t vocabulary_find(const struct vocabulary *v, const char *word); /* or WORD_NONE */

struct gram {
    uint32_t word[ORDER_MAX]; /* oldest first; what the order does not use is 0 */
    double p;                 /* of the last word after the others, 0..1 */
    double backoff;           /* factor for words that do not follow this sequence; 1: none do */
};

struct table {
    struct gram *list; /* owned; sorted by `word` once table_sort was called */
    size_t count;
    size_t capacity;
};

struct model {
    struct table order[ORDER_MAX]; /* [0]: single words */
};

void model_done(struct model *m);
struct gram *table_add(struct table *t, const uint32_t *words, int order);
void table_sort(struct table *t);
struct gram *table_find(const struct table *t, const uint32_t *words, int order); /* or NULL */

/* The probability of words[count - 1] after the ones before it, backing off where it must; 0 for a
 * word that the model does not have. Tables are sorted; count is 1 to ORDER_MAX. */
double model_p(const struct model *m, const uint32_t *words, int count);

/* Makes every back-off weight what the probabilities ask for, lowest order first, so that what
 * follows any sequence sums to one. */
void model_normalise(struct model *m);

/* What is spread over the words that are not listed after `history` (`count` words), and what the
 * shorter history gives to those words. Their ratio is the back-off weight. */
struct rest {
    double here;
    double shorter;
};
struct rest model_rest(const struct model *m, const uint32_t *history, int count);

void *must(void *memory); /* ends the program with a sentence when it is NULL */

#endif
