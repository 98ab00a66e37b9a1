/* From everything that was heard to the card: inside the engine room only. No recogniser, no
 * threads. */
#ifndef SAYBACK_READING_H
#define SAYBACK_READING_H

#include "base/err.h"
#include "base/span.h"
#include "scenario/scenario.h"
#include "score/card.h"
#include "voice/speaker.h"

#include <stdbool.h>
#include <stddef.h>

struct reading_input {
    const struct moves_model *moves;
    const float *samples; /* the reply, mono, RATE_HZ */
    size_t sample_count;
    const struct span *speech; /* what the activity detector found */
    size_t speech_count;
    double floor_dbfs;
    const struct words *words;
    bool incomplete;                 /* words are missing: the recogniser died */
    double lost_s;                   /* seconds of sound that the microphone or the ring lost */
    const struct scenario *scenario; /* NULL: words and voice only */
    int turn;
    double prompt_rate;
    const struct speaker *speaker; /* NULL when there was no warm-up */
};

/* Fills in `card` (initialised; what it held is freed). ERR_MEMORY leaves it initialised. */
enum err reading_card(const struct reading_input *input, struct card *card);

#endif
