#include "learn.h"

#include "dice.h"
#include "memory.h"
#include "moves/span.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct plan usual_plan = {.rounds = 4,
                                .rate = 0.05,
                                .general = 5,
                                .decay = 1e-5,
                                .dropped = 0.3,
                                .clauses = 1,
                                .verdicts = 1,
                                .heard = 1};

/* Squared gradients begin here, so that a weight's first steps are not the longest. */
static const double first_square = 0.1;

/* Differences in probability that are too small to learn from. */
static const double negligible = 1e-5;

struct learner {
    const struct plan *plan;
    double rate;
    float *weights, *squares; /* owned */
    size_t count;
};

static void step(struct learner *l, size_t at, double gradient)
{
    if (fabs(gradient) < negligible)
        return;
    double rate = at < AT_ROWS ? l->rate * l->plan->general : l->rate;
    if (at >= AT_ROWS)
        gradient -= l->plan->decay * (double)l->weights[at];
    l->squares[at] += (float)(gradient * gradient);
    l->weights[at] += (float)(rate * gradient / sqrt((double)l->squares[at]));
}

static void step_features(struct learner *l, const struct feature *feature, const double *delta)
{
    size_t row = AT_ROWS + (size_t)feature->row * LABEL_COUNT;
    for (size_t y = 0; y < LABEL_COUNT; y++)
        step(l, row + y, (double)feature->value * delta[y]);
}

static void step_list(struct learner *l, const struct feature_list *features, size_t place,
                      const double *delta)
{
    for (size_t i = features->from[place]; i < features->from[place + 1]; i++)
        step_features(l, &features->list[i], delta);
}

/* Gradients of what several clauses share; all owned. */
struct gradients {
    double span[LABEL_COUNT * SPAN_VALUES];
    double length[LABEL_COUNT * LENGTH_BUCKETS];
    double last[LABEL_COUNT];
    double *inside; /* [token][distance from the first token][label] */
    double *starts; /* [token][label] */
    double *ends;   /* [token behind][label] */
};

/* One clause: `delta` is how much too little it is believed, by label. */
static void add_span(struct gradients *g, const struct example *e, const double *delta,
                     size_t first, size_t end)
{
    const float *values = e->values + span_at(first, end) / LABEL_COUNT * SPAN_VALUES;
    int bucket = length_bucket(end - first);
    for (size_t y = 0; y < LABEL_COUNT; y++) {
        if (fabs(delta[y]) < negligible)
            continue;
        for (size_t v = 0; v < SPAN_VALUES; v++)
            g->span[v * LABEL_COUNT + y] += delta[y] * (double)values[v];
        g->length[y * LENGTH_BUCKETS + (size_t)bucket] += delta[y];
        g->starts[first * LABEL_COUNT + y] += delta[y];
        g->ends[end * LABEL_COUNT + y] += delta[y];
        if (end == e->features.count)
            g->last[y] += delta[y];
    }
}

/* All clauses that begin at `first`, longest first: a token is in every one that ends behind it. */
static void add_spans_from(struct gradients *g, const struct example *e, const double *delta,
                           size_t first)
{
    double beyond[LABEL_COUNT] = {0};
    size_t count = e->features.count;
    size_t end = first + CLAUSE_TOKENS_MAX < count ? first + CLAUSE_TOKENS_MAX : count;
    for (; end > first; end--) {
        const double *here = delta + span_at(first, end);
        add_span(g, e, here, first, end);
        double *inside = g->inside + reach_at(end - 1, end - 1 - first);
        for (size_t y = 0; y < LABEL_COUNT; y++) {
            beyond[y] += here[y];
            inside[y] += beyond[y];
        }
    }
}

static void follow_gradients(struct learner *l, const struct example *e, struct gradients *g)
{
    const struct features *f = &e->features;
    for (size_t t = 0; t < f->count; t++) {
        double *inside = g->inside + reach_at(t, 0);
        /* A feature counts in every clause that begins no later than it does. */
        for (size_t k = (REACHES - 1) * LABEL_COUNT; k-- > 0;)
            inside[k] += inside[k + LABEL_COUNT];
        for (size_t i = f->inside.from[t]; i < f->inside.from[t + 1]; i++)
            step_features(l, &f->inside.list[i], g->inside + reach_at(t, f->inside.list[i].reach));
        step_list(l, &f->starts, t, g->starts + t * LABEL_COUNT);
    }
    for (size_t t = 0; t <= f->count; t++)
        step_list(l, &f->ends, t, g->ends + t * LABEL_COUNT);
    for (size_t i = 0; i < LABEL_COUNT * SPAN_VALUES; i++)
        step(l, AT_SPAN + i, g->span[i]);
    for (size_t i = 0; i < LABEL_COUNT * LENGTH_BUCKETS; i++)
        step(l, AT_LENGTH + i, g->length[i]);
    for (size_t i = 0; i < LABEL_COUNT; i++)
        step(l, AT_LAST + i, g->last[i]);
}

static void drop_from(const struct feature_list *from, size_t places, double share, uint64_t *dice,
                      struct feature_list *to)
{
    *to = (struct feature_list){.list = need(from->count, sizeof *to->list),
                                .from = need(places + 1, sizeof *to->from)};
    for (size_t place = 0; place < places; place++) {
        for (size_t i = from->from[place]; i < from->from[place + 1]; i++) {
            if (throw_dice(dice) >= share)
                to->list[to->count++] = from->list[i];
        }
        to->from[place + 1] = to->count;
    }
}

