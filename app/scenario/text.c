#include "scenario/text.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

enum { NEAR_LENGTH_MAX = 40, NEAR_PREFIX_MIN = 3 };

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_control(const unsigned char *p, size_t left)
{
    return p[0] < 0x20 || p[0] == 0x7F ||
           (p[0] == 0xC2 && left > 1 && p[1] >= 0x80 && p[1] <= 0x9F);
}

const char *brief(const char *text, char out[BRIEF_SIZE])
{
    static const char dots[] = "...";
    size_t at = 0, step;
    for (; (step = utf8_step(text)) > 0; text += step) {
        if (at + step > BRIEF_SIZE - sizeof dots) {
            memcpy(out + at, dots, sizeof dots);
            return out;
        }
        bool plain = utf8_valid(text, step) && !is_control((const unsigned char *)text, step);
        if (plain) {
            memcpy(out + at, text, step);
            at += step;
        } else {
            out[at++] = is_space(*text) ? ' ' : '?';
        }
    }
    out[at] = '\0';
    return out;
}

void text_tidy(char *text, bool one_line)
{
    size_t from = 0, to = 0;
    while (is_space(text[from]))
        from++;
    for (; text[from] != '\0'; from++) {
        char c = text[from];
        if (one_line && is_space(c)) {
            if (is_space(text[from + 1]))
                continue;
            c = ' ';
        }
        text[to++] = c;
    }
    while (to > 0 && is_space(text[to - 1]))
        to--;
    text[to] = '\0';
}

bool text_has_control(const char *text, size_t length, bool strict)
{
    const unsigned char *p = (const unsigned char *)text;
    for (size_t i = 0; i < length; i++)
        if (is_control(p + i, length - i) && (strict || (p[i] != '\n' && p[i] != '\t')))
            return true;
    return false;
}

static char fold(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return c == '-' || c == ' ' ? '_' : c;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours, each
 * costs 1. Bytes, not characters: good enough for words that are nearly always ASCII. */
static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t rows[3][NEAR_LENGTH_MAX + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b_length; j++)
        last[j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        now[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            bool same = fold(a[i - 1]) == fold(b[j - 1]);
            now[j] = least(least(last[j], now[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
            if (i > 1 && j > 1 && fold(a[i - 1]) == fold(b[j - 2]) &&
                fold(a[i - 2]) == fold(b[j - 1]))
                now[j] = least(now[j], before[j - 2] + 1);
        }
        size_t *free_row = before;
        before = last;
        last = now;
        now = free_row;
    }
    return last[b_length];
}

static bool is_prefix(const char *prefix, size_t length, const char *of)
{
    for (size_t i = 0; i < length; i++)
        if (of[i] == '\0' || fold(prefix[i]) != fold(of[i]))
            return false;
    return length >= NEAR_PREFIX_MIN;
}

const char *near_find(const char *word, const char *const *candidates, size_t count)
{
    const char *best = NULL;
    size_t best_distance = NEAR_LENGTH_MAX;
    size_t length = strlen(word);
    if (length == 0 || length > NEAR_LENGTH_MAX)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        size_t other = strlen(candidates[i]);
        if (other > NEAR_LENGTH_MAX)
            continue;
        /* One slip in a short word, up to three in a long one. */
        size_t allowed = least(1 + other / 5, 3);
        size_t d = distance(word, length, candidates[i], other);
        if (d > allowed && (is_prefix(word, length, candidates[i])))
            d = allowed;
        if (d <= allowed && d < length && d < best_distance) {
            best = candidates[i];
            best_distance = d;
        }
    }
    return best;
}

const char *near_hint(const char *word, const char *const *candidates, size_t count,
                      const char *otherwise, char out[HINT_SIZE])
{
    const char *near = near_find(word, candidates, count);
    if (near != NULL) {
        (void)snprintf(out, HINT_SIZE, "did you mean '%s'?", near);
        return out;
    }
    size_t at = (size_t)snprintf(out, HINT_SIZE, "%s", otherwise);
    for (size_t i = 0; i < count; i++) {
        char name[BRIEF_SIZE + 2];
        int length = snprintf(name, sizeof name, "%s%s", i > 0 ? ", " : " ", BRIEF(candidates[i]));
        if (at + (size_t)length + sizeof ", ..." > HINT_SIZE) {
            memcpy(out + at, ", ...", sizeof ", ...");
            break;
        }
        memcpy(out + at, name, (size_t)length + 1);
        at += (size_t)length;
    }
    return out;
}
