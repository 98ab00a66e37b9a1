#include "scenario/fields.h"

#include "base/utf8.h"
#include "scenario/suggest.h"

#include <stdlib.h>
#include <string.h>

char *field_copy(struct build *b, const char *text)
{
    size_t size = strlen(text) + 1;
    char *to = malloc(size);
    if (to != NULL)
        memcpy(to, text, size);
    else
        b->no_memory = true;
    return to;
}

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A trimmed copy; line breaks become spaces, since every text of a pack is shown wrapped. */
static char *trimmed(struct build *b, const char *text)
{
    while (blank(*text))
        text++;
    char *to = field_copy(b, text);
    if (to == NULL)
        return NULL;
    size_t length = strlen(to);
    while (length > 0 && blank(to[length - 1]))
        to[--length] = '\0';
    for (char *p = to; *p != '\0'; p++)
        if (blank(*p))
            *p = ' ';
    return to;
}

char *field_text(struct build *b, const struct node *map, const char *key, size_t max_characters,
                 bool required)
{
    const struct node *node = node_find(map, key);
    if (node == NULL) {
        if (required)
            build_error(b, map->line, "The key \"%s\" is missing; add a line \"%s: ...\".", key,
                        key);
        return field_copy(b, "");
    }
    if (node->kind != NODE_TEXT) {
        build_error(b, node->line, "\"%s\" must be text, as in \"%s: Some words\".", key, key);
        return field_copy(b, "");
    }
    char *text = trimmed(b, node->text);
    if (text == NULL)
        return NULL;
    size_t characters = utf8_count(text);
    if (characters > max_characters)
        build_error(b, node->line, "\"%s\" has %zu characters; %zu are the most that fit.", key,
                    characters, max_characters);
    else if (required && characters == 0)
        build_error(b, node->line, "\"%s\" is empty; write some words after the colon.", key);
    return text;
}

static bool name_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
}

char *field_name(struct build *b, const struct node *node, const char *what)
{
    if (node->kind != NODE_TEXT) {
        build_error(b, node->line, "The %s must be a name, as in \"opens_up\".", what);
        return NULL;
    }
    size_t length = strlen(node->text);
    bool good = length > 0 && length <= FIELD_NAME_MAX;
    for (size_t i = 0; i < length && good; i++)
        good = name_character(node->text[i]);
    if (!good) {
        build_error(b, node->line,
                    "The %s \"%.80s\" is no name; use up to %d letters, digits, - and _.", what,
                    node->text, FIELD_NAME_MAX);
        return NULL;
    }
    return field_copy(b, node->text);
}

/* Each part between slashes must be a plain name: no empty part, none that begins with a dot. */
static bool stays_inside(const char *path)
{
    if (strpbrk(path, "\\:\n\t") != NULL)
        return false;
    for (;;) {
        size_t length = strcspn(path, "/");
        if (length == 0 || path[0] == '.')
            return false;
        if (path[length] == '\0')
            return true;
        path += length + 1;
    }
}

char *field_clip(struct build *b, const struct node *node)
{
    if (node->kind != NODE_TEXT || node->text[0] == '\0') {
        build_error(b, node->line,
                    "\"audio\" must name a sound file, as in \"audio: opening.flac\".");
        return NULL;
    }
    if (strlen(node->text) > 255 || !stays_inside(node->text)) {
        build_error(
            b, node->line,
            "The sound file \"%.80s\" must lie inside the pack's own folder; put it there and "
            "write its name alone.",
            node->text);
        return NULL;
    }
    return field_copy(b, node->text);
}

int field_number(struct build *b, const struct node *map, const char *key, int least, int most,
                 int otherwise)
{
    const struct node *node = node_find(map, key);
    if (node == NULL)
        return otherwise;
    char *end = NULL;
    long value = node->kind == NODE_TEXT ? strtol(node->text, &end, 10) : 0;
    if (end == NULL || end == node->text || *end != '\0' || value < least || value > most) {
        build_error(b, node->line, "\"%s\" must be a whole number from %d to %d, not \"%.40s\".",
                    key, least, most, node->kind == NODE_TEXT ? node->text : "a list");
        return otherwise;
    }
    return (int)value;
}

/* What a turn can ask for; the rest are not worth asking for. */
static const char *const expectable[] = {"empathy",     "open_question", "closed_question",
                                         "expectation", "support",       "advice"};
enum { EXPECTABLE_COUNT = sizeof expectable / sizeof *expectable };

static void add_move(struct build *b, const struct node *node, move_set *set)
{
    const char *name = node->kind == NODE_TEXT ? node->text : "";
    for (size_t i = 0; i < EXPECTABLE_COUNT; i++) {
        enum move move;
        if (strcmp(name, expectable[i]) != 0 || !move_from_name(name, &move))
            continue;
        if ((*set & MOVE_BIT(move)) != 0)
            build_warning(b, node->line, "\"%s\" is expected twice; once is enough.", name);
        *set |= MOVE_BIT(move);
        return;
    }
    const char *near = suggest_name(name, expectable, EXPECTABLE_COUNT);
    build_error(b, node->line,
                "\"%.40s\" is no move that a turn can expect%s%s%s; these are: empathy, "
                "open_question, closed_question, expectation, support, advice.",
                name, near != NULL ? " (did you mean \"" : "", near != NULL ? near : "",
                near != NULL ? "\"?)" : "");
}

move_set field_moves(struct build *b, const struct node *list)
{
    move_set set = 0;
    if (list->kind == NODE_MAP) {
        build_error(b, list->line, "\"expects\" must be a list, as in [empathy, open_question].");
        return 0;
    }
    if (list->kind == NODE_TEXT)
        add_move(b, list, &set);
    for (const struct node *child = list->first; child != NULL; child = child->next)
        add_move(b, child, &set);
    return set;
}

void field_unknown(struct build *b, const struct node *map, const char *const *known, size_t count,
                   const char *where)
{
    for (const struct node *child = map->first; child != NULL; child = child->next) {
        bool found = false;
        for (size_t i = 0; i < count && !found; i++)
            found = strcmp(child->key, known[i]) == 0;
        if (found)
            continue;
        const char *near = suggest_name(child->key, known, count);
        if (near != NULL)
            build_warning(
                b, child->key_line,
                "The key \"%.40s\" is not known in %s and is ignored; did you mean \"%s\"?",
                child->key, where, near);
        else
            build_warning(b, child->key_line,
                          "The key \"%.40s\" is not known in %s and is ignored.", child->key,
                          where);
    }
}
