/* Is the microphone alive? Opens it, watches its heartbeat, tries again when it is gone. Part of
 * the listener's thread; it owns nothing and reads a monotonic clock (never for analysis). */
#ifndef SAYBACK_MICROPHONE_H
#define SAYBACK_MICROPHONE_H

#include "sound/audio.h"

#include <stdbool.h>
#include <stdint.h>

/* No callback for so long means that the device is gone: PortAudio's own word is not enough, since
 * a pulled USB plug leaves the stream "active" for ever. */
enum {
    MICROPHONE_SILENCE_MS = 1500,
    MICROPHONE_FIRST_MS = 5000, /* for the first callback: some devices take seconds to start */
    MICROPHONE_RETRY_MS = 2000
};

struct microphone {
    bool open;
    uint64_t callbacks;    /* at the last look */
    int64_t alive_ms;      /* when they last grew */
    int64_t tried_ms;      /* last attempt to open it */
    uint64_t lost_at_mark; /* samples */
    uint64_t overflows_at_mark;
};

/* Opens (again) whatever the configuration names. *audio may be NULL before. False with a sentence
 * when there is no microphone to be had; *audio may be there all the same, for the loudspeaker. */
bool microphone_open(struct microphone *m, const struct audio_config *config, struct audio **audio,
                     struct diag *why);

enum microphone_change { MICROPHONE_SAME, MICROPHONE_LOST, MICROPHONE_BACK };

/* Call every few milliseconds. A lost microphone is tried again every MICROPHONE_RETRY_MS unless
 * `quiet` (a prompt is being played, which opening again would cut off). */
enum microphone_change microphone_watch(struct microphone *m, const struct audio_config *config,
                                        struct audio **audio, bool quiet, struct diag *why);

/* Remembers the counters at the start of a recording. */
void microphone_mark(struct microphone *m, const struct audio *audio);

/* Seconds of sound lost since the mark: what the ring had no room for, and 10 ms for each time that
 * the driver says it dropped something (it does not say how much). */
double microphone_lost_s(const struct microphone *m, const struct audio *audio);

#endif
