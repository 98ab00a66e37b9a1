/* Every page in four sizes, small, with captions, on one picture: for eyes that compare. */
#ifndef SAYBACK_TEST_SHEET_H
#define SAYBACK_TEST_SHEET_H

#include "base/err.h"

/* Writes the PNG; errors as painter_write_png and fonts_open have them. One at a time. */
enum err sheet_write(const char *png_path, struct diag *why);

#endif
