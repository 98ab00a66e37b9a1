#include "voice/filter.h"

#include "base/rate.h"

#include <math.h>

#define PI 3.14159265358979323846
/* A filter that rings down into denormal numbers is a hundred times slower on some machines. */
#define TINY 1e-30

/* A second-order Butterworth section by the bilinear transform. */
static void design_section(struct filter_section *s, enum filter_pass pass, double cutoff_hz)
{
    double k = tan(PI * cutoff_hz / RATE_HZ);
    double norm = 1.0 / (1.0 + sqrt(2.0) * k + k * k);
    *s = (struct filter_section){0};
    s->b0 = pass == FILTER_HIGH ? norm : k * k * norm;
    s->b1 = pass == FILTER_HIGH ? -2.0 * s->b0 : 2.0 * s->b0;
    s->b2 = s->b0;
    s->a1 = 2.0 * (k * k - 1.0) * norm;
    s->a2 = (1.0 - sqrt(2.0) * k + k * k) * norm;
}

void filter_init(struct filter *f, enum filter_pass pass, double cutoff_hz)
{
    design_section(&f->section[0], pass, cutoff_hz);
    design_section(&f->section[1], pass, cutoff_hz);
}

void filter_settle(struct filter *f, double input)
{
    struct filter_section *s = &f->section[0];
    s->z1 = -s->b0 * input;
    s->z2 = s->b2 * input;
}

static double run_section(struct filter_section *s, double x)
{
    double y = s->b0 * x + s->z1;
    s->z1 = s->b1 * x - s->a1 * y + s->z2;
    s->z2 = s->b2 * x - s->a2 * y;
    if (fabs(s->z1) < TINY)
        s->z1 = 0.0;
    if (fabs(s->z2) < TINY)
        s->z2 = 0.0;
    return y;
}

double filter_run(struct filter *f, double x)
{
    return run_section(&f->section[1], run_section(&f->section[0], x));
}
