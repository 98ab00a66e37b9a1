#include "sound/soundfile.h"

#include "base/utf8.h"
#include "sound/clip.h"
#include "sound/container.h"

#include <errno.h>
#include <fcntl.h>
#include <sndfile.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The path as a sentence can carry it: the end of a long one, no control characters, UTF-8. */
static void show_path(const char *path, char out[SOUNDFILE_NAME_MAX])
{
    static const char dots[] = "...";
    size_t length = strlen(path), at = 0;
    if (length >= SOUNDFILE_NAME_MAX) {
        path += length - (SOUNDFILE_NAME_MAX - sizeof dots);
        while (((unsigned char)*path & 0xC0) == 0x80)
            path++; /* not into the middle of a character */
        memcpy(out, dots, sizeof dots - 1);
        at = sizeof dots - 1;
    }
    for (size_t step; (step = utf8_step(path)) > 0; path += step) {
        bool plain = utf8_valid(path, step) && (unsigned char)*path >= 0x20 && *path != 0x7F;
        if (plain) {
            memcpy(out + at, path, step);
            at += step;
        } else {
            out[at++] = '?';
        }
    }
    out[at] = '\0';
}

/* O_NONBLOCK so that a FIFO is refused below instead of waited for. */
static enum err open_ordinary(const char *path, const char *name, int *out, off_t *bytes,
                              struct diag *why)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
        return diag_set(why, ERR_INPUT, 0, "%s: there is no such file", name);
    if (fd < 0)
        return diag_set(why, ERR_INPUT, 0, "%s cannot be opened: %s", name, strerror(errno));
    struct stat info;
    enum err err = ERR_NONE;
    if (fstat(fd, &info) != 0)
        err = diag_set(why, ERR_INPUT, 0, "%s cannot be read: %s", name, strerror(errno));
    else if (S_ISDIR(info.st_mode))
        err = diag_set(why, ERR_INPUT, 0, "%s is a folder; a sound file is wanted here", name);
    else if (!S_ISREG(info.st_mode))
        err = diag_set(why, ERR_INPUT, 0, "%s is a device or a pipe; a sound file is wanted here",
                       name);
    else if (info.st_size == 0)
        err = diag_set(why, ERR_INPUT, 0, "%s is empty: the file has 0 bytes", name);
    if (err != ERR_NONE) {
        (void)close(fd);
        return err;
    }
    *out = fd;
    *bytes = info.st_size;
    return ERR_NONE;
}

static enum err refuse_format(const char *name, struct diag *why)
{
    if (sf_error(NULL) == SF_ERR_UNRECOGNISED_FORMAT)
        return diag_set(why, ERR_INPUT, 0,
                        "%s is not a sound file, whatever its name says; WAV, FLAC, Ogg, Opus, "
                        "MP3 and AIFF can be read",
                        name);
    const char *reason = sf_strerror(NULL);
    int length = (int)strcspn(reason, "\r\n");
    while (length > 0 && (reason[length - 1] == '.' || reason[length - 1] == ' '))
        length--;
    return diag_set(why, ERR_INPUT, 0,
                    "%s is damaged or cut short (%.*s); copy it again, or save it as WAV", name,
                    length, reason);
}

enum err soundfile_cut_short(const struct soundfile *file, struct diag *why)
{
    return diag_set(why, ERR_INPUT, 0,
                    "%s is cut short: it holds less sound than its header says; copy it again",
                    file->name);
}

enum err soundfile_too_long(const struct soundfile *file, double max_s, struct diag *why)
{
    if (file->frames < 0)
        return diag_set(why, ERR_INPUT, 0, "%s is too long; at most %g s are taken", file->name,
                        max_s);
    return diag_set(why, ERR_INPUT, 0, "%s is %.1f s long; at most %g s are taken", file->name,
                    (double)file->frames / file->rate_hz, max_s);
}

static enum err check_limits(const struct soundfile *file, double max_s, struct diag *why)
{
    if (file->channels < 1 || file->channels > CLIP_CHANNELS_MAX)
        return diag_set(why, ERR_INPUT, 0, "%s has %d channels; 1 to %d are taken", file->name,
                        file->channels, CLIP_CHANNELS_MAX);
    if (file->rate_hz < CLIP_RATE_MIN_HZ || file->rate_hz > CLIP_RATE_MAX_HZ)
        return diag_set(why, ERR_INPUT, 0, "%s has a rate of %d Hz; %d to %d Hz are taken",
                        file->name, file->rate_hz, CLIP_RATE_MIN_HZ, CLIP_RATE_MAX_HZ);
    if ((double)file->frames > max_s * file->rate_hz)
        return soundfile_too_long(file, max_s, why);
    return ERR_NONE;
}

/* Opened by descriptor, libsndfile sees no file name and so does not take a text called x.gsm for
 * headerless sound. The close_desc argument 0 leaves the descriptor to us in every case. */
static enum err open_sound(struct soundfile *file, double max_s, struct diag *why)
{
    SF_INFO info = {0};
    file->handle = sf_open_fd(file->fd, SFM_READ, &info, 0);
    if (file->handle == NULL)
        return refuse_format(file->name, why);
    file->rate_hz = info.samplerate;
    file->channels = info.channels;
    bool open_end = info.frames < 0 || info.frames == SF_COUNT_MAX;
    file->frames = open_end ? -1 : info.frames;
    /* An Ogg stream's length stands in its last page: none means that page is missing. */
    if (open_end && (info.format & SF_FORMAT_TYPEMASK) == SF_FORMAT_OGG)
        return soundfile_cut_short(file, why);
    return check_limits(file, max_s, why);
}

enum err soundfile_open(const char *path, double max_s, struct soundfile *out, struct diag *why)
{
    struct soundfile file = {.fd = -1};
    off_t bytes = 0;
    show_path(path, file.name);
    enum err err = open_ordinary(path, file.name, &file.fd, &bytes, why);
    if (err != ERR_NONE)
        return err;
    if (container_check(file.fd, (uint64_t)bytes) == CONTAINER_WHOLE)
        err = open_sound(&file, max_s, why);
    else
        err = soundfile_cut_short(&file, why);
    if (err != ERR_NONE) {
        soundfile_close(&file);
        return err;
    }
    *out = file;
    return ERR_NONE;
}

void soundfile_close(struct soundfile *file)
{
    if (file->handle != NULL)
        (void)sf_close(file->handle);
    if (file->fd >= 0)
        (void)close(file->fd);
    file->handle = NULL;
    file->fd = -1;
}
