/* From a YAML tree to a scenario, with every problem of its keys and values named; where turns lead
 * is graph.h's business, and sound files are scenario.c's. Inside the scenario room only. */
#ifndef SAYBACK_BUILD_H
#define SAYBACK_BUILD_H

#include "base/err.h"
#include "scenario/node.h"
#include "scenario/scenario.h"

#include <stdbool.h>

struct build {
    const char *file; /* of problems */
    struct problems *problems;
    struct scenario *scenario;
    bool no_memory;
};

/* Fills `b->scenario` (zeroed but for dir and name). What is wrong is added to the problems; what
 * could be read is filled in all the same, so that later checks can go on. turn.audio holds the
 * name as written. */
void build_scenario(struct build *b, const struct node *root);

/* Frees what build_scenario filled in. */
void build_clear(struct scenario *s);

#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
void build_error(struct build *b, int line, const char *format, ...);
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
void build_warning(struct build *b, int line, const char *format, ...);

#endif
