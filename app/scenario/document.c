#include "scenario/document.h"

#include "scenario/syntax.h"
#include "scenario/text.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

enum { NODES_FIRST = 128 };

/* One pass over libyaml's events. `open` holds the collections that are not yet closed. A mapping
 * takes its events in pairs: `key_read` says that the next one is a value. */
struct reader {
    yaml_parser_t parser;
    struct document *document;
    const char *file;
    struct problems *problems;
    int last_line;
    size_t open[DOCUMENT_DEPTH_MAX];
    size_t depth;
    bool key_read;
    char *key; /* owned; NULL when broken */
    int key_line;
};

void document_init(struct document *d)
{
    *d = (struct document){0};
}

void document_done(struct document *d)
{
    for (size_t i = 0; i < d->count; i++) {
        free(d->nodes[i].key);
        free(d->nodes[i].text);
    }
    free(d->nodes);
    document_init(d);
}

const struct node *document_first(const struct document *d, const struct node *parent)
{
    return parent->first != 0 ? &d->nodes[parent->first] : NULL;
}

const struct node *document_next(const struct document *d, const struct node *n)
{
    return n->next != 0 ? &d->nodes[n->next] : NULL;
}

const struct node *document_find(const struct document *d, const struct node *map, const char *key)
{
    if (map->kind != NODE_MAP)
        return NULL;
    for (const struct node *n = document_first(d, map); n != NULL; n = document_next(d, n))
        if (n->key != NULL && strcmp(n->key, key) == 0)
            return n;
    return NULL;
}

const char *node_kind_name(enum node_kind kind)
{
    static const char *const names[] = {[NODE_TEXT] = "a text",
                                        [NODE_EMPTY] = "nothing",
                                        [NODE_BROKEN] = "something broken",
                                        [NODE_LIST] = "a list",
                                        [NODE_MAP] = "a mapping"};
    return names[kind];
}

static struct node *parent_of(struct reader *r)
{
    return r->depth > 0 ? &r->document->nodes[r->open[r->depth - 1]] : NULL;
}

static bool wants_key(struct reader *r)
{
    struct node *parent = parent_of(r);
    return parent != NULL && parent->kind == NODE_MAP && !r->key_read;
}

static void complain(struct reader *r, int line, const char *what)
{
    problems_add(r->problems, false, r->file, line, "%s", what);
}

static enum err make_room(struct document *d)
{
    if (d->count < d->capacity)
        return ERR_NONE;
    size_t capacity = d->capacity > 0 ? d->capacity * 2 : NODES_FIRST;
    struct node *nodes = realloc(d->nodes, capacity * sizeof *nodes);
    if (nodes == NULL)
        return ERR_MEMORY;
    d->nodes = nodes;
    d->capacity = capacity;
    return ERR_NONE;
}

/* Appends a node to the collection that is open and makes *out its index. */
static enum err add_node(struct reader *r, enum node_kind kind, int line, size_t *out)
{
    struct document *d = r->document;
    if (d->count == DOCUMENT_NODES_MAX) {
        problems_add(r->problems, false, r->file, line,
                     "more than %d entries; no pack needs so many, so reading ends here",
                     DOCUMENT_NODES_MAX);
        return ERR_INPUT;
    }
    if (make_room(d) != ERR_NONE)
        return ERR_MEMORY;
    size_t index = d->count++;
    d->nodes[index] = (struct node){.kind = kind, .line = line};
    struct node *parent = parent_of(r);
    if (parent != NULL) {
        if (parent->kind == NODE_MAP) {
            d->nodes[index].key = r->key;
            d->nodes[index].line = r->key_line;
            r->key = NULL;
            r->key_read = false;
        }
        if (parent->first == 0)
            parent->first = index;
        else
            d->nodes[parent->last].next = index;
        parent->last = index;
    }
    *out = index;
    return ERR_NONE;
}

static enum err copy_text(const yaml_event_t *event, char **out)
{
    size_t length = event->data.scalar.length;
    char *text = malloc(length + 1);
    if (text == NULL)
        return ERR_MEMORY;
    memcpy(text, event->data.scalar.value, length);
    text[length] = '\0';
    *out = text;
    return ERR_NONE;
}

static bool is_null(const yaml_event_t *event)
{
    const char *value = (const char *)event->data.scalar.value;
    return event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
           (value[0] == '\0' || strcmp(value, "~") == 0 || strcmp(value, "null") == 0);
}

/* Escapes in double quotes can make any character, NUL included. */
static bool check_characters(struct reader *r, const yaml_event_t *event, int line, bool key)
{
    const char *value = (const char *)event->data.scalar.value;
    if (!text_has_control(value, event->data.scalar.length, key))
        return true;
    complain(r, line,
             key ? "a key holds a control character; use letters, digits and _"
                 : "a text holds a control character; leave out the escape (such as \\e or \\0) "
                   "that makes it");
    return false;
}

static enum err take_key(struct reader *r, const yaml_event_t *event, int line)
{
    r->key_read = true;
    r->key_line = line;
    r->key = NULL;
    if (event->data.scalar.length == 0) {
        complain(r, line, "there is no key before the ':'");
        return ERR_NONE;
    }
    if (!check_characters(r, event, line, true))
        return ERR_NONE;
    if (copy_text(event, &r->key) != ERR_NONE)
        return ERR_MEMORY;
    const struct node *twin = document_find(r->document, parent_of(r), r->key);
    if (twin != NULL) {
        problems_add(r->problems, false, r->file, line,
                     "'%s' stands here a second time (first in line %d); remove one of them",
                     BRIEF(r->key), twin->line);
        free(r->key);
        r->key = NULL;
    }
    return ERR_NONE;
}

