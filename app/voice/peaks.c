#include "voice/peaks.h"

#include "base/rate.h"

#include <math.h>

enum { TENTH = RATE_HZ / PEAKS_TENTHS };

void peaks_take(struct peaks *p, float sample)
{
    double x = isfinite(sample) ? (double)sample : 0.0;
    if (p->count > 0 && p->count % TENTH == 0) {
        p->tenth = (p->tenth + 1) % PEAKS_TENTHS;
        p->tenths[p->tenth] = 0;
    }
    p->count++;
    p->sum += x;
    p->peak = fmax(p->peak, fabs(x));
    if (fabs(x) < PEAKS_CLIPPED)
        return;
    p->clipped++;
    p->tenths[p->tenth]++;
    p->hot = p->hot || peaks_hot_now(p);
}

bool peaks_hot_now(const struct peaks *p)
{
    size_t samples = 0, tenths = 0;
    for (size_t i = 0; i < PEAKS_TENTHS; i++) {
        samples += p->tenths[i];
        tenths += p->tenths[i] > 0;
    }
    return samples >= PEAKS_HOT_SAMPLES && tenths >= PEAKS_HOT_TENTHS;
}

double peaks_dbfs(const struct peaks *p)
{
    return p->peak > 0.0 ? 20.0 * log10(p->peak) : (double)NAN;
}

double peaks_clipped_share(const struct peaks *p)
{
    return p->count > 0 ? (double)p->clipped / (double)p->count : (double)NAN;
}

double peaks_offset(const struct peaks *p)
{
    return p->count > 0 ? p->sum / (double)p->count : (double)NAN;
}
