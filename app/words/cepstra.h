/* The cepstra of one chunk, frame by frame as its sound arrives, and the mean that is taken off
 * them before they are searched. The library would do both, but only with a running mean, which
 * costs words, or with all of the chunk at hand, which costs time. Only the child program has it.
 */
#ifndef SAYBACK_CEPSTRA_H
#define SAYBACK_CEPSTRA_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

enum { CEPSTRA_SIZE = 13, FRAMES_PER_SECOND = 100 };

struct fe_s; /* sphinxbase's fe_t */

struct cepstra {
    float (*list)[CEPSTRA_SIZE]; /* owned; as the front end gives them */
    size_t count, capacity;
};

/* A mean over frames; a sum until it is divided by their number. */
struct level {
    double sum[CEPSTRA_SIZE];
    double frames;
};

void cepstra_done(struct cepstra *c);

/* Appends the frames that `count` more samples (mono, RATE_HZ) complete; how the samples are
 * divided into calls makes no difference. `front` is in an utterance. ERR_MEMORY, ERR_SYSTEM. */
enum err cepstra_push(struct cepstra *c, struct fe_s *front, const int16_t *samples, size_t count);

/* Appends the last frame, of what samples are left. */
enum err cepstra_end(struct cepstra *c, struct fe_s *front);

/* The mean of the first `count` frames. */
struct level cepstra_mean(const struct cepstra *c, size_t count);

/* Frame `i` less the mean. */
void cepstra_normal(const struct cepstra *c, size_t i, const struct level *mean,
                    float out[CEPSTRA_SIZE]);

#endif