/* Anchors and tags are refused, though what they decorate is still read for its own problems. */
static void refuse_extras(struct reader *r, const yaml_char_t *anchor, const yaml_char_t *tag,
                          int line)
{
    if (anchor != NULL)
        problems_add(r->problems, false, r->file, line,
                     "anchors (&%s) are not taken; a text that starts with & must be in quotes",
                     BRIEF((const char *)anchor));
    if (tag != NULL)
        problems_add(r->problems, false, r->file, line,
                     "tags (%s) are not taken; a text that starts with ! must be in quotes",
                     BRIEF((const char *)tag));
}

static enum err on_scalar(struct reader *r, const yaml_event_t *event, int line)
{
    const yaml_char_t *anchor = event->data.scalar.anchor, *tag = event->data.scalar.tag;
    enum node_kind kind = NODE_TEXT;
    refuse_extras(r, anchor, tag, line);
    if (wants_key(r))
        return take_key(r, event, line);
    if (is_null(event))
        kind = anchor != NULL || tag != NULL ? NODE_BROKEN : NODE_EMPTY;
    else if (!check_characters(r, event, line, false))
        kind = NODE_BROKEN;
    size_t index;
    enum err err = add_node(r, kind, line, &index);
    if (err == ERR_NONE && kind == NODE_TEXT)
        err = copy_text(event, &r->document->nodes[index].text);
    return err;
}

static enum err on_alias(struct reader *r, const yaml_event_t *event, int line)
{
    problems_add(r->problems, false, r->file, line,
                 "aliases (*%s) are not taken; a text that starts with * must be in quotes",
                 BRIEF((const char *)event->data.alias.anchor));
    if (wants_key(r)) {
        r->key_read = true;
        r->key_line = line;
        return ERR_NONE;
    }
    size_t index;
    return add_node(r, NODE_BROKEN, line, &index);
}

static enum err on_start(struct reader *r, enum node_kind kind, int line)
{
    if (wants_key(r)) {
        problems_add(r->problems, false, r->file, line,
                     "%s stands where a key belongs; a key is a plain word such as title",
                     node_kind_name(kind));
        return ERR_INPUT;
    }
    /* libyaml takes time that grows with the square of the depth: go no further. */
    if (r->depth == DOCUMENT_DEPTH_MAX) {
        problems_add(r->problems, false, r->file, line,
                     "lists and mappings are nested deeper than %d; a pack needs no more than 4",
                     DOCUMENT_DEPTH_MAX);
        return ERR_INPUT;
    }
    size_t index;
    enum err err = add_node(r, kind, line, &index);
    if (err == ERR_NONE)
        r->open[r->depth++] = index;
    return err;
}

static enum err on_document(struct reader *r, const yaml_event_t *event, int line)
{
    if (r->document->count > 0) {
        complain(r, line,
                 "a second document starts here; a pack is one: remove '---' and all "
                 "that belongs to the other one");
        return ERR_INPUT;
    }
    if (event->data.document_start.tag_directives.start !=
        event->data.document_start.tag_directives.end)
        complain(r, line, "%TAG is not taken; remove that line");
    return ERR_NONE;
}

static enum err on_event(struct reader *r, const yaml_event_t *event)
{
    int line = (int)event->start_mark.line + 1;
    if (line > r->last_line)
        line = r->last_line;
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        return on_document(r, event, line);
    case YAML_SCALAR_EVENT:
        return on_scalar(r, event, line);
    case YAML_ALIAS_EVENT:
        return on_alias(r, event, line);
    case YAML_SEQUENCE_START_EVENT:
        refuse_extras(r, event->data.sequence_start.anchor, event->data.sequence_start.tag, line);
        return on_start(r, NODE_LIST, line);
    case YAML_MAPPING_START_EVENT:
        refuse_extras(r, event->data.mapping_start.anchor, event->data.mapping_start.tag, line);
        return on_start(r, NODE_MAP, line);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        r->depth--;
        return ERR_NONE;
    default:
        return ERR_NONE;
    }
}

static enum err read_events(struct reader *r, const char *data, size_t length)
{
    for (bool more = true; more;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&r->parser, &event))
            return syntax_explain(&r->parser, data, length, r->file, r->problems);
        more = event.type != YAML_STREAM_END_EVENT;
        enum err err = on_event(r, &event);
        yaml_event_delete(&event);
        if (err != ERR_NONE)
            return err;
    }
    return ERR_NONE;
}

enum err document_read(const char *data, size_t length, const char *file, struct document *d,
                       struct problems *problems)
{
    enum err err = syntax_check_bytes(data, length, file, problems);
    if (err != ERR_NONE)
        return err;
    struct document fresh;
    document_init(&fresh);
    struct reader r = {.document = &fresh,
                       .file = file,
                       .problems = problems,
                       .last_line = syntax_last_line(data, length)};
    if (!yaml_parser_initialize(&r.parser))
        return ERR_MEMORY;
    /* Told the encoding, libyaml takes a byte order mark for the first letter. */
    if (length >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0) {
        data += 3;
        length -= 3;
    }
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)data, length);
    err = read_events(&r, data, length);
    yaml_parser_delete(&r.parser);
    free(r.key);
    if (err == ERR_NONE && fresh.count == 0) {
        problems_add(problems, false, file, 0,
                     "the file holds no scenario, only white space or comments");
        err = ERR_INPUT;
    }
    if (err != ERR_NONE) {
        document_done(&fresh);
        return err;
    }
    document_done(d);
    *d = fresh;
    return ERR_NONE;
}
