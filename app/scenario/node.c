#include "scenario/node.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <yaml.h>

/* A reading under way. */
struct reader {
    yaml_parser_t parser;
    const char *file;
    struct problems *problems;
    struct node *open[NODE_DEPTH_MAX]; /* collections that have begun */
    int depth;
    struct node *root;
    char *key; /* read, waiting for its value */
    int key_line;
    size_t count;
    enum err err;
};

static struct node *node_new(enum node_kind kind, int line)
{
    struct node *node = calloc(1, sizeof *node);
    if (node != NULL) {
        node->kind = kind;
        node->line = line;
    }
    return node;
}

/* Recursion is bounded by NODE_DEPTH_MAX. */
void node_free(struct node *node)
{
    if (node == NULL)
        return;
    for (struct node *child = node->first; child != NULL;) {
        struct node *next = child->next;
        node_free(child);
        child = next;
    }
    free(node->text);
    free(node->key);
    free(node);
}

const struct node *node_find(const struct node *map, const char *key)
{
    for (const struct node *child = map->first; child != NULL; child = child->next)
        if (child->key != NULL && strcmp(child->key, key) == 0)
            return child;
    return NULL;
}

static bool refuse(struct reader *r, int line, const char *sentence)
{
    problems_add(r->problems, false, r->file, line, "%s", sentence);
    r->err = ERR_INPUT;
    return false;
}

static bool out_of_memory(struct reader *r)
{
    r->err = ERR_MEMORY;
    return false;
}

static int line_of(yaml_mark_t mark)
{
    return mark.line < 1000000 ? (int)mark.line + 1 : 0;
}

static bool printable(const unsigned char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if ((text[i] < 0x20 && text[i] != '\n' && text[i] != '\t') || text[i] == 0x7F)
            return false;
        /* U+0080 to U+009F, the other control characters */
        if (text[i] == 0xC2 && i + 1 < length && text[i + 1] < 0xA0)
            return false;
    }
    return true;
}

static char *copy(const unsigned char *text, size_t length)
{
    char *to = malloc(length + 1);
    if (to != NULL) {
        memcpy(to, text, length);
        to[length] = '\0';
    }
    return to;
}

/* Hangs a value into the collection that is open, or makes it the root. Takes `node`. */
static bool attach(struct reader *r, struct node *node)
{
    if (r->depth == 0) {
        r->root = node;
        return true;
    }
    struct node *parent = r->open[r->depth - 1];
    if (parent->kind == NODE_MAP) {
        node->key = r->key;
        node->key_line = r->key_line;
        r->key = NULL;
    }
    if (parent->last != NULL)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
    parent->count++;
    return true;
}

static bool wants_key(const struct reader *r)
{
    return r->depth > 0 && r->open[r->depth - 1]->kind == NODE_MAP && r->key == NULL;
}

static bool take_key(struct reader *r, const yaml_event_t *event, int line)
{
    char *key = copy(event->data.scalar.value, event->data.scalar.length);
    if (key == NULL)
        return out_of_memory(r);
    const struct node *before = node_find(r->open[r->depth - 1], key);
    if (before != NULL) {
        problems_add(r->problems, false, r->file, line,
                     "The key \"%.60s\" stands here a second time (first on line %d); keep one.",
                     key, before->key_line);
        r->err = ERR_INPUT;
        free(key);
        return false;
    }
    r->key = key;
    r->key_line = line;
    return true;
}

static bool take_scalar(struct reader *r, const yaml_event_t *event)
{
    int line = line_of(event->start_mark);
    const unsigned char *text = event->data.scalar.value;
    size_t length = event->data.scalar.length;
    if (event->data.scalar.anchor != NULL)
        return refuse(r, line, "Anchors (&name) are not used in packs; write the value itself.");
    if (event->data.scalar.tag != NULL && strcmp((char *)event->data.scalar.tag, "!") != 0)
        return refuse(r, line, "Tags (!name) are not used in packs; write the value alone.");
    if (!printable(text, length))
        return refuse(r, line, "There is a control character in this value; remove it.");
    if (wants_key(r))
        return take_key(r, event, line);
    struct node *node = node_new(NODE_TEXT, line);
    if (node == NULL)
        return out_of_memory(r);
    node->text = copy(text, length);
    if (node->text == NULL) {
        node_free(node);
        return out_of_memory(r);
    }
    return attach(r, node);
}

