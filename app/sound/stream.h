/* Inside the sound room: the two streams, and what they have in common. A stream lives in the
 * struct of its direction; `handle` is PortAudio's and NULL while none is open. */
#ifndef SAYBACK_STREAM_H
#define SAYBACK_STREAM_H

#include "base/err.h"
#include "sound/audio.h"

#include <assert.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

struct ring;
struct resample;

/* Comfortable for a Pi that recognises speech meanwhile, and still short beside the pauses that
 * are measured. Ours. */
#define STREAM_LATENCY_S 0.1

static_assert(ATOMIC_LLONG_LOCK_FREE == 2 && ATOMIC_POINTER_LOCK_FREE == 2 &&
                  ATOMIC_INT_LOCK_FREE == 2,
              "the callbacks count in atomics, which must not be locks");

enum { CAPTURE_RING_S = 10, CAPTURE_BLOCK = 1024, CAPTURE_CHANNELS_MAX = 2 };

struct capture {
    void *handle;
    struct ring *ring;          /* the callback pushes, audio_read pulls */
    struct resample *resample;  /* the owner's, like what follows up to `channels` */
    float block[CAPTURE_BLOCK]; /* pulled, not yet resampled: [at, count) */
    size_t at, count;
    int rate_hz;
    char name[AUDIO_NAME_MAX];
    int channels;     /* fixed before the callback runs */
    atomic_bool stop; /* the owner asks, the callback ends the stream */
    atomic_ullong callbacks, overflows, lost;
};

struct playback {
    void *handle;
    float *owned;         /* the clip at the device's rate, where that had to be made */
    const float *samples; /* immutable while the stream is open, as are the next five */
    size_t count;         /* frames of sound */
    size_t tail;          /* frames of silence that push the last of it out of the device */
    int channels, rate_hz;
    atomic_bool stop;
    atomic_size_t position; /* frames handed over, silence behind the end included */
    _Atomic float level;
};

/* ERR_DEVICE, ERR_MEMORY; nothing stays open then. */
enum err capture_open(struct capture *c, const char *wanted, struct diag *why);
void capture_close(struct capture *c); /* also when nothing is open */
size_t capture_read(struct capture *c, float *samples, size_t max);
void capture_forget(struct capture *c);

enum err playback_open(struct playback *p, const char *wanted, const struct clip *clip,
                       struct diag *why);
void playback_close(struct playback *p);
enum audio_playback playback_state(const struct playback *p, double *position_s);

/* True while PortAudio itself says that the stream runs. `handle` may be NULL. */
bool stream_active(void *handle);

/* Asks the callback to end the stream, gives it a moment, then closes. May hang in the driver of a
 * device that was pulled out: the caller is the owner thread. */
void stream_close(void *handle, atomic_bool *stop);

/* The sentence for a PaError; returns ERR_DEVICE. */
enum err stream_refused(const char *noun, const char *name, int error, struct diag *why);

#endif
