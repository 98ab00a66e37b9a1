/* What the prompt is about, so that words of it said back can be told: stems, numbers, and a few
 * groups of words that mean nearly the same. Private to the room. */
#ifndef SAYBACK_MOVES_SAID_BACK_H
#define SAYBACK_MOVES_SAID_BACK_H

#include "moves/tokens.h"

enum { ECHOES_MAX = 4, PROMPT_KEYS_MAX = 2048 };

struct prompt_words {
    uint64_t *keys; /* owned, sorted */
    size_t count;
};

/* ERR_MEMORY. `caption` and `vocabulary` may be NULL. `out` is written only on success. */
enum err prompt_words_new(const struct lexicon *lexicon, const char *caption,
                          const char *const *vocabulary, size_t vocabulary_count,
                          struct prompt_words *out);
void prompt_words_done(struct prompt_words *prompt);

/* How far the token says a word of the prompt back: 1 for that word or one of its group, less for
 * a doubtful word that sounds like it, 0 for others. Function words never do. */
double says_back(const struct prompt_words *prompt, const struct token *token);

/* Sets `said_back` of every token. */
void mark_said_back(const struct prompt_words *prompt, struct tokens *tokens);

#endif
