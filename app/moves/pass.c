/* Sums over all ways to cut and label, forward from the first token and back from the last. */
#include "moves/chain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What adds less than exp of this to a sum is left out. */
static const double negligible = -40;

/* Keeps exp in range where a place that nothing reaches was scaled. */
static const double largest_log = 600;

/* The ways up to a cut, or from it on, by what was heard before it and by the label that ends (or
 * begins) there; LABEL_NONE at the very front. */
struct place {
    double at[SO_FAR_COUNT][LABEL_COUNT + 1];
    double scale; /* log of what `at` was divided by; -INFINITY: no way leads here */
};

struct walk {
    const struct chain *c;
    const label_set *allowed;
    size_t count;
    struct place *before; /* owned; ways up to a cut at t, by the label that ends there */
    struct place *into;   /* owned; the same, by the label that begins there */
    struct place *beyond; /* owned; ways from a cut at t on, by the label that ended there */
};

static bool reached(const struct place *place)
{
    return !isinf(place->scale);
}

static double best_score(const struct walk *w, size_t first, size_t end)
{
    const float *score = w->c->score + span_at(first, end);
    float best = score[0];
    for (int y = 1; y < LABEL_COUNT; y++)
        best = score[y] > best ? score[y] : best;
    return (double)best;
}

/* Makes the numbers of a place add up to 1, so that none of them runs out of range. */
static void scale(struct place *place, double log_scale)
{
    double sum = 0;
    for (int s = 0; s < SO_FAR_COUNT; s++) {
        for (int y = 0; y <= LABEL_COUNT; y++)
            sum += place->at[s][y];
    }
    place->scale = sum > 0 ? log_scale + log(sum) : -(double)INFINITY;
    for (int s = 0; s < SO_FAR_COUNT && sum > 0; s++) {
        for (int y = 0; y <= LABEL_COUNT; y++)
            place->at[s][y] /= sum;
    }
}

/* From the label that ended at t to the one that begins there. */
static void begin_clause(const struct walk *w, size_t t)
{
    const struct place *from = &w->before[t];
    struct place *to = &w->into[t];
    int kind = w->c->features->start_kind[t];
    memset(to, 0, sizeof *to);
    to->scale = from->scale;
    for (int s = 0; s < SO_FAR_COUNT; s++) {
        for (int y = 0; y <= LABEL_COUNT; y++) {
            for (int z = 0; from->at[s][y] > 0 && z < LABEL_COUNT; z++)
                to->at[s][z] += from->at[s][y] * w->c->after[kind][y][z];
        }
    }
}

static void add_clauses(const struct walk *w, size_t first, size_t end, double top)
{
    const float *score = w->c->score + span_at(first, end);
    const struct place *from = &w->into[first];
    struct place *to = &w->before[end];
    for (int y = 0; y < LABEL_COUNT; y++) {
        double log_p = (double)score[y] + from->scale - top;
        if (!label_permitted(w->allowed, first, end, y) || log_p < negligible)
            continue;
        double p = exp(log_p);
        for (int s = 0; s < SO_FAR_COUNT; s++)
            to->at[so_far_after((enum so_far)s, y)][y] += p * from->at[s][y];
    }
}

static void end_clauses(const struct walk *w, size_t end)
{
    double top = -INFINITY;
    memset(&w->before[end], 0, sizeof w->before[end]);
    for (size_t first = earliest_first(end); first < end; first++) {
        if (span_usable(w->c, w->allowed, first, end) && reached(&w->into[first]))
            top = fmax(top, w->into[first].scale + best_score(w, first, end));
    }
    for (size_t first = earliest_first(end); first < end && !isinf(top); first++) {
        if (span_usable(w->c, w->allowed, first, end) && reached(&w->into[first]))
            add_clauses(w, first, end, top);
    }
    scale(&w->before[end], top);
}

static void go_forward(const struct walk *w)
{
    memset(&w->before[0], 0, sizeof w->before[0]);
    w->before[0].at[SO_FAR_NOTHING][LABEL_NONE] = 1;
    for (size_t t = 0; t <= w->count; t++) {
        if (t > 0)
            end_clauses(w, t);
        if (t < w->count)
            begin_clause(w, t);
    }
}

/* What lies ahead of a clause that begins at `first`, by what was heard before it and its label;
 * fills the shares of those clauses. `joint`: what turns a product into a share. */
