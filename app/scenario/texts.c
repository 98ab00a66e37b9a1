#include "scenario/pack.h"

#include "base/utf8.h"
#include "scenario/text.h"

#include <stdlib.h>
#include <string.h>

enum err pack_no_null(char **out)
{
    if (*out == NULL)
        *out = calloc(1, 1);
    return *out != NULL ? ERR_NONE : ERR_MEMORY;
}

static void missing(struct pack *pack, const struct node *node, const struct text_key *key,
                    int owner_line)
{
    if (node == NULL && key->required)
        PACK_ERROR(pack, owner_line, "%s'%s' is missing; add '%s: ...'", pack->where, key->name,
                   key->name);
    else if (node != NULL && key->required)
        PACK_ERROR(pack, node->line, "%s'%s' has no value; write a text behind the ':'",
                   pack->where, key->name);
    else if (node != NULL)
        PACK_WARN(pack, node->line, "%s'%s' has no value and counts for nothing", pack->where,
                  key->name);
}

enum err pack_text(struct pack *pack, const struct node *node, const struct text_key *key,
                   int owner_line, char **out)
{
    if (node != NULL && node->kind == NODE_BROKEN)
        return ERR_NONE;
    if (node != NULL && (node->kind == NODE_LIST || node->kind == NODE_MAP)) {
        PACK_ERROR(pack, node->line, "%s'%s' must be a text, not %s", pack->where, key->name,
                   node_kind_name(node->kind));
        return ERR_NONE;
    }
    char *text = NULL;
    if (node != NULL && node->kind == NODE_TEXT) {
        text = strdup(node->text);
        if (text == NULL)
            return ERR_MEMORY;
        text_tidy(text, key->one_line);
    }
    if (text == NULL || text[0] == '\0') {
        free(text);
        missing(pack, node, key, owner_line);
        return ERR_NONE;
    }
    size_t characters = utf8_count(text);
    if (characters > key->characters_max)
        PACK_ERROR(pack, node->line, "%s'%s' has %zu characters; at most %zu fit", pack->where,
                   key->name, characters, key->characters_max);
    *out = text;
    return ERR_NONE;
}

enum err pack_texts(struct pack *pack, const struct document *d, const struct node *map,
                    const struct text_key *keys, size_t count, void *owner)
{
    for (size_t i = 0; i < count; i++) {
        char *text = NULL;
        enum err err =
            pack_text(pack, document_find(d, map, keys[i].name), &keys[i], map->line, &text);
        if (err != ERR_NONE)
            return err;
        memcpy((char *)owner + keys[i].offset, &text, sizeof text);
    }
    return ERR_NONE;
}

static bool is_among(const char *key, const char *const *known, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(key, known[i]) == 0)
            return true;
    return false;
}

void pack_unknown_keys(struct pack *pack, const struct document *d, const struct node *map,
                       const char *const *known, size_t count, const char *const *elsewhere,
                       size_t elsewhere_count, const char *place)
{
    for (const struct node *n = document_first(d, map); n != NULL; n = document_next(d, n)) {
        if (n->key == NULL || is_among(n->key, known, count))
            continue;
        if (is_among(n->key, elsewhere, elsewhere_count))
            PACK_WARN(pack, n->line, "%s'%s' belongs to %s, and is ignored here", pack->where,
                      BRIEF(n->key), place);
        else
            PACK_WARN(pack, n->line, "%sthe key '%s' is not known and is ignored; %s", pack->where,
                      BRIEF(n->key), HINT(n->key, known, count, "known are"));
    }
}
