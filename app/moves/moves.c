#include "moves/moves.h"

#include "base/utf8.h"
#include "moves/explain.h"
#include "moves/verdict.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Below these a reply is too short to judge (scoring rules). */
static const double speech_min_s = 3.0;
enum { WORDS_MIN = 8 };

/* Below these a verdict would be a guess: it is as likely wrong as right, or hardly a word was
 * understood (mean confidence). README.md has the figures. */
static const double verdict_min = 0.5;
static const double hearing_min = 0.4;

void moves_init(struct moves *m)
{
    *m = (struct moves){.verdict = VERDICT_UNCLEAR, .outcome = OUTCOME_AGAIN};
}

void moves_done(struct moves *m)
{
    free(m->clauses);
    moves_init(m);
}

void moves_make_unclear(struct moves *m, const char *reason)
{
    m->verdict = VERDICT_UNCLEAR;
    m->outcome = OUTCOME_AGAIN;
    m->confidence = 0;
    (void)utf8_copy(m->why, sizeof m->why, reason);
}

const struct clause *moves_first(const struct moves *m, enum move move)
{
    for (size_t i = 0; i < m->clause_count; i++) {
        if (m->clauses[i].move == move)
            return &m->clauses[i];
    }
    return NULL;
}

/* What moves_read works on. */
struct work {
    const struct words *said;
    const struct moves_model *model;
    struct reading reading;
    struct findings found;
};

/* The first word of clause `i`. Hesitations right before a clause belong to it, unless a mark says
 * otherwise; the first clause takes everything before it. */
static size_t first_word_of(const struct work *w, size_t i)
{
    if (i == 0)
        return 0;
    const struct token *tokens = w->reading.tokens.list;
    size_t word = tokens[w->found.list[i].first].word;
    size_t after = tokens[w->found.list[i].first - 1].word + 1;
    while (word > after && w->said->list[word - 1].mark == 0)
        word--;
    return word;
}

static void fill_clause(const struct work *w, size_t i, size_t end, struct clause *clause)
{
    const struct found *found = &w->found.list[i];
    clause->move = found->move;
    clause->confidence = found->confidence;
    clause->word_count = end - clause->first_word;
    clause->start_s = w->said->list[clause->first_word].start_s;
    clause->end_s = w->said->list[end - 1].end_s;
    explain_clause(&w->reading, w->model, &w->found.features, found, clause->why,
                   sizeof clause->why);
}

/* A reply without a single word to read: one clause, if there are words at all. */
static void fill_empty(const struct words *said, struct moves *m)
{
    if (said->count == 0)
        return;
    m->clause_count = 1;
    m->clauses[0] = (struct clause){.move = MOVE_OTHER,
                                    .word_count = said->count,
                                    .start_s = said->list[0].start_s,
                                    .end_s = said->list[said->count - 1].end_s,
                                    .confidence = 1,
                                    .why = "no words that mean anything"};
}

static void fill_clauses(const struct work *w, struct moves *m)
{
    if (w->found.count == 0) {
        fill_empty(w->said, m);
        return;
    }
    for (size_t i = 0; i < w->found.count; i++) {
        size_t first = first_word_of(w, i);
        size_t end = i + 1 < w->found.count ? first_word_of(w, i + 1) : w->said->count;
        struct clause *clause = &m->clauses[m->clause_count++];
        *clause = (struct clause){.first_word = first};
        fill_clause(w, i, end, clause);
    }
}

static size_t count_spoken(const struct words *said)
{
    size_t count = 0;
    for (size_t i = 0; i < said->count; i++)
        count += said->list[i].text[0] != '\0' && !is_hesitation(said->list[i].text);
    return count;
}

static const char *const verdict_sentences[VERDICT_COUNT] = {
    [VERDICT_EMPATHY_FIRST] = "Empathy came before direction: ",
    [VERDICT_ADVICE_FIRST] = "Direction came before empathy: ",
    [VERDICT_EMPATHY_ONLY] = "Empathy, and no direction: ",
    [VERDICT_NO_EMPATHY] = "Nothing that names their feeling or says their side back",
    [VERDICT_FALSE_EMPATHY] = "What sounds like empathy takes itself back: ",
};

