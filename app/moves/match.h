/* The little language in which cues are written, and its matcher. Elements are separated by spaces:
 *
 *   word          that word, contractions opened ("i am", "do not", "let us")
 *   a|b|[feel]    any of these words or classes (lists.c)
 *   !a|b          one word that is none of these
 *   x?            may be missing
 *   ..  ...       a gap of up to 2, of up to 5 words, which never jumps over "not", "but" or "if"
 *   <             the clause, or a part set off by a mark or a pause, begins here (openers such as
 *                 "okay, so" may come before)
 *   >             it ends here
 *
 * Soft words ("really", "still") may stand between any two elements. Private to the room. */
#ifndef SAYBACK_MOVES_MATCH_H
#define SAYBACK_MOVES_MATCH_H

#include "moves/tokens.h"

enum { PATTERN_ELEMENTS_MAX = 14 };

enum element_kind { ELEMENT_WORD, ELEMENT_GAP, ELEMENT_START, ELEMENT_END };

struct alternative {
    uint64_t hash; /* 0: by class */
    uint32_t classes;
};

struct element {
    enum element_kind kind;
    bool optional;
    bool negated;
    bool small;   /* nothing but small words, which recognisers lose and change */
    size_t gap;   /* longest, in tokens */
    size_t first; /* alternative */
    size_t count;
};

struct pattern {
    size_t first; /* element */
    size_t count;
    bool forgives; /* still says enough with one small word wrong */
    /* What its first word can be, to refuse most places at once. */
    uint64_t head_bits; /* one bit for each alternative's hash */
    uint32_t head_classes;
};

/* Patterns compiled into three flat arrays. */
struct pattern_set {
    struct pattern *patterns;
    struct element *elements;
    struct alternative *alternatives;
    size_t pattern_count, element_count, alternative_count;
};

/* Compiles `count` patterns. ERR_MEMORY; ERR_INPUT for a pattern that is not in the language,
 * whose index is then in *bad (may be NULL). The first word may not be optional. `out` is written
 * only on success. */
enum err pattern_set_new(const char *const *texts, size_t count, struct pattern_set *out,
                         size_t *bad);
void pattern_set_done(struct pattern_set *set);

/* False where pattern `index` can't match because of its first word: cheap, to be asked first. */
static inline bool pattern_may_match(const struct pattern_set *set, size_t index,
                                     const struct token *token)
{
    const struct pattern *pattern = &set->patterns[index];
    return (pattern->head_bits & token->bit) != 0 || (pattern->head_classes & token->classes) != 0;
}

/* True when pattern `index` matches from token `at` within [start, end); then *last is the token
 * behind the match. */
bool pattern_matches(const struct pattern_set *set, size_t index, const struct token *tokens,
                     size_t start, size_t end, size_t at, size_t *last);

/* The same where one small word was lost, or misheard as another: true when it matches so. To be
 * asked when pattern_matches is false. */
bool pattern_nearly_matches(const struct pattern_set *set, size_t index, const struct token *tokens,
                            size_t start, size_t end, size_t at, size_t *last);

/* False when neither of the two matches from token `at`, wherever clauses begin and end: asked once
 * for many ways to cut. */
bool pattern_could_match(const struct pattern_set *set, size_t index, const struct token *tokens,
                         size_t count, size_t at);

#endif
