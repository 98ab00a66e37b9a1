#include "words/words.h"

#include "base/utf8.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

void words_init(struct words *w)
{
    *w = (struct words){0};
}

void words_done(struct words *w)
{
    free(w->list);
    words_init(w);
}

enum err words_add(struct words *w, const struct word *word)
{
    if (w->count >= WORDS_COUNT_MAX)
        return ERR_INPUT;
    if (w->count == w->capacity) {
        size_t capacity = w->capacity == 0 ? 64 : w->capacity * 2;
        struct word *list = realloc(w->list, capacity * sizeof *list);
        if (list == NULL)
            return ERR_MEMORY;
        w->list = list;
        w->capacity = capacity;
    }
    w->list[w->count++] = *word;
    return ERR_NONE;
}

/* What one character of typed text is to the splitter. */
enum glyph { GLYPH_SPACE, GLYPH_LETTER, GLYPH_JOINER, GLYPH_WEAK, GLYPH_STOP, GLYPH_QUESTION };

static enum glyph classify(const char *p, size_t step)
{
    if (step > 1) {
        if (memcmp(p, "\xE2\x80\x99", 3) == 0 || memcmp(p, "\xE2\x80\x98", 3) == 0)
            return GLYPH_JOINER; /* curly apostrophes */
        if (step == 3 && (memcmp(p, "\xE2\x80\x93", 3) == 0 || memcmp(p, "\xE2\x80\x94", 3) == 0))
            return GLYPH_WEAK; /* en and em dash */
        if (step == 3 && memcmp(p, "\xE2\x80\xA6", 3) == 0)
            return GLYPH_STOP; /* ellipsis */
        if (step == 3 && memcmp(p, "\xE2\x80", 2) == 0)
            return GLYPH_SPACE; /* other general punctuation: quotes, spaces */
        if (step == 2 && (unsigned char)p[0] == 0xC2)
            return GLYPH_SPACE; /* no-break space, section signs and the like */
        return GLYPH_LETTER;
    }
    char c = *p;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
        return GLYPH_LETTER;
    if (c == '\'' || c == '-')
        return GLYPH_JOINER;
    if (c == ',' || c == ';' || c == ':')
        return GLYPH_WEAK;
    if (c == '.' || c == '!')
        return GLYPH_STOP;
    if (c == '?')
        return GLYPH_QUESTION;
    return GLYPH_SPACE;
}

static char stronger(char old, char new)
{
    static const char order[] = ",.?";
    if (old == 0)
        return new;
    return strchr(order, new) > strchr(order, old) ? new : old;
}

static bool letter_at(const char *p)
{
    size_t step = utf8_step(p);
    return step > 0 && classify(p, step) == GLYPH_LETTER;
}

/* Appends one character of a word, lower-cased where it is ASCII; drops what does not fit. */
static void append(struct word *word, size_t *length, const char *p, size_t step)
{
    if (*length + step >= WORD_TEXT_MAX)
        return;
    for (size_t i = 0; i < step; i++) {
        char c = p[i];
        word->text[(*length)++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
}

/* Reads one word that starts at *p, which is a letter, and moves *p behind it. */
static struct word read_word(const char **p)
{
    struct word word = {.start_s = NAN, .end_s = NAN, .confidence = 1.0, .posterior = 1.0};
    size_t length = 0;
    while (**p != '\0') {
        size_t step = utf8_step(*p);
        enum glyph glyph = classify(*p, step);
        if (glyph == GLYPH_JOINER && letter_at(*p + step))
            append(&word, &length, step > 1 ? "'" : *p, 1);
        else if (glyph == GLYPH_LETTER)
            append(&word, &length, *p, step);
        else
            break;
        *p += step;
    }
    return word;
}

enum err words_from_text(struct words *w, const char *text, struct diag *why)
{
    if (!utf8_valid(text, strlen(text)))
        return diag_set(why, ERR_INPUT, 0,
                        "The text is not valid UTF-8; save or type it as UTF-8 and try again.");
    size_t before = w->count;
    const char *p = text;
    while (*p != '\0') {
        size_t step = utf8_step(p);
        enum glyph glyph = classify(p, step);
        if (glyph == GLYPH_LETTER) {
            struct word word = read_word(&p);
            enum err err = words_add(w, &word);
            if (err != ERR_NONE) {
                w->count = before;
                return diag_set(why, err, 0,
                                err == ERR_INPUT
                                    ? "The text has more than %d words; shorten it."
                                    : "Not enough memory for the text (limit %d words).",
                                WORDS_COUNT_MAX);
            }
            continue;
        }
        if (w->count > before) {
            char *mark = &w->list[w->count - 1].mark;
            bool dash = glyph == GLYPH_JOINER && *p == '-';
            if (glyph == GLYPH_WEAK || dash)
                *mark = stronger(*mark, ',');
            else if (glyph == GLYPH_STOP)
                *mark = stronger(*mark, '.');
            else if (glyph == GLYPH_QUESTION)
                *mark = stronger(*mark, '?');
        }
        p += step;
    }
    return ERR_NONE;
}

/* A doubtful word gets these around it when marks are wanted. */
static const char doubt_before[] = "[", doubt_after[] = "?]";

static char *put_text(char *end, const char *text)
{
    size_t length = strlen(text);
    memcpy(end, text, length);
    return end + length;
}

static char *join(const struct words *w, bool marked)
{
    size_t size = 1;
    for (size_t i = 0; i < w->count; i++)
        size += strlen(w->list[i].text) + sizeof doubt_before + sizeof doubt_after;
    char *text = malloc(size);
    if (text == NULL)
        return NULL;
    char *end = text;
    for (size_t i = 0; i < w->count; i++) {
        bool mark = marked && word_doubtful(&w->list[i]);
        end = put_text(end, i > 0 ? " " : "");
        end = put_text(end, mark ? doubt_before : "");
        end = put_text(end, w->list[i].text);
        end = put_text(end, mark ? doubt_after : "");
    }
    *end = '\0';
    return text;
}

char *words_text(const struct words *w)
{
    return join(w, false);
}

char *words_text_marked(const struct words *w)
{
    return join(w, true);
}