/* The same in the middle of a sentence. */
static const char *const verdict_phrases[VERDICT_COUNT] = {
    [VERDICT_UNCLEAR] = "something else",
    [VERDICT_TOO_SHORT] = "too little",
    [VERDICT_EMPATHY_FIRST] = "empathy first",
    [VERDICT_ADVICE_FIRST] = "advice first",
    [VERDICT_EMPATHY_ONLY] = "empathy alone",
    [VERDICT_NO_EMPATHY] = "no empathy",
    [VERDICT_FALSE_EMPATHY] = "empathy that is taken back",
};

/* The move whose first clause shows best why the verdict is what it is. */
static const struct clause *witness(const struct moves *m)
{
    if (m->verdict == VERDICT_FALSE_EMPATHY)
        return moves_first(m, MOVE_MINIMISING);
    if (m->verdict == VERDICT_NO_EMPATHY)
        return NULL;
    if (m->verdict != VERDICT_ADVICE_FIRST)
        return moves_first(m, MOVE_EMPATHY);
    for (size_t i = 0; i < m->clause_count; i++) {
        const struct clause *c = &m->clauses[i];
        if (c->move == MOVE_ADVICE || c->move == MOVE_EXPECTATION || c->move == MOVE_COMMAND)
            return c;
    }
    return NULL;
}

static void explain_verdict(const struct words *said, struct moves *m)
{
    char quote[CLAUSE_WHY_MAX] = "";
    const struct clause *clause = witness(m);
    if (clause != NULL)
        quote_words(said, clause->first_word, clause->first_word + clause->word_count, quote,
                    sizeof quote);
    (void)utf8_copy(m->why, sizeof m->why, verdict_sentences[m->verdict]);
    size_t length = strlen(m->why);
    (void)utf8_copy(m->why + length, sizeof m->why - length, quote);
    length = strlen(m->why);
    (void)utf8_copy(m->why + length, sizeof m->why - length, ".");
}

/* What the words were found to mean, unless that is a guess. */
static void judge(const struct work *w, struct moves *m)
{
    m->verdict = w->found.verdict;
    m->confidence = w->found.confidence;
    if (w->found.heard < hearing_min) {
        moves_make_unclear(m, "Too few words were understood well enough.");
    } else if (m->confidence < verdict_min) {
        char why[CLAUSE_WHY_MAX];
        (void)snprintf(why, sizeof why, "It sounded like %s, but also like %s: too close to call.",
                       verdict_phrases[w->found.verdict], verdict_phrases[w->found.rival]);
        moves_make_unclear(m, why);
    } else {
        explain_verdict(w->said, m);
    }
}

static bool is_too_short(const struct words *said, double speech_s)
{
    return count_spoken(said) < WORDS_MIN || (!isnan(speech_s) && speech_s < speech_min_s);
}

static void make_too_short(struct moves *m)
{
    m->verdict = VERDICT_TOO_SHORT;
    m->confidence = 1;
    (void)snprintf(m->why, sizeof m->why,
                   "Under %d words or %.0f seconds of speech is too short to tell.", WORDS_MIN,
                   speech_min_s);
}

static enum err work_new(const struct moves_model *model, const struct words *said,
                         const struct moves_prompt *prompt, const bool *cuts, struct work *w)
{
    *w = (struct work){.said = said, .model = model};
    enum err err = reading_open(&model->basics, said, prompt, &w->reading);
    if (err != ERR_NONE)
        return err;
    err = findings_new(model, &w->reading, cuts, &w->found);
    if (err != ERR_NONE)
        reading_done(&w->reading);
    return err;
}

enum err moves_read(const struct moves_model *model, const struct words *said,
                    const struct moves_prompt *prompt, double speech_s, struct moves *m)
{
    return moves_read_cut(model, said, prompt, speech_s, NULL, m);
}

enum err moves_read_cut(const struct moves_model *model, const struct words *said,
                        const struct moves_prompt *prompt, double speech_s, const bool *cuts,
                        struct moves *m)
{
    moves_done(m);
    struct work w;
    enum err err = work_new(model, said, prompt, cuts, &w);
    if (err != ERR_NONE)
        return err;
    m->clauses = calloc(w.found.count + 1, sizeof *m->clauses);
    if (m->clauses != NULL) {
        fill_clauses(&w, m);
        if (is_too_short(said, speech_s))
            make_too_short(m);
        else
            judge(&w, m);
        m->outcome = moves_outcome(m->verdict, m->clauses, m->clause_count, prompt->expects);
    }
    findings_done(&w.found);
    reading_done(&w.reading);
    return m->clauses != NULL ? ERR_NONE : ERR_MEMORY;
}
