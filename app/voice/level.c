#include "voice/level.h"

#include <math.h>

/* Above mains hum and the footsteps and fans that shake a table, under every voice's second
 * harmonic (F0 is 75 Hz and more): takes 31 dB from 50 Hz, 1 dB from 200 Hz. */
#define RUMBLE_HZ 120.0
/* Where the bands meet: between the first and second formant of most vowels, and under the
 * energy of fricatives. */
#define LOW_HZ 800.0
#define HIGH_HZ 2500.0
#define CLIP 4.0

void level_init(struct level_meter *m)
{
    *m = (struct level_meter){0};
    filter_init(&m->rumble, FILTER_HIGH, RUMBLE_HZ);
    filter_init(&m->low, FILTER_LOW, LOW_HZ);
    filter_init(&m->middle_low, FILTER_HIGH, LOW_HZ);
    filter_init(&m->middle_high, FILTER_LOW, HIGH_HZ);
    filter_init(&m->high, FILTER_HIGH, HIGH_HZ);
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
        filter_settle(&m->rumble, x);
    double band[LEVEL_BANDS];
    band[LEVEL_ALL] = filter_run(&m->rumble, x);
    band[LEVEL_LOW] = filter_run(&m->low, band[LEVEL_ALL]);
    band[LEVEL_MIDDLE] = filter_run(&m->middle_high, filter_run(&m->middle_low, band[LEVEL_ALL]));
    band[LEVEL_HIGH] = filter_run(&m->high, band[LEVEL_ALL]);
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
