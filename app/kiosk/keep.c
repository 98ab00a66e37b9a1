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

/* Writes to a name of its own first and then links it to the first free number: link, unlike
 * rename, never replaces a card that is there. */
static bool publish(const char *dir, const char *temporary)
{
    char path[PATH_MAX];
    for (int i = 1; i <= CARDS_MAX; i++) {
        int length = snprintf(path, sizeof path, "%s/card-%04d.json", dir, i);
        if (length < 0 || (size_t)length >= sizeof path)
            return false;
        if (link(temporary, path) == 0)
            return true;
        if (errno != EEXIST)
            return false;
    }
    return false;
}

enum err keep_card(const char *dir, const struct card *card, struct diag *why)
{
    char temporary[PATH_MAX];
    int length = snprintf(temporary, sizeof temporary, "%s/.card-%ld", dir, (long)getpid());
    if (length < 0 || (size_t)length >= sizeof temporary)
        return diag_set(why, ERR_SYSTEM, 0, "The name of the data folder is too long.");
    char *text = card_json(card);
    if (text == NULL)
        return diag_set(why, ERR_MEMORY, 0, "Not enough memory to keep the card.");
    int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
    bool done = fd >= 0 && write_all(fd, text, strlen(text));
    if (fd >= 0 && close(fd) != 0)
        done = false;
    done = done && publish(dir, temporary);
    (void)unlink(temporary);
    free(text);
    return done ? ERR_NONE
                : diag_set(why, ERR_SYSTEM, 0, "The card could not be kept in %s: %s.", dir,
                           strerror(errno));
}
