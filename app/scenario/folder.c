/* realpath is XSI, which plain POSIX leaves out. */
#define _XOPEN_SOURCE 700

#include "scenario/pack.h"

#include "scenario/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAMES_MAX = 256 };

char *folder_join(const char *dir, const char *name)
{
    size_t dir_length = strlen(dir), name_length = strlen(name);
    while (dir_length > 0 && dir[dir_length - 1] == '/')
        dir_length--;
    char *path = malloc(dir_length + name_length + 2);
    if (path == NULL)
        return NULL;
    memcpy(path, dir, dir_length);
    path[dir_length] = '/';
    memcpy(path + dir_length + 1, name, name_length + 1);
    return path;
}

enum folder_place folder_place(const char *dir, const char *path)
{
    char *real_dir = realpath(dir, NULL);
    if (real_dir == NULL)
        return FOLDER_FAILED;
    enum folder_place place = FOLDER_OUTSIDE;
    char *real_path = realpath(path, NULL);
    size_t length = strlen(real_dir);
    if (real_path == NULL)
        place = errno == ENOENT || errno == ENOTDIR ? FOLDER_MISSING : FOLDER_FAILED;
    else if (strcmp(real_dir, "/") == 0 ||
             (strncmp(real_path, real_dir, length) == 0 && real_path[length] == '/'))
        place = FOLDER_INSIDE;
    int why = errno;
    free(real_path);
    free(real_dir);
    errno = why;
    return place;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

enum err folder_names(const char *dir, size_t max, char ***out, size_t *count)
{
    DIR *folder = opendir(dir);
    if (folder == NULL)
        return errno == ENOMEM ? ERR_MEMORY : ERR_SYSTEM;
    char **names = calloc(max, sizeof *names);
    size_t found = 0;
    enum err err = names != NULL ? ERR_NONE : ERR_MEMORY;
    const struct dirent *entry;
    while (err == ERR_NONE && found < max && (entry = readdir(folder)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        names[found] = strdup(entry->d_name);
        if (names[found] == NULL)
            err = ERR_MEMORY;
        else
            found++;
    }
    (void)closedir(folder);
    if (err != ERR_NONE) {
        folder_free(names, found);
        return err;
    }
    qsort(names, found, sizeof *names, by_name);
    *out = names;
    *count = found;
    return ERR_NONE;
}

void folder_free(char **names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
}

static enum err refuse(struct pack *pack, const char *what, const char *detail)
{
    problems_add(pack->problems, false, pack->dir, 0, "%s%s", what, detail);
    return ERR_INPUT;
}

/* What stands where the pack's folder should be? */
static enum err check_folder(struct pack *pack)
{
    struct stat info;
    const char *name = strrchr(pack->dir, '/');
    if (stat(pack->dir, &info) != 0) {
        if (errno == ENOTDIR)
            return refuse(pack, "a part of this path is a file; a pack is a folder", "");
        return errno == ENOENT ? refuse(pack, "there is no such folder", "")
                               : refuse(pack, "the folder cannot be opened: ", strerror(errno));
    }
    if (S_ISDIR(info.st_mode))
        return ERR_NONE;
    if (strcmp(name != NULL ? name + 1 : pack->dir, PACK_FILE) == 0)
        return refuse(pack, "this is the scenario's text; name the folder that it is in", "");
    return refuse(pack,
                  "this is a file; a pack is a folder with " PACK_FILE " and its sounds in it", "");
}

/* scenario.yaml is not there: is the folder empty, or the name slightly wrong? */
static enum err explain_missing(struct pack *pack)
{
    static const char *const wanted[] = {PACK_FILE, "scenario.yml"};
    char **names = NULL;
    size_t count = 0;
    enum err err = folder_names(pack->dir, NAMES_MAX, &names, &count);
    if (err == ERR_MEMORY)
        return err;
    if (err != ERR_NONE)
        return refuse(pack, "the folder cannot be read: ", strerror(errno));
    const char *near = NULL;
    for (size_t i = 0; i < 2 && near == NULL; i++)
        near = near_find(wanted[i], (const char *const *)names, count);
    if (count == 0)
        (void)refuse(pack, "the folder is empty; a pack holds " PACK_FILE " and its sounds", "");
    else if (near != NULL && strcmp(near, PACK_FILE) != 0)
        problems_add(pack->problems, false, pack->dir, 0,
                     "there is no " PACK_FILE " in this folder; rename '%s' if that is it",
                     BRIEF(near));
    else
        (void)refuse(pack, "there is no " PACK_FILE " in this folder", "");
    folder_free(names, count);
    return ERR_INPUT;
}

static enum err refuse_file(struct pack *pack, const char *what, const char *detail)
{
    PACK_ERROR(pack, 0, "%s%s", what, detail);
    return ERR_INPUT;
}

/* One byte more than is allowed, so that the reader sees that it is too much. */
static enum err read_all(struct pack *pack, int fd, char **data, size_t *length)
{
    size_t size = DOCUMENT_BYTES_MAX + 1, at = 0;
    char *text = malloc(size);
    if (text == NULL)
        return ERR_MEMORY;
    while (at < size) {
        ssize_t got = read(fd, text + at, size - at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            free(text);
            return refuse_file(pack, "the file cannot be read: ", strerror(errno));
        }
        if (got == 0)
            break;
        at += (size_t)got;
    }
    *data = text;
    *length = at;
    return ERR_NONE;
}

/* O_NONBLOCK, so that a pipe is refused instead of waited for. */
static enum err open_and_read(struct pack *pack, char **data, size_t *length)
{
    int fd = open(pack->file, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return refuse_file(pack, "the file cannot be opened: ", strerror(errno));
    struct stat info;
    enum err err;
    if (fstat(fd, &info) != 0)
        err = refuse_file(pack, "the file cannot be read: ", strerror(errno));
    else if (!S_ISREG(info.st_mode))
        err = refuse_file(pack, "this is no ordinary file; a text file is wanted here", "");
    else if (info.st_size > DOCUMENT_BYTES_MAX) {
        PACK_ERROR(pack, 0,
                   "the file has %lld bytes; at most %d are read: texts only, sound goes "
                   "into files of its own",
                   (long long)info.st_size, DOCUMENT_BYTES_MAX);
        err = ERR_INPUT;
    } else
        err = read_all(pack, fd, data, length);
    (void)close(fd);
    return err;
}

enum err folder_read(struct pack *pack, char **data, size_t *length)
{
    enum err err = check_folder(pack);
    if (err != ERR_NONE)
        return err;
    switch (folder_place(pack->dir, pack->file)) {
    case FOLDER_INSIDE:
        return open_and_read(pack, data, length);
    case FOLDER_MISSING:
        return explain_missing(pack);
    case FOLDER_OUTSIDE:
        return refuse_file(pack,
                           "this is a link that leads out of the pack; put the file itself "
                           "here",
                           "");
    default:
        return refuse_file(pack, "the file cannot be opened: ", strerror(errno));
    }
}
