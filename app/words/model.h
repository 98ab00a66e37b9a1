/* Where the recogniser's model lies and whether all of it is there. It opens nothing for reading
 * beyond asking; it does not know the library that will. */
#ifndef SAYBACK_MODEL_H
#define SAYBACK_MODEL_H

#include "base/err.h"

enum { MODEL_PATH_MAX = 4096 }; /* bytes with the NUL */

struct model_paths {
    char acoustic[MODEL_PATH_MAX];   /* folder with the acoustic model */
    char dictionary[MODEL_PATH_MAX]; /* words and their pronunciations */
    char language[MODEL_PATH_MAX];   /* n-gram language model, binary */
    char coaching[MODEL_PATH_MAX];   /* the same for replies to a scenario; "" when there is none */
};

/* The folder to use: `given`, else $SAYBACK_MODEL, else the packaged one. "" counts as not given.
 * Lent: `given`, the environment, or a constant. */
const char *model_folder(const char *given);

/* Fills `out` for the model in `folder`. ERR_SYSTEM when the folder or a part of it is missing,
 * empty or unreadable: the library would end the process over some of these. */
enum err model_find(const char *folder, struct model_paths *out, struct diag *why);

#endif
