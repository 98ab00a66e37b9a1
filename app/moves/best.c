/* The likeliest of all ways to cut and label (Viterbi). */
#include "moves/chain.h"

#include <math.h>
#include <stdlib.h>

/* The best way up to a cut, by what was heard and by the label that ends there. */
struct step {
    double value;
    size_t first;         /* where its last clause begins */
    unsigned char before; /* what was heard, */
    unsigned char label;  /* and the label that ended, at `first` */
};

struct place {
    struct step at[SO_FAR_COUNT][LABEL_COUNT + 1];
};

/* The best way up to a cut at `first` into each label that may begin there. */
static void enter(const struct chain *c, const struct place *from, size_t first,
                  struct step into[SO_FAR_COUNT][LABEL_COUNT])
{
    int kind = c->features->start_kind[first];
    for (int s = 0; s < SO_FAR_COUNT; s++) {
        for (int z = 0; z < LABEL_COUNT; z++) {
            into[s][z] =
                (struct step){.value = -INFINITY, .first = first, .before = (unsigned char)s};
            for (int y = 0; y <= LABEL_COUNT; y++) {
                double value = from->at[s][y].value + (double)c->weights[weight_after(kind, y, z)];
                if (value > into[s][z].value) {
                    into[s][z].value = value;
                    into[s][z].label = (unsigned char)y;
                }
            }
        }
    }
}

static void extend(const struct chain *c, const label_set *allowed, struct place *places,
                   size_t first)
{
    struct step into[SO_FAR_COUNT][LABEL_COUNT];
    enter(c, &places[first], first, into);
    for (size_t end = first + 1; end <= c->features->count && end - first <= CLAUSE_TOKENS_MAX;
         end++) {
        if (!span_usable(c, allowed, first, end))
            continue;
        const float *score = c->score + span_at(first, end);
        for (int s = 0; s < SO_FAR_COUNT; s++) {
            for (int z = 0; z < LABEL_COUNT; z++) {
                double value = into[s][z].value + (double)score[z];
                struct step *to = &places[end].at[so_far_after((enum so_far)s, z)][z];
                if (!label_permitted(allowed, first, end, z) || !(value > to->value))
                    continue;
                *to = into[s][z];
                to->value = value;
            }
        }
    }
}

/* The best cell at the end, or NULL. */
static const struct step *best_end(const struct place *last, unsigned ends, int *label)
{
    const struct step *best = NULL;
    for (int s = 0; s < SO_FAR_COUNT; s++) {
        for (int y = 0; y < LABEL_COUNT; y++) {
            const struct step *step = &last->at[s][y];
            if ((ends >> s & 1) == 0 || isinf(step->value) ||
                (best != NULL && step->value <= best->value))
                continue;
            best = step;
            *label = y;
        }
    }
    return best;
}

static size_t trace(const struct place *places, const struct step *step, int label, size_t end,
                    struct labelled *out)
{
    size_t count = 0;
    while (end > 0) {
        out[count++] = (struct labelled){.first = step->first, .end = end, .label = label};
        end = step->first;
        label = step->label;
        step = &places[end].at[step->before][label];
    }
    for (size_t i = 0; i < count / 2; i++) {
        struct labelled swap = out[i];
        out[i] = out[count - 1 - i];
        out[count - 1 - i] = swap;
    }
    return count;
}

enum err chain_best(const struct chain *c, const label_set *allowed, unsigned ends,
                    struct labelled *out, size_t *count)
{
    size_t tokens = c->features->count;
    struct place *places = malloc((tokens + 1) * sizeof *places);
    if (places == NULL)
        return ERR_MEMORY;
    for (size_t t = 0; t <= tokens; t++) {
        for (int s = 0; s < SO_FAR_COUNT; s++) {
            for (int y = 0; y <= LABEL_COUNT; y++)
                places[t].at[s][y].value = -INFINITY;
        }
    }
    places[0].at[SO_FAR_NOTHING][LABEL_NONE].value = 0;
    for (size_t t = 0; t < tokens; t++) {
        if (c->features->may_cut[t])
            extend(c, allowed, places, t);
    }
    int label = 0;
    const struct step *end = tokens > 0 ? best_end(&places[tokens], ends, &label) : NULL;
    *count = end != NULL ? trace(places, end, label, tokens, out) : 0;
    free(places);
    return end != NULL || tokens == 0 ? ERR_NONE : ERR_INPUT;
}
