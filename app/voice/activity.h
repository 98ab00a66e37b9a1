/* Finds speech in a stream of samples by its energy over a noise floor that it measures itself.
 * It does not know words, and it does not know what time it is: all times are counted in samples,
 * so the same sound gives the same spans for any block size. Pure; one thread at a time. */
#ifndef SAYBACK_ACTIVITY_H
#define SAYBACK_ACTIVITY_H

#include "base/err.h"
#include "base/span.h"

#include <stdbool.h>
#include <stddef.h>

struct activity;

/* A detector for one reply at RATE_HZ. The caller owns *out. ERR_MEMORY. */
enum err activity_new(struct activity **out);
void activity_free(struct activity *a); /* NULL is allowed */

/* Adds mono samples, full scale -1..1 (NaN and infinities count as 0). ERR_MEMORY loses nothing
 * that was found before; the samples of the failed call are not taken. */
enum err activity_push(struct activity *a, const float *samples, size_t count);

/* No more samples will come: closes a span that is open. Push nothing afterwards. */
enum err activity_finish(struct activity *a);

/* Speech found so far and no longer subject to change, in order, not overlapping, at least 50 ms
 * each, with silences of at least 100 ms between them. A span comes 100 ms after its end, but none
 * before 3 s of sound, or before 1 s of it was loud (what a breath is, shows against the voice).
 * Lent until the next push, finish or free. */
const struct span *activity_speech(const struct activity *a, size_t *count);

/* The span that is under way, as soon as it is certain to be speech: true and *out. Its start will
 * not change any more, its end only grows, and it is the next that activity_speech will give. */
bool activity_under_way(const struct activity *a, struct span *out);

/* Seconds up to which everything is certain: what is no speech there by activity_speech and
 * activity_under_way will never become any. Never goes back; 0 before 3 s have come. */
double activity_certain_s(const struct activity *a);

/* Seconds pushed so far. */
double activity_length_s(const struct activity *a);

/* True while speech seems to be under way; the seconds since speech last ended (0 while under
 * way, the whole length so far when there was none yet). For the chunker and the screen. */
bool activity_speaking(const struct activity *a);
double activity_silence_s(const struct activity *a);

/* Level of the last 10 ms in dBFS (0 = full-scale sine's RMS is -3; digital silence gives -120). */
double activity_level_dbfs(const struct activity *a);

/* The noise floor as measured so far, dBFS; NAN before 0.3 s have come. */
double activity_floor_dbfs(const struct activity *a);

#endif
