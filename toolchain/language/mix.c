#include "mix.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void mix(const struct model *a, const struct model *b, double share, struct model *out)
{
    for (int i = 0; i < ORDER_MAX; i++) {
        struct table *t = &out->order[i];
        for (size_t k = 0; k < a->order[i].count; k++)
            table_add(t, a->order[i].list[k].word, i + 1);
        for (size_t k = 0; k < b->order[i].count; k++)
            if (table_find(&a->order[i], b->order[i].list[k].word, i + 1) == NULL)
                table_add(t, b->order[i].list[k].word, i + 1);
        table_sort(t);
        for (size_t k = 0; k < t->count; k++)
            t->list[k].p = share * model_p(b, t->list[k].word, i + 1) +
                           (1 - share) * model_p(a, t->list[k].word, i + 1);
    }
    model_normalise(out);
}

/* How likely the sequence `words` is at any place. <s> is never predicted, but as often as </s>. */
static double joint(const struct model *m, const uint32_t *words, int count, uint32_t start,
                    uint32_t end)
{
    const uint32_t first = words[0] == start ? end : words[0];
    double p = model_p(m, &first, 1);
    for (int i = 2; i <= count; i++)
        p *= model_p(m, words, i);
    return p;
}

/* The relative rise of the perplexity when `gram` is no longer listed. */
static double loss(const struct model *m, const struct gram *gram, int order, struct rest rest,
                   double history_p)
{
    double shorter = model_p(m, gram->word + 1, order - 1);
    if (rest.here <= 0 || rest.shorter <= 0 || shorter <= 0 || gram->p <= 0)
        return 1;
    double before = rest.here / rest.shorter;
    double after = (rest.here + gram->p) / (rest.shorter + shorter);
    double change = gram->p * (log(shorter) + log(after) - log(gram->p)) +
                    rest.here * (log(after) - log(before));
    return exp(-history_p * change) - 1;
}

/* Marks pairs that a triple begins or ends with: the file format needs both. */
static void mark_needed(const struct model *m, bool *needed)
{
    const struct table *pairs = &m->order[1], *triples = &m->order[2];
    for (size_t i = 0; i < triples->count; i++)
        for (int k = 0; k < 2; k++) {
            const struct gram *pair = table_find(pairs, triples->list[i].word + k, 2);
            if (pair != NULL)
                needed[pair - pairs->list] = true;
        }
}

static void prune_order(struct model *m, int order, double threshold, uint32_t start, uint32_t end)
{
    struct table *t = &m->order[order - 1];
    bool *keep = must(calloc(t->count + 1, sizeof *keep));
    if (order < ORDER_MAX)
        mark_needed(m, keep);
    size_t history_size = (size_t)(order - 1) * sizeof(uint32_t);
    struct rest rest = {0};
    double history_p = 0;
    for (size_t i = 0; i < t->count; i++) {
        const struct gram *gram = &t->list[i];
        if (i == 0 || memcmp(gram->word, t->list[i - 1].word, history_size) != 0) {
            rest = model_rest(m, gram->word, order - 1);
            history_p = joint(m, gram->word, order - 1, start, end);
        }
        keep[i] = keep[i] || loss(m, gram, order, rest, history_p) >= threshold;
    }
    size_t kept = 0;
    for (size_t i = 0; i < t->count; i++)
        if (keep[i])
            t->list[kept++] = t->list[i];
    t->count = kept;
    free(keep);
    model_normalise(m);
}

void prune(struct model *m, double threshold, uint32_t start, uint32_t end)
{
    for (int order = ORDER_MAX; order > 1 && threshold > 0; order--)
        prune_order(m, order, threshold, start, end);
}
