#include "moves/verdict.h"

#include <math.h>
#include <stdlib.h>

/* However clear the words: two people who label such replies do not agree more often (of the
 * replies that were set aside, those the model is surest of are right about as often). */
static const double surest = 0.97;

/* Probabilities are kept this far from 0 and 1, where log odds end. */
static const double certain = 1e-6;

static double calibrated(const struct moves_model *model, enum verdict verdict, double p,
                         double heard)
{
    double kept = fmin(1 - certain, fmax(certain, p));
    double odds = (double)model->calibration[0] +
                  (double)model->calibration[1] * log(kept / (1 - kept)) +
                  (double)model->calibration[2] * heard;
    if (verdict == VERDICT_NO_EMPATHY)
        odds += (double)model->calibration[3] * heard;
    return fmin(surest, 1 / (1 + exp(-odds)));
}

static void choose(const struct moves_model *model, const struct pass *p, struct findings *out)
{
    double best = -1;
    double second = -1;
    for (int v = VERDICT_EMPATHY_FIRST; v < VERDICT_COUNT; v++) {
        double here = pass_probability(p, (enum verdict)v);
        if (here > best) {
            second = best;
            out->rival = out->verdict;
            best = here;
            out->verdict = (enum verdict)v;
        } else if (here > second) {
            second = here;
            out->rival = (enum verdict)v;
        }
    }
    out->confidence = calibrated(model, out->verdict, best, out->heard);
}

/* How likely each token is part of a clause with that move: [token][move]. Clauses add their share
 * where they begin and take it back behind their end. NULL: out of memory. */
static double *token_shares(const struct chain *c, const struct pass *p)
{
    size_t count = c->features->count;
    double *shares = calloc((count + 1) * MOVE_COUNT, sizeof *shares);
    if (shares == NULL)
        return NULL;
    for (size_t first = 0; first < count; first++) {
        for (size_t end = first + 1; end <= count && end - first <= CLAUSE_TOKENS_MAX; end++) {
            const double *share = p->share + span_at(first, end);
            for (int y = 0; y < LABEL_COUNT; y++) {
                size_t move = move_of_label(y);
                shares[first * MOVE_COUNT + move] += share[y];
                shares[end * MOVE_COUNT + move] -= share[y];
            }
        }
    }
    for (size_t i = MOVE_COUNT; i < (count + 1) * MOVE_COUNT; i++)
        shares[i] += shares[i - MOVE_COUNT];
    return shares;
}

static double mean_share(const double *shares, size_t first, size_t end, enum move move)
{
    double sum = 0;
    for (size_t t = first; t < end; t++)
        sum += shares[t * MOVE_COUNT + move];
    return fmin(1, fmax(0, sum / (double)(end - first)));
}

/* The likeliest clauses that show the verdict. */
static enum err find_clauses(const struct chain *c, const struct pass *p, const label_set *allowed,
                             struct findings *out)
{
    size_t count = c->features->count;
    struct labelled *way = calloc(count + 1, sizeof *way);
    double *shares = token_shares(c, p);
    out->list = calloc(count + 1, sizeof *out->list);
    enum err err = ERR_MEMORY;
    if (way != NULL && shares != NULL && out->list != NULL)
        err = chain_best(c, allowed, ends_of_verdict(out->verdict), way, &out->count);
    for (size_t i = 0; err == ERR_NONE && i < out->count; i++) {
        enum move move = move_of_label(way[i].label);
        out->list[i] = (struct found){way[i].first, way[i].end, move,
                                      mean_share(shares, way[i].first, way[i].end, move)};
    }
    free(way);
    free(shares);
    return err;
}

/* Only clauses between given cuts, with any label, as far as a clause may begin there; those that
 * are too long are cut where one may. */
static label_set *only_between(const bool *cuts, const struct features *f)
{
    label_set *allowed = calloc(f->count * CLAUSE_TOKENS_MAX + 1, sizeof *allowed);
    for (size_t first = 0, end; allowed != NULL && first < f->count; first = end) {
        for (end = first + 1; end < f->count && end - first < CLAUSE_TOKENS_MAX;) {
            if (cuts[end] && f->may_cut[end])
                break;
            end++;
        }
        while (end < f->count && end > first + 1 && !f->may_cut[end])
            end--;
        allowed[span_at(first, end) / LABEL_COUNT] = (1 << LABEL_COUNT) - 1;
    }
    return allowed;
}

static enum err read_chain(const struct moves_model *model, const struct chain *c,
                           const label_set *allowed, struct findings *out)
{
    struct pass all;
    enum err err = chain_pass(c, allowed, EVERY_END, true, &all);
    if (err != ERR_NONE)
        return err;
    choose(model, &all, out);
    err = find_clauses(c, &all, allowed, out);
    pass_done(&all);
    return err;
}

enum err findings_new(const struct moves_model *model, const struct reading *r, const bool *cuts,
                      struct findings *out)
{
    struct findings found = {.verdict = VERDICT_UNCLEAR,
                             .rival = VERDICT_UNCLEAR,
                             .heard = tokens_heard(r->tokens.list, 0, r->tokens.count)};
    struct chain chain = {0};
    label_set *allowed = NULL;
    enum err err = features_new(r, &model->basics.senses, model_row_of, model, &found.features);
    if (err == ERR_NONE && cuts != NULL) {
        allowed = only_between(cuts, &found.features);
        err = allowed != NULL ? ERR_NONE : ERR_MEMORY;
    }
    if (err == ERR_NONE && found.features.count > 0)
        err = chain_new(r, &found.features, NULL, model->weights, &chain);
    if (err == ERR_NONE && found.features.count > 0)
        err = read_chain(model, &chain, allowed, &found);
    chain_done(&chain);
    free(allowed);
    if (err == ERR_NONE)
        *out = found;
    else
        findings_done(&found);
    return err;
}

void findings_done(struct findings *f)
{
    features_done(&f->features);
    free(f->list);
    *f = (struct findings){0};
}
