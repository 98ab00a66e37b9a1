/* Words as they are compared: both what was said and what was heard go through here, so that
 * spelling alone is never an error. It doesn't judge which words are the same. */
#ifndef SAYBACK_HEARING_TOKENS_H
#define SAYBACK_HEARING_TOKENS_H

#include <stddef.h>

enum { TOKEN_SIZE = 64 }; /* bytes with the NUL; longer words are cut */

struct token {
    char text[TOKEN_SIZE]; /* a-z, 0-9, inner apostrophes, other bytes as they came */
    double start_s;        /* NAN when unknown */
    double confidence;     /* 0..1; NAN when unknown */
    double posterior;      /* what that was made from; 0..1; NAN when unknown */
    int right;             /* 1 when the alignment found it right, else 0; -1 not aligned */
};

struct tokens {
    struct token *list; /* owned */
    size_t count;
    size_t capacity;
};

void tokens_init(struct tokens *t);
void tokens_done(struct tokens *t); /* back to init */

/* Appends the words of `text`: lower case; curly apostrophes become straight; whatever is no
 * letter, digit, apostrophe or byte over 127 parts words, hyphens too; apostrophes at either end of
 * a word are dropped. All get the same start, confidence and posterior. Ends the program when
 * memory runs out: this is for benches. */
void tokens_add(struct tokens *t, const char *text, double start_s, double confidence,
                double posterior);

#endif
