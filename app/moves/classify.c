/* One piece by itself: the cues that match, the words of the prompt it says back, the score of each
 * move, and from the scores their probabilities. */
#include "moves/reading.h"

#include <math.h>

/* What a clause is before a word of it is known, as log odds: mostly nothing that counts. The
 * weights of the cues are on the same scale. Ours. */
static const double prior[MOVE_COUNT] = {
    [MOVE_OTHER] = 1.7,          [MOVE_EMPATHY] = 0.0,
    [MOVE_OPEN_QUESTION] = -0.7, [MOVE_CLOSED_QUESTION] = -0.8,
    [MOVE_EXPECTATION] = -0.4,   [MOVE_SUPPORT] = -0.7,
    [MOVE_ADVICE] = -0.2,        [MOVE_COMMAND] = -0.8,
    [MOVE_MINIMISING] = -0.4,    [MOVE_LETTING_OFF] = -0.8,
};

double prior_of(enum move move)
{
    return prior[move];
}

/* What a formula alone can reach: less than the prior of `other`. */
static const double formula_most = 1.2;

/* A second cue over the same words says little that is new. */
static const double overlap_share = 0.3;

/* Where little was understood, that no cue is found says less. */
static const double other_least = 0.75;

/* What a cue with one small word wrong is worth. */
static const double nearly_share = 0.5;

/* What the first, second ... word of the prompt said back is worth. */
static const double echo_weights[ECHOES_MAX] = {1.2, 0.9, 0.6, 0.4};

/* Words that were hardly understood count less, but never nothing: a cue of three words that
 * appears by mishearing is rare. */
static double trust(const struct token *tokens, size_t first, size_t end)
{
    return 0.6 + 0.4 * tokens_heard(tokens, first, end);
}

/* Keeps the strongest hits when there are too many. */
static void add_hit(struct piece *piece, const struct hit *hit)
{
    if (piece->hit_count < PIECE_HITS_MAX) {
        piece->hits[piece->hit_count++] = *hit;
        return;
    }
    size_t weakest = 0;
    for (size_t i = 1; i < PIECE_HITS_MAX; i++) {
        if (fabs(piece->hits[i].weight) < fabs(piece->hits[weakest].weight))
            weakest = i;
    }
    if (fabs(hit->weight) > fabs(piece->hits[weakest].weight))
        piece->hits[weakest] = *hit;
}

static bool has_hit_of(const struct piece *piece, const struct cue *cue)
{
    for (size_t i = 0; i < piece->hit_count; i++) {
        if (piece->hits[i].cue == cue)
            return true;
    }
    return false;
}

/* 1 where the cue matches, less where a small word of it was lost or misheard, 0 elsewhere. */
static double match_share(const struct reading *r, size_t number, const struct piece *piece,
                          size_t at, size_t *end)
{
    const struct token *tokens = r->tokens.list;
    if (pattern_matches(&r->basics->cues.patterns, number, tokens, piece->first, piece->end, at,
                        end))
        return 1;
    return pattern_nearly_matches(&r->basics->cues.patterns, number, tokens, piece->first,
                                  piece->end, at, end)
               ? nearly_share
               : 0;
}

/* The first match of each cue in the piece. */
static void find_hits(const struct reading *r, struct piece *piece)
{
    const struct token *tokens = r->tokens.list;
    for (size_t at = piece->first; at < piece->end; at++) {
        for (size_t i = r->index.from[at]; i < r->index.from[at + 1]; i++) {
            size_t end;
            size_t number = r->index.cues[i];
            const struct cue_entry *entry = &r->basics->cues.entries[number];
            if (has_hit_of(piece, entry->cue))
                continue;
            double share = match_share(r, number, piece, at, &end);
            if (share <= 0)
                continue;
            struct hit hit = {.cue = entry->cue,
                              .move = entry->move,
                              .first = at,
                              .end = end,
                              .weight = share * entry->cue->weight * trust(tokens, at, end)};
            add_hit(piece, &hit);
        }
    }
}

