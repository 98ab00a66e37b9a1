/* Two tracks of F0 frame by frame, and two curves of intensity. */
#ifndef SAYBACK_SPEAKING_MELODY_H
#define SAYBACK_SPEAKING_MELODY_H

#include "accuracy/speaking/figures.h"
#include "accuracy/speaking/records.h"

/* Further off than this is a gross error (Rabiner and others 1976). */
#define MELODY_GROSS 0.20

/* One recording. */
struct melody {
    size_t frames, both, ours_only, reference_only; /* all; voiced in both, in one */
    size_t low, high;         /* of both: ours too low, too high by more than MELODY_GROSS */
    double fine_pct;          /* median size of the other differences; NAN: no frame */
    double median_pct;        /* ours less reference, of each track's own frames; NAN: no frame */
    double sd_semitones;      /* the same */
    double both_median_pct;   /* of the frames voiced in both alone */
    double both_sd_semitones; /* the same */
};

/* `ours` and `reference` in Hz, 0 unvoiced. */
struct melody melody_compare(const double *ours, const double *reference, size_t frames);

/* Frames within the speech of `ours`, where both have a level. Correlation; the median of ours less
 * reference in dB. NAN without frames. */
void melody_levels(const struct recording *ours, const struct recording *reference,
                   double *correlation, double *offset_db);

#endif
