#include "sound/sound_files.h"

#include "sound/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const double PI = 3.14159265358979323846;

const char *write_sound(const char *name, int format, int channels, int rate_hz,
                        const float *frames, size_t count)
{
    const char *path = scratch_path(name);
    SF_INFO info = {.format = format, .channels = channels, .samplerate = rate_hz};
    (void)remove(path);
    SNDFILE *file = sf_open(path, SFM_WRITE, &info);
    assert_non_null(file);
    /* The chunk of peaks would bring the time of day into the file. */
    (void)sf_command(file, SFC_SET_ADD_PEAK_CHUNK, NULL, SF_FALSE);
    assert_int_equal(sf_writef_float(file, frames, (sf_count_t)count), count);
    assert_int_equal(sf_close(file), 0);
    return path;
}

const char *write_sine(const char *name, int format, int channels, unsigned sounding, int rate_hz,
                       double hz, double seconds)
{
    size_t count = (size_t)lround(seconds * rate_hz);
    float *frames = calloc(count * (size_t)channels + 1, sizeof *frames);
    assert_non_null(frames);
    for (size_t i = 0; i < count; i++)
        for (int c = 0; c < channels; c++)
            if (sounding >> c & 1)
                frames[i * (size_t)channels + (size_t)c] =
                    (float)(0.5 * sin(2 * PI * hz * (double)i / rate_hz));
    const char *path = write_sound(name, format, channels, rate_hz, frames, count);
    free(frames);
    return path;
}

const char *cut(const char *path, const char *name, double part)
{
    size_t size;
    void *bytes = scratch_read(path, &size);
    const char *cut_path = scratch_write(name, bytes, (size_t)((double)size * part));
    free(bytes);
    return cut_path;
}
