/* The warm-up under way, and what is known of the speaker since the last one that told anything.
 * Part of the listener's thread. */
#ifndef SAYBACK_WARMER_H
#define SAYBACK_WARMER_H

#include "kiosk/meters.h"
#include "voice/warmup.h"

#include <stdbool.h>

/* All zero is none. */
struct warmer {
    struct warmup_stream *stream; /* owned; NULL when none is under way */
    struct warmup result;         /* of the last one that was complete */
    struct speaker speaker;
    bool known; /* the speaker is */
};

/* Begins anew. Without memory the next warmer_hear says so. */
void warmer_begin(struct warmer *w);
void warmer_drop(struct warmer *w); /* the speaker stays known */

enum warmer_change {
    WARMER_SAME,
    WARMER_READY, /* `result` is filled in, and none is under way any more */
    WARMER_FAILED /* short of memory; none is under way any more */
};

/* Takes what was heard and shows on the meters how it stands. Only after
 * warmer_begin, until it says something else than WARMER_SAME. */
enum warmer_change warmer_hear(struct warmer *w, struct meters *meters, const float *samples,
                               size_t count);

/* Lent, as long as the warmer; NULL when nothing is known. Changes only in warmer_hear. */
const struct speaker *warmer_speaker(const struct warmer *w);

#endif
