#include "words/consensus.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    ROUNDS = 10,                         /* three are usual */
    SLOTS = 2 * CONSENSUS_WORDS_MAX + 1, /* a place between any two words, and one at each end */
    COLUMNS = SLOTS + 1                  /* slots are counted from 1: 0 is before the first */
};

/* So that a word said where nothing stands is worse than the same cost in another order: without
 * it, equal alignments would spread one word over several slots. */
static const double EXTRA_WORD = 1e-5;

/* So much likelier a word has to be to take another's place. Single words that are hardly likelier
 * than those of the likeliest sentence break its phrases, and phrases are what a reply is read by.
 */
static const double CLEARLY = 0.15;

/* A rival less likely than this is not told: it would be read as often as it is wrong. */
static const double RIVAL_LEAST = 0.05;

/* What a path does at a slot. */
enum step { STEP_SAY, STEP_EXTRA, STEP_SKIP };

struct vote {
    int word;
    double weight;
    double start, end; /* weighted */
};

struct slot {
    struct vote *votes;
    size_t count, capacity;
};

/* The recursion's state. Rows have one column a slot and one before the first. */
struct risk {
    const struct lattice *lattice;
    double *into;      /* by node: probability that enters it */
    int said[COLUMNS]; /* the result so far, a slot with 0 between any two words */
    size_t slots;
    double *cost;                 /* by node and column: expected errors up to there */
    double *share;                /* by node and column: how much of all paths is aligned so */
    double row[COLUMNS];          /* of one arc */
    unsigned char steps[COLUMNS]; /* of one arc */
    struct slot votes[COLUMNS];
};

static double *row_of(const struct risk *r, double *rows, int node)
{
    return rows + (size_t)node * (r->slots + 1);
}

static double differs(int a, int b)
{
    return a != b;
}

/* The errors after an arc, for every slot, and by which step each came about. */
static void pass(struct risk *r, const struct lattice_arc *arc)
{
    const double *before = row_of(r, r->cost, arc->from);
    double extra = arc->word == 0 ? 0.0 : 1.0 + EXTRA_WORD;
    r->row[0] = before[0] + extra;
    for (size_t q = 1; q <= r->slots; q++) {
        double say = before[q - 1] + differs(arc->word, r->said[q]);
        double more = before[q] + extra;
        double skip = r->row[q - 1] + differs(0, r->said[q]);
        double least = fmin(fmin(say, more), skip);
        r->row[q] = least;
        r->steps[q] = say <= least ? STEP_SAY : more <= least ? STEP_EXTRA : STEP_SKIP;
    }
}

static double part(const struct risk *r, const struct lattice_arc *arc)
{
    return arc->probability / r->into[arc->to];
}

/* Forward: the errors expected at every node. */
static double expect(struct risk *r)
{
    size_t columns = r->slots + 1;
    memset(r->cost, 0, r->lattice->nodes * columns * sizeof *r->cost);
    for (size_t q = 1; q < columns; q++)
        r->cost[q] = r->cost[q - 1] + differs(0, r->said[q]);
    for (size_t i = 0; i < r->lattice->count; i++) {
        const struct lattice_arc *arc = &r->lattice->arcs[i];
        pass(r, arc);
        double *after = row_of(r, r->cost, arc->to);
        for (size_t q = 0; q < columns; q++)
            after[q] += part(r, arc) * r->row[q];
    }
    return row_of(r, r->cost, (int)r->lattice->nodes - 1)[r->slots];
}

static bool vote(struct slot *slot, int word, double weight, const struct lattice_arc *arc)
{
    size_t i = 0;
    while (i < slot->count && slot->votes[i].word != word)
        i++;
    if (i == slot->capacity) {
        size_t capacity = 2 * slot->capacity + 4;
        struct vote *more = realloc(slot->votes, capacity * sizeof *more);
        if (more == NULL)
            return false;
        slot->votes = more;
        slot->capacity = capacity;
    }
    if (i == slot->count)
        slot->votes[slot->count++] = (struct vote){.word = word};
    struct vote *v = &slot->votes[i];
    v->weight += weight;
    if (arc != NULL) {
        v->start += weight * arc->start_frame;
        v->end += weight * (arc->start_frame + arc->frames);
    }
    return true;
}

/* Takes what is aligned with the slots after an arc back to before it; the slots vote. */
static bool retrace(struct risk *r, const struct lattice_arc *arc)
{
    double *after = row_of(r, r->share, arc->to);
    double *before = row_of(r, r->share, arc->from);
    double skipped = 0.0;
    bool good = true;
    pass(r, arc);
    for (size_t q = r->slots; q >= 1; q--) {
        double share = skipped + part(r, arc) * after[q];
        skipped = 0.0;
        if (share == 0.0)
            continue;
        if (r->steps[q] == STEP_EXTRA) {
            before[q] += share;
        } else if (r->steps[q] == STEP_SAY) {
            before[q - 1] += share;
            good = good && vote(&r->votes[q], arc->word, share, arc);
        } else {
            skipped = share;
            good = good && vote(&r->votes[q], 0, share, NULL);
        }
    }
    before[0] += skipped + part(r, arc) * after[0];
    return good;
}

/* Backward: what every slot would say. */
static bool poll(struct risk *r)
{
    memset(r->share, 0, r->lattice->nodes * (r->slots + 1) * sizeof *r->share);
    for (size_t q = 0; q <= r->slots; q++)
        r->votes[q].count = 0;
    row_of(r, r->share, (int)r->lattice->nodes - 1)[r->slots] = 1.0;
    bool good = true;
    for (size_t i = r->lattice->count; i-- > 0 && good;)
        good = retrace(r, &r->lattice->arcs[i]);
    for (size_t q = r->slots; q >= 1 && good; q--) {
        good = vote(&r->votes[q], 0, r->share[q], NULL);
        r->share[q - 1] += r->share[q];
    }
    return good;
}