/* Strongest first. */
static void sort_hits(struct piece *piece)
{
    for (size_t i = 1; i < piece->hit_count; i++) {
        struct hit hit = piece->hits[i];
        size_t j = i;
        for (; j > 0 && piece->hits[j - 1].weight < hit.weight; j--)
            piece->hits[j] = piece->hits[j - 1];
        piece->hits[j] = hit;
    }
}

static void damp_overlaps(struct piece *piece)
{
    for (size_t i = 1; i < piece->hit_count; i++) {
        struct hit *hit = &piece->hits[i];
        for (size_t j = 0; j < i && hit->weight > 0; j++) {
            const struct hit *stronger = &piece->hits[j];
            if (stronger->move == hit->move && stronger->first < hit->end &&
                hit->first < stronger->end) {
                hit->weight *= overlap_share;
                break;
            }
        }
    }
}

static void find_echoes(const struct reading *r, struct piece *piece)
{
    const struct token *tokens = r->tokens.list;
    for (size_t i = piece->first; i < piece->end && piece->echo_count < ECHOES_MAX; i++) {
        bool seen = false;
        for (size_t j = piece->first; j < i && !seen; j++)
            seen = tokens[j].hash == tokens[i].hash || tokens[j].word == tokens[i].word;
        if (!seen && tokens[i].said_back > 0)
            piece->echoes[piece->echo_count++] = i;
    }
}

/* Whom a piece is about, by its pronouns. */
enum about { ABOUT_IT, ABOUT_YOU, ABOUT_US, ABOUT_ME };

static enum about about_whom(const struct reading *r, const struct piece *piece)
{
    enum about about = ABOUT_IT;
    for (size_t t = piece->first; t < piece->end; t++) {
        const struct token *token = &r->tokens.list[t];
        const struct token *next = t + 1 < piece->end ? token + 1 : token;
        if (token_is(token, "you") || token_is(token, "your") || token_is(token, "yourself"))
            return ABOUT_YOU;
        bool narrated = !token_is(token, "i") || (next->classes & CLASS_MODAL) == 0;
        if (token_is(token, "we") || token_is(token, "us") || (token_is(token, "i") && !narrated))
            about = ABOUT_US;
        else if (about == ABOUT_IT && (token_is(token, "i") || token_is(token, "mine")))
            about = ABOUT_ME;
    }
    return about;
}

/* Saying back is about the other: without "you" it is worth less. The words of the prompt in what
 * one tells of oneself are a sign that the talk has been turned round. */
static void score_echoes(const struct reading *r, struct piece *piece)
{
    static const double shares[] = {
        [ABOUT_IT] = 0.5, [ABOUT_YOU] = 1.0, [ABOUT_US] = 0.35, [ABOUT_ME] = 0.2};
    enum about about = about_whom(r, piece);
    for (size_t i = 0; i < piece->echo_count; i++) {
        const struct token *token = &r->tokens.list[piece->echoes[i]];
        double weight = echo_weights[i] * token->said_back * (0.4 + 0.6 * token->confidence);
        piece->score[MOVE_EMPATHY] += shares[about] * weight;
        if (about == ABOUT_ME)
            piece->score[MOVE_MINIMISING] += 0.7 * weight;
    }
}

/* The strongest evidence of that piece for `move`; 0 without any. */
static double piece_evidence(const struct piece *piece, enum move move)
{
    double most = 0;
    for (size_t i = 0; i < piece->hit_count; i++) {
        if (piece->hits[i].move == move && piece->hits[i].weight > most)
            most = piece->hits[i].weight;
    }
    return most;
}

/* A typed question mark makes a question of what has the form of one; a restatement with a question
 * mark behind it stays what it is. */
static void score_question_mark(struct piece *piece)
{
    if (!piece->asked)
        return;
    bool formed = piece_evidence(piece, MOVE_OPEN_QUESTION) > 0 ||
                  piece_evidence(piece, MOVE_CLOSED_QUESTION) > 0;
    bool suggests = piece_evidence(piece, MOVE_ADVICE) >= 2.5;
    if (formed && !suggests) {
        piece->score[MOVE_OPEN_QUESTION] += 1.2;
        piece->score[MOVE_CLOSED_QUESTION] += 1.0;
    } else if (!suggests) {
        piece->score[MOVE_CLOSED_QUESTION] += 1.5;
    }
}

