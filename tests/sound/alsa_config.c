#include "sound/alsa_config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The null device below takes every rate, channel count and format, so that the files hold just
 * what PortAudio asks for: 44100 Hz, its favourite, in floats. */
static void write_device(FILE *file, const struct alsa_device *device)
{
    if (device->pulse != NULL) {
        fprintf(file, "pcm.%s { type pulse device \"%s\" }\n", device->name, device->pulse);
        return;
    }
    const char *out = device->outfile != NULL ? device->outfile : "/dev/null";
    fprintf(file, "pcm.%s { type file slave.pcm { type null } format raw file \"%s\"", device->name,
            out);
    if (device->infile != NULL)
        fprintf(file, " infile \"%s\"", device->infile);
    fprintf(file, " }\n");
}

bool alsa_config_write(const char *path, const struct alsa_device *devices, size_t count)
{
    FILE *file = fopen(path, "w");
    if (file == NULL)
        return false;
    bool have_default = false;
    for (size_t i = 0; i < count; i++) {
        write_device(file, &devices[i]);
        have_default = have_default || strcmp(devices[i].name, "default") == 0;
    }
    if (!have_default)
        fprintf(file, "pcm.default { type null }\n");
    bool written = ferror(file) == 0;
    return fclose(file) == 0 && written;
}

bool alsa_config_use(const char *path, const struct alsa_device *devices, size_t count)
{
    return alsa_config_write(path, devices, count) && setenv("ALSA_CONFIG_PATH", path, 1) == 0;
}
