#include "sound/container.h"

#include <stdbool.h>
#include <string.h>
#include <unistd.h>

enum {
    CHUNKS_MAX = 256, /* real files have three to a dozen */
    HEADER_BYTES = 8, /* four letters and a length */
    FORM_BYTES = 12,  /* the outer header and the kind of form */
    PAGE_BYTES = 27,  /* an Ogg page's header up to its table of segments, RFC 3533 section 6 */
    PAGES_MAX = 200000
};

/* Programs that write into a pipe cannot go back to fill the length in and leave a mark instead:
 * sox 0x7ffff000, arecord 0x7fffffff or 0x80000000, ffmpeg 0xffffffff. Their sound simply goes on
 * to the end of the file. */
static const uint32_t LENGTH_OPEN = 0x7ffff000u;

static bool read_at(int fd, uint64_t at, unsigned char *out, size_t count)
{
    return pread(fd, out, count, (off_t)at) == (ssize_t)count;
}

static uint32_t number(const unsigned char *p, bool big_endian)
{
    uint32_t value = 0;
    for (int i = 0; i < 4; i++)
        value = value << 8 | p[big_endian ? i : 3 - i];
    return value;
}

/* RIFF and FORM are a chunk of chunks, each padded to an even length. A writer that died before it
 * filled its lengths in leaves a sound chunk of none in a file that is longer than it says. */
static enum container check_chunks(int fd, uint64_t bytes, const char *sound, bool big_endian)
{
    unsigned char form[HEADER_BYTES];
    if (!read_at(fd, 0, form, sizeof form))
        return CONTAINER_WHOLE;
    bool longer = number(form + 4, big_endian) + (uint64_t)HEADER_BYTES < bytes;
    uint64_t at = FORM_BYTES;
    for (int i = 0; i < CHUNKS_MAX && at < bytes; i++) {
        unsigned char header[HEADER_BYTES];
        if (!read_at(fd, at, header, sizeof header))
            return CONTAINER_WHOLE; /* a stray end: libsndfile says whether sound was found */
        uint64_t length = number(header + 4, big_endian);
        uint64_t rest = bytes - at - HEADER_BYTES;
        if (memcmp(header, sound, 4) == 0) {
            bool cut = length > rest && length < LENGTH_OPEN;
            bool unfinished = length == 0 && rest > 0 && longer;
            return cut || unfinished ? CONTAINER_CUT : CONTAINER_WHOLE;
        }
        at += HEADER_BYTES + length + length % 2;
    }
    return CONTAINER_WHOLE;
}

/* ".snd", where the sound starts, how long it is; all big-endian. */
static enum container check_au(const unsigned char *head, uint64_t bytes)
{
    uint64_t start = number(head + 4, true), length = number(head + 8, true);
    return length < LENGTH_OPEN && start + length > bytes ? CONTAINER_CUT : CONTAINER_WHOLE;
}

/* Pages follow each other; each says how long its segments are. Without this look libsndfile 1.2.0
 * takes half a file as one of unknown length, or refuses it and leaks its decoder. */
static enum container check_ogg(int fd, uint64_t bytes)
{
    uint64_t at = 0;
    for (int i = 0; i < PAGES_MAX && at < bytes; i++) {
        unsigned char page[PAGE_BYTES], segments[UINT8_MAX];
        if (!read_at(fd, at, page, sizeof page))
            return CONTAINER_CUT;
        if (memcmp(page, "OggS", 4) != 0)
            return CONTAINER_WHOLE; /* something else behind the sound, a tag perhaps */
        if (!read_at(fd, at + PAGE_BYTES, segments, page[PAGE_BYTES - 1]))
            return CONTAINER_CUT;
        at += PAGE_BYTES + (uint64_t)page[PAGE_BYTES - 1];
        for (int k = 0; k < page[PAGE_BYTES - 1]; k++)
            at += segments[k];
    }
    return at > bytes ? CONTAINER_CUT : CONTAINER_WHOLE;
}

enum container container_check(int fd, uint64_t bytes)
{
    unsigned char head[FORM_BYTES];
    if (!read_at(fd, 0, head, sizeof head))
        return CONTAINER_WHOLE;
    if (memcmp(head, "RIFF", 4) == 0)
        return check_chunks(fd, bytes, "data", false);
    if (memcmp(head, "RIFX", 4) == 0)
        return check_chunks(fd, bytes, "data", true);
    if (memcmp(head, "FORM", 4) == 0)
        return check_chunks(fd, bytes, "SSND", true);
    if (memcmp(head, ".snd", 4) == 0)
        return check_au(head, bytes);
    if (memcmp(head, "OggS", 4) == 0)
        return check_ogg(fd, bytes);
    return CONTAINER_WHOLE;
}
