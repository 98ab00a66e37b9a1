/* Talk that runs on: a piece whose cues speak for two moves in turn is cut between them. */
#include "moves/reading.h"

enum { SPLIT_TOKENS_MIN = 6, CANDIDATES_MAX = 8 };

/* A cue weaker than this does not open a clause, and what a cut must gain to be made. Ours. */
static const double opening_min = 1.6;
static const double gain_min = 1.6;

/* How much the cues of a piece explain together. */
static double worth(const struct piece *piece)
{
    double best = piece->score[piece->move] - piece->score[MOVE_OTHER];
    return piece->move == MOVE_OTHER ? 0 : best;
}

static void classify_span(const struct reading *r, size_t first, size_t end, struct piece *piece)
{
    *piece = (struct piece){.first = first, .end = end};
    classify_piece(r, piece);
}

static size_t best_split(const struct reading *r, const struct piece *whole)
{
    size_t best = 0;
    double most = worth(whole) + gain_min;
    size_t tried = 0;
    for (size_t i = 0; i < whole->hit_count && tried < CANDIDATES_MAX; i++) {
        if (whole->hits[i].weight < opening_min)
            continue;
        size_t at = clause_start_before(r->tokens.list, whole->hits[i].first, whole->first);
        if (at <= whole->first)
            continue;
        tried++;
        struct piece left;
        struct piece right;
        classify_span(r, whole->first, at, &left);
        classify_span(r, at, whole->end, &right);
        double value = worth(&left) + worth(&right);
        if (left.move != right.move && value > most) {
            most = value;
            best = at;
        }
    }
    return best;
}

void split_piece(const struct reading *r, size_t first, size_t end, bool *cut)
{
    while (end - first >= SPLIT_TOKENS_MIN) {
        struct piece whole;
        classify_span(r, first, end, &whole);
        size_t at = best_split(r, &whole);
        if (at == 0)
            return;
        cut[at] = true;
        /* The left half may hide another; the loop looks at the right. */
        if (at - first < end - first)
            split_piece(r, first, at, cut);
        first = at;
    }
}