/* A copy of the example that lacks some of its features: no single one may be relied on, as a word
 * may be misheard and other people use other words. Ended by undrop. */
static struct example drop_some(const struct example *e, double share, uint64_t *dice)
{
    struct example out = *e;
    drop_from(&e->features.inside, e->features.count, share, dice, &out.features.inside);
    drop_from(&e->features.starts, e->features.count, share, dice, &out.features.starts);
    drop_from(&e->features.ends, e->features.count + 1, share, dice, &out.features.ends);
    return out;
}

static void undrop(struct example *e)
{
    struct feature_list *const lists[] = {&e->features.inside, &e->features.starts,
                                          &e->features.ends};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        free(lists[i]->list);
        free(lists[i]->from);
    }
}

static void learn_spans(struct learner *l, const struct example *e, const double *delta)
{
    size_t count = e->features.count;
    struct gradients g = {.inside = need(count * REACHES * LABEL_COUNT, sizeof *g.inside),
                          .starts = need(count * LABEL_COUNT, sizeof *g.starts),
                          .ends = need((count + 1) * LABEL_COUNT, sizeof *g.ends)};
    for (size_t first = 0; first < count; first++) {
        if (e->features.may_cut[first])
            add_spans_from(&g, e, delta, first);
    }
    follow_gradients(l, e, &g);
    free(g.inside);
    free(g.starts);
    free(g.ends);
}

/* What is wanted less what is believed. */
struct difference {
    double *spans; /* owned; [first][length - 1][label] */
    double follows[START_KINDS * (LABEL_COUNT + 1) * LABEL_COUNT];
};

static void add_pass(struct difference *d, const struct pass *p, double share, size_t spans)
{
    const double *follows = &p->follows[0][0][0];
    for (size_t i = 0; i < spans; i++)
        d->spans[i] += share * p->share[i];
    for (size_t i = 0; i < START_KINDS * (LABEL_COUNT + 1) * LABEL_COUNT; i++)
        d->follows[i] += share * follows[i];
}

/* Adds what one wish asks for: that what `allowed` permits and ends in `ends` be likely. */
static void wish(struct difference *d, const struct chain *c, const struct pass *all,
                 const label_set *allowed, unsigned ends, double share, size_t spans)
{
    struct pass wished;
    need_success(chain_pass(c, allowed, ends, true, &wished) != ERR_NONE);
    if (!isinf(wished.log_sum)) {
        add_pass(d, &wished, share, spans);
        add_pass(d, all, -share, spans);
    }
    pass_done(&wished);
}

static void learn_example(struct learner *l, const struct example *e)
{
    struct chain chain;
    struct pass all;
    size_t spans = e->features.count * CLAUSE_TOKENS_MAX * LABEL_COUNT;
    if (spans == 0)
        return;
    need_success(chain_new(NULL, &e->features, e->values, l->weights, &chain) != ERR_NONE);
    need_success(chain_pass(&chain, NULL, EVERY_END, true, &all) != ERR_NONE);
    struct difference d = {.spans = need(spans, sizeof *d.spans), .follows = {0}};
    double share = e->shape == SHAPE_HEARD ? l->plan->heard : 1;
    wish(&d, &chain, &all, e->gold, EVERY_END, share * l->plan->clauses, spans);
    if (e->verdict != VERDICT_TOO_SHORT)
        wish(&d, &chain, &all, NULL, ends_of_verdict(e->verdict), share * l->plan->verdicts, spans);
    learn_spans(l, e, d.spans);
    for (size_t i = 0; i < sizeof d.follows / sizeof *d.follows; i++)
        step(l, AT_AFTER + i, d.follows[i]);
    free(d.spans);
    pass_done(&all);
    chain_done(&chain);
}

static void shuffle(size_t *order, size_t count, uint64_t *dice)
{
    for (size_t i = count; i > 1; i--) {
        size_t j = (size_t)(throw_dice(dice) * (double)i);
        size_t swap = order[i - 1];
        order[i - 1] = order[j];
        order[j] = swap;
    }
}

float *learn(const struct examples *e, size_t rows, const struct plan *plan)
{
    struct learner l = {.plan = plan, .count = AT_ROWS + rows * LABEL_COUNT};
    l.weights = need(l.count, sizeof *l.weights);
    l.squares = need(l.count, sizeof *l.squares);
    double *sums = need(l.count, sizeof *sums);
    size_t *order = need(e->count, sizeof *order);
    uint64_t dice = 2463534242U;
    size_t summed = 0;
    size_t quarter = e->count / 4 + 1;
    for (size_t i = 0; i < l.count; i++)
        l.squares[i] = (float)first_square;
    for (size_t i = 0; i < e->count; i++)
        order[i] = i;
    for (int round = 0; round < plan->rounds; round++) {
        l.rate = plan->rate * (1 - 0.9 * round / plan->rounds);
        shuffle(order, e->count, &dice);
        for (size_t i = 0; i < e->count; i++) {
            struct example example = drop_some(&e->list[order[i]], plan->dropped, &dice);
            learn_example(&l, &example);
            undrop(&example);
            bool sample = i % quarter == quarter - 1 || i + 1 == e->count;
            for (size_t k = 0; sample && round > 0 && k < l.count; k++)
                sums[k] += (double)l.weights[k];
            summed += sample && round > 0;
        }
    }
    for (size_t k = 0; k < l.count && summed > 0; k++)
        l.weights[k] = (float)(sums[k] / (double)summed);
    free(l.squares);
    free(order);
    free(sums);
    return l.weights;
}
