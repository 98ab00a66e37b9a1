/* Syllables by their nuclei: peaks of intensity with a dip on either side (after de Jong & Wempe
 * 2009, Behavior Research Methods 41). It knows no words, so that it can tell when the recogniser
 * lost some. Pure. */
#ifndef SAYBACK_SYLLABLES_H
#define SAYBACK_SYLLABLES_H

#include "base/err.h"
#include "base/span.h"

#include <stddef.h>

/* The middles of the nuclei within `speech` (in order), in seconds and in order, of mono samples at
 * RATE_HZ. The caller frees *times_s (NULL when there are none). ERR_MEMORY. */
enum err syllables_find(const float *samples, size_t sample_count, const struct span *speech,
                        size_t speech_count, double **times_s, size_t *count);

#endif
