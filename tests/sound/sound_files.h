/* Sound files for tests, written by libsndfile into the scratch folder. */
#ifndef SAYBACK_TEST_SOUND_FILES_H
#define SAYBACK_TEST_SOUND_FILES_H

#include <sndfile.h>
#include <stddef.h>

enum { WAV16 = SF_FORMAT_WAV | SF_FORMAT_PCM_16, WAVF = SF_FORMAT_WAV | SF_FORMAT_FLOAT };

/* Writes interleaved frames and returns the path (see scratch_path). */
const char *write_sound(const char *name, int format, int channels, int rate_hz,
                        const float *frames, size_t count);

/* `seconds` of a sine at half of full scale in the channels whose bit is set in `sounding`. */
const char *write_sine(const char *name, int format, int channels, unsigned sounding, int rate_hz,
                       double hz, double seconds);

/* The first part (0 to 1) of a file's bytes, as another file. */
const char *cut(const char *path, const char *name, double part);

#endif
