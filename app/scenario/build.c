#include "scenario/build.h"

#include "scenario/fields.h"
#include "scenario/suggest.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const pack_keys[] = {"format",    "title", "rep",        "role",  "difficulty",
                                        "situation", "goal",  "vocabulary", "start", "turns"};
static const char *const turn_keys[] = {"audio", "caption",     "expects",
                                        "next",  "model_reply", "ending"};
static const char *const branch_keys[] = {"heard", "unheard", "let_off"};
static const enum outcome branch_outcomes[] = {OUTCOME_HEARD, OUTCOME_UNHEARD, OUTCOME_LET_OFF};
#define COUNT(array) (sizeof(array) / sizeof *(array))

static void add_problem(struct build *b, bool warning, int line, const char *format,
                        va_list arguments)
{
    char text[DIAG_TEXT_MAX];
    if (vsnprintf(text, sizeof text, format, arguments) < 0)
        text[0] = '\0';
    problems_add(b->problems, warning, b->file, line, "%s", text);
}

void build_error(struct build *b, int line, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_problem(b, false, line, format, arguments);
    va_end(arguments);
}

void build_warning(struct build *b, int line, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_problem(b, true, line, format, arguments);
    va_end(arguments);
}

static bool check_format(struct build *b, const struct node *root)
{
    const struct node *format = node_find(root, "format");
    if (format == NULL) {
        build_error(b, root->line,
                    "The key \"format\" is missing; begin the file with \"format: 1\".");
        return true;
    }
    if (format->kind == NODE_TEXT && strcmp(format->text, "1") == 0)
        return true;
    build_error(b, format->line,
                "This pack is of format \"%.20s\", and this program reads format 1; it may need a "
                "newer program.",
                format->kind == NODE_TEXT ? format->text : "?");
    return false;
}

static void read_vocabulary(struct build *b, const struct node *root)
{
    const struct node *list = node_find(root, "vocabulary");
    if (list == NULL)
        return;
    if (list->kind != NODE_LIST) {
        build_error(b, list->line, "\"vocabulary\" must be a list, as in [forecast, vendor].");
        return;
    }
    if (list->count > SCENARIO_VOCABULARY_MAX) {
        build_error(b, list->line, "\"vocabulary\" has %zu entries; %d are the most.", list->count,
                    SCENARIO_VOCABULARY_MAX);
        return;
    }
    if (list->count == 0)
        return;
    b->scenario->vocabulary = calloc(list->count, sizeof *b->scenario->vocabulary);
    if (b->scenario->vocabulary == NULL) {
        b->no_memory = true;
        return;
    }
    for (const struct node *child = list->first; child != NULL; child = child->next) {
        if (child->kind != NODE_TEXT || child->text[0] == '\0' ||
            strlen(child->text) > FIELD_WORD_MAX) {
            build_error(b, child->line, "Each entry of \"vocabulary\" must be a word or two.");
            continue;
        }
        char *word = field_copy(b, child->text);
        if (word != NULL)
            b->scenario->vocabulary[b->scenario->vocabulary_count++] = word;
    }
}

/* Index of the turn that `node` names, or -1 after an error. */
static int target(struct build *b, const struct node *node)
{
    const char *names[SCENARIO_TURNS_MAX];
    const struct scenario *s = b->scenario;
    size_t count = 0;
    if (node->kind != NODE_TEXT) {
        build_error(b, node->line, "This must be the name of a turn.");
        return -1;
    }
    for (size_t i = 0; i < s->turn_count; i++) {
        if (s->turns[i].name == NULL)
            continue;
        if (strcmp(s->turns[i].name, node->text) == 0)
            return (int)i;
        names[count++] = s->turns[i].name;
    }
    const char *near = suggest_name(node->text, names, count);
    if (near != NULL)
        build_error(b, node->line, "There is no turn \"%.60s\" in this pack; did you mean \"%s\"?",
                    node->text, near);
    else
        build_error(
            b, node->line,
            "There is no turn \"%.60s\" in this pack; add it under \"turns\" or name one that "
            "is there.",
            node->text);
    return -1;
}

static void read_branches(struct build *b, const struct node *map, struct scenario_turn *turn)
{
    const struct node *next = node_find(map, "next");
    if (next == NULL) {
        build_error(
            b, turn->line,
            "The turn \"%s\" leads nowhere; give it \"next\" with \"heard\" and \"unheard\", or "
            "\"ending\".",
            turn->name);
        return;
    }
    if (next->kind != NODE_MAP) {
        build_error(b, next->line,
                    "\"next\" must have a line \"heard: TURN\" and \"unheard: TURN\".");
        return;
    }
    field_unknown(b, next, branch_keys, COUNT(branch_keys), "\"next\"");
    for (size_t i = 0; i < COUNT(branch_keys); i++) {
        const struct node *branch = node_find(next, branch_keys[i]);
        if (branch != NULL)
            turn->next[branch_outcomes[i]] = target(b, branch);
        else if (branch_outcomes[i] != OUTCOME_LET_OFF)
            build_error(b, next->line,
                        "\"next\" of the turn \"%s\" has no \"%s\"; add \"%s: TURN\".", turn->name,
                        branch_keys[i], branch_keys[i]);
    }
    if (node_find(next, "let_off") == NULL)
        turn->next[OUTCOME_LET_OFF] = turn->next[OUTCOME_UNHEARD];
}

