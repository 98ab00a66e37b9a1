/* Real replies for the tests of this room and the bench of hearing: decoded, cut, recognised,
 * compared with what was said. */
#ifndef SAYBACK_TEST_SPEECH_H
#define SAYBACK_TEST_SPEECH_H

#include "words/recogniser.h"

#include <stddef.h>

struct speech {
    float *samples; /* owned, mono, RATE_HZ */
    size_t count;
};

/* Decoded, mixed to mono and resampled as the program does it. 0, or -1 when `path` is no sound
 * that the sound room takes, or has no samples. */
int speech_load(const char *path, struct speech *out);
void speech_done(struct speech *speech);

/* Runs the whole reply through detector, chunker and recogniser in blocks of `block` samples and
 * waits for the last word. Returns the number of chunks, or -1. */
int speech_recognise(struct recogniser *r, const struct speech *speech, size_t block);

/* The same at the speed at which it was spoken, as from a microphone; *wait_s is the time from the
 * last sample to the complete words. For benches: it takes as long as the reply. */
int speech_recognise_live(struct recogniser *r, const struct speech *speech, size_t block,
                          double *wait_s);

/* The transcript that truth.jsonl has for `id`; the caller frees. NULL when there is none. */
char *speech_truth(const char *id);

/* Edit distance in words (substitutions, insertions, deletions), and the words of the truth. */
size_t speech_errors(const char *truth, const struct words *heard, size_t *truth_count);

#endif
