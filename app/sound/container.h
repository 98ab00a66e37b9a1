/* Inside the sound room: does a WAV, AIFF, AU or Ogg file hold as many bytes as its headers
 * promise? libsndfile quietly believes the file's size instead, so that a reply cut in half by a
 * full stick would be scored as if it were whole. It knows nothing about the sound inside. */
#ifndef SAYBACK_CONTAINER_H
#define SAYBACK_CONTAINER_H

#include <stdint.h>

enum container {
    CONTAINER_WHOLE, /* or of a kind that this module does not know */
    CONTAINER_CUT,   /* the sound reaches beyond the end of the file, or was never filled in */
};

/* `fd` is read with pread: its position stays. `bytes` is the file's size. */
enum container container_check(int fd, uint64_t bytes);

#endif