static bool open_collection(struct reader *r, enum node_kind kind, const yaml_event_t *event)
{
    int line = line_of(event->start_mark);
    bool map = kind == NODE_MAP;
    if ((map ? event->data.mapping_start.anchor : event->data.sequence_start.anchor) != NULL)
        return refuse(r, line, "Anchors (&name) are not used in packs; write the value itself.");
    if ((map ? event->data.mapping_start.tag : event->data.sequence_start.tag) != NULL)
        return refuse(r, line, "Tags (!name) are not used in packs; write the value alone.");
    if (wants_key(r))
        return refuse(r, line, "A key must be plain text, as in \"title: My scenario\".");
    if (r->depth == NODE_DEPTH_MAX)
        return refuse(r, line, "This is nested too deeply; a pack needs no more than 4 levels.");
    struct node *node = node_new(kind, line);
    if (node == NULL)
        return out_of_memory(r);
    (void)attach(r, node);
    r->open[r->depth++] = node;
    return true;
}

static bool begin_document(struct reader *r, const yaml_event_t *event)
{
    int line = line_of(event->start_mark);
    if (r->root != NULL)
        return refuse(r, line, "A second document (---) begins here; a pack has one.");
    if (event->data.document_start.tag_directives.start !=
        event->data.document_start.tag_directives.end)
        return refuse(r, line, "Directives (%TAG) are not used in packs; remove the line.");
    return true;
}

static bool take_event(struct reader *r, const yaml_event_t *event)
{
    if (++r->count > NODE_COUNT_MAX)
        return refuse(r, line_of(event->start_mark),
                      "The file has more values than any scenario needs; split it.");
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        return begin_document(r, event);
    case YAML_ALIAS_EVENT:
        return refuse(r, line_of(event->start_mark),
                      "Aliases (*name) are not used in packs; write the value itself. Text that "
                      "begins with * needs quotes.");
    case YAML_SCALAR_EVENT:
        return take_scalar(r, event);
    case YAML_SEQUENCE_START_EVENT:
        return open_collection(r, NODE_LIST, event);
    case YAML_MAPPING_START_EVENT:
        return open_collection(r, NODE_MAP, event);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        r->depth--;
        return true;
    default:
        return true;
    }
}

static bool syntax_error(struct reader *r)
{
    const yaml_parser_t *p = &r->parser;
    if (p->error == YAML_MEMORY_ERROR)
        return out_of_memory(r);
    const char *problem = p->problem != NULL ? p->problem : "it can't be read";
    if (p->error == YAML_READER_ERROR) {
        problems_add(r->problems, false, r->file, 0,
                     "The file is not UTF-8 text (%s at byte %zu); save it as UTF-8.", problem,
                     p->problem_offset);
    } else {
        problems_add(r->problems, false, r->file, line_of(p->problem_mark),
                     "This is not YAML: %s%s%s. Look at this line and the one above: indentation "
                     "by spaces, a space after each colon, quotes around text with colons.",
                     problem, p->context != NULL ? " " : "", p->context != NULL ? p->context : "");
    }
    r->err = ERR_INPUT;
    return false;
}

static void read_events(struct reader *r)
{
    bool more = true;
    while (more) {
        yaml_event_t event;
        if (!yaml_parser_parse(&r->parser, &event)) {
            (void)syntax_error(r);
            return;
        }
        more = event.type != YAML_STREAM_END_EVENT && take_event(r, &event);
        yaml_event_delete(&event);
    }
    if (r->err == ERR_NONE && (r->root == NULL || r->root->kind != NODE_MAP))
        (void)refuse(r, r->root != NULL ? r->root->line : 1,
                     "A pack is a list of keys and values, and begins with \"format: 1\".");
}

enum err node_parse(const char *bytes, size_t count, const char *file, struct problems *problems,
                    struct node **out)
{
    struct reader r = {.file = file, .problems = problems};
    if (count > NODE_BYTES_MAX) {
        problems_add(problems, false, file, 0, "The file has %zu bytes; %d are the most.", count,
                     NODE_BYTES_MAX);
        return ERR_INPUT;
    }
    if (!yaml_parser_initialize(&r.parser))
        return ERR_MEMORY;
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)bytes, count);
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    read_events(&r);
    yaml_parser_delete(&r.parser);
    free(r.key);
    if (r.err != ERR_NONE) {
        node_free(r.root);
        return r.err;
    }
    *out = r.root;
    return ERR_NONE;
}
