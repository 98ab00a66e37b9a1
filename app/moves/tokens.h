/* What the cues read: the words of a reply with contractions opened ("you've" is "you have"),
 * hesitations and stutters left out, each token with its classes. Private to the room. */
#ifndef SAYBACK_MOVES_TOKENS_H
#define SAYBACK_MOVES_TOKENS_H

#include "base/err.h"
#include "moves/lexicon.h"
#include "words/words.h"

#include <stdbool.h>
#include <string.h>

/* What else a word may have been. */
struct rival {
    char stem[WORD_TEXT_MAX]; /* "" for nothing */
    uint64_t hash;            /* of its text */
    uint32_t classes;
    double share; /* 0..1, how likely that is */
};

struct token {
    char text[WORD_TEXT_MAX];
    char stem[WORD_TEXT_MAX];
    uint64_t hash; /* of text */
    uint64_t bit;  /* hash_bit of hash */
    uint32_t classes;
    size_t word;           /* index of the word it came from; several tokens may share one */
    double confidence;     /* 0..1, of that word */
    struct rival rival;    /* of a word that is one token, and was recognised */
    double said_back;      /* how far it says a word of the prompt back (said_back.h) */
    char mark_before;      /* strongest mark between the token before and this one; 0 none */
    double pause_before_s; /* silence since the word before; 0 where unknown */
};

struct tokens {
    struct token *list; /* owned */
    size_t count;
};

/* `out` is written only on success; free with tokens_done. ERR_MEMORY. */
enum err tokens_from_words(const struct lexicon *lexicon, const struct words *said,
                           struct tokens *out);

/* The same for a caption: whatever is no letter, digit or apostrophe separates words. Invalid UTF-8
 * is read as far as it goes. */
enum err tokens_from_text(const struct lexicon *lexicon, const char *text, struct tokens *out);

void tokens_done(struct tokens *tokens);

/* Mean confidence of the tokens `first` to `end` (exclusive), 0..1; 0 for none. */
double tokens_heard(const struct token *tokens, size_t first, size_t end);

/* "um", "uh", "er" ... */
bool is_hesitation(const char *word);

/* Asked for every word of every clause that could be: hence in line. */
static inline bool token_is(const struct token *token, const char *text)
{
    return token->text[0] == text[0] && strcmp(token->text, text) == 0;
}

/* True when the token is one of `count` words. */
static inline bool token_is_one_of(const struct token *token, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (token_is(token, list[i]))
            return true;
    }
    return false;
}

#endif
