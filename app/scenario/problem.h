/* What is wrong with a pack: a list of sentences, each with file and line. */
#ifndef SAYBACK_PROBLEM_H
#define SAYBACK_PROBLEM_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum { PROBLEM_FILE_MAX = 512, PROBLEMS_MAX = 200 };

struct problem {
    bool warning; /* true: the pack loads all the same */
    char file[PROBLEM_FILE_MAX];
    int line;                 /* 1-based; 0 where none applies */
    char text[DIAG_TEXT_MAX]; /* what is wrong and what would be right, one sentence */
};

struct problems {
    struct problem *list; /* owned */
    size_t count;
    size_t capacity;
    size_t errors;  /* how many are no warnings, including those not kept */
    size_t dropped; /* not kept: past PROBLEMS_MAX or out of memory */
};

void problems_init(struct problems *p);
void problems_done(struct problems *p); /* back to init */

#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
void problems_add(struct problems *p, bool warning, const char *file, int line, const char *format, ...);

#endif