static void read_ending(struct build *b, const struct node *map, struct scenario_turn *turn)
{
    turn->ending = field_name(b, node_find(map, "ending"), "ending");
    static const char *const pointless[] = {"next", "expects", "model_reply"};
    for (size_t i = 0; i < COUNT(pointless); i++) {
        const struct node *node = node_find(map, pointless[i]);
        if (node != NULL)
            build_error(
                b, node->key_line,
                "The turn \"%s\" is an ending, so \"%s\" has no place in it; remove one of the "
                "two.",
                turn->name, pointless[i]);
    }
}

static void read_turn(struct build *b, const struct node *map, struct scenario_turn *turn)
{
    if (turn->name == NULL)
        return;
    if (map->kind != NODE_MAP) {
        build_error(b, map->line, "The turn \"%s\" must have keys of its own, such as \"audio\".",
                    turn->name);
        return;
    }
    field_unknown(b, map, turn_keys, COUNT(turn_keys), "a turn");
    turn->caption = field_text(b, map, "caption", FIELD_TEXT_MAX, false);
    const struct node *audio = node_find(map, "audio");
    if (audio != NULL)
        turn->audio = field_clip(b, audio);
    if (node_find(map, "ending") != NULL) {
        read_ending(b, map, turn);
        return;
    }
    if (audio == NULL)
        build_error(
            b, turn->line,
            "The turn \"%s\" has no sound; add \"audio: FILE\" (only endings may be silent).",
            turn->name);
    const struct node *expects = node_find(map, "expects");
    if (expects != NULL)
        turn->expects = field_moves(b, expects);
    if (node_find(map, "model_reply") != NULL)
        turn->model_reply = field_text(b, map, "model_reply", FIELD_TEXT_MAX, false);
    read_branches(b, map, turn);
}

/* Names first, so that a turn may lead to one further down. */
static void read_turns(struct build *b, const struct node *root)
{
    const struct node *turns = node_find(root, "turns");
    struct scenario *s = b->scenario;
    if (turns == NULL || turns->kind != NODE_MAP || turns->count == 0) {
        build_error(b, turns != NULL ? turns->line : root->line,
                    "The key \"turns\" is missing or empty; it holds the turns by name.");
        return;
    }
    if (turns->count > SCENARIO_TURNS_MAX) {
        build_error(b, turns->line, "The pack has %zu turns; %d are the most.", turns->count,
                    SCENARIO_TURNS_MAX);
        return;
    }
    s->turns = calloc(turns->count, sizeof *s->turns);
    if (s->turns == NULL) {
        b->no_memory = true;
        return;
    }
    for (const struct node *child = turns->first; child != NULL; child = child->next) {
        struct scenario_turn *turn = &s->turns[s->turn_count++];
        const struct node name = {.kind = NODE_TEXT, .line = child->key_line, .text = child->key};
        turn->line = child->key_line;
        turn->name = field_name(b, &name, "turn");
        for (int o = 0; o < OUTCOME_COUNT; o++)
            turn->next[o] = -1;
    }
    size_t i = 0;
    for (const struct node *child = turns->first; child != NULL; child = child->next, i++) {
        read_turn(b, child, &s->turns[i]);
        if (s->turns[i].ending == NULL)
            s->turns[i].next[OUTCOME_AGAIN] = (int)i;
        if (s->turns[i].caption == NULL)
            s->turns[i].caption = field_copy(b, "");
    }
}

void build_scenario(struct build *b, const struct node *root)
{
    struct scenario *s = b->scenario;
    s->start = -1;
    if (!check_format(b, root))
        return;
    field_unknown(b, root, pack_keys, COUNT(pack_keys), "a pack");
    s->title = field_text(b, root, "title", FIELD_LABEL_MAX, true);
    s->rep = field_text(b, root, "rep", FIELD_LABEL_MAX, true);
    s->role = field_text(b, root, "role", FIELD_LABEL_MAX, false);
    s->situation = field_text(b, root, "situation", FIELD_TEXT_MAX, false);
    s->goal = field_text(b, root, "goal", FIELD_TEXT_MAX, false);
    s->difficulty = field_number(b, root, "difficulty", 1, 3, 1);
    read_vocabulary(b, root);
    read_turns(b, root);
    const struct node *start = node_find(root, "start");
    if (start == NULL)
        build_error(b, root->line, "The key \"start\" is missing; it names the first turn.");
    else if (s->turn_count > 0)
        s->start = target(b, start);
}

void build_clear(struct scenario *s)
{
    for (size_t i = 0; i < s->turn_count; i++) {
        struct scenario_turn *turn = &s->turns[i];
        free(turn->name);
        free(turn->audio);
        free(turn->caption);
        free(turn->ending);
        free(turn->model_reply);
    }
    for (size_t i = 0; i < s->vocabulary_count; i++)
        free(s->vocabulary[i]);
    free(s->turns);
    free(s->vocabulary);
    free(s->title);
    free(s->rep);
    free(s->role);
    free(s->situation);
    free(s->goal);
}
