#include "base/utf8.h"

#include <string.h>

/* Length of the well-formed character at `p` with `left` bytes to go, or 0. RFC 3629, section 4. */
static size_t character_length(const unsigned char *p, size_t left)
{
    if (left == 0 || p[0] == 0)
        return 0;
    if (p[0] < 0x80)
        return 1;
    size_t length;
    unsigned char low = 0x80, high = 0xBF;
    if (p[0] >= 0xC2 && p[0] <= 0xDF) {
        length = 2;
    } else if (p[0] >= 0xE0 && p[0] <= 0xEF) {
        length = 3;
        if (p[0] == 0xE0)
            low = 0xA0; /* shorter would be overlong */
        if (p[0] == 0xED)
            high = 0x9F; /* above are surrogates */
    } else if (p[0] >= 0xF0 && p[0] <= 0xF4) {
        length = 4;
        if (p[0] == 0xF0)
            low = 0x90;
        if (p[0] == 0xF4)
            high = 0x8F; /* above U+10FFFF */
    } else {
        return 0;
    }
    if (left < length || p[1] < low || p[1] > high)
        return 0;
    for (size_t i = 2; i < length; i++)
        if (p[i] < 0x80 || p[i] > 0xBF)
            return 0;
    return length;
}

bool utf8_valid(const char *text, size_t length)
{
    const unsigned char *p = (const unsigned char *)text;
    while (length > 0) {
        size_t step = character_length(p, length);
        if (step == 0)
            return false;
        p += step;
        length -= step;
    }
    return true;
}

size_t utf8_step(const char *text)
{
    if (text[0] == '\0')
        return 0;
    size_t length = character_length((const unsigned char *)text, strnlen(text, 4));
    return length > 0 ? length : 1;
}

size_t utf8_count(const char *text)
{
    size_t count = 0;
    for (size_t step; (step = utf8_step(text)) > 0; text += step)
        count++;
    return count;
}

void utf8_trim_cut(char *text)
{
    size_t length = strlen(text);
    size_t start = length;
    while (start > 0 && length - start < 4) {
        start--;
        unsigned char c = (unsigned char)text[start];
        if (c < 0x80)
            return;
        if (c >= 0xC0) {
            if (character_length((const unsigned char *)text + start, length - start) == 0)
                text[start] = '\0';
            return;
        }
    }
}

bool utf8_copy(char *to, size_t size, const char *from)
{
    size_t length = strlen(from);
    bool whole = length < size;
    size_t taken = whole ? length : size - 1;
    memmove(to, from, taken);
    to[taken] = '\0';
    if (!whole)
        utf8_trim_cut(to);
    return whole;
}
