#include "words/model.h"

#include "words/beside.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char packaged[] = "/usr/share/pocketsphinx/model/en-us";
static const char remedy[] = "install the package pocketsphinx-en-us, or set SAYBACK_MODEL to a "
                             "folder with en-us/, cmudict-en-us.dict and en-us.lm.bin";

const char *model_folder(const char *given)
{
    if (given != NULL && given[0] != '\0')
        return given;
    const char *from_environment = getenv("SAYBACK_MODEL");
    if (from_environment != NULL && from_environment[0] != '\0')
        return from_environment;
    return packaged;
}

static enum err join(char *to, const char *folder, const char *name, struct diag *why)
{
    int length = snprintf(to, MODEL_PATH_MAX, "%s/%s", folder, name);
    if (length < 0 || length >= MODEL_PATH_MAX)
        return diag_set(why, ERR_SYSTEM, 0,
                        "The path of the speech recognition model is too long (%d bytes at most).",
                        MODEL_PATH_MAX - 1);
    return ERR_NONE;
}

static enum err check_folder(const char *path, struct diag *why)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return diag_set(why, ERR_SYSTEM, 0, "No speech recognition model in %s (%s): %s.", path,
                        strerror(errno), remedy);
    if (!S_ISDIR(status.st_mode))
        return diag_set(why, ERR_SYSTEM, 0, "The speech recognition model %s is not a folder: %s.",
                        path, remedy);
    return ERR_NONE;
}

static enum err check_file(const char *path, struct diag *why)
{
    struct stat status;
    if (stat(path, &status) != 0 || access(path, R_OK) != 0)
        return diag_set(why, ERR_SYSTEM, 0, "The speech recognition model lacks %s (%s): %s.", path,
                        strerror(errno), remedy);
    if (!S_ISREG(status.st_mode) || status.st_size == 0)
        return diag_set(why, ERR_SYSTEM, 0,
                        "%s of the speech recognition model is empty or no file: %s.", path,
                        remedy);
    return ERR_NONE;
}

static bool present(const char *folder, const char *name)
{
    char path[MODEL_PATH_MAX];
    return join(path, folder, name, NULL) == ERR_NONE && access(path, R_OK) == 0;
}

static enum err check_acoustic(const char *folder, struct diag *why)
{
    static const char *const parts[] = {"feat.params", "mdef",      "means",
                                        "variances",   "noisedict", "transition_matrices"};
    enum err err = check_folder(folder, why);
    char path[MODEL_PATH_MAX];
    for (size_t i = 0; err == ERR_NONE && i < sizeof parts / sizeof parts[0]; i++) {
        err = join(path, folder, parts[i], why);
        if (err == ERR_NONE)
            err = check_file(path, why);
    }
    if (err != ERR_NONE)
        return err;
    /* Mixture weights come packed (sendump) or plain. */
    const char *weights = present(folder, "mixture_weights") ? "mixture_weights" : "sendump";
    err = join(path, folder, weights, why);
    return err == ERR_NONE ? check_file(path, why) : err;
}

/* The model for coaching talk is our own and comes with the program. It goes with the packaged
 * model only, whose words it has. */
static void find_coaching(const char *folder, char path[MODEL_PATH_MAX])
{
    if (strcmp(folder, packaged) != 0 ||
        !beside_find("coaching.lm.bin", "../share/sayback/", R_OK, path))
        path[0] = '\0';
}

enum err model_find(const char *folder, struct model_paths *out, struct diag *why)
{
    struct model_paths paths;
    enum err err = check_folder(folder, why);
    if (err == ERR_NONE)
        err = join(paths.acoustic, folder, "en-us", why);
    if (err == ERR_NONE)
        err = join(paths.dictionary, folder, "cmudict-en-us.dict", why);
    if (err == ERR_NONE)
        err = join(paths.language, folder, "en-us.lm.bin", why);
    if (err == ERR_NONE)
        err = check_acoustic(paths.acoustic, why);
    if (err == ERR_NONE)
        err = check_file(paths.dictionary, why);
    if (err == ERR_NONE)
        err = check_file(paths.language, why);
    if (err == ERR_NONE) {
        find_coaching(folder, paths.coaching);
        *out = paths;
    }
    return err;
}
