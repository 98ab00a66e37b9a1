/* The fonts: how wide a text is and what it looks like. Inter where it is installed, DejaVu Sans
 * for what Inter lacks and where Inter is missing. Needs no display. All calls for one `fonts` from
 * one thread. */
#ifndef SAYBACK_SCREEN_FONTS_H
#define SAYBACK_SCREEN_FONTS_H

#include "base/err.h"
#include "screen/canvas.h"
#include "screen/text.h"

struct fonts;

/* Looks in $SAYBACK_FONT (a folder with Inter-Regular and Inter-SemiBold, .otf or .ttf) when that
 * is set, else in the folder of package fonts-inter, else takes DejaVu Sans of fonts-dejavu-core.
 * ERR_SYSTEM with what to install; ERR_MEMORY. The caller closes *out. */
enum err fonts_open(struct fonts **out, struct diag *why);
void fonts_close(struct fonts *fonts); /* NULL is allowed */

/* For the view. Lent, as long as the fonts are open. */
struct text_metric fonts_metric(struct fonts *fonts);

/* The text drawn, from a cache. False when it has no pixels. The mask is lent until the next call
 * of this function. */
bool fonts_mask(struct fonts *fonts, const char *text, int px, enum text_weight weight,
                struct text_mask *mask);

/* Rows of one line of the font at that size; 0 when it cannot be opened. */
int fonts_line(struct fonts *fonts, int px, enum text_weight weight);

#endif
