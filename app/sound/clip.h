/* A sound file in memory: decoded by libsndfile, mixed down to mono, at the rate it was recorded or
 * any other. It plays nothing and records nothing. */
#ifndef SAYBACK_CLIP_H
#define SAYBACK_CLIP_H

#include "base/err.h"

#include <stddef.h>

/* Limits, checked before anything is allocated for the samples. */
#define CLIP_PROMPT_MAX_S 60.0 /* a prompt in a pack */
#define CLIP_REPLY_MAX_S 900.0 /* a recorded reply given to the command line */
enum { CLIP_RATE_MIN_HZ = 4000, CLIP_RATE_MAX_HZ = 384000, CLIP_CHANNELS_MAX = 16 };

struct clip {
    float *samples; /* owned, mono, -1..1; NaN and infinities in the file have become 0 */
    size_t count;   /* may be 0: an empty file is still sound */
    int rate_hz;
};

void clip_init(struct clip *clip);
void clip_done(struct clip *clip); /* back to init */

/* Decodes `path`, mixes its channels to mono (mean of the channels that carry anything at all, so
 * that one empty channel costs no level) and resamples to `rate_hz`; 0 keeps the file's own rate.
 * `clip` must be initialised; what it held is freed. ERR_INPUT: no such file, no sound, over the
 * limits, cut short; ERR_MEMORY. `why` names the file as `path` was given. */
enum err clip_load(const char *path, double max_s, int rate_hz, struct clip *clip,
                   struct diag *why);

/* Length in seconds and format, without decoding. Errors as clip_load. */
struct clip_info {
    double length_s;
    int rate_hz;
    int channels;
};
enum err clip_inspect(const char *path, double max_s, struct clip_info *info, struct diag *why);

#endif
