/* What a piece means because of its neighbours. */
#include "moves/reading.h"

#include <stddef.h>

/* Strong enough to overrule what the words alone say. */
static const double cancelled_weight = 5.0;
static const double story_weight = 3.2;
static const double inherited_weight = 3.6;
static const double foreshadowed_weight = 2.8;

/* "But" followed by real empathy cancels nothing. */
static const double heard_min = 0.85;

static const double objection_weight = 2.0;
static const double drifting_weight = 1.6;
static const double undecided_below = 0.5;
static const double hollow_below = 0.6;
static const double telling_min = 1.7; /* evidence that stands by itself */

/* After such a pause one says something new. */
static const double new_thought_s = 0.8;

enum { ASIDE_TOKENS = 3, THANKS_TOKENS = 8, FRAGMENT_TOKENS = 12, THIN_TOKENS = 8 };

/* Too short and too empty to stand between a formula and its "but": "I do", "really". */
static bool is_aside(const struct piece *piece)
{
    return piece->end - piece->first <= ASIDE_TOKENS && piece->move == MOVE_OTHER && !piece->turns;
}

/* Thanks and praise between a formula and its "but" are part of the same cushion. */
static bool is_cushion(const struct piece *piece)
{
    return piece->end - piece->first <= THANKS_TOKENS && piece->move == MOVE_OTHER &&
           !piece->turns && piece_evidence(piece, MOVE_OTHER) > 0;
}

/* What takes the formula at `i` back, or NULL. */
static const char *what_cancels(const struct reading *r, size_t i)
{
    for (size_t j = i + 1; j < r->piece_count; j++) {
        const struct piece *next = &r->pieces[j];
        bool heard = next->p[MOVE_EMPATHY] >= heard_min;
        if (next->turns && !heard)
            return "a formula, cancelled by \"but\"";
        if (next->move == MOVE_MINIMISING && !next->bare)
            return "a formula, and then it is made small";
        if (!is_aside(next) && !is_cushion(next) && !next->bare &&
            (heard || next->move != MOVE_EMPATHY))
            return NULL;
    }
    return NULL;
}

/* Empathy that was earned right before makes "I get that" a confirmation. */
static bool confirms(const struct reading *r, size_t i)
{
    return i > 0 && r->pieces[i - 1].move == MOVE_EMPATHY && !r->pieces[i - 1].bare;
}

/* What stands against a formula is an objection, even when it says "you": "however, you signed". */
static void doubt_turn(struct reading *r, size_t i)
{
    for (size_t j = i + 1; j < r->piece_count && j <= i + 2; j++) {
        struct piece *next = &r->pieces[j];
        if (!next->turns)
            continue;
        next->score[MOVE_EMPATHY] -= objection_weight;
        settle_piece(next);
        return;
    }
}

/* "I understand you're upset, but nobody is perfect": even a feeling that is named is taken back
 * when the next breath shrinks it and nothing of the matter was said. */
static bool is_shrunk(const struct reading *r, size_t i)
{
    const struct piece *piece = &r->pieces[i];
    if (i + 1 >= r->piece_count || piece->move != MOVE_EMPATHY || piece->echo_count > 0 ||
        piece->end - piece->first > THIN_TOKENS)
        return false;
    const struct piece *next = piece + 1;
    return next->turns && next->move == MOVE_MINIMISING;
}

/* A formula with next to nothing behind it, and then it is made small. */
static bool is_hollow(const struct reading *r, size_t i)
{
    const struct piece *piece = &r->pieces[i];
    bool formula = false;
    for (size_t h = 0; h < piece->hit_count; h++)
        formula |= (piece->hits[h].cue->flags & CUE_FORMULA) != 0;
    return formula && piece->move == MOVE_EMPATHY && piece->p[MOVE_EMPATHY] < hollow_below &&
           i + 1 < r->piece_count && r->pieces[i + 1].move == MOVE_MINIMISING;
}

static void cancel_formulas(struct reading *r)
{
    for (size_t i = 0; i < r->piece_count; i++) {
        struct piece *piece = &r->pieces[i];
        if ((!piece->bare && !is_shrunk(r, i) && !is_hollow(r, i)) || confirms(r, i))
            continue;
        const char *because = what_cancels(r, i);
        if (because == NULL)
            continue;
        piece->score[MOVE_MINIMISING] += cancelled_weight;
        piece->score[MOVE_EMPATHY] -= cancelled_weight / 2;
        piece->because = because;
        settle_piece(piece);
        doubt_turn(r, i);
    }
}

static bool opens_story(const struct piece *piece)
{
    for (size_t i = 0; i < piece->hit_count; i++) {
        if ((piece->hits[i].cue->flags & CUE_STORY) != 0 && piece->move == MOVE_MINIMISING)
            return true;
    }
    return false;
}

static bool speaks_to_you(const struct reading *r, const struct piece *piece)
{
    for (size_t t = piece->first; t < piece->end; t++) {
        const struct token *token = &r->tokens.list[t];
        if (token_is(token, "you") || token_is(token, "your") || token_is(token, "yourself"))
            return true;
    }
    return false;
}

static bool is_directive(enum move move)
{
    return move == MOVE_ADVICE || move == MOVE_EXPECTATION || move == MOVE_COMMAND;
}

