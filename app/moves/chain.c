#include "moves/chain.h"

#include "moves/span.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Columns: what was heard before. Labels that are not named change nothing. */
#define UNCHANGED                                                                                  \
    {                                                                                              \
        SO_FAR_NOTHING, SO_FAR_F, SO_FAR_E, SO_FAR_D, SO_FAR_D_AND_F, SO_FAR_E_THEN_D,             \
            SO_FAR_D_THEN_E                                                                        \
    }
#define AFTER_DIRECTIVE                                                                            \
    {                                                                                              \
        SO_FAR_D, SO_FAR_D_AND_F, SO_FAR_E_THEN_D, SO_FAR_D, SO_FAR_D_AND_F, SO_FAR_E_THEN_D,      \
            SO_FAR_D_THEN_E                                                                        \
    }

const unsigned char so_far_table[LABEL_COUNT][SO_FAR_COUNT] = {
    [MOVE_OTHER] = UNCHANGED,
    [MOVE_EMPATHY] = {SO_FAR_E, SO_FAR_E, SO_FAR_E, SO_FAR_D_THEN_E, SO_FAR_D_THEN_E,
                      SO_FAR_E_THEN_D, SO_FAR_D_THEN_E},
    [MOVE_OPEN_QUESTION] = UNCHANGED,
    [MOVE_CLOSED_QUESTION] = UNCHANGED,
    [MOVE_EXPECTATION] = AFTER_DIRECTIVE,
    [MOVE_SUPPORT] = UNCHANGED,
    [MOVE_ADVICE] = AFTER_DIRECTIVE,
    [MOVE_COMMAND] = AFTER_DIRECTIVE,
    [MOVE_MINIMISING] = {SO_FAR_F, SO_FAR_F, SO_FAR_E, SO_FAR_D_AND_F, SO_FAR_D_AND_F,
                         SO_FAR_E_THEN_D, SO_FAR_D_THEN_E},
    [MOVE_LETTING_OFF] = UNCHANGED,
    [LABEL_DISMISSAL] = UNCHANGED,
};

unsigned ends_of_verdict(enum verdict verdict)
{
    switch (verdict) {
    case VERDICT_EMPATHY_FIRST:
        return 1U << SO_FAR_E_THEN_D;
    case VERDICT_ADVICE_FIRST:
        return 1U << SO_FAR_D_THEN_E;
    case VERDICT_EMPATHY_ONLY:
        return 1U << SO_FAR_E;
    case VERDICT_FALSE_EMPATHY:
        return 1U << SO_FAR_F | 1U << SO_FAR_D_AND_F;
    case VERDICT_NO_EMPATHY:
        return 1U << SO_FAR_NOTHING | 1U << SO_FAR_D;
    default:
        return EVERY_END;
    }
}

enum verdict verdict_of_end(enum so_far end)
{
    int v = VERDICT_EMPATHY_FIRST;
    while (v + 1 < VERDICT_COUNT && (ends_of_verdict((enum verdict)v) >> end & 1) == 0)
        v++;
    return (enum verdict)v;
}

/* Sums of weights by place; all owned. */
struct sums {
    float *inside; /* [token][reach][label], over this and all shorter reaches */
    float *starts; /* [token][label] */
    float *ends;   /* [token behind][label] */
};

static void sums_done(struct sums *s)
{
    free(s->inside);
    free(s->starts);
    free(s->ends);
}

static void add_row(const float *weights, const struct feature *feature, float *to)
{
    const float *row = weights + AT_ROWS + (size_t)feature->row * LABEL_COUNT;
    for (int y = 0; y < LABEL_COUNT; y++)
        to[y] += feature->value * row[y];
}

static void add_rows(const float *weights, const struct feature_list *features, size_t place,
                     float *to)
{
    for (size_t i = features->from[place]; i < features->from[place + 1]; i++)
        add_row(weights, &features->list[i], to);
}

