/* Where a clause may begin, and in what kind of way. */
#include "moves/features.h"

/* Most tokens that one word opens into. */
enum { TOKENS_OF_A_WORD = 3 };

/* Silence before a clause that sets it apart, and the least that may be one behind a word that
 * hangs in the air, in s. Ours. */
static const double apart_s = 0.5;
static const double breath_s = 0.1;

static int start_kind(const struct token *token)
{
    static const char *const turns[] = {"but", "however", "though", "nevertheless", "yet", "still"};
    if (token_is_one_of(token, turns, sizeof turns / sizeof *turns))
        return START_BUT;
    bool apart =
        token->mark_before == '.' || token->mark_before == '?' || token->pause_before_s >= apart_s;
    return apart ? START_APART : START_PLAIN;
}

/* A word that opens into several tokens is never cut, nor is what hangs together. */
static bool may_cut(const struct token *token, bool must)
{
    const struct token *before = token - 1;
    bool hangs = (before->classes & CLASS_HANGING) != 0 && token->mark_before == 0 &&
                 token->pause_before_s < breath_s;
    return before->word != token->word && (must || !hangs);
}

void mark_starts(const struct reading *r, struct features *f)
{
    size_t last = 0;
    for (size_t t = 0; t < f->count; t++) {
        const struct token *token = &r->tokens.list[t];
        /* Nothing but small words for a whole clause: then anywhere between two words. */
        bool must = t - last + TOKENS_OF_A_WORD >= CLAUSE_TOKENS_MAX;
        f->may_cut[t] = t == 0 || may_cut(token, must);
        f->start_kind[t] = (unsigned char)start_kind(token);
        last = f->may_cut[t] ? t : last;
    }
}
