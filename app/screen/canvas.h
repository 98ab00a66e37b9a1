/* Pixels, and how the shapes of a draw list get onto them, with smooth edges. Knows no windows, no
 * fonts. Pure; one thread at a time for one canvas. */
#ifndef SAYBACK_SCREEN_CANVAS_H
#define SAYBACK_SCREEN_CANVAS_H

#include "base/err.h"
#include "screen/list.h"

#include <stdint.h>

struct canvas {
    uint32_t *pixels; /* owned; rows from the top, 0xFFRRGGBB in the machine's byte order */
    int width, height;
};

/* How much of each pixel a text covers, 0..255, row by row. */
struct text_mask {
    const uint8_t *coverage;
    int width, height;
    int ascent;  /* rows above the baseline in this mask */
    int leading; /* rows of the font above its baseline, for centring lines alike */
    int line;    /* rows of one line of the font */
};

/* 1 to 16384 pixels a side. ERR_INPUT, ERR_MEMORY. */
enum err canvas_init(struct canvas *canvas, int width, int height, struct diag *why);
void canvas_done(struct canvas *canvas);

/* Draws one command, which is no text, inside `area`. */
void canvas_shape(struct canvas *canvas, const struct draw *draw, struct box area);

/* Draws a text command, of which `mask` is the text, inside `area`. */
void canvas_text(struct canvas *canvas, const struct draw *draw, const struct text_mask *mask,
                 struct box area);

#endif
