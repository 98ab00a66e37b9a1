/* Feeds files, and all files of folders, to a fuzz target: what libFuzzer found stays found, with
 * any compiler. Exit status 0: all were survived; 1: there was nothing to feed. */
#include "fuzz/fuzz.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

enum { PATH_SIZE = 1024, FILE_MAX = 1 << 24 };

static int replay_file(const char *path, long size)
{
    FILE *file = fopen(path, "rb");
    /* As large as the file and no larger, so that a sanitizer sees the first byte too many. */
    uint8_t *data = size <= FILE_MAX ? malloc(size > 0 ? (size_t)size : 1) : NULL;
    int fed = 0;
    if (file != NULL && data != NULL && fread(data, 1, (size_t)size, file) == (size_t)size) {
        (void)LLVMFuzzerTestOneInput(data, (size_t)size);
        fed = 1;
    } else {
        fprintf(stderr, "%s cannot be read\n", path);
    }
    free(data);
    if (file != NULL)
        fclose(file);
    return fed;
}

static int replay(const char *path)
{
    struct stat info;
    int fed = 0;
    if (stat(path, &info) != 0) {
        fprintf(stderr, "%s: there is no such file\n", path);
        return 0;
    }
    if (!S_ISDIR(info.st_mode))
        return replay_file(path, (long)info.st_size);
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        char inside[PATH_SIZE];
        int length = snprintf(inside, sizeof inside, "%s/%s", path, entry->d_name);
        if (entry->d_name[0] != '.' && length > 0 && (size_t)length < sizeof inside)
            fed += replay(inside);
    }
    if (folder != NULL)
        closedir(folder);
    return fed;
}

int main(int argc, char **argv)
{
    int fed = 0;
    for (int i = 1; i < argc; i++)
        fed += replay(argv[i]);
    printf("%d inputs replayed\n", fed);
    return fed > 0 ? 0 : 1;
}
