#include "words/beside.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool there(const char *folder, const char *further, const char *name, int mode,
                  char path[MODEL_PATH_MAX])
{
    int written = snprintf(path, MODEL_PATH_MAX, "%s%s%s", folder, further, name);
    return written > 0 && written < MODEL_PATH_MAX && access(path, mode) == 0;
}

bool beside_find(const char *name, const char *installed, int mode, char path[MODEL_PATH_MAX])
{
    char own[MODEL_PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", own, sizeof own - 1);
    own[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(own, '/');
    own[slash == NULL ? 0 : slash + 1 - own] = '\0';
    if (there(own, "", name, mode, path) || there(own, installed, name, mode, path))
        return true;
    (void)there(own, "", name, mode, path);
    return false;
}
