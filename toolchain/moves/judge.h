/* What learnt weights make of replies: what the calibration is fitted to, and a quick look. */
#ifndef JUDGE_H
#define JUDGE_H

#include "examples.h"

struct judgement {
    double p;     /* of the likeliest verdict */
    double heard; /* mean confidence of the words */
    bool nothing; /* that verdict is "no empathy" */
    bool right;
    enum shape shape;
};

/* One judgement for each example whose reply is not too short; *count of them, owned by the caller.
 */
struct judgement *judge_all(const struct examples *e, const float *weights, size_t *count);

/* Fits CALIBRATION_COUNT numbers (model.h) by logistic regression. */
void calibrate(const struct judgement *list, size_t count, float *out);

/* One line for each shape: how many, right, right of the surest four fifths. */
void judgements_print(const char *name, const struct judgement *list, size_t count);

#endif
