#include "moves/moves.h"

#include "base/utf8.h"
#include "moves/reading.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Below these a reply is too short to judge (scoring rules). */
static const double speech_min_s = 3.0;
enum { WORDS_MIN = 8 };

/* Below these a verdict would be a guess. Ours: chosen so that what remains is right about nine
 * times in ten on our own development sentences (README.md has the figures). */
static const double verdict_min = 0.45;
static const double surest = 0.97; /* two people do not agree more often */
static const double margin_min = 0.08;
static const double hearing_min = 0.2; /* mean word confidence */
static const double fair_hearing = 0.5;
static const double telling_clause = 0.7;
static const double known_min = 0.25; /* share of words in clauses with any cue */

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

static void reading_done(struct reading *r)
{
    prompt_words_done(&r->prompt);
    cue_index_done(&r->index);
    tokens_done(&r->tokens);
    cue_set_done(&r->cues);
    free(r->lexicon);
    free(r->pieces);
}

/* Typed words come with marks, recognised ones without. */
static bool has_marks(const struct words *said)
{
    for (size_t i = 0; i < said->count; i++) {
        if (said->list[i].mark != 0)
            return true;
    }
    return false;
}

static enum err find_cuts(const struct reading *r, bool *cut)
{
    size_t count = r->tokens.count;
    if (!has_marks(r->said))
        return segment_pieces(r, cut);
    cut_pieces(r, cut);
    for (size_t t = 0, end; t < count; t = end) {
        for (end = t + 1; end < count && !cut[end];)
            end++;
        split_piece(r, t, end, cut);
    }
    return ERR_NONE;
}

static enum err make_pieces(struct reading *r)
{
    size_t count = r->tokens.count;
    size_t pieces = 0;
    bool *cut = calloc(count + 1, sizeof *cut);
    if (cut == NULL || find_cuts(r, cut) != ERR_NONE) {
        free(cut);
        return ERR_MEMORY;
    }
    for (size_t t = 0; t < count; t++)
        pieces += cut[t];
    r->pieces = calloc(pieces + 1, sizeof *r->pieces);
    if (r->pieces != NULL) {
        for (size_t t = 0; t < count; t++) {
            if (cut[t])
                r->pieces[r->piece_count++].first = t;
            r->pieces[r->piece_count - 1].end = t + 1;
        }
    }
    free(cut);
    return r->pieces != NULL ? ERR_NONE : ERR_MEMORY;
}

/* Everything up to and with the moves of the pieces. */
static enum err reading_new(const struct words *said, const struct moves_prompt *prompt,
                            struct reading *r)
{
    *r = (struct reading){.said = said, .lexicon = malloc(sizeof *r->lexicon)};
    if (r->lexicon == NULL)
        return ERR_MEMORY;
    lexicon_init(r->lexicon);
    enum err err = cue_set_new(&r->cues, NULL);
    if (err == ERR_NONE)
        err = tokens_from_words(r->lexicon, said, &r->tokens);
    if (err == ERR_NONE)
        err = cue_index_new(r);
    if (err == ERR_NONE)
        err = prompt_words_new(r->lexicon, prompt->caption, prompt->vocabulary,
                               prompt->vocabulary_count, &r->prompt);
    if (err == ERR_NONE) {
        mark_said_back(&r->prompt, &r->tokens);
        err = make_pieces(r);
    }
    if (err != ERR_NONE) {
        reading_done(r);
        return err;
    }
    for (size_t i = 0; i < r->piece_count; i++)
        classify_piece(r, &r->pieces[i]);
    apply_sequence_rules(r);
    return ERR_NONE;
}

/* The first word of piece `i`. Hesitations right before a clause belong to it, unless a mark says
 * otherwise; the first clause takes everything before it. */
static size_t first_word_of(const struct reading *r, size_t i)
{
    if (i == 0)
        return 0;
    size_t word = r->tokens.list[r->pieces[i].first].word;
    size_t after = r->tokens.list[r->pieces[i].first - 1].word + 1;
    while (word > after && r->said->list[word - 1].mark == 0)
        word--;
    return word;
}