static double strength(const struct vote *v, int said)
{
    return v->weight + (v->word == said ? CLEARLY : 0.0);
}

/* The likeliest word that lost the slot; that of no word when none is likely enough. */
static struct vote runner_up(const struct slot *slot, const struct vote *best)
{
    struct vote second = {.weight = 0.0};
    for (size_t i = 0; i < slot->count; i++) {
        const struct vote *v = &slot->votes[i];
        if (v != best && v->word != 0 && v->weight >= RIVAL_LEAST && v->weight > second.weight)
            second = *v;
    }
    return second;
}

/* The words that won their slots. */
static size_t elect(const struct risk *r, struct consensus_word *out)
{
    size_t count = 0;
    for (size_t q = 1; q <= r->slots && count < CONSENSUS_WORDS_MAX; q++) {
        const struct vote *best = NULL;
        for (size_t i = 0; i < r->votes[q].count; i++)
            if (best == NULL ||
                strength(&r->votes[q].votes[i], r->said[q]) > strength(best, r->said[q]))
                best = &r->votes[q].votes[i];
        if (best == NULL || best->word == 0)
            continue;
        struct vote rival = runner_up(&r->votes[q], best);
        out[count++] = (struct consensus_word){.word = best->word,
                                               .rival = rival.word,
                                               .rival_probability = rival.weight,
                                               .start_frame = best->start / best->weight,
                                               .end_frame = best->end / best->weight,
                                               .probability = fmin(best->weight, 1.0)};
    }
    return count;
}

static void lay_out(struct risk *r, const struct consensus_word *words, size_t count)
{
    r->said[1] = 0;
    for (size_t i = 0; i < count; i++) {
        r->said[2 * i + 2] = words[i].word;
        r->said[2 * i + 3] = 0;
    }
    r->slots = 2 * count + 1;
}

static bool same(const struct risk *r, const struct consensus_word *words, size_t count)
{
    bool equal = r->slots == 2 * count + 1;
    for (size_t i = 0; i < count && equal; i++)
        equal = r->said[2 * i + 2] == words[i].word;
    return equal;
}

/* The likeliest path, to begin with: the recursion finds the least near where it begins. */
static bool likeliest(const struct risk *r, struct consensus_word *out, size_t *count)
{
    const struct lattice *l = r->lattice;
    double *best = calloc(l->nodes, sizeof *best);
    double *leaving = calloc(l->nodes, sizeof *leaving);
    size_t *by = calloc(l->nodes, sizeof *by);
    bool good = best != NULL && leaving != NULL && by != NULL;
    for (size_t i = 0; good && i < l->count; i++)
        leaving[l->arcs[i].from] += l->arcs[i].probability;
    if (good)
        best[0] = 1.0;
    for (size_t i = 0; good && i < l->count; i++) {
        const struct lattice_arc *arc = &l->arcs[i];
        double p = best[arc->from] * arc->probability / leaving[arc->from];
        if (p >= best[arc->to]) {
            best[arc->to] = p;
            by[arc->to] = i;
        }
    }
    *count = 0;
    for (int node = (int)l->nodes - 1; good && node > 0; node = l->arcs[by[node]].from)
        if (l->arcs[by[node]].word != 0 && *count < CONSENSUS_WORDS_MAX)
            out[(*count)++] = (struct consensus_word){.word = l->arcs[by[node]].word};
    for (size_t i = 0; i < *count / 2; i++) {
        struct consensus_word other = out[i];
        out[i] = out[*count - 1 - i];
        out[*count - 1 - i] = other;
    }
    free(best);
    free(leaving);
    free(by);
    return good;
}

/* Rows for as many slots as the result has now. */
static bool make_room(struct risk *r)
{
    size_t size = r->lattice->nodes * (r->slots + 1) * sizeof(double);
    double *cost = realloc(r->cost, size);
    if (cost != NULL)
        r->cost = cost;
    double *share = realloc(r->share, size);
    if (share != NULL)
        r->share = share;
    return cost != NULL && share != NULL;
}

/* Rounds until nothing changes any more. The errors expected fall from round to round; the check
 * on them is for what rounding makes of equals. */
static bool improve(struct risk *r, struct consensus_word *out, size_t *count)
{
    double last = HUGE_VAL;
    for (int round = 0; round < ROUNDS; round++) {
        lay_out(r, out, *count);
        if (!make_room(r))
            return false;
        double errors = expect(r);
        if (!poll(r))
            return false;
        *count = elect(r, out);
        if (same(r, out, *count) || errors >= last)
            break;
        last = errors;
    }
    return true;
}

enum err consensus(const struct lattice *lattice, struct consensus_word *out, size_t *count)
{
    *count = 0;
    if (lattice->count == 0)
        return ERR_NONE;
    struct risk *r = calloc(1, sizeof *r);
    if (r == NULL)
        return ERR_MEMORY;
    r->lattice = lattice;
    r->into = calloc(lattice->nodes, sizeof *r->into);
    for (size_t i = 0; r->into != NULL && i < lattice->count; i++)
        r->into[lattice->arcs[i].to] += lattice->arcs[i].probability;
    bool good = r->into != NULL && likeliest(r, out, count) && improve(r, out, count);
    for (size_t q = 0; q < COLUMNS; q++)
        free(r->votes[q].votes);
    free(r->into);
    free(r->cost);
    free(r->share);
    free(r);
    return good ? ERR_NONE : ERR_MEMORY;
}
