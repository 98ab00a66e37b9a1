/* Where the files lie that come with the program: beside its own file, or where an installation
 * puts them from there. */
#ifndef SAYBACK_BESIDE_H
#define SAYBACK_BESIDE_H

#include "words/model.h"

#include <stdbool.h>

/* Writes the path of `name` in the folder of the running program or, if it is not there, in
 * `installed` ("../libexec/sayback/"), seen from that folder; `mode` as access(2) takes it. False
 * when it is in neither: `path` then says where beside the program it was looked for. */
bool beside_find(const char *name, const char *installed, int mode, char path[MODEL_PATH_MAX]);

#endif