static void fill_clause(const struct reading *r, size_t i, size_t end, struct clause *clause)
{
    const struct piece *piece = &r->pieces[i];
    clause->move = piece->move;
    clause->confidence = piece->p[piece->move];
    clause->word_count = end - clause->first_word;
    clause->start_s = r->said->list[clause->first_word].start_s;
    clause->end_s = r->said->list[end - 1].end_s;
    explain_piece(r, piece, clause->why, sizeof clause->why);
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

/* One word can hold two pieces ("let's" never, a broken recogniser perhaps): then the first keeps
 * it and the second has no words of its own and is left out. */
static void fill_clauses(const struct reading *r, struct moves *m)
{
    if (r->piece_count == 0) {
        fill_empty(r->said, m);
        return;
    }
    for (size_t i = 0; i < r->piece_count; i++) {
        size_t first = first_word_of(r, i);
        size_t end = i + 1 < r->piece_count ? first_word_of(r, i + 1) : r->said->count;
        if (end <= first)
            continue;
        struct clause *clause = &m->clauses[m->clause_count++];
        *clause = (struct clause){.first_word = first};
        fill_clause(r, i, end, clause);
    }
}

static size_t count_spoken(const struct words *said)
{
    size_t count = 0;
    for (size_t i = 0; i < said->count; i++)
        count += said->list[i].text[0] != '\0' && !is_hesitation(said->list[i].text);
    return count;
}

static double mean_confidence(const struct tokens *tokens)
{
    double sum = 0;
    for (size_t i = 0; i < tokens->count; i++)
        sum += tokens->list[i].confidence;
    return tokens->count > 0 ? sum / (double)tokens->count : 0;
}

/* Share of the words that stand in a clause in which at least one cue was found. */
static double known_share(const struct reading *r)
{
    size_t known = 0;
    for (size_t i = 0; i < r->piece_count; i++) {
        const struct piece *piece = &r->pieces[i];
        if (piece->hit_count > 0 || piece->echo_count > 0)
            known += piece->end - piece->first;
    }
    return r->tokens.count > 0 ? (double)known / (double)r->tokens.count : 0;
}

/* What the words say is no surer than the words: a move may have been said where nothing that tells
 * was heard. Fitted to the reliability table of the README, coarsely. */
static double temper(const struct reading *r, double confidence)
{
    double heard = mean_confidence(&r->tokens);
    double hearing = fmin(1, 0.8 + 0.8 * (heard - 0.4));
    double gaps = 0.6 * (1 - known_share(r)) * (1 - heard);
    return confidence * surest * fmax(0, hearing) * (1 - gaps);
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

/* "No empathy" from words that were heard badly, with no clause that clearly is something else. */
static bool is_guess(const struct reading *r, const struct moves *m)
{
    if (m->verdict != VERDICT_NO_EMPATHY || mean_confidence(&r->tokens) >= fair_hearing)
        return false;
    for (size_t i = 0; i < r->piece_count; i++) {
        const struct piece *piece = &r->pieces[i];
        if (piece->move != MOVE_OTHER && piece->p[piece->move] >= telling_clause)
            return false;
    }
    return true;
}

static void judge(const struct reading *r, const struct moves_prompt *prompt, struct moves *m)
{
    enum verdict rival;
    double rival_confidence;
    m->verdict =
        decide_verdict(r->pieces, r->piece_count, &m->confidence, &rival, &rival_confidence);
    bool close = m->confidence - rival_confidence < margin_min;
    m->confidence = temper(r, m->confidence);
    if (mean_confidence(&r->tokens) < hearing_min) {
        moves_make_unclear(m, "Too few words were understood well enough.");
    } else if (known_share(r) < known_min) {
        moves_make_unclear(
            m,
            "Too little of it was understood: most of the words say nothing that can be judged.");
    } else if (is_guess(r, m)) {
        moves_make_unclear(m, "Badly heard, and nothing telling in what was understood.");
    } else if (m->confidence < verdict_min || close) {
        char why[CLAUSE_WHY_MAX];
        (void)snprintf(why, sizeof why, "It sounded like %s, but also like %s: too close to call.",
                       verdict_phrases[m->verdict], verdict_phrases[rival]);
        moves_make_unclear(m, why);
    } else {
        explain_verdict(r->said, m);
    }
    m->outcome = moves_outcome(m->verdict, m->clauses, m->clause_count, prompt->expects);
}

static bool is_too_short(const struct words *said, double speech_s)
{
    return count_spoken(said) < WORDS_MIN || (!isnan(speech_s) && speech_s < speech_min_s);
}

enum err moves_read(const struct words *said, const struct moves_prompt *prompt, double speech_s,
                    struct moves *m)
{
    moves_done(m);
    struct reading r;
    enum err err = reading_new(said, prompt, &r);
    if (err != ERR_NONE)
        return err;
    m->clauses = calloc(r.piece_count + 1, sizeof *m->clauses);
    if (m->clauses == NULL) {
        err = ERR_MEMORY;
        goto out;
    }
    fill_clauses(&r, m);
    if (is_too_short(said, speech_s)) {
        m->verdict = VERDICT_TOO_SHORT;
        m->outcome = OUTCOME_AGAIN;
        m->confidence = 1;
        (void)snprintf(m->why, sizeof m->why,
                       "Under %d words or %.0f seconds of speech is too short to tell.", WORDS_MIN,
                       speech_min_s);
    } else {
        judge(&r, prompt, m);
    }
out:
    reading_done(&r);
    return err;
}