/* Words in the piece that carry a meaning of their own. */
static size_t count_content(const struct reading *r, const struct piece *piece)
{
    size_t count = 0;
    for (size_t t = piece->first; t < piece->end; t++)
        count += (r->tokens.list[t].classes & (CLASS_FUNCTION | CLASS_OPEN | CLASS_SOFT)) == 0;
    return count;
}

/* True when all that speaks for empathy is formulas and remarks on the situation, and nothing of
 * the prompt is said back. "I hear what you're saying" shows that one heard, not what: without a
 * word of content only a feeling that is named outright counts. */
static bool is_bare(const struct reading *r, const struct piece *piece)
{
    bool formula = false;
    double enough = count_content(r, piece) >= 2 ? 1.5 : 3.0;
    for (size_t i = 0; i < piece->hit_count; i++) {
        const struct hit *hit = &piece->hits[i];
        if (hit->move != MOVE_EMPATHY || hit->weight <= 0)
            continue;
        if ((hit->cue->flags & (CUE_FORMULA | CUE_LIGHT)) != 0)
            formula = true;
        else if (hit->cue->weight >= enough)
            return false;
    }
    return formula && piece->echo_count == 0;
}

/* A formula alone is an acknowledgement: it may come near empathy, never win. */
static void hold_formula_back(const struct reading *r, struct piece *piece)
{
    bool light = false;
    for (size_t i = 0; i < piece->hit_count; i++)
        light |= (piece->hits[i].cue->flags & CUE_LIGHT) != 0;
    piece->bare = is_bare(r, piece);
    if (piece->bare && !light)
        piece->score[MOVE_EMPATHY] = fmin(piece->score[MOVE_EMPATHY], formula_most);
}

static bool is_opening_word(const struct reading *r, size_t t)
{
    return (r->tokens.list[t].classes & (CLASS_OPEN | CLASS_SOFT)) != 0;
}

/* "But" may come after another opener: "yeah but". */
static bool begins_with_turn(const struct reading *r, const struct piece *piece)
{
    static const char *const turns[] = {"but", "however", "nevertheless", "nonetheless", "yet"};
    const struct token *tokens = r->tokens.list;
    for (size_t t = piece->first; t < piece->end; t++) {
        for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
            if (token_is(&tokens[t], turns[i]))
                return true;
        }
        if (t + 1 < piece->end && token_is(&tokens[t], "that") &&
            (token_is(&tokens[t + 1], "said") || token_is(&tokens[t + 1], "being")))
            return true;
        if (!is_opening_word(r, t))
            break;
    }
    /* "It's only stock, though." */
    const struct token *last = &tokens[piece->end - 1];
    return piece->end - piece->first >= 2 && token_is(last, "though") &&
           !token_is(last - 1, "as") && !token_is(last - 1, "even");
}

static void settle_piece(struct piece *piece)
{
    double top = piece->score[0];
    double sum = 0;
    for (int m = 1; m < MOVE_COUNT; m++)
        top = piece->score[m] > top ? piece->score[m] : top;
    for (int m = 0; m < MOVE_COUNT; m++) {
        piece->p[m] = exp(piece->score[m] - top);
        sum += piece->p[m];
    }
    for (int m = 0; m < MOVE_COUNT; m++)
        piece->p[m] /= sum;
}

void classify_piece(const struct reading *r, struct piece *piece)
{
    piece->heard = tokens_heard(r->tokens.list, piece->first, piece->end);
    find_hits(r, piece);
    sort_hits(piece);
    damp_overlaps(piece);
    sort_hits(piece);
    find_echoes(r, piece);
    for (int m = 0; m < MOVE_COUNT; m++)
        piece->score[m] = prior[m];
    piece->score[MOVE_OTHER] *= other_least + (1 - other_least) * piece->heard;
    for (size_t i = 0; i < piece->hit_count; i++)
        piece->score[piece->hits[i].move] += piece->hits[i].weight;
    score_echoes(r, piece);
    piece->asked = r->said->list[r->tokens.list[piece->end - 1].word].mark == '?';
    score_question_mark(piece);
    hold_formula_back(r, piece);
    piece->turns = begins_with_turn(r, piece);
    settle_piece(piece);
}
