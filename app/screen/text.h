/* Text for the view: made safe to show, measured by a function that is handed in, broken into
 * lines, shortened with an ellipsis. It knows no fonts. Pure; any thread. */
#ifndef SAYBACK_SCREEN_TEXT_H
#define SAYBACK_SCREEN_TEXT_H

#include "screen/list.h"

#include <stdbool.h>
#include <stddef.h>

/* How wide a text is: pixels of `length` bytes of UTF-8 (no NUL needed) at an em of `px`. */
struct text_metric {
    void *self;
    int (*width)(void *self, const char *text, size_t length, int px, enum text_weight weight);
};

/* Height of a line at that size, pixels: 1.35 em, room for accents and descenders of any font. */
int text_line_height(int px);

/* Copies `from` (NULL counts as "") so that it can be shown: bytes that are no UTF-8 become U+FFFD,
 * control characters a space, joiners and variation selectors nothing; a newline stays, but not at
 * the end. Cut with an ellipsis when it does not fit into `size` bytes (8 at least). Returns the
 * length. */
size_t text_clean(char *to, size_t size, const char *from);

/* One line off the front of `text` (`length` bytes, cleaned): how many bytes fit into `width`
 * pixels, broken at a space or newline where there is one, inside a word where there is none. At
 * least one character, so that it always ends. *next is where the following line starts. */
size_t text_break(const struct text_metric *metric, const char *text, size_t length,
                  const struct text_style *style, int width, size_t *next);

/* Shortens `text` (cleaned, in a buffer of `size` bytes) to `width` pixels, with "…" at its end
 * where something was lost. With `always` the ellipsis comes also when it would fit. Returns the
 * new length; "" when not even the ellipsis fits. */
size_t text_shorten(const struct text_metric *metric, char *text, size_t size,
                    const struct text_style *style, int width, bool always);

/* Pixels of a whole NUL-terminated string. */
int text_width(const struct text_metric *metric, const char *text, const struct text_style *style);

#endif
