/* ALSA devices that are files, for tests that run the real PortAudio without a sound card. What
 * such a microphone delivers is the content of a file; behind its end ALSA repeats what is left in
 * the device's buffer, so the file must be longer than what a test looks at. What such a
 * loudspeaker is given ends up in a file. Both run as fast as the program takes and gives, not in
 * real time. Or a device is a sink or a source of a PulseAudio server, which is real time. */
#ifndef SAYBACK_TEST_ALSA_CONFIG_H
#define SAYBACK_TEST_ALSA_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

struct alsa_device {
    const char *name;    /* letters, digits and _: what PortAudio will call it */
    const char *infile;  /* raw 32-bit floats, one channel when opened so; NULL: silence */
    const char *outfile; /* raw 32-bit floats, as many channels as opened; NULL: nowhere */
    const char *pulse;   /* or: the name of a PulseAudio sink or source; server from the
                            environment (PULSE_SERVER) */
};

/* Writes the configuration to `path`, the devices in the order given, and a silent one called
 * `default` unless there is one of that name: PortAudio 19.6 ends by an assertion without. False
 * when the file cannot be written. */
bool alsa_config_write(const char *path, const struct alsa_device *devices, size_t count);

/* The same, and makes this process use it from the next start of PortAudio on. */
bool alsa_config_use(const char *path, const struct alsa_device *devices, size_t count);

#endif
