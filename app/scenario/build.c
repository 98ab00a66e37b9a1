#include "scenario/pack.h"

#include "scenario/text.h"

#include <stdlib.h>
#include <string.h>

enum { DIFFICULTY_DEFAULT = 2, DIFFICULTY_MAX = 3 };

const char *const pack_scenario_keys[PACK_SCENARIO_KEYS] = {
    "format",    "title", "rep",        "role",  "difficulty",
    "situation", "goal",  "vocabulary", "start", "turns"};

static const struct text_key texts[] = {
    {"title", offsetof(struct scenario, title), PACK_LABEL_CHARACTERS, true, true},
    {"rep", offsetof(struct scenario, rep), PACK_LABEL_CHARACTERS, true, true},
    {"role", offsetof(struct scenario, role), PACK_LABEL_CHARACTERS, false, true},
    {"situation", offsetof(struct scenario, situation), PACK_PROSE_CHARACTERS, false, false},
    {"goal", offsetof(struct scenario, goal), PACK_PROSE_CHARACTERS, false, false},
};

/* ERR_INPUT: the rest is of a format that nobody here knows, so nothing is said about it. */
static enum err check_format(struct pack *pack, const struct document *d, const struct node *root)
{
    const struct node *n = document_find(d, root, "format");
    if (n == NULL) {
        PACK_ERROR(pack, root->line, "'format' is missing; the first line should be 'format: %d'",
                   PACK_FORMAT);
        return ERR_NONE;
    }
    if (n->kind == NODE_BROKEN)
        return ERR_NONE;
    const char *text = n->kind == NODE_TEXT ? n->text : "";
    size_t digits = strspn(text, "0123456789");
    if (strcmp(text, "1") == 0)
        return ERR_NONE;
    if (digits == 0 || text[digits] != '\0' || text[0] == '0') {
        PACK_ERROR(pack, n->line, "'format' must be %d, not %s", PACK_FORMAT,
                   n->kind == NODE_TEXT ? BRIEF(text) : node_kind_name(n->kind));
        return ERR_NONE;
    }
    PACK_ERROR(pack, n->line,
               "this pack is of format %s, and this program knows format %d alone; a newer version "
               "of the program is needed",
               BRIEF(text), PACK_FORMAT);
    return ERR_INPUT;
}

static void read_difficulty(struct pack *pack, const struct document *d, const struct node *root)
{
    static const char choices[] = "1 (gentle), 2 (firm) or 3 (hard)";
    struct scenario *s = pack->scenario;
    const struct node *n = document_find(d, root, "difficulty");
    s->difficulty = DIFFICULTY_DEFAULT;
    if (n == NULL || n->kind == NODE_EMPTY) {
        PACK_WARN(pack, n != NULL ? n->line : root->line,
                  "'difficulty' is missing and counts as %d; write %s", DIFFICULTY_DEFAULT,
                  choices);
    } else if (n->kind == NODE_TEXT && strlen(n->text) == 1 && n->text[0] >= '1' &&
               n->text[0] <= '0' + DIFFICULTY_MAX) {
        s->difficulty = n->text[0] - '0';
    } else if (n->kind != NODE_BROKEN) {
        PACK_ERROR(pack, n->line, "'difficulty' must be %s, not %s", choices,
                   n->kind == NODE_TEXT ? BRIEF(n->text) : node_kind_name(n->kind));
    }
}