/* "I ..." in the past, without the other in it. */
static bool tells_of_oneself(const struct reading *r, const struct piece *piece)
{
    const struct token *tokens = r->tokens.list;
    size_t t = piece->first;
    while (t + 1 < piece->end && (tokens[t].classes & CLASS_OPEN) != 0)
        t++;
    return t + 1 < piece->end && token_is(&tokens[t], "i") &&
           ((tokens[t + 1].classes & CLASS_PAST) != 0 || token_is(&tokens[t + 1], "have")) &&
           !speaks_to_you(r, piece) && piece_evidence(piece, MOVE_OTHER) == 0;
}

/* Once "when I was a rep" is said, what one tells of oneself goes on with it. */
static void carry_stories(struct reading *r)
{
    bool story = false;
    for (size_t i = 0; i < r->piece_count; i++) {
        struct piece *piece = &r->pieces[i];
        if (opens_story(piece)) {
            story = true;
            continue;
        }
        story |= i > 0 && r->pieces[i - 1].bare && tells_of_oneself(r, piece);
        if (!story)
            continue;
        story = !speaks_to_you(r, piece) && !is_directive(piece->move) &&
                piece->move != MOVE_OPEN_QUESTION && piece->move != MOVE_CLOSED_QUESTION;
        if (!story)
            continue;
        piece->score[MOVE_MINIMISING] += story_weight;
        piece->score[MOVE_EMPATHY] -= story_weight / 2;
        settle_piece(piece);
        if (piece->move == MOVE_MINIMISING)
            piece->because = "goes on with one's own story";
    }
}

static bool is_hard_start(const struct reading *r, const struct piece *piece)
{
    char mark = r->tokens.list[piece->first].mark_before;
    return mark == '.' || mark == '?';
}

static bool has_evidence(const struct piece *piece)
{
    for (int m = 0; m < MOVE_COUNT; m++) {
        if (piece_evidence(piece, (enum move)m) >= 1.4)
            return true;
    }
    return false;
}

/* After the feeling was made small, a remark in the same breath that is not about the other goes
 * the same way, unless it is clearly something else. */
static void drift_on(struct reading *r)
{
    for (size_t i = 1; i < r->piece_count; i++) {
        struct piece *piece = &r->pieces[i];
        if (r->pieces[i - 1].move != MOVE_MINIMISING || piece->move != MOVE_EMPATHY ||
            is_hard_start(r, piece) ||
            (piece_evidence(piece, MOVE_EMPATHY) >= telling_min &&
             (piece->echo_count > 0 || speaks_to_you(r, piece))))
            continue;
        piece->score[MOVE_MINIMISING] += drifting_weight;
        settle_piece(piece);
        if (piece->move == MOVE_MINIMISING)
            piece->because = "goes on making it small";
    }
}

/* A fragment without cues of its own continues what was being said. */
static void carry_on(struct reading *r)
{
    for (size_t i = 1; i < r->piece_count; i++) {
        struct piece *piece = &r->pieces[i];
        const struct piece *before = &r->pieces[i - 1];
        if (has_evidence(piece) || piece->turns || before->move == MOVE_OTHER ||
            before->move == MOVE_OPEN_QUESTION || before->move == MOVE_CLOSED_QUESTION ||
            is_hard_start(r, piece) || is_aside(piece))
            continue;
        if (piece->end - piece->first > FRAGMENT_TOKENS ||
            r->tokens.list[piece->first].pause_before_s >= new_thought_s)
            continue;
        piece->score[before->move] += inherited_weight * before->p[before->move] * piece->heard;
        settle_piece(piece);
        if (piece->move == before->move)
            piece->because = "goes on with it";
    }
}

/* The same the other way round, weaker: what leads up to a move within one sentence is part of it.
 */
static void lead_up(struct reading *r)
{
    for (size_t i = r->piece_count; i-- > 1;) {
        struct piece *piece = &r->pieces[i - 1];
        const struct piece *next = &r->pieces[i];
        if (has_evidence(piece) || next->turns || next->move == MOVE_OTHER ||
            is_hard_start(r, next) || is_aside(piece) || piece->move != MOVE_OTHER ||
            next->move == MOVE_EXPECTATION || r->tokens.list[next->first].pause_before_s > 0)
            continue;
        piece->score[next->move] += foreshadowed_weight * next->p[next->move];
        settle_piece(piece);
        if (piece->move == next->move)
            piece->because = "leads up to it";
    }
}

/* Words that say little, in the middle of empathy and in the same breath, belong to it. */
static void fill_in(struct reading *r)
{
    for (size_t i = 1; i + 1 < r->piece_count; i++) {
        struct piece *piece = &r->pieces[i];
        const struct piece *before = piece - 1;
        const struct piece *next = piece + 1;
        if (piece->move != MOVE_OTHER || piece->p[MOVE_OTHER] >= undecided_below || piece->turns ||
            before->move != MOVE_EMPATHY || next->move != MOVE_EMPATHY || is_hard_start(r, piece) ||
            is_hard_start(r, next) ||
            r->tokens.list[piece->first].pause_before_s >= new_thought_s ||
            r->tokens.list[next->first].pause_before_s >= new_thought_s)
            continue;
        piece->score[MOVE_EMPATHY] += inherited_weight / 2;
        settle_piece(piece);
        if (piece->move == MOVE_EMPATHY)
            piece->because = "goes on with it";
    }
}

void apply_sequence_rules(struct reading *r)
{
    carry_stories(r);
    cancel_formulas(r);
    drift_on(r);
    carry_on(r);
    lead_up(r);
    fill_in(r);
}
