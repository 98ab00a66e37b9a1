/* YAML as a small tree, read by libyaml's events under limits: inside the scenario room only. It
 * knows YAML and nothing about scenarios. */
#ifndef SAYBACK_NODE_H
#define SAYBACK_NODE_H

#include "base/err.h"
#include "scenario/problem.h"

#include <stddef.h>

enum {
    NODE_BYTES_MAX = 64 * 1024, /* of a scenario.yaml */
    NODE_DEPTH_MAX = 8,         /* libyaml itself is quadratic on nesting */
    NODE_COUNT_MAX = 4096
};

enum node_kind { NODE_TEXT, NODE_LIST, NODE_MAP };

struct node {
    enum node_kind kind;
    int line;                  /* 1-based, where the value starts */
    char *text;                /* NODE_TEXT: UTF-8 without control characters but newline and tab */
    char *key;                 /* when the parent is a map: its key */
    int key_line;              /* where the key stands */
    struct node *first, *last; /* children */
    struct node *next;         /* sibling */
    size_t count;              /* children */
};

/* Reads the one document in `bytes`, whose root must be a map. `file` is what problems are named
 * by. ERR_INPUT when it is refused (with at least one problem added), ERR_MEMORY. The caller frees
 * *out. */
enum err node_parse(const char *bytes, size_t count, const char *file, struct problems *problems,
                    struct node **out);
void node_free(struct node *node); /* NULL is allowed */

/* The value of a key in a map, or NULL. */
const struct node *node_find(const struct node *map, const char *key);

#endif
