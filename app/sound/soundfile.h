/* Inside the sound room: a sound file that has passed every check that can be made without
 * decoding it. It decodes nothing and keeps nothing in memory. */
#ifndef SAYBACK_SOUNDFILE_H
#define SAYBACK_SOUNDFILE_H

#include "base/err.h"

#include <stdint.h>

enum { SOUNDFILE_NAME_MAX = 200 };

struct soundfile {
    int fd;       /* owned */
    void *handle; /* owned, libsndfile's */
    int rate_hz, channels;
    int64_t frames;                /* as its header says; -1 where the header leaves it open */
    char name[SOUNDFILE_NAME_MAX]; /* its path as a sentence may show it, UTF-8 */
};

/* Opens `path` and checks that it is an ordinary file, sound, whole as far as its container tells,
 * and inside the limits of clip.h and `max_s`. ERR_INPUT with a sentence; then nothing is open. */
enum err soundfile_open(const char *path, double max_s, struct soundfile *out, struct diag *why);
void soundfile_close(struct soundfile *file);

/* The sentences that also the decoder needs; they return ERR_INPUT. */
enum err soundfile_cut_short(const struct soundfile *file, struct diag *why);
enum err soundfile_too_long(const struct soundfile *file, double max_s, struct diag *why);

#endif
