#include "sound/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[SCRATCH_PATH_MAX / 2];

int scratch_make(void **state)
{
    (void)state;
    const char *temporary = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/sayback-sound-XXXXXX",
             temporary != NULL ? temporary : "/tmp");
    return mkdtemp(folder) != NULL ? 0 : -1;
}

int scratch_remove(void **state)
{
    (void)state;
    DIR *dir = opendir(folder);
    if (dir == NULL)
        return -1;
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            (void)remove(scratch_path(entry->d_name));
    (void)closedir(dir);
    return rmdir(folder);
}

const char *scratch_path(const char *name)
{
    enum { KEPT = 8 };
    static char paths[KEPT][SCRATCH_PATH_MAX];
    static int next;
    char *path = paths[next++ % KEPT];
    int length = snprintf(path, SCRATCH_PATH_MAX, "%s/%s", folder, name);
    assert_in_range(length, 1, SCRATCH_PATH_MAX - 1);
    return path;
}

const char *scratch_write(const char *name, const void *bytes, size_t count)
{
    const char *path = scratch_path(name);
    (void)remove(path); /* cutting a file down to nothing can wait for a busy disk */
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, count, file), count);
    assert_int_equal(fclose(file), 0);
    return path;
}

void *scratch_read(const char *path, size_t *count)
{
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    void *bytes = malloc((size_t)info.st_size + 1);
    assert_non_null(bytes);
    *count = fread(bytes, 1, (size_t)info.st_size, file);
    (void)fclose(file);
    return bytes;
}
