#include "accuracy/hearing/tokens.h"

#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void tokens_init(struct tokens *t)
{
    *t = (struct tokens){0};
}

void tokens_done(struct tokens *t)
{
    free(t->list);
    tokens_init(t);
}

static void append(struct tokens *t, const char *word, size_t length, const struct token *like)
{
    while (length > 0 && word[0] == '\'') {
        word++;
        length--;
    }
    while (length > 0 && word[length - 1] == '\'')
        length--;
    if (length == 0)
        return;
    if (t->count == t->capacity) {
        size_t capacity = t->capacity == 0 ? 64 : 2 * t->capacity;
        struct token *list = realloc(t->list, capacity * sizeof *list);
        if (list == NULL) {
            (void)fprintf(stderr, "out of memory\n");
            exit(3);
        }
        t->list = list;
        t->capacity = capacity;
    }
    struct token *token = &t->list[t->count++];
    *token = *like;
    memcpy(token->text, word, length < TOKEN_SIZE ? length : TOKEN_SIZE - 1);
}

/* The next byte as it counts; *step is how many it took. A space parts words. */
static char plain(const char *text, size_t *step)
{
    unsigned char c = (unsigned char)text[0];
    *step = 1;
    if (strncmp(text, "\xe2\x80\x98", 3) == 0 || strncmp(text, "\xe2\x80\x99", 3) == 0) {
        *step = 3;
        return '\'';
    }
    if (strncmp(text, "\xe2\x80", 2) == 0 && text[2] != '\0') { /* dashes, quotes, ellipsis */
        *step = 3;
        return ' ';
    }
    if (c > 127 || c == '\'')
        return (char)c;
    return (char)(isalnum(c) ? tolower(c) : ' ');
}

void tokens_add(struct tokens *t, const char *text, double start_s, double confidence,
                double posterior)
{
    const struct token like = {
        .start_s = start_s, .confidence = confidence, .posterior = posterior, .right = -1};
    char word[4 * TOKEN_SIZE];
    size_t length = 0, step;
    for (; *text != '\0'; text += step) {
        char c = plain(text, &step);
        if (c != ' ' && length < sizeof word)
            word[length++] = c;
        if (c == ' ') {
            append(t, word, length, &like);
            length = 0;
        }
    }
    append(t, word, length, &like);
}
