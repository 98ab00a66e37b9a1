#include "screen/text.h"

#include "base/utf8.h"

#include <string.h>

#define ELLIPSIS "\xE2\x80\xA6"
#define REPLACEMENT "\xEF\xBF\xBD"

int text_line_height(int px)
{
    return px + (px * 35 + 50) / 100;
}

int text_width(const struct text_metric *metric, const char *text, const struct text_style *style)
{
    return metric->width(metric->self, text, strlen(text), style->px, style->weight);
}

static int width_of(const struct text_metric *metric, const char *text, size_t length,
                    const struct text_style *style)
{
    return metric->width(metric->self, text, length, style->px, style->weight);
}

/* Characters that draw nothing by themselves and that fonts show as empty boxes: zero-width space
 * to right-to-left mark (U+200B..U+200F), line and paragraph separators and embeddings
 * (U+2028..U+202E), variation selectors (U+FE00..U+FE0F), byte order mark (U+FEFF). */
static bool is_invisible(const unsigned char *c, size_t step)
{
    if (step != 3)
        return false;
    if (c[0] == 0xE2 && c[1] == 0x80)
        return (c[2] >= 0x8B && c[2] <= 0x8F) || (c[2] >= 0xA8 && c[2] <= 0xAE);
    if (c[0] != 0xEF)
        return false;
    return (c[1] == 0xB8 && c[2] <= 0x8F) || (c[1] == 0xBB && c[2] == 0xBF);
}

/* What is shown for the character at `from`; *length is its length in bytes. */
static const char *shown_as(const char *from, size_t step, size_t *length)
{
    const unsigned char *c = (const unsigned char *)from;
    *length = step;
    if (step == 1 && c[0] >= 0x80) {
        *length = strlen(REPLACEMENT);
        return REPLACEMENT;
    }
    bool control = (step == 1 && (c[0] < 0x20 || c[0] == 0x7F) && c[0] != '\n') ||
                   (step == 2 && c[0] == 0xC2 && c[1] < 0xA0);
    if (control) {
        *length = 1;
        return " ";
    }
    if (is_invisible(c, step))
        *length = 0;
    return from;
}

size_t text_clean(char *to, size_t size, const char *from)
{
    size_t used = 0;
    const size_t room = size - strlen(ELLIPSIS) - 1;
    if (from == NULL)
        from = "";
    for (size_t step; (step = utf8_step(from)) > 0; from += step) {
        size_t length;
        const char *shown = shown_as(from, step, &length);
        if (used + length > room) {
            memcpy(to + used, ELLIPSIS, strlen(ELLIPSIS));
            used += strlen(ELLIPSIS);
            break;
        }
        memcpy(to + used, shown, length);
        used += length;
    }
    while (used > 0 && (to[used - 1] == '\n' || to[used - 1] == ' '))
        used--;
    to[used] = '\0';
    return used;
}

/* What need not be measured to know that it is too wide: no letter is narrower than an eighth of an
 * em, nor longer than four bytes. (Piles of accents may be; then they are cut earlier.) */
static size_t bytes_at_most(const struct text_style *style, int width)
{
    return 4 * (8 * (size_t)(width > 0 ? width : 0) / (size_t)style->px + 1);
}

/* How many bytes of `text` fit, at whole characters and at least one: where a word is cut that is
 * too long. Halves the range instead of trying every character; a text grows with its length. */
static size_t fit_characters(const struct text_metric *metric, const char *text, size_t length,
                             const struct text_style *style, int width)
{
    size_t fits = utf8_step(text), most = length;
    size_t bound = bytes_at_most(style, width);
    if (most > bound)
        most = bound > fits ? bound : fits;
    while (fits < most) {
        size_t middle = fits + (most - fits + 1) / 2;
        while (middle > fits && ((unsigned char)text[middle] & 0xC0) == 0x80)
            middle--; /* to the start of its character */
        if (middle == fits)
            middle = fits + utf8_step(text + fits);
        if (middle > most)
            break;
        if (width_of(metric, text, middle, style) <= width)
            fits = middle;
        else
            most = middle - 1;
    }
    return fits;
}

size_t text_break(const struct text_metric *metric, const char *text, size_t length,
                  const struct text_style *style, int width, size_t *next)
{
    size_t fits = 0; /* end of the last word that fits */
    size_t at = 0;
    while (at < length && text[at] != '\n') {
        size_t end = at;
        while (end < length && text[end] == ' ')
            end++;
        while (end < length && text[end] != ' ' && text[end] != '\n')
            end++;
        if (width_of(metric, text, end, style) > width)
            break;
        fits = at = end;
    }
    bool whole_line = at >= length || text[at] == '\n';
    if (fits == 0 && !whole_line)
        fits = fit_characters(metric, text, length, style, width);
    size_t after = fits;
    while (after < length && text[after] == ' ')
        after++;
    if (after < length && text[after] == '\n')
        after++;
    *next = after;
    while (fits > 0 && text[fits - 1] == ' ')
        fits--;
    return fits;
}

size_t text_shorten(const struct text_metric *metric, char *text, size_t size,
                    const struct text_style *style, int width, bool always)
{
    size_t length = strlen(text);
    if (length == 0)
        return 0;
    if (!always && length <= bytes_at_most(style, width) &&
        width_of(metric, text, length, style) <= width)
        return length;
    length = fit_characters(metric, text, length, style, width);
    if (length > size - strlen(ELLIPSIS) - 1)
        length = size - strlen(ELLIPSIS) - 1;
    for (;;) {
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
            length--; /* not inside a character */
        while (length > 0 && text[length - 1] == ' ')
            length--;
        memcpy(text + length, ELLIPSIS, strlen(ELLIPSIS) + 1);
        if (width_of(metric, text, length + strlen(ELLIPSIS), style) <= width)
            return length + strlen(ELLIPSIS);
        if (length == 0)
            break;
        length--;
    }
    text[0] = '\0';
    return 0;
}
