#include "voice/level.h"

#include <math.h>

/* Above mains hum and the footsteps and fans that shake a table, under every voice's second
 * harmonic (F0 is 75 Hz and more): takes 31 dB from 50 Hz, 1 dB from 200 Hz. */
#define RUMBLE_HZ 120.0
/* Where the bands meet: between the first and second formant of most vowels, and under the
 * energy of fricatives. */
#define LOW_HZ 800.0
#define HIGH_HZ 2500.0
#define PI 3.14159265358979323846
#define CLIP 4.0
/* A filter that rings down into denormal numbers is a hundred times slower on some machines. */
#define TINY 1e-30

enum pass { PASS_HIGH, PASS_LOW };

/* A second-order Butterworth section by the bilinear transform. */
static void design_section(struct level_section *s, enum pass pass, double cutoff_hz)
{
    double k = tan(PI * cutoff_hz / RATE_HZ);
    double norm = 1.0 / (1.0 + sqrt(2.0) * k + k * k);
    *s = (struct level_section){0};
    s->b0 = pass == PASS_HIGH ? norm : k * k * norm;
    s->b1 = pass == PASS_HIGH ? -2.0 * s->b0 : 2.0 * s->b0;
    s->b2 = s->b0;
    s->a1 = 2.0 * (k * k - 1.0) * norm;
    s->a2 = (1.0 - sqrt(2.0) * k + k * k) * norm;
}

static void design(struct level_filter *f, enum pass pass, double cutoff_hz)
{
    design_section(&f->section[0], pass, cutoff_hz);
    design_section(&f->section[1], pass, cutoff_hz);
}

/* The state that a high-pass would have after hearing `input` for ever: a recording that starts
 * with an offset then starts without a thump. The output is 0, so later filters stay at rest. */
static void settle(struct level_section *s, double input)
{
    s->z1 = -s->b0 * input;
    s->z2 = s->b2 * input;
}

static double run_section(struct level_section *s, double x)
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

static double run(struct level_filter *f, double x)
{
    return run_section(&f->section[1], run_section(&f->section[0], x));
}

void level_init(struct level_meter *m)
{
    *m = (struct level_meter){0};
    design(&m->rumble, PASS_HIGH, RUMBLE_HZ);
    design(&m->low, PASS_LOW, LOW_HZ);
    design(&m->middle_low, PASS_HIGH, LOW_HZ);
    design(&m->middle_high, PASS_LOW, HIGH_HZ);
    design(&m->high, PASS_HIGH, HIGH_HZ);
}

bool level_flush(struct level_meter *m, struct level_frame *out)
{
    if (m->filled == 0)
        return false;
    for (int band = 0; band < LEVEL_BANDS; band++) {
        out->power[band] = m->power[band] / (double)m->filled;
        m->power[band] = 0.0;
    }
    m->filled = 0;
    return true;
}

bool level_take(struct level_meter *m, float sample, struct level_frame *out)
{
    double x = isfinite(sample) ? (double)sample : 0.0;
    x = fmin(fmax(x, -CLIP), CLIP);
    if (m->taken++ == 0)
        settle(&m->rumble.section[0], x);
    double band[LEVEL_BANDS];
    band[LEVEL_ALL] = run(&m->rumble, x);
    band[LEVEL_LOW] = run(&m->low, band[LEVEL_ALL]);
    band[LEVEL_MIDDLE] = run(&m->middle_high, run(&m->middle_low, band[LEVEL_ALL]));
    band[LEVEL_HIGH] = run(&m->high, band[LEVEL_ALL]);
    for (int i = 0; i < LEVEL_BANDS; i++)
        m->power[i] += band[i] * band[i];
    if (++m->filled < LEVEL_FRAME)
        return false;
    return level_flush(m, out);
}

double level_dbfs(double mean_power)
{
    if (!(mean_power > 1e-12))
        return LEVEL_SILENCE_DBFS;
    return 10.0 * log10(mean_power);
}
