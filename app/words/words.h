/* What was said: timed words with confidence. Plain data that other rooms read. */
#ifndef SAYBACK_WORDS_H
#define SAYBACK_WORDS_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/* A word less likely to be right than to be wrong is shown as doubtful. Ours: a card greys what its
 * reader had better not believe, and nothing else. */
#define WORD_DOUBTFUL_BELOW 0.5

enum {
    WORD_TEXT_MAX = 48,     /* bytes with the NUL; the longest dictionary word has 34 */
    WORDS_COUNT_MAX = 20000 /* more than two hours of talk; a bound for what comes from outside */
};

struct word {
    char text[WORD_TEXT_MAX];  /* UTF-8, lower case, no variant suffix ("and", not "and(2)") */
    double start_s;            /* on the recording's time line; NAN for typed words */
    double end_s;              /* exclusive */
    double confidence;         /* 0..1, that it was said; 1 for typed words */
    double posterior;          /* 0..1, the recogniser's own opinion of that; 1 for typed words */
    char rival[WORD_TEXT_MAX]; /* what else it may have been, written alike; "" for nothing */
    double rival_posterior;    /* 0..1, of that; 0 for nothing */
    char mark; /* punctuation that follows a typed word: ',' weak, '.' or '?' strong; 0 none */
};

struct words {
    struct word *list; /* owned */
    size_t count;
    size_t capacity;
};

void words_init(struct words *w);
void words_done(struct words *w); /* back to init */

/* True when it may well not have been said: under WORD_DOUBTFUL_BELOW, or a confidence that is no
 * number. Typed words never are. Here whole, so that who only shows words needs nothing but this.
 */
static inline bool word_doubtful(const struct word *word)
{
    return !(word->confidence >= WORD_DOUBTFUL_BELOW);
}

/* Appends a copy. ERR_MEMORY, or ERR_INPUT past WORDS_COUNT_MAX; then nothing was added. */
enum err words_add(struct words *w, const struct word *word);

/* Splits typed text: lower-cased words of letters, digits and inner apostrophes and hyphens, with
 * the punctuation behind them as marks (",;:" and dashes weak, ".!" '.', "?" '?'). Appends to `w`.
 * Curly apostrophes become straight ones. ERR_INPUT when `text` is no valid UTF-8 or too long, with
 * the reason in `why` (may be NULL). */
enum err words_from_text(struct words *w, const char *text, struct diag *why);

/* The words joined by single spaces; the caller frees. NULL when out of memory. "" for none. */
char *words_text(const struct words *w);

/* The same, with every doubtful word in brackets and questioned, as transcripts have it: "i
 * [here?] you". */
char *words_text_marked(const struct words *w);

#endif
