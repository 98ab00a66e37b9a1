/* Any bytes as a sound file: it is refused with a sentence, or it becomes finite samples within the
 * limits. The bytes are given as a file in memory, since libsndfile is asked by path. */
#define _GNU_SOURCE /* memfd_create */
#include "fuzz/fuzz.h"

#include "base/rate.h"
#include "sound/clip.h"

#include <math.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64];
    struct clip clip;
    struct clip_info info;
    struct diag why = {.text = ""};
    int fd = memfd_create("clip", MFD_CLOEXEC);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size) {
        if (fd >= 0)
            close(fd);
        return 0;
    }
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    clip_init(&clip);
    enum err inspected = clip_inspect(path, CLIP_PROMPT_MAX_S, &info, &why);
    FUZZ_PROMISE(inspected == ERR_NONE || why.text[0] != '\0');
    why.text[0] = '\0';
    if (clip_load(path, CLIP_PROMPT_MAX_S, RATE_HZ, &clip, &why) == ERR_NONE) {
        FUZZ_PROMISE(clip.rate_hz == RATE_HZ);
        FUZZ_PROMISE((double)clip.count <= CLIP_PROMPT_MAX_S * RATE_HZ + RATE_HZ);
        for (size_t i = 0; i < clip.count; i++)
            FUZZ_PROMISE(isfinite(clip.samples[i]));
    } else {
        FUZZ_PROMISE(clip.samples == NULL && why.text[0] != '\0');
    }
    clip_done(&clip);
    close(fd);
    return 0;
}
