#include "scenario/problem.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { CAPACITY_FIRST = 8 };

void problems_init(struct problems *p)
{
    *p = (struct problems){0};
}

void problems_done(struct problems *p)
{
    free(p->list);
    problems_init(p);
}

/* A place for one more, or NULL when it is to be dropped. */
static struct problem *next_place(struct problems *p)
{
    if (p->count == PROBLEMS_MAX)
        return NULL;
    if (p->count == p->capacity) {
        size_t capacity = p->capacity > 0 ? p->capacity * 2 : CAPACITY_FIRST;
        if (capacity > PROBLEMS_MAX)
            capacity = PROBLEMS_MAX;
        struct problem *list = realloc(p->list, capacity * sizeof *list);
        if (list == NULL)
            return NULL;
        p->list = list;
        p->capacity = capacity;
    }
    return &p->list[p->count++];
}

void problems_add(struct problems *p, bool warning, const char *file, int line, const char *format,
                  ...)
{
    if (!warning)
        p->errors++;
    struct problem *place = next_place(p);
    if (place == NULL) {
        p->dropped++;
        return;
    }
    place->warning = warning;
    place->line = line;
    (void)utf8_copy(place->file, sizeof place->file, file);
    va_list arguments;
    va_start(arguments, format);
    int written = vsnprintf(place->text, sizeof place->text, format, arguments);
    va_end(arguments);
    if (written < 0)
        place->text[0] = '\0';
    else
        utf8_trim_cut(place->text);
}
