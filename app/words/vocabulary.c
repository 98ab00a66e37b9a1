#include "words/vocabulary.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

void vocabulary_init(struct vocabulary *v)
{
    *v = (struct vocabulary){0};
}

void vocabulary_done(struct vocabulary *v)
{
    free(v->list);
    vocabulary_init(v);
}

static bool small_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

bool vocabulary_fits(const char *word, size_t length)
{
    if (length == 0 || length >= WORD_TEXT_MAX)
        return false;
    for (size_t i = 0; i < length; i++) {
        bool inside = i > 0 && i + 1 < length;
        if (!small_letter(word[i]) && !(word[i] == '\'' && inside && small_letter(word[i - 1])))
            return false;
    }
    return true;
}

/* Where `word` stands or would stand; *found says which. */
static size_t place(const struct vocabulary *v, const char *word, bool *found)
{
    size_t low = 0, high = v->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(v->list[middle], word);
        if (order == 0) {
            *found = true;
            return middle;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *found = false;
    return low;
}

static enum err make_room(struct vocabulary *v)
{
    if (v->count < v->capacity)
        return ERR_NONE;
    size_t capacity = v->capacity == 0 ? 128 : v->capacity * 2;
    char(*list)[WORD_TEXT_MAX] = realloc(v->list, capacity * sizeof *list);
    if (list == NULL)
        return ERR_MEMORY;
    v->list = list;
    v->capacity = capacity;
    return ERR_NONE;
}

static enum err add_word(struct vocabulary *v, const char *word, size_t length)
{
    if (!vocabulary_fits(word, length) || v->count >= VOCABULARY_WORDS_MAX ||
        v->bytes + length + 1 > VOCABULARY_BYTES_MAX)
        return ERR_NONE;
    char text[WORD_TEXT_MAX] = "";
    memcpy(text, word, length);
    bool found;
    size_t at = place(v, text, &found);
    if (found)
        return ERR_NONE;
    if (make_room(v) != ERR_NONE)
        return ERR_MEMORY;
    memmove(v->list + at + 1, v->list + at, (v->count - at) * sizeof *v->list);
    memcpy(v->list[at], text, sizeof text);
    v->count++;
    v->bytes += length + 1;
    return ERR_NONE;
}

/* What a character is to a word: a small letter, '\'' for an apostrophe, '-' for what parts words,
 * '#' for what no word of the recogniser's has. */
static char plain(const char *p, size_t step)
{
    /* U+00C0 to U+00FF without their accents */
    static const char latin[] = "aaaaaa#ceeeeiiiidnooooo-ouuuuy##aaaaaa#ceeeeiiiidnooooo-ouuuuy#y";
    if (step == 1) {
        if (*p >= 'A' && *p <= 'Z')
            return (char)(*p - 'A' + 'a');
        if (small_letter(*p) || *p == '\'')
            return *p;
        return *p >= '0' && *p <= '9' ? '#' : '-';
    }
    if (step == 2 && (unsigned char)p[0] == 0xC3)
        return latin[(unsigned char)p[1] & 0x3F];
    if (step == 2 && (unsigned char)p[0] == 0xC2)
        return '-';                                 /* no-break space, section signs and the like */
    if (step == 3 && memcmp(p, "\xE2\x80", 2) == 0) /* general punctuation */
        return p[2] == '\x98' || p[2] == '\x99' ? '\'' : '-';
    return '#';
}

static bool capital_at(const char *p)
{
    return (*p >= 'A' && *p <= 'Z') || ((unsigned char)p[0] == 0xC3 &&
                                        (unsigned char)p[1] >= 0x80 && (unsigned char)p[1] < 0x9F);
}

/* Reads the word at *p, whose first character parts nothing, and moves *p behind it. Returns its
 * length without outer apostrophes, 0 for what is no word. */
static size_t read_word(const char **p, char word[WORD_TEXT_MAX + 2])
{
    size_t length = 0;
    bool good = true;
    while (**p != '\0') {
        size_t step = utf8_step(*p);
        char c = plain(*p, step);
        if (c == '-')
            break;
        *p += step;
        if (c == '#')
            good = false;
        else if (c != '\'' || length > 0) {
            if (length < WORD_TEXT_MAX)
                word[length++] = c;
        }
    }
    while (length > 0 && word[length - 1] == '\'')
        length--;
    return good ? length : 0;
}

static enum err add_text(struct vocabulary *v, const char *text, bool names)
{
    enum err err = ERR_NONE;
    const char *p = text;
    while (p != NULL && *p != '\0' && err == ERR_NONE) {
        size_t step = utf8_step(p);
        if (plain(p, step) == '-') {
            p += step;
            continue;
        }
        bool name = names && capital_at(p);
        char word[WORD_TEXT_MAX + 2];
        size_t length = read_word(&p, word);
        err = add_word(v, word, length);
        if (err != ERR_NONE || !name || length >= WORD_TEXT_MAX ||
            memchr(word, '\'', length) != NULL)
            continue;
        memcpy(word + length, "'s", 2);
        err = add_word(v, word, length + 2);
    }
    return err;
}

enum err vocabulary_add(struct vocabulary *v, const char *text)
{
    return add_text(v, text, false);
}

enum err vocabulary_add_names(struct vocabulary *v, const char *text)
{
    return add_text(v, text, true);
}

bool vocabulary_same(const struct vocabulary *a, const struct vocabulary *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->list[i], b->list[i]) != 0)
            return false;
    return true;
}

enum err vocabulary_copy(struct vocabulary *to, const struct vocabulary *from)
{
    char(*list)[WORD_TEXT_MAX] = NULL;
    if (from->count > 0) {
        list = malloc(from->count * sizeof *list);
        if (list == NULL)
            return ERR_MEMORY;
        memcpy(list, from->list, from->count * sizeof *list);
    }
    vocabulary_done(to);
    *to = (struct vocabulary){
        .list = list, .count = from->count, .capacity = from->count, .bytes = from->bytes};
    return ERR_NONE;
}
