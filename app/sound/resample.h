/* Changes the rate of mono sound as it streams by (libsamplerate, medium sinc: 121 dB SNR, band
 * 90 %). The same samples come out for any block size. One thread at a time. */
#ifndef SAYBACK_RESAMPLE_H
#define SAYBACK_RESAMPLE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct resample;

enum err resample_new(int from_hz, int to_hz, struct resample **out); /* ERR_INPUT, ERR_MEMORY */
void resample_free(struct resample *r);                               /* NULL is allowed */
void resample_reset(struct resample *r); /* forgets what is inside, ready for another stream */

/* Takes up to `in_count` samples and writes up to `out_max`. *in_used and *out_count say how many
 * of either. `last`: no more will come, the tail is flushed; call until *out_count is 0. ERR_INPUT
 * on an internal refusal of libsamplerate. */
enum err resample_run(struct resample *r, const float *in, size_t in_count, size_t *in_used,
                      float *out, size_t out_max, size_t *out_count, bool last);

#endif
