/* Paints a draw list onto a canvas, and finds out how little has to be painted. Needs no display.
 * One thread. */
#ifndef SAYBACK_SCREEN_PAINTER_H
#define SAYBACK_SCREEN_PAINTER_H

#include "screen/canvas.h"
#include "screen/fonts.h"
#include "screen/list.h"

/* All of the list that lies in `area`. */
void painter_paint(struct canvas *canvas, struct fonts *fonts, const struct draw_list *list,
                   struct box area);

/* The pixels outside of which both lists paint the same; empty when they are alike. Hit areas do
 * not count. */
struct box painter_changed(const struct draw_list *before, const struct draw_list *after);

/* Writes the canvas as a PNG (8 bits, RGB). ERR_SYSTEM names the file and the reason; then there is
 * no such file, or the one that was there before. ERR_MEMORY. */
enum err painter_write_png(const struct canvas *canvas, const char *path, struct diag *why);

#endif
