/* What the tests over the real PortAudio share; see alsa_config.h for their devices. */
#ifndef SAYBACK_TEST_AUDIO_HELP_H
#define SAYBACK_TEST_AUDIO_HELP_H

#include "sound/alsa_config.h"
#include "sound/audio.h"
#include "sound/scratch.h"

enum { DEVICE_HZ = 44100, PATIENCE = 20000 };

/* These devices run as fast as they can; this only lets the callback's thread have the core. */
void let_it_run(void);

/* A sine that climbs; the caller frees it. */
float *sweep(size_t count, int rate_hz);

/* The whole of `in` at another rate; the caller frees it. */
float *resampled(const float *in, size_t count, int from_hz, int to_hz, size_t *out_count);

/* These devices are the machine's from the next start of PortAudio on. */
void use(const struct alsa_device *devices, size_t count);

/* These fail the test with the refusal's own words. */
struct audio *open_audio(const char *microphone, const char *loudspeaker);
void listen_to(struct audio *a);

/* Fails the test when they do not come. */
void wait_for_samples(struct audio *a, float *samples, size_t count);

#endif
