#include "scenario/problem.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void problems_init(struct problems *p)
{
    *p = (struct problems){.list = NULL};
}

void problems_done(struct problems *p)
{
    free(p->list);
    problems_init(p);
}

/* A place for one more, or NULL. */
static struct problem *grow(struct problems *p)
{
    if (p->count >= PROBLEMS_MAX)
        return NULL;
    if (p->count == p->capacity) {
        size_t capacity = p->capacity == 0 ? 8 : p->capacity * 2;
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
    struct problem *problem = grow(p);
    if (problem == NULL) {
        p->dropped++;
        return;
    }
    problem->warning = warning;
    problem->line = line;
    (void)utf8_copy(problem->file, sizeof problem->file, file);
    va_list arguments;
    va_start(arguments, format);
    if (vsnprintf(problem->text, sizeof problem->text, format, arguments) < 0)
        problem->text[0] = '\0';
    va_end(arguments);
    utf8_trim_cut(problem->text);
}
