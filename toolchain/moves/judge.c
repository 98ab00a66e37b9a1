#include "judge.h"

#include "memory.h"
#include "moves/model.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static struct judgement judge(const struct example *e, const float *weights)
{
    struct judgement out = {.p = -1, .heard = e->heard, .shape = e->shape};
    struct chain chain;
    struct pass all;
    need_success(chain_new(NULL, &e->features, e->values, weights, &chain) != ERR_NONE);
    need_success(chain_pass(&chain, NULL, EVERY_END, false, &all) != ERR_NONE);
    for (int v = VERDICT_EMPATHY_FIRST; v < VERDICT_COUNT; v++) {
        double p = pass_probability(&all, (enum verdict)v);
        if (p <= out.p)
            continue;
        out.p = p;
        out.nothing = v == VERDICT_NO_EMPATHY;
        out.right = v == (int)e->verdict;
    }
    pass_done(&all);
    chain_done(&chain);
    return out;
}

struct judgement *judge_all(const struct examples *e, const float *weights, size_t *count)
{
    struct judgement *list = need(e->count, sizeof *list);
    *count = 0;
    for (size_t i = 0; i < e->count; i++) {
        if (e->list[i].verdict != VERDICT_TOO_SHORT && e->list[i].features.count > 0)
            list[(*count)++] = judge(&e->list[i], weights);
    }
    return list;
}

/* Gradient ascent: four numbers and a concave aim, so that any start and small steps will do. */
void calibrate(const struct judgement *list, size_t count, float *out)
{
    enum { STEPS = 20000 };
    double w[CALIBRATION_COUNT] = {0, 1, 0, 0};
    for (int step = 0; step < STEPS; step++) {
        double gradient[CALIBRATION_COUNT] = {0};
        for (size_t i = 0; i < count; i++) {
            double p = fmin(1 - 1e-6, fmax(1e-6, list[i].p));
            double heard = list[i].heard;
            const double x[CALIBRATION_COUNT] = {1, log(p / (1 - p)), heard,
                                                 list[i].nothing ? heard : 0};
            double odds = 0;
            for (int k = 0; k < CALIBRATION_COUNT; k++)
                odds += w[k] * x[k];
            double miss = list[i].right - 1 / (1 + exp(-odds));
            for (int k = 0; k < CALIBRATION_COUNT; k++)
                gradient[k] += miss * x[k] / (double)count;
        }
        for (int k = 0; k < CALIBRATION_COUNT; k++)
            w[k] += 0.3 * gradient[k];
    }
    for (int k = 0; k < CALIBRATION_COUNT; k++)
        out[k] = (float)w[k];
}

static int by_p(const void *a, const void *b)
{
    double x = ((const struct judgement *)a)->p;
    double y = ((const struct judgement *)b)->p;
    return (x < y) - (x > y);
}

void judgements_print(const char *name, const struct judgement *list, size_t count)
{
    static const char *const shapes[] = {"typed", "spoken", "heard"};
    for (int shape = SHAPE_TYPED; shape <= SHAPE_HEARD; shape++) {
        struct judgement *own = need(count, sizeof *own);
        size_t n = 0, right = 0, surest = 0;
        for (size_t i = 0; i < count; i++) {
            if (list[i].shape == (enum shape)shape)
                own[n++] = list[i];
        }
        qsort(own, n, sizeof *own, by_p);
        for (size_t i = 0; i < n; i++) {
            right += own[i].right;
            surest += own[i].right && i < n * 4 / 5;
        }
        if (n > 0)
            printf("%s, %s: %zu replies, verdict right %.3f, of the surest four fifths %.3f\n",
                   name, shapes[shape], n, (double)right / (double)n,
                   n >= 5 ? (double)surest / (double)(n * 4 / 5) : (double)NAN);
        free(own);
    }
    (void)fflush(stdout);
}
