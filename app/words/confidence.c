#include "words/confidence.h"

#include <math.h>

enum { NEIGHBOURS = 30 }; /* to either side: about ten seconds of talk */

/* A logistic regression on right and wrong words; README.md says of what. */
static const double CONSTANT = -1.72;
static const double OWN = 0.51;
static const double AROUND = 0.47;

/* Nothing is certain to more than this. */
static const double LEAST = 1e-4;

static double logit(double p)
{
    double held = fmin(fmax(p, LEAST), 1.0 - LEAST); /* NAN becomes LEAST */
    return log(held / (1.0 - held));
}

void confidence_calibrate(struct words *w)
{
    for (size_t i = 0; i < w->count; i++) {
        size_t first = i > NEIGHBOURS ? i - NEIGHBOURS : 0;
        size_t end = i + NEIGHBOURS + 1 < w->count ? i + NEIGHBOURS + 1 : w->count;
        double sum = 0.0;
        for (size_t j = first; j < end; j++)
            sum += logit(w->list[j].posterior);
        double z =
            CONSTANT + OWN * logit(w->list[i].posterior) + AROUND * sum / (double)(end - first);
        w->list[i].confidence = 1.0 / (1.0 + exp(-z));
    }
}
