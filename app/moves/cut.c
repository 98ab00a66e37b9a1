/* Where a clause begins: at the marks of typed text, at pauses in speech, and, for talk that runs
 * on without either, at words that begin a clause. */
#include "moves/reading.h"

/* Ours: pauses of 250 ms and more are pauses (scoring rules); decoder times are good to some tens
 * of ms. A long one cuts even after a word that leaves a phrase open ("and I ... need"). */
static const double pause_cuts_s = 0.3;
static const double pause_always_cuts_s = 1.2;

enum { COMMA_SIDE_MIN = 3, RUN_ON_MIN = 2 };

static bool is_strong_mark(char mark)
{
    return mark == '.' || mark == '?';
}

/* A pause or mark cuts here whatever the words are. */
static bool is_break(const struct token *tokens, size_t t)
{
    if (is_strong_mark(tokens[t].mark_before) || tokens[t].pause_before_s >= pause_always_cuts_s)
        return true;
    return tokens[t].pause_before_s >= pause_cuts_s &&
           (tokens[t - 1].classes & CLASS_DANGLING) == 0;
}

static bool turns_around(const struct token *token)
{
    static const char *const words[] = {"but", "however", "anyway", "anyways", "nevertheless"};
    return token_is_one_of(token, words, sizeof words / sizeof *words);
}

static bool joins(const struct token *token)
{
    static const char *const words[] = {"and", "so", "because", "then", "or"};
    return token_is_one_of(token, words, sizeof words / sizeof *words);
}

/* Says whether a cue that begins a clause matches from token t. */
static bool cue_starts(const struct reading *r, size_t t, size_t end)
{
    size_t last;
    for (size_t i = r->index.from[t]; i < r->index.from[t + 1]; i++) {
        size_t number = r->index.cues[i];
        if ((r->cues.entries[number].cue->flags & CUE_STARTS) != 0 &&
            pattern_matches(&r->cues.patterns, number, r->tokens.list, t, end, t, &last))
            return true;
    }
    return false;
}

bool cue_begins(const struct reading *r, size_t t)
{
    size_t count = r->tokens.count;
    return cue_starts(r, t, count < t + PIECE_TOKENS_MAX ? count : t + PIECE_TOKENS_MAX);
}

/* After these words what follows still belongs to the clause. */
static bool holds_on(const struct token *token)
{
    return (token->classes & (CLASS_DANGLING | CLASS_EMBED)) != 0;
}

size_t clause_start_before(const struct token *tokens, size_t t, size_t from)
{
    size_t at = t;
    while (at > from && ((tokens[at - 1].classes & CLASS_OPEN) != 0 || joins(&tokens[at - 1])))
        at--;
    /* "as well, let's": what holds on may hold on to an opener. */
    while (at > from && at < t && holds_on(&tokens[at - 1]) && tokens[at].mark_before == 0)
        at++;
    return at > from && holds_on(&tokens[at - 1]) && tokens[at].mark_before == 0 ? 0 : at;
}

static size_t tokens_to_next_mark(const struct tokens *tokens, size_t t)
{
    size_t n = 1;
    while (t + n < tokens->count && n < COMMA_SIDE_MIN && tokens->list[t + n].mark_before == 0)
        n++;
    return n;
}

/* A conjunction or a question word that goes on with a subject or an auxiliary. */
static bool opens_clause(const struct tokens *tokens, size_t t)
{
    if (t + 1 >= tokens->count)
        return false;
    const struct token *here = &tokens->list[t];
    const struct token *next = &tokens->list[t + 1];
    const struct token *before = &tokens->list[t - 1];
    if (joins(here))
        return (next->classes & (CLASS_SUBJECT | CLASS_WH)) != 0 &&
               !(token_is(here, "so") && token_is(next, "that")) &&
               (before->classes & CLASS_DANGLING) == 0;
    bool asks = token_is(here, "what") || token_is(here, "how") || token_is(here, "why");
    return asks && (next->classes & CLASS_AUX) != 0 &&
           (before->classes & (CLASS_EMBED | CLASS_DANGLING | CLASS_OPEN)) == 0;
}

static bool comma_cuts(const struct tokens *tokens, size_t t, size_t since)
{
    if (tokens->list[t].mark_before != ',')
        return false;
    return since >= COMMA_SIDE_MIN && tokens_to_next_mark(tokens, t) >= COMMA_SIDE_MIN;
}

void cut_pieces(const struct reading *r, bool *cut)
{
    const struct token *tokens = r->tokens.list;
    size_t count = r->tokens.count;
    size_t stop = 0; /* the next break: no cue reaches over it */
    size_t since = 0;
    for (size_t t = 0; t < count; t++, since++) {
        if (t == 0 || is_break(tokens, t)) {
            cut[t] = true;
            since = 0;
        }
        if (t >= stop) {
            stop = t + 1;
            while (stop < count && !is_break(tokens, stop))
                stop++;
        }
        if (cut[t])
            continue;
        bool comma = tokens[t].mark_before == ',';
        if (turns_around(&tokens[t]) || comma_cuts(&r->tokens, t, since) ||
            (since >= RUN_ON_MIN && opens_clause(&r->tokens, t)) || since >= PIECE_TOKENS_MAX)
            cut[t] = true;
        else if ((comma || !holds_on(&tokens[t - 1])) &&
                 cue_starts(r, t, stop < t + PIECE_TOKENS_MAX ? stop : t + PIECE_TOKENS_MAX))
            cut[clause_start_before(tokens, t, t - since)] = true;
        if (cut[t])
            since = 0;
    }
}
