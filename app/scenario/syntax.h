/* Inside the scenario room: what keeps bytes from being YAML at all, in words for the person who
 * wrote them. Private to document.c, hence libyaml's parser as a void pointer. */
#ifndef SAYBACK_SCENARIO_SYNTAX_H
#define SAYBACK_SCENARIO_SYNTAX_H

#include "base/err.h"
#include "scenario/problem.h"

#include <stddef.h>

/* Is it UTF-8 text that libyaml may see? ERR_INPUT with a problem when it is not. */
enum err syntax_check_bytes(const char *data, size_t length, const char *file,
                            struct problems *problems);

/* How many lines there are, at least 1, counted as libyaml does: it knows five kinds of line break.
 * It also likes to name the line after the last one, which no editor shows. */
int syntax_last_line(const char *data, size_t length);

/* Adds the problem that stopped `parser`, a yaml_parser_t that reads `data`. Returns ERR_INPUT, or
 * ERR_MEMORY when that was the reason. */
enum err syntax_explain(const void *parser, const char *data, size_t length, const char *file,
                        struct problems *problems);

#endif
