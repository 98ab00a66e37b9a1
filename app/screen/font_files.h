/* Where the font files are, and their bytes in memory. For fonts.c only. */
#ifndef SAYBACK_SCREEN_FONT_FILES_H
#define SAYBACK_SCREEN_FONT_FILES_H

#include "base/err.h"
#include "screen/list.h"

#include <stdbool.h>
#include <stddef.h>

enum { FONT_PATH_MAX = 1024 };

enum font_family { FAMILY_MAIN, FAMILY_FALLBACK, FAMILY_COUNT };

/* One file, shared by all its sizes: read from disk, the library would seek for every letter. */
struct font_file {
    char path[FONT_PATH_MAX]; /* "" when there is none */
    void *bytes;              /* NULL: not mapped yet */
    size_t length;            /* less than INT_MAX */
};

struct font_files {
    struct font_file file[FAMILY_COUNT][WEIGHT_COUNT];
};

/* Finds what fonts_open (fonts.h) promises; `files` must be zeroed. ERR_SYSTEM. */
enum err font_files_find(struct font_files *files, struct diag *why);
void font_files_done(struct font_files *files);

/* Maps the file, once. False when there is none or it cannot be read. */
bool font_file_map(struct font_file *file);

#endif