static enum err read_vocabulary(struct pack *pack, const struct document *d,
                                const struct node *root)
{
    static const struct text_key key = {"vocabulary", 0, PACK_LABEL_CHARACTERS, false, true};
    struct scenario *s = pack->scenario;
    const struct node *list = document_find(d, root, key.name);
    if (list == NULL || list->kind == NODE_EMPTY || list->kind == NODE_BROKEN)
        return ERR_NONE;
    if (list->kind != NODE_LIST) {
        PACK_ERROR(pack, list->line, "'vocabulary' must be a list, such as [forecast, %s], not %s",
                   s->rep != NULL ? BRIEF(s->rep) : "Ann", node_kind_name(list->kind));
        return ERR_NONE;
    }
    s->vocabulary = calloc(SCENARIO_VOCABULARY_MAX, sizeof *s->vocabulary);
    if (s->vocabulary == NULL)
        return ERR_MEMORY;
    for (const struct node *n = document_first(d, list); n != NULL; n = document_next(d, n)) {
        if (s->vocabulary_count == SCENARIO_VOCABULARY_MAX) {
            PACK_ERROR(pack, n->line,
                       "'vocabulary' has more than %d entries; keep the names and "
                       "words of this scenario alone",
                       SCENARIO_VOCABULARY_MAX);
            return ERR_NONE;
        }
        char *word = NULL;
        enum err err = pack_text(pack, n, &key, n->line, &word);
        if (err != ERR_NONE)
            return err;
        if (word != NULL)
            s->vocabulary[s->vocabulary_count++] = word;
    }
    return ERR_NONE;
}

static enum err read_start(struct pack *pack, const struct document *d, const struct node *root)
{
    static const struct text_key key = {"start", 0, PACK_LABEL_CHARACTERS, true, true};
    struct scenario *s = pack->scenario;
    const struct node *n = document_find(d, root, key.name);
    char *name = NULL;
    enum err err = pack_text(pack, n, &key, root->line, &name);
    if (err != ERR_NONE)
        return err;
    s->start = -1;
    if (name != NULL && s->turn_count > 0)
        s->start = pack_find_turn(pack, name, n->line, "'start'");
    if (s->start >= 0 && s->turns[s->start].ending != NULL) {
        PACK_ERROR(pack, n->line,
                   "'start' names '%s', an ending: nobody would be asked anything; name a turn "
                   "that has 'next'",
                   BRIEF(name));
        s->start = -1;
    }
    if (s->start < 0)
        pack->graph_known = false;
    free(name);
    return ERR_NONE;
}

static enum err fill(struct pack *pack, const struct document *d, const struct node *root)
{
    struct scenario *s = pack->scenario;
    enum err err = pack_texts(pack, d, root, texts, sizeof texts / sizeof texts[0], s);
    if (err == ERR_NONE)
        err = read_vocabulary(pack, d, root);
    read_difficulty(pack, d, root);
    char **const never_null[] = {&s->title, &s->rep, &s->role, &s->situation, &s->goal};
    for (size_t i = 0; i < sizeof never_null / sizeof never_null[0] && err == ERR_NONE; i++)
        err = pack_no_null(never_null[i]);
    if (err != ERR_NONE)
        return err;
    const struct node *turns = document_find(d, root, "turns");
    if (turns == NULL)
        PACK_ERROR(pack, root->line,
                   "'turns' is missing; add 'turns:' with at least one turn and "
                   "one ending below");
    else if (turns->kind == NODE_MAP && turns->first != 0)
        err = pack_turns(pack, d, turns);
    else if (turns->kind != NODE_BROKEN)
        PACK_ERROR(pack, turns->line,
                   "'turns' must hold the turns, each a name with keys indented below it, not %s",
                   turns->first == 0 ? "nothing" : node_kind_name(turns->kind));
    if (err == ERR_NONE)
        err = read_start(pack, d, root);
    if (err == ERR_NONE)
        pack_unknown_keys(pack, d, root, pack_scenario_keys, PACK_SCENARIO_KEYS, pack_turn_keys,
                          PACK_TURN_KEYS, "a turn");
    return err;
}

enum err pack_build(struct pack *pack, const struct document *d)
{
    const struct node *root = &d->nodes[0];
    if (root->kind != NODE_MAP) {
        if (root->kind != NODE_BROKEN)
            PACK_ERROR(pack, root->line,
                       "a scenario is a mapping of keys such as 'title: ...', not %s",
                       node_kind_name(root->kind));
        return ERR_INPUT;
    }
    enum err err = check_format(pack, d, root);
    if (err != ERR_NONE)
        return err;
    pack->scenario = calloc(1, sizeof *pack->scenario);
    if (pack->scenario == NULL)
        return ERR_MEMORY;
    pack->scenario->start = -1;
    pack->graph_known = true;
    return fill(pack, d, root);
}
