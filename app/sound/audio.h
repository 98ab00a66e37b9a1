/* The microphone and the loudspeaker, through PortAudio. All calls come from one thread, the owner,
 * because PortAudio may hang in a driver; only the real-time callbacks run elsewhere, and they
 * copy, count, and nothing else. It analyses nothing.
 *
 * Devices are chosen by (part of) their name, since numbers change at every boot. */
#ifndef SAYBACK_AUDIO_H
#define SAYBACK_AUDIO_H

#include "base/err.h"
#include "sound/clip.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { AUDIO_NAME_MAX = 128, AUDIO_DEVICES_MAX = 64 };

struct audio_device {
    char name[AUDIO_NAME_MAX]; /* what to store and to choose by, UTF-8, without ALSA's numbers */
    char host[32];             /* "ALSA", "PulseAudio" ... */
    int inputs, outputs;       /* channels */
    int rate_hz;               /* its default rate */
    bool default_input, default_output;
};

struct audio;

struct audio_config {
    const char
        *microphone; /* name or the beginning or a part of it, case ignored; NULL: the default */
    const char *loudspeaker; /* the same */
};

/* Starts PortAudio. ERR_DEVICE. `config` may be NULL; it is copied. Having no device at all is no
 * error here: listing must work. */
enum err audio_open(const struct audio_config *config, struct audio **out, struct diag *why);
void audio_close(struct audio *a); /* stops everything; NULL is allowed */

/* Fills `list` (room for `max`), returns how many there are. */
size_t audio_list(const struct audio *a, struct audio_device *list, size_t max);

/* -- capture: runs from audio_listen to audio_deafen, into a ring of 10 s -- */

/* Opens the chosen microphone at its own rate and starts it. ERR_DEVICE with a sentence: no
 * microphone, not of that name (and which there are), refused by the driver. Already listening is
 * no error. */
enum err audio_listen(struct audio *a, struct diag *why);
void audio_deafen(struct audio *a);

/* Everything captured since the last call, mono at RATE_HZ, up to `max` samples; returns how many.
 * Never blocks; 0 when nothing is there. */
size_t audio_read(struct audio *a, float *samples, size_t max);

/* Forgets what was captured up to now (the prompt that bled into the microphone). */
void audio_forget(struct audio *a);

struct audio_health {
    uint64_t
        callbacks; /* since audio_listen: the heartbeat; unchanged for 1 s means a lost device */
    uint64_t overflows;        /* input that the driver dropped, in callbacks */
    uint64_t lost;             /* samples at the device's rate that the ring had no room for */
    bool running;              /* PortAudio's own word for it */
    char name[AUDIO_NAME_MAX]; /* of the open microphone */
    int rate_hz;               /* its rate */
};
void audio_health(const struct audio *a, struct audio_health *health);

/* -- playback of one clip at a time -- */

/* Opens the loudspeaker at its own rate and starts to play `clip` (lent until audio_play_stop or
 * until another audio_play). ERR_DEVICE, ERR_MEMORY. */
enum err audio_play(struct audio *a, const struct clip *clip, struct diag *why);

enum audio_playback { AUDIO_SILENT, AUDIO_PLAYING, AUDIO_PLAYED, AUDIO_BROKEN };
/* AUDIO_PLAYED once every frame has gone through the callback and the device's latency has passed;
 * AUDIO_BROKEN when it stopped before that. *position_s (may be NULL) is what has been handed over:
 * AUDIO_PLAYING with a position that stands still for 1 s is a lost device, as for audio_health. */
enum audio_playback audio_playback(const struct audio *a, double *position_s);
void audio_play_stop(struct audio *a);

/* Level of what is being played, 0..1 RMS of the last callback: for the ring round the portrait. */
float audio_play_level(const struct audio *a);

/* Ends PortAudio and starts it again, to see devices that came or went. Streams are gone.
 * ERR_DEVICE. */
enum err audio_restart(struct audio *a, struct diag *why);

#endif