static bool sums_new(const struct features *f, const float *weights, struct sums *s)
{
    s->inside = calloc(f->count * REACHES * LABEL_COUNT + 1, sizeof *s->inside);
    s->starts = calloc(f->count * LABEL_COUNT + 1, sizeof *s->starts);
    s->ends = calloc((f->count + 1) * LABEL_COUNT, sizeof *s->ends);
    if (s->inside == NULL || s->starts == NULL || s->ends == NULL)
        return false;
    for (size_t t = 0; t < f->count; t++) {
        float *at = s->inside + reach_at(t, 0);
        for (size_t i = f->inside.from[t]; i < f->inside.from[t + 1]; i++)
            add_row(weights, &f->inside.list[i], s->inside + reach_at(t, f->inside.list[i].reach));
        for (size_t k = LABEL_COUNT; k < REACHES * LABEL_COUNT; k++)
            at[k] += at[k - LABEL_COUNT];
        add_rows(weights, &f->starts, t, s->starts + t * LABEL_COUNT);
    }
    for (size_t t = 0; t <= f->count; t++)
        add_rows(weights, &f->ends, t, s->ends + t * LABEL_COUNT);
    return true;
}

/* The score of one clause, whose words weigh `words`. */
static void score_span(const struct chain *c, const struct sums *s, const float *values,
                       const float *words, size_t first, size_t end)
{
    const float *lengths = c->weights + AT_LENGTH + length_bucket(end - first);
    float *score = c->score + span_at(first, end);
    const float *last = end == c->features->count ? c->weights + AT_LAST : NULL;
    for (size_t y = 0; y < LABEL_COUNT; y++)
        score[y] = words[y] + s->starts[first * LABEL_COUNT + y] + s->ends[end * LABEL_COUNT + y] +
                   lengths[y * LENGTH_BUCKETS] + (last != NULL ? last[y] : 0);
    for (size_t v = 0; v < SPAN_VALUES; v++) {
        const float *weights = c->weights + AT_SPAN + v * LABEL_COUNT;
        for (size_t y = 0; values[v] != 0 && y < LABEL_COUNT; y++) /* most are 0 */
            score[y] += weights[y] * values[v];
    }
}

static void score_from(const struct chain *c, const struct sums *s, const struct reading *r,
                       const float *values, size_t first)
{
    const struct features *f = c->features;
    float words[LABEL_COUNT] = {0};
    float computed[SPAN_VALUES];
    for (size_t end = first + 1; end <= f->count && end - first <= CLAUSE_TOKENS_MAX; end++) {
        const float *inside = s->inside + reach_at(end - 1, end - 1 - first);
        for (int y = 0; y < LABEL_COUNT; y++)
            words[y] += inside[y];
        if (end < f->count && !f->may_cut[end])
            continue;
        const float *known =
            values != NULL ? values + span_at(first, end) / LABEL_COUNT * SPAN_VALUES : computed;
        if (values == NULL)
            span_values(r, first, end, computed);
        score_span(c, s, known, words, first, end);
    }
}

static void fill_after(struct chain *c)
{
    for (int kind = 0; kind < START_KINDS; kind++) {
        for (int from = 0; from <= LABEL_COUNT; from++) {
            for (int to = 0; to < LABEL_COUNT; to++)
                c->after[kind][from][to] = exp((double)c->weights[weight_after(kind, from, to)]);
        }
    }
}

enum err chain_new(const struct reading *r, const struct features *features, const float *values,
                   const float *weights, struct chain *out)
{
    size_t spans = features->count * CLAUSE_TOKENS_MAX * LABEL_COUNT;
    struct sums sums = {NULL, NULL, NULL};
    struct chain c = {
        .features = features, .weights = weights, .score = malloc((spans + 1) * sizeof *c.score)};
    if (c.score == NULL || !sums_new(features, weights, &sums)) {
        sums_done(&sums);
        free(c.score);
        return ERR_MEMORY;
    }
    for (size_t i = 0; i < spans; i++)
        c.score[i] = -INFINITY;
    fill_after(&c);
    for (size_t first = 0; first < features->count; first++) {
        if (features->may_cut[first])
            score_from(&c, &sums, r, values, first);
    }
    sums_done(&sums);
    *out = c;
    return ERR_NONE;
}

void chain_done(struct chain *c)
{
    free(c->score);
    *c = (struct chain){0};
}
