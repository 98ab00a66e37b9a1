#include "accuracy/speaking/melody.h"

#include <math.h>
#include <stdbool.h>

static double semitones(double hz)
{
    return 12.0 * log2(hz);
}

/* Ours less reference: the medians in percent, the standard deviations in semitones. Both in. */
static void differ(const struct figures *ours, const struct figures *reference, double *median_pct,
                   double *sd)
{
    double octaves = (figures_percentile(ours, 0.5) - figures_percentile(reference, 0.5)) / 12.0;
    *median_pct = 100.0 * (exp2(octaves) - 1.0);
    *sd = figures_sd(ours) - figures_sd(reference);
}

struct melody melody_compare(const double *ours, const double *reference, size_t frames)
{
    struct melody m = {.frames = frames};
    struct figures all[2] = {0}, both[2] = {0}, fine = {0};
    for (size_t i = 0; i < frames; i++) {
        bool here = ours[i] > 0.0, there = reference[i] > 0.0;
        if (here)
            figures_add(&all[0], semitones(ours[i]));
        if (there)
            figures_add(&all[1], semitones(reference[i]));
        m.ours_only += here && !there;
        m.reference_only += there && !here;
        if (!here || !there)
            continue;
        m.both++;
        figures_add(&both[0], semitones(ours[i]));
        figures_add(&both[1], semitones(reference[i]));
        double off = ours[i] / reference[i] - 1.0;
        m.low += off < -MELODY_GROSS;
        m.high += off > MELODY_GROSS;
        if (fabs(off) <= MELODY_GROSS)
            figures_add(&fine, 100.0 * off);
    }
    m.fine_pct = figures_percentile_of_sizes(&fine, 0.5);
    differ(&all[0], &all[1], &m.median_pct, &m.sd_semitones);
    differ(&both[0], &both[1], &m.both_median_pct, &m.both_sd_semitones);
    for (int k = 0; k < 2; k++) {
        figures_done(&all[k]);
        figures_done(&both[k]);
    }
    figures_done(&fine);
    return m;
}

void melody_levels(const struct recording *ours, const struct recording *reference,
                   double *correlation, double *offset_db)
{
    struct figures a = {0}, b = {0}, offset = {0};
    const struct spans *speech = &ours->spans[SPAN_SPEECH];
    for (size_t k = 0; k < speech->count; k++) {
        size_t end = (size_t)(speech->list[k].end_s * RECORD_FRAMES_PER_S + 0.5);
        for (size_t i = (size_t)(speech->list[k].start_s * RECORD_FRAMES_PER_S + 0.5);
             i < end && i < ours->frames && i < reference->frames; i++) {
            double x = ours->by_frame[FRAME_LEVEL][i], y = reference->by_frame[FRAME_LEVEL][i];
            if (isnan(x) || isnan(y))
                continue;
            figures_add(&a, x);
            figures_add(&b, y);
            figures_add(&offset, x - y);
        }
    }
    *correlation = figures_correlation(&a, &b);
    *offset_db = figures_percentile(&offset, 0.5);
    figures_done(&a);
    figures_done(&b);
    figures_done(&offset);
}
