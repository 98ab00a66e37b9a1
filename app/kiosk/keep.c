#include "kiosk/keep.h"

#include "score/card_json.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CARDS_MAX = 9999 };

enum err keep_open(const char *dir, struct diag *why)
{
    if (mkdir(dir, S_IRWXU) != 0 && errno != EEXIST)
        return diag_set(why, ERR_INPUT, 0, "The data folder %s can't be made: %s.", dir,
                        strerror(errno));
    struct stat info;
    if (stat(dir, &info) != 0 || !S_ISDIR(info.st_mode) || access(dir, W_OK | X_OK) != 0)
        return diag_set(why, ERR_INPUT, 0,
                        "The data folder %s can't be written to; name a folder of your own.", dir);
    return ERR_NONE;
}

static bool write_all(int fd, const char *text, size_t length)
{
    while (length > 0) {
        ssize_t written = write(fd, text, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        text += written;
        length -= (size_t)written;
    }
    return fsync(fd) == 0;
}

/* Takes the first free number by making an empty file of that name, which only one can. No link(2):
 * the FAT of a stick has none. False with errno. */
static bool reserve(const char *dir, char *path, size_t size)
{
    for (int i = 1; i <= CARDS_MAX; i++) {
        int length = snprintf(path, size, "%s/card-%04d.json", dir, i);
        if (length < 0 || (size_t)length >= size) {
            errno = ENAMETOOLONG;
            return false;
        }
        int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
        if (fd >= 0)
            return close(fd) == 0;
        if (errno != EEXIST)
            return false;
    }
    errno = ENOSPC;
    return false;
}

/* So that the name, too, is on the disk. A file system that can't do it has done what it can. */
static void sync_folder(const char *dir)
{
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    (void)fsync(fd);
    (void)close(fd);
}

/* Writes beside the reserved name and then takes its place, so that a card is whole or empty. */
static bool write_card(const char *dir, const char *path, const char *text)
{
    char temporary[PATH_MAX];
    int length = snprintf(temporary, sizeof temporary, "%s/.card-%ld", dir, (long)getpid());
    if (length < 0 || (size_t)length >= sizeof temporary) {
        errno = ENAMETOOLONG;
        return false;
    }
    int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
    bool done = fd >= 0 && write_all(fd, text, strlen(text));
    int error = errno;
    if (fd >= 0 && close(fd) != 0 && done) {
        done = false;
        error = errno;
    }
    if (done && rename(temporary, path) == 0) {
        sync_folder(dir);
        return true;
    }
    error = done ? errno : error;
    (void)unlink(temporary);
    errno = error;
    return false;
}

enum err keep_card(const char *dir, const struct card *card, struct diag *why)
{
    char path[PATH_MAX];
    char *text = card_json(card);
    if (text == NULL)
        return diag_set(why, ERR_MEMORY, 0, "Not enough memory to keep the card.");
    bool reserved = reserve(dir, path, sizeof path);
    bool done = reserved && write_card(dir, path, text);
    int error = errno;
    if (reserved && !done)
        (void)unlink(path);
    free(text);
    return done ? ERR_NONE
                : diag_set(why, ERR_SYSTEM, 0, "The card could not be kept in %s: %s.", dir,
                           strerror(error));
}
