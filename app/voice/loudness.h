/* Loudness of the spoken part of a reply: active level, range, the loudest second. It judges
 * nothing. Pure. */
#ifndef SAYBACK_LOUDNESS_H
#define SAYBACK_LOUDNESS_H

#include "base/err.h"
#include "base/span.h"

#include <stddef.h>

struct loudness {
    double active_dbfs;  /* RMS of the frames with speech; NAN without any */
    double range_db;     /* 95th minus 10th percentile of their levels */
    double jump_db;      /* loudest second of them over active_dbfs; NAN under 1 s of speech */
    struct span loudest; /* that second, with the pauses in it; NAN too */
};

/* `power` by frame of 10 ms as in voice_track; `speech` in order, times beyond the frames are
 * ignored. ERR_MEMORY. */
enum err loudness_measure(const double *power, size_t frames, const struct span *speech,
                          size_t speech_count, struct loudness *out);

#endif
