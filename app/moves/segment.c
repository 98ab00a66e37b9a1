/* Talk without marks: of all ways to cut it, the one whose clauses explain most. Recognised words
 * abut, so a pause rarely shows where a clause ends; what the clauses then mean does. */
#include "moves/reading.h"

#include <math.h>
#include <stdlib.h>

/* Longest clause that is tried, and from where on its length counts against it. */
enum { SPAN_MAX = 32, LONG_TOKENS = 14, CRUMB_TOKENS = 2 };

/* A pause of this length cuts whatever the words are; the shorter one, the least that counts as a
 * deliberate pause (scoring rules), cuts unless the word before it hangs in the air ("and I ...").
 */
static const double always_cuts_s = 1.2;
static const double deliberate_s = 0.7;
static const double set_off_s = 0.2;

/* Costs on the scale of the cues' weights. Ours, tried on two thirds of the development replies. */
static const double cut_cost = 1.6;
static const double token_too_long_cost = 0.15;
static const double cost_most = 1.5;  /* a place that costs more is not tried */
static const double crumb_cost = 1.2; /* a clause of one or two words, if no pause sets it off */

static bool turns_around(const struct token *token)
{
    static const char *const words[] = {"but", "however", "anyway", "anyways"};
    return token_is_one_of(token, words, sizeof words / sizeof *words);
}

/* How much the words at `t` look like the beginning of a clause. */
static double opening(const struct token *here, const struct token *next)
{
    static const char *const joins[] = {"and", "so", "because", "then", "or", "when", "if"};
    static const char *const opens[] = {"maybe", "okay", "well", "look", "right", "also", "let"};
    static const char *const objects[] = {"the", "a", "your", "them", "him", "her", "me", "us"};
    bool subject_next = (next->classes & CLASS_SUBJECT) != 0;
    if (token_is_one_of(here, joins, sizeof joins / sizeof *joins))
        return (next->classes & (CLASS_SUBJECT | CLASS_WH | CLASS_DO)) != 0 ? 1.3 : 0.4;
    if ((here->classes & CLASS_WH) != 0)
        return (next->classes & CLASS_AUX) != 0 ? 1.4 : 0.3;
    if (token_is_one_of(here, opens, sizeof opens / sizeof *opens))
        return 0.7;
    if ((here->classes & CLASS_SUBJECT) != 0)
        return (next->classes & (CLASS_AUX | CLASS_MODAL | CLASS_PAST)) != 0 ? 0.9 : 0.5;
    if ((here->classes & CLASS_AUX) != 0 && subject_next)
        return 0.6;
    if ((here->classes & CLASS_DO) == 0)
        return 0;
    /* An instruction goes on with its object. */
    return token_is_one_of(next, objects, sizeof objects / sizeof *objects) ? 0.5 : 0;
}

/* What a cut before token `t` costs; negative where it is welcome. */
static double cost_at(const struct reading *r, size_t t)
{
    const struct token *here = &r->tokens.list[t];
    const struct token *before = here - 1;
    const struct token *next = t + 1 < r->tokens.count ? here + 1 : here;
    bool dangling = (before->classes & CLASS_DANGLING) != 0;
    if (here->pause_before_s >= (dangling ? always_cuts_s : deliberate_s))
        return -INFINITY;
    if (turns_around(here))
        return -INFINITY;
    double cost = cut_cost - opening(here, next) - fmin(2.0, 6 * here->pause_before_s);
    if (here->mark_before == ',')
        cost -= 0.8;
    if (dangling)
        cost += here->pause_before_s > 0 ? 0.8 : 1.6;
    else if ((before->classes & CLASS_EMBED) != 0 && here->pause_before_s < 0.1)
        cost += 0.8;
    if ((before->classes & CLASS_OPEN) != 0 && here->pause_before_s < 0.2)
        cost += 0.8;
    return cost - (cue_begins(r, t) ? 0.8 : 0);
}

static bool is_set_off(const struct reading *r, size_t first, size_t end)
{
    return (first == 0 || r->tokens.list[first].pause_before_s >= set_off_s) &&
           (end == r->tokens.count || r->tokens.list[end].pause_before_s >= set_off_s);
}

/* What a clause from `first` to `end` explains. */
static double worth(const struct reading *r, size_t first, size_t end)
{
    struct piece piece = {.first = first, .end = end};
    classify_piece(r, &piece);
    double value = piece.score[piece.move] - prior_of(MOVE_OTHER);
    if (end - first > LONG_TOKENS)
        value -= token_too_long_cost * (double)(end - first - LONG_TOKENS);
    if (end - first <= CRUMB_TOKENS && !is_set_off(r, first, end))
        value -= crumb_cost;
    return value;
}

/* The best way to cut up to each place, and where its last clause begins. */
struct best {
    double value;
    double cost; /* of a cut here */
    size_t from;
};

static void find_best(const struct reading *r, struct best *best, size_t end)
{
    best[end].value = -INFINITY;
    for (size_t first = end; first-- > 0;) {
        bool forced = first > 0 && isinf(best[first].cost);
        bool possible = first == 0 || best[first].cost <= cost_most;
        if (possible && (end - first <= SPAN_MAX || isinf(best[end].value))) {
            double cost = first == 0 || forced ? 0 : best[first].cost;
            double value = best[first].value - cost + worth(r, first, end);
            if (value > best[end].value) {
                best[end].value = value;
                best[end].from = first;
            }
        }
        if (forced || (end - first > SPAN_MAX && !isinf(best[end].value)))
            return;
    }
}

enum err segment_pieces(const struct reading *r, bool *cut)
{
    size_t count = r->tokens.count;
    if (count == 0)
        return ERR_NONE;
    struct best *best = calloc(count + 1, sizeof *best);
    if (best == NULL)
        return ERR_MEMORY;
    for (size_t t = 1; t <= count; t++) {
        best[t].cost = t < count ? cost_at(r, t) : 0;
        if (best[t].cost <= cost_most)
            find_best(r, best, t);
    }
    for (size_t t = count; t > 0; t = best[t].from)
        cut[best[t].from] = true;
    free(best);
    return ERR_NONE;
}
