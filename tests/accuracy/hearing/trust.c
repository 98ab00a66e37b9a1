#include "accuracy/hearing/trust.h"

#include <math.h>

void trust_init(struct trust *t, double doubt_below)
{
    *t = (struct trust){.doubt_below = doubt_below};
}

void trust_add(struct trust *t, double confidence, bool right)
{
    if (!(confidence >= 0.0 && confidence <= 1.0))
        return;
    int bin = (int)(confidence * TRUST_BINS);
    bin = bin < TRUST_BINS ? bin : TRUST_BINS - 1;
    t->count[bin]++;
    t->right[bin] += right;
    t->sum[bin] += confidence;
    t->words++;
    t->wrong += !right;
    if (confidence < t->doubt_below) {
        t->doubted++;
        t->doubted_wrong += !right;
    }
}

double trust_error(const struct trust *t)
{
    double error = 0.0;
    for (int i = 0; i < TRUST_BINS; i++)
        error += fabs(t->sum[i] - (double)t->right[i]);
    return t->words > 0 ? error / (double)t->words : (double)NAN;
}
