/* The warm-up: a moment of quiet and one sentence read aloud tell how loud the room is and how
 * somebody speaks when nothing is at stake, and what to mend before an answer is worth recording.
 * It opens no device and gives no points. Pure; one thread at a time. */
#ifndef SAYBACK_WARMUP_H
#define SAYBACK_WARMUP_H

#include "base/err.h"
#include "voice/finding.h"
#include "voice/speaker.h"

#include <stdbool.h>
#include <stddef.h>

/* What is read aloud: some six seconds of everyday words, mostly voiced. */
#define WARMUP_SENTENCE                                                                            \
    "When somebody tells me what weighs on them, I listen, and say back what I heard before I "    \
    "answer."

/* Asked for while it is recorded: quiet, then reading until the speech is over, or no longer than
 * this. */
enum { WARMUP_QUIET_S = 3, WARMUP_READING_MAX_S = 15 };
/* Silence after the sentence that ends it; longer than anybody pauses within one. */
#define WARMUP_OVER_S 1.5

/* Less speech than this says nothing about a voice: half of the sentence, read fast. */
#define WARMUP_SPEECH_MIN_S 2.0

/* An unknown value is NAN, never 0. */
struct warmup {
    struct speaker speaker; /* of the voice nothing is known under WARMUP_SPEECH_MIN_S of speech,
                               and no pitch or pace when it is FINDING_TOO_NOISY */
    double length_s;        /* of the recording */
    double speech_s;        /* pauses left out; 0 when nobody spoke */
    double snr_db;          /* active level over the room; NAN where a gate hides the room */
    double peak_dbfs;       /* NAN when every sample is 0 */
    double clipped_share;   /* of all samples, 0..1 */
    double offset;          /* mean of all samples, full scale 1 */
    finding_set findings;
};

/* Everything unknown, nothing found. */
struct warmup warmup_unknown(void);

/* Measures a complete recording: mono, RATE_HZ, -1..1 (NaN and infinities count as 0), any length,
 * quiet and speech in any order. ERR_MEMORY leaves *out as it was. */
enum err warmup_measure(const float *samples, size_t count, struct warmup *out);

/* Nothing was found that must be mended before practice. */
bool warmup_good(const struct warmup *w);

/* The result in a sentence: "Good: your voice is 38 dB over the room.", or what the first finding
 * says. Always terminated; WARMUP_SAYS_MAX is enough. */
enum { WARMUP_SAYS_MAX = 128 };
void warmup_says(const struct warmup *w, char *to, size_t size);

/* -- while it is recorded -- */

struct warmup_stream;

enum warmup_step {
    WARMUP_HUSH, /* the room is listened to: please be quiet */
    WARMUP_READ, /* please read the sentence aloud */
    WARMUP_OVER  /* enough was heard, or time is up */
};

/* ERR_MEMORY. The caller owns *out. */
enum err warmup_stream_new(struct warmup_stream **out);
void warmup_stream_free(struct warmup_stream *s); /* NULL is allowed */

/* Adds samples as warmup_measure takes them, in blocks of any size; what comes after WARMUP_OVER is
 * not taken. ERR_MEMORY: the block is lost, the rest stays. */
enum err warmup_stream_push(struct warmup_stream *s, const float *samples, size_t count);

enum warmup_step warmup_stream_step(const struct warmup_stream *s);

/* What is wrong right now and can be mended at once: FINDING_MUTED within a second of digital
 * silence, or 2 s into the reading when nothing but the microphone's own noise came; FINDING_HOT
 * while it clips; FINDING_NO_SPEECH after 6 s without a word. FINDING_COUNT when all is well. */
enum finding warmup_stream_now(const struct warmup_stream *s);

/* The result of what was pushed, the same as warmup_measure gives. Push nothing afterwards.
 * ERR_MEMORY leaves *out as it was. */
enum err warmup_stream_finish(struct warmup_stream *s, struct warmup *out);

#endif
