/* Does a confidence mean what it says? Counts words by their confidence and by whether they were
 * right. */
#ifndef SAYBACK_HEARING_TRUST_H
#define SAYBACK_HEARING_TRUST_H

#include <stdbool.h>
#include <stddef.h>

enum { TRUST_BINS = 10 };

struct trust {
    double doubt_below;       /* words under this confidence are doubted */
    size_t count[TRUST_BINS]; /* bin i: i/10 <= confidence < (i+1)/10; 1 is in the last */
    size_t right[TRUST_BINS];
    double sum[TRUST_BINS]; /* of the confidences */
    size_t doubted, doubted_wrong;
    size_t words, wrong;
};

void trust_init(struct trust *t, double doubt_below);
/* A confidence outside 0..1, or NAN, is not counted. */
void trust_add(struct trust *t, double confidence, bool right);
/* Expected calibration error: the bins' distances of mean confidence and share right, weighed by
 * their words (Naeini et al. 2015). NAN without words. */
double trust_error(const struct trust *t);

#endif