static void look_ahead(const struct walk *w, size_t first, size_t end, double top, double joint,
                       double ahead[SO_FAR_COUNT][LABEL_COUNT], struct pass *out)
{
    const float *score = w->c->score + span_at(first, end);
    const struct place *from = &w->into[first];
    const struct place *to = &w->beyond[end];
    double *share = out->share + span_at(first, end);
    for (int y = 0; y < LABEL_COUNT; y++) {
        double log_p = (double)score[y] + to->scale - top;
        if (!label_permitted(w->allowed, first, end, y) || log_p < negligible)
            continue;
        double p = exp(log_p);
        double sum = 0;
        for (int s = 0; s < SO_FAR_COUNT; s++) {
            double rest = p * to->at[so_far_after((enum so_far)s, y)][y];
            ahead[s][y] += rest;
            sum += from->at[s][y] * rest;
        }
        share[y] = sum * joint;
    }
}

static void step_back(const struct walk *w, size_t first, double total, struct pass *out)
{
    double ahead[SO_FAR_COUNT][LABEL_COUNT] = {{0}};
    double top = -INFINITY;
    struct place *to = &w->beyond[first];
    memset(to, 0, sizeof *to);
    to->scale = -INFINITY;
    for (size_t end = first + 1; end <= w->count && end - first <= CLAUSE_TOKENS_MAX; end++) {
        if (span_usable(w->c, w->allowed, first, end) && reached(&w->beyond[end]))
            top = fmax(top, w->beyond[end].scale + best_score(w, first, end));
    }
    if (isinf(top) || !reached(&w->into[first]))
        return;
    double joint = exp(fmin(largest_log, w->into[first].scale + top - total));
    for (size_t end = first + 1; end <= w->count && end - first <= CLAUSE_TOKENS_MAX; end++) {
        if (span_usable(w->c, w->allowed, first, end) && reached(&w->beyond[end]))
            look_ahead(w, first, end, top, joint, ahead, out);
    }
    int kind = w->c->features->start_kind[first];
    for (int s = 0; s < SO_FAR_COUNT; s++) {
        for (int y = 0; y <= LABEL_COUNT; y++) {
            for (int z = 0; z < LABEL_COUNT; z++) {
                double both = w->c->after[kind][y][z] * ahead[s][z];
                to->at[s][y] += both;
                out->follows[kind][y][z] += w->before[first].at[s][y] * both * joint;
            }
        }
    }
    scale(to, top);
}

static void go_back(const struct walk *w, unsigned ends, struct pass *out)
{
    struct place *last = &w->beyond[w->count];
    memset(last, 0, sizeof *last);
    for (int s = 0; s < SO_FAR_COUNT; s++) {
        for (int y = 0; y < LABEL_COUNT; y++)
            last->at[s][y] = (ends >> s & 1) != 0;
    }
    for (size_t t = w->count; t-- > 0;)
        step_back(w, t, out->log_sum, out);
}

static void read_end(const struct walk *w, unsigned ends, struct pass *out)
{
    const struct place *last = &w->before[w->count];
    double sum = 0;
    for (int s = 0; s < SO_FAR_COUNT; s++) {
        for (int y = 0; y <= LABEL_COUNT && (ends >> s & 1) != 0; y++)
            out->by_end[s] += last->at[s][y];
        sum += out->by_end[s];
    }
    bool any = reached(last) && sum > 0;
    out->log_sum = any ? last->scale + log(sum) : -(double)INFINITY;
    for (int s = 0; s < SO_FAR_COUNT && any; s++)
        out->by_end[s] /= sum;
}

enum err chain_pass(const struct chain *c, const label_set *allowed, unsigned ends,
                    bool want_shares, struct pass *out)
{
    size_t count = c->features->count;
    struct walk w = {.c = c,
                     .allowed = allowed,
                     .count = count,
                     .before = malloc((count + 1) * sizeof *w.before),
                     .into = malloc((count + 1) * sizeof *w.into),
                     .beyond = want_shares ? malloc((count + 1) * sizeof *w.beyond) : NULL};
    *out = (struct pass){0};
    if (want_shares)
        out->share = calloc(count * CLAUSE_TOKENS_MAX * LABEL_COUNT + 1, sizeof *out->share);
    bool lacks = want_shares && (w.beyond == NULL || out->share == NULL);
    enum err err = w.before == NULL || w.into == NULL || lacks ? ERR_MEMORY : ERR_NONE;
    if (err == ERR_NONE) {
        go_forward(&w);
        read_end(&w, ends, out);
        if (want_shares && !isinf(out->log_sum))
            go_back(&w, ends, out);
    } else {
        pass_done(out);
    }
    free(w.before);
    free(w.into);
    free(w.beyond);
    return err;
}

void pass_done(struct pass *p)
{
    free(p->share);
    *p = (struct pass){0};
}

double pass_probability(const struct pass *p, enum verdict verdict)
{
    unsigned ends = ends_of_verdict(verdict);
    double sum = 0;
    for (int s = 0; s < SO_FAR_COUNT; s++)
        sum += (ends >> s & 1) != 0 ? p->by_end[s] : 0;
    return sum;
}
