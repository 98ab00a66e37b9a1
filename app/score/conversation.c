#include "score/conversation.h"

#include "score/parts.h"

#include <limits.h>
#include <math.h>
#include <string.h>

enum { QUOTE_WORDS = 9 };

static const move_set care_moves =
    MOVE_BIT(MOVE_EMPATHY) | MOVE_BIT(MOVE_OPEN_QUESTION) | MOVE_BIT(MOVE_SUPPORT);
static const move_set target_moves =
    MOVE_BIT(MOVE_EXPECTATION) | MOVE_BIT(MOVE_ADVICE) | MOVE_BIT(MOVE_COMMAND);

/* Where a move lies on the line: alone, and where empathy was shown before it. The stations are at
 * 0, 1/3, 2/3 and 1; care leans to passive until something is asked for, telling is managing until
 * people were heard. Ours, after the method's "toxic empathy" and "command". */
static const struct {
    double alone, heard;
} places[MOVE_COUNT] = {
    [MOVE_OTHER] = {NAN, NAN},           [MOVE_EMPATHY] = {0.20, 0.20},
    [MOVE_OPEN_QUESTION] = {0.25, 0.25}, [MOVE_CLOSED_QUESTION] = {0.55, 0.50},
    [MOVE_EXPECTATION] = {0.67, 0.45},   [MOVE_SUPPORT] = {0.25, 0.25},
    [MOVE_ADVICE] = {0.70, 0.50},        [MOVE_COMMAND] = {1.00, 0.95},
    [MOVE_MINIMISING] = {0.90, 0.85},    [MOVE_LETTING_OFF] = {0.00, 0.00},
};

const char *stance_name(enum stance stance)
{
    static const char *const names[STANCE_COUNT] = {"passive", "leading", "managing", "aggressive"};
    return (unsigned)stance < STANCE_COUNT ? names[stance] : "";
}

static bool is_in(move_set set, int move)
{
    return (set >> move & 1U) != 0;
}

/* Clauses that are more likely something else are no evidence of anything. */
static void take_clauses(struct conversation_answer *a, const struct card *card)
{
    bool heard = false;
    for (size_t i = 0; i < card->moves.clause_count; i++) {
        const struct clause *clause = &card->moves.clauses[i];
        enum move move = clause->move;
        if (move == MOVE_OTHER || (clause->confidence < CARD_SURE && !clause->marked))
            continue;
        heard = heard || move == MOVE_EMPATHY;
        if (a->moves[move] == 0)
            parts_quote(card, clause, QUOTE_WORDS, a->quotes[move], CONVERSATION_QUOTE_MAX);
        if (a->moves[move] < UCHAR_MAX) {
            a->moves[move]++;
            a->places[move] += heard ? places[move].heard : places[move].alone;
        }
    }
}

static int attempts_at(const struct conversation *c, int turn)
{
    int attempt = 0;
    for (size_t i = 0; i < c->count; i++)
        if (c->answers[i].turn == turn && c->answers[i].attempt > attempt)
            attempt = c->answers[i].attempt;
    return attempt;
}

void conversation_add(struct conversation *c, int turn, const struct card *card)
{
    if (card->score < 0)
        return;
    int attempt = attempts_at(c, turn) + 1;
    if (c->count == CONVERSATION_ANSWERS_MAX) {
        c->count--;
        memmove(c->answers, c->answers + 1, c->count * sizeof *c->answers);
    }
    struct conversation_answer *a = &c->answers[c->count++];
    *a = (struct conversation_answer){.turn = turn,
                                      .attempt = attempt,
                                      .verdict = card->moves.verdict,
                                      .outcome = card->moves.outcome,
                                      .score = card->score,
                                      .pause_after_empathy_s = card->voice.pause_after_empathy_s};
    take_clauses(a, card);
}

static bool is_last_attempt(const struct conversation *c, size_t at)
{
    for (size_t i = at + 1; i < c->count; i++)
        if (c->answers[i].turn == c->answers[at].turn)
            return false;
    return true;
}

/* The moves that lie nearest to the station, of different kinds, each with the first quote of it.
 */
static void find_evidence(const struct conversation *c, const double mean_of[MOVE_COUNT],
                          double station, struct conversation_sum *sum)
{
    bool used[MOVE_COUNT] = {false};
    while (sum->evidence_count < CONVERSATION_EVIDENCE_MAX) {
        int best = -1;
        for (int m = 0; m < MOVE_COUNT; m++)
            if (!used[m] && !isnan(mean_of[m]) &&
                (best < 0 || fabs(mean_of[m] - station) < fabs(mean_of[best] - station)))
                best = m;
        if (best < 0)
            return;
        used[best] = true;
        for (size_t i = 0; i < c->count; i++) {
            if (!is_last_attempt(c, i) || c->answers[i].moves[best] == 0)
                continue;
            sum->evidence[sum->evidence_count].move = (enum move)best;
            sum->evidence[sum->evidence_count++].quote = c->answers[i].quotes[best];
            break;
        }
    }
}

struct conversation_sum conversation_sum(const struct conversation *c)
{
    struct conversation_sum sum = {.place = (double)NAN, .stance = STANCE_COUNT};
    double total = 0.0, mean_of[MOVE_COUNT];
    unsigned clauses = 0;
    for (int m = 0; m < MOVE_COUNT; m++) {
        double placed = 0.0;
        unsigned count = 0;
        for (size_t i = 0; i < c->count; i++) {
            if (!is_last_attempt(c, i))
                continue;
            count += c->answers[i].moves[m];
            placed += c->answers[i].places[m];
        }
        sum.care[m] = is_in(care_moves, m) ? count : 0;
        sum.targets[m] = is_in(target_moves, m) ? count : 0;
        mean_of[m] = count > 0 ? placed / count : (double)NAN;
        total += placed;
        clauses += count;
    }
    if (clauses == 0)
        return sum;
    sum.place = total / clauses;
    sum.stance = (enum stance)lround(sum.place * (STANCE_COUNT - 1));
    find_evidence(c, mean_of, (double)sum.stance / (STANCE_COUNT - 1), &sum);
    return sum;
}

bool conversation_attempts(const struct conversation *c, int turn,
                           const struct conversation_answer **first,
                           const struct conversation_answer **last)
{
    const struct conversation_answer *one = NULL, *other = NULL;
    for (size_t i = 0; i < c->count; i++) {
        if (c->answers[i].turn != turn)
            continue;
        other = &c->answers[i];
        one = one == NULL ? other : one;
    }
    if (one == other)
        return false;
    *first = one;
    *last = other;
    return true;
}
