/* Inside the scenario room: YAML text as a tree of texts, lists and mappings. Only the plain part
 * of YAML is taken: one document, no anchors, no aliases, no tags, no duplicate keys. It does not
 * know what the keys mean. */
#ifndef SAYBACK_SCENARIO_DOCUMENT_H
#define SAYBACK_SCENARIO_DOCUMENT_H

#include "base/err.h"
#include "scenario/problem.h"

#include <stddef.h>

/* The largest pack that the format allows has some 1500 nodes; depth: the format needs 4. */
enum { DOCUMENT_BYTES_MAX = 64 * 1024, DOCUMENT_DEPTH_MAX = 8, DOCUMENT_NODES_MAX = 4096 };

enum node_kind {
    NODE_TEXT,
    NODE_EMPTY,  /* no value, "~" or "null" */
    NODE_BROKEN, /* the problem is already stated: say nothing more about it */
    NODE_LIST,
    NODE_MAP
};

struct node {
    enum node_kind kind;
    int line;   /* 1-based; in a mapping the line of the key */
    char *key;  /* owned; NULL outside mappings and where the key is broken or a duplicate */
    char *text; /* owned; NODE_TEXT: valid UTF-8 without control characters but \n and \t */
    size_t first, last, next; /* children and sibling as indexes; 0: none, for 0 is the root */
};

struct document {
    struct node *nodes; /* owned; nodes[0] is the root */
    size_t count, capacity;
};

void document_init(struct document *d);
void document_done(struct document *d);

/* Reads `length` bytes, any bytes. ERR_NONE: `d` (initialised) holds the tree, though problems may
 * have been added that refuse the pack. ERR_INPUT: no tree, the reason is among the problems.
 * ERR_MEMORY. */
enum err document_read(const char *data, size_t length, const char *file, struct document *d,
                       struct problems *problems);

/* The value of `key` in a mapping, or NULL. */
const struct node *document_find(const struct document *d, const struct node *map, const char *key);

/* for (n = document_first(d, parent); n != NULL; n = document_next(d, n)) */
const struct node *document_first(const struct document *d, const struct node *parent);
const struct node *document_next(const struct document *d, const struct node *n);

/* "a text", "a list", ... */
const char *node_kind_name(enum node_kind kind);

#endif
