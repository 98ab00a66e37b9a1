/* Labelled replies as assets/language/replies/README.md describes them, and what the recogniser
 * made of them when they were spoken. */
#ifndef REPLIES_H
#define REPLIES_H

#include "moves/move.h"
#include "words/words.h"

#include <stdbool.h>

enum { PROMPT_MAX = 1200, KEY_MAX = 80 };

struct reply {
    char situation[KEY_MAX]; /* "back-to-square-one/opening" */
    char prompt[PROMPT_MAX]; /* the rep's words */
    move_set expects;
    enum verdict verdict;
    struct words words;
    size_t *clause_of; /* owned; the clause of each word */
    enum move *moves;  /* owned; of each clause */
    size_t clause_count;
    int line;
};

struct replies {
    struct reply *list;
    size_t count;
};

/* Appends the replies of a file. Prints what is wrong and exits with 1. */
void replies_read(struct replies *r, const char *path);
void replies_done(struct replies *r);

/* True when its words have times, which only recognised words have. */
bool reply_heard(const struct reply *r);

#endif
