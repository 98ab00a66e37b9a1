#include "scenario/pack.h"

#include "base/utf8.h"
#include "scenario/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const pack_turn_keys[PACK_TURN_KEYS] = {"audio", "caption", "expects",
                                                    "next",  "ending",  "model_reply"};

static const struct text_key texts[] = {
    {"audio", offsetof(struct scenario_turn, audio), DOCUMENT_BYTES_MAX, false, false},
    {"caption", offsetof(struct scenario_turn, caption), PACK_PROSE_CHARACTERS, false, false},
    {"model_reply", offsetof(struct scenario_turn, model_reply), PACK_PROSE_CHARACTERS, false,
     false},
};

/* What a reply can be asked to do. The other moves hurt, or are no moves at all. */
static const enum move expectable[] = {MOVE_EMPATHY, MOVE_OPEN_QUESTION,   MOVE_EXPECTATION,
                                       MOVE_SUPPORT, MOVE_CLOSED_QUESTION, MOVE_ADVICE};
enum { EXPECTABLE_COUNT = sizeof expectable / sizeof expectable[0] };

static const struct {
    const char *name;
    enum outcome outcome;
} branches[] = {
    {"heard", OUTCOME_HEARD}, {"unheard", OUTCOME_UNHEARD}, {"let_off", OUTCOME_LET_OFF}};
enum { BRANCH_COUNT = sizeof branches / sizeof branches[0] };

static void set_where(struct pack *pack, const char *name)
{
    (void)snprintf(pack->where, sizeof pack->where, "turn '%s': ", BRIEF(name));
}

int pack_find_turn(struct pack *pack, const char *name, int line, const char *subject)
{
    const struct scenario *s = pack->scenario;
    int found = scenario_turn_index(s, name);
    if (found >= 0)
        return found;
    const char *names[SCENARIO_TURNS_MAX];
    for (size_t i = 0; i < s->turn_count; i++)
        names[i] = s->turns[i].name;
    PACK_ERROR(pack, line, "%s%s names '%s', and there is no such turn; %s", pack->where, subject,
               BRIEF(name), HINT(name, names, s->turn_count, "the turns are"));
    return -1;
}

static void add_expected(struct pack *pack, const struct node *n, move_set *set)
{
    const char *names[EXPECTABLE_COUNT];
    for (size_t i = 0; i < EXPECTABLE_COUNT; i++)
        names[i] = move_name(expectable[i]);
    if (n->kind == NODE_BROKEN)
        return;
    if (n->kind != NODE_TEXT) {
        PACK_ERROR(pack, n->line, "%s'expects' must list names of moves, not %s", pack->where,
                   node_kind_name(n->kind));
        return;
    }
    enum move move;
    for (size_t i = 0; i < EXPECTABLE_COUNT; i++) {
        if (strcmp(n->text, names[i]) != 0)
            continue;
        if ((*set & MOVE_BIT(expectable[i])) != 0)
            PACK_WARN(pack, n->line, "%s'expects' lists '%s' twice; once is enough", pack->where,
                      names[i]);
        *set |= MOVE_BIT(expectable[i]);
        return;
    }
    if (move_from_name(n->text, &move))
        PACK_ERROR(pack, n->line, "%s'expects' lists '%s', which no good reply needs; %s",
                   pack->where, n->text, HINT("", names, EXPECTABLE_COUNT, "allowed are"));
    else
        PACK_ERROR(pack, n->line, "%s'expects' lists '%s', and there is no such move; %s",
                   pack->where, BRIEF(n->text),
                   HINT(n->text, names, EXPECTABLE_COUNT, "known are"));
}

static void read_expects(struct pack *pack, const struct document *d, const struct node *map,
                         struct scenario_turn *turn)
{
    const struct node *list = document_find(d, map, "expects");
    if (list == NULL) {
        if (turn->ending == NULL && pack->graph_known)
            PACK_WARN(pack, turn->line,
                      "%s'expects' is missing, so any reply that shows empathy will do; write for "
                      "example 'expects: [empathy, open_question]'",
                      pack->where);
        return;
    }
    if (list->kind == NODE_BROKEN)
        return;
    if (list->kind != NODE_LIST) {
        PACK_ERROR(pack, list->line,
                   "%s'expects' must be a list in brackets, such as [empathy, open_question], not "
                   "%s",
                   pack->where, node_kind_name(list->kind));
        return;
    }
    for (const struct node *n = document_first(d, list); n != NULL; n = document_next(d, n))
        add_expected(pack, n, &turn->expects);
}

static enum err read_branch(struct pack *pack, const struct document *d, const struct node *next,
                            size_t which, int *out)
{
    const struct text_key key = {branches[which].name, 0, PACK_NAME_CHARACTERS,
                                 branches[which].outcome != OUTCOME_LET_OFF, true};
    const struct node *n = document_find(d, next, key.name);
    char subject[32], *name = NULL;
    (void)snprintf(subject, sizeof subject, "'next: %s'", key.name);
    enum err err = pack_text(pack, n, &key, next->line, &name);
    if (err != ERR_NONE)
        return err;
    *out = name != NULL ? pack_find_turn(pack, name, n->line, subject) : -1;
    if (*out < 0 && (key.required || name != NULL))
        pack->graph_known = false;
    free(name);
    return ERR_NONE;
}

static enum err read_next(struct pack *pack, const struct document *d, const struct node *next,
                          struct scenario_turn *turn)
{
    const char *names[BRANCH_COUNT];
    if (next->kind != NODE_MAP) {
        pack->graph_known = false;
        if (next->kind != NODE_BROKEN)
            PACK_ERROR(pack, next->line,
                       "%s'next' must hold 'heard: ...' and 'unheard: ...', indented below it, not "
                       "%s",
                       pack->where, node_kind_name(next->kind));
        return ERR_NONE;
    }
    for (size_t i = 0; i < BRANCH_COUNT; i++) {
        names[i] = branches[i].name;
        enum err err = read_branch(pack, d, next, i, &turn->next[branches[i].outcome]);
        if (err != ERR_NONE)
            return err;
    }
    if (turn->next[OUTCOME_LET_OFF] < 0)
        turn->next[OUTCOME_LET_OFF] = turn->next[OUTCOME_UNHEARD];
    turn->next[OUTCOME_AGAIN] = (int)(turn - pack->scenario->turns);
    pack_unknown_keys(pack, d, next, names, BRANCH_COUNT, pack_turn_keys, PACK_TURN_KEYS,
                      "the turn itself, one step to the left");
    return ERR_NONE;
}

static void check_ending(struct pack *pack, const struct node *n, const char *ending)
{
    static const char *const known[] = {"commitment", "compliance", "let_off_the_hook"};
    enum { COUNT = sizeof known / sizeof known[0] };
    for (size_t i = 0; i < COUNT; i++)
        if (strcmp(ending, known[i]) == 0)
            return;
    const char *near = near_find(ending, known, COUNT);
    if (near != NULL)
        PACK_WARN(pack, n->line, "%s'%s' is not one of the known endings; did you mean '%s'?",
                  pack->where, BRIEF(ending), near);
}

/* A turn either goes on or ends: exactly one of the two keys. */
static enum err read_way_on(struct pack *pack, const struct document *d, const struct node *map,
                            struct scenario_turn *turn)
{
    const struct node *ending = document_find(d, map, "ending");
    const struct node *next = document_find(d, map, "next");
    if (ending != NULL && next != NULL)
        PACK_ERROR(pack, next->line,
                   "%shas both 'ending' and 'next'; keep 'next' if the conversation goes on, "
                   "'ending' if it is over",
                   pack->where);
    else if (ending == NULL && next == NULL)
        PACK_ERROR(pack, turn->line,
                   "%shas neither 'next' nor 'ending'; say where the conversation goes on, or that "
                   "it ends",
                   pack->where);
    if ((ending != NULL) == (next != NULL) || (ending != NULL && turn->ending == NULL))
        pack->graph_known = false;
    if (ending != NULL && turn->ending != NULL)
        check_ending(pack, ending, turn->ending);
    return next != NULL && ending == NULL ? read_next(pack, d, next, turn) : ERR_NONE;
}

/* Was it said, be it wrongly? Then whatever is wrong with it has been stated. */
static bool is_said(const struct node *n, const char *text)
{
    return text != NULL ||
           (n != NULL && (n->kind == NODE_BROKEN || n->kind == NODE_LIST || n->kind == NODE_MAP));
}

static void check_spoken(struct pack *pack, const struct document *d, const struct node *map,
                         const struct scenario_turn *turn)
{
    bool has_audio = is_said(document_find(d, map, "audio"), turn->audio);
    bool has_caption = is_said(document_find(d, map, "caption"), turn->caption);
    bool ends = document_find(d, map, "ending") != NULL;
    if (!has_audio && !has_caption)
        PACK_ERROR(pack, turn->line,
                   "%shas neither 'audio' nor 'caption'; an ending needs one of them, any other "
                   "turn 'audio'",
                   pack->where);
    else if (!has_audio && !ends)
        PACK_ERROR(pack, turn->line,
                   "%s'audio' is missing; only an ending may be silent, so add the name of the "
                   "sound file",
                   pack->where);
    else if (!has_caption && !ends)
        PACK_WARN(pack, turn->line,
                  "%s'caption' is missing; without it nobody can read along, and saying the words "
                  "back is not recognised",
                  pack->where);
    for (size_t i = 0; ends && i < 2; i++) {
        const struct node *n = document_find(d, map, i == 0 ? "expects" : "model_reply");
        if (n != NULL)
            PACK_WARN(pack, n->line, "%s'%s' has no use in an ending, which nobody answers",
                      pack->where, n->key);
    }
}

static enum err place_audio(struct pack *pack, const struct node *node, struct scenario_turn *turn)
{
    if (turn->audio == NULL)
        return ERR_NONE;
    bool inside = pack_check_name(pack, turn->audio, node->line);
    char *path = inside ? folder_join(pack->dir, turn->audio) : NULL;
    free(turn->audio);
    turn->audio = path;
    pack->audio_lines[turn - pack->scenario->turns] = node->line;
    return inside && path == NULL ? ERR_MEMORY : ERR_NONE;
}

static enum err read_turn(struct pack *pack, const struct document *d, const struct node *map,
                          struct scenario_turn *turn)
{
    static const struct text_key ending_key = {"ending", 0, PACK_NAME_CHARACTERS, true, true};
    const struct node *ending = document_find(d, map, ending_key.name);
    enum err err = pack_texts(pack, d, map, texts, sizeof texts / sizeof texts[0], turn);
    if (err == ERR_NONE && ending != NULL)
        err = pack_text(pack, ending, &ending_key, map->line, &turn->ending);
    if (err != ERR_NONE)
        return err;
    check_spoken(pack, d, map, turn);
    err = read_way_on(pack, d, map, turn);
    if (err != ERR_NONE)
        return err;
    read_expects(pack, d, map, turn);
    pack_unknown_keys(pack, d, map, pack_turn_keys, PACK_TURN_KEYS, pack_scenario_keys,
                      PACK_SCENARIO_KEYS, "the top level");
    return place_audio(pack, document_find(d, map, "audio"), turn);
}

/* Names first, so that a turn can lead to one that stands below it. */
static enum err name_turn(struct pack *pack, const struct node *n)
{
    struct scenario *s = pack->scenario;
    struct scenario_turn *turn = &s->turns[s->turn_count];
    *turn = (struct scenario_turn){.line = n->line, .next = {-1, -1, -1, -1}};
    turn->name = strdup(n->key);
    if (turn->name == NULL)
        return ERR_MEMORY;
    s->turn_count++;
    size_t characters = utf8_count(n->key);
    if (characters > PACK_NAME_CHARACTERS)
        PACK_ERROR(pack, n->line, "the turn's name '%s' has %zu characters; at most %d fit",
                   BRIEF(n->key), characters, PACK_NAME_CHARACTERS);
    return ERR_NONE;
}

static bool has_room(struct pack *pack, const struct document *d, const struct node *turns)
{
    size_t count = 0;
    for (const struct node *n = document_first(d, turns); n != NULL; n = document_next(d, n)) {
        if (++count <= SCENARIO_TURNS_MAX)
            continue;
        PACK_ERROR(pack, n->line, "more than %d turns; make two scenarios of it",
                   SCENARIO_TURNS_MAX);
        pack->graph_known = false;
        return false;
    }
    return true;
}

static enum err read_named_turn(struct pack *pack, const struct document *d, const struct node *n,
                                struct scenario_turn *turn)
{
    if (n->kind == NODE_MAP)
        return read_turn(pack, d, n, turn);
    pack->graph_known = false;
    if (n->kind != NODE_BROKEN)
        PACK_ERROR(pack, n->line,
                   "%smust hold keys such as 'audio' and 'next', indented below its name, not %s",
                   pack->where, node_kind_name(n->kind));
    return ERR_NONE;
}

enum err pack_turns(struct pack *pack, const struct document *d, const struct node *turns)
{
    struct scenario *s = pack->scenario;
    enum err err = ERR_NONE;
    if (!has_room(pack, d, turns))
        return ERR_NONE;
    s->turns = calloc(SCENARIO_TURNS_MAX, sizeof *s->turns);
    if (s->turns == NULL)
        return ERR_MEMORY;
    for (const struct node *n = document_first(d, turns); n != NULL && err == ERR_NONE;
         n = document_next(d, n)) {
        if (n->key != NULL)
            err = name_turn(pack, n);
        else
            pack->graph_known = false;
    }
    size_t at = 0;
    for (const struct node *n = document_first(d, turns); n != NULL && err == ERR_NONE;
         n = document_next(d, n)) {
        if (n->key == NULL)
            continue;
        struct scenario_turn *turn = &s->turns[at++];
        set_where(pack, turn->name);
        err = read_named_turn(pack, d, n, turn);
        if (err == ERR_NONE)
            err = pack_no_null(&turn->caption);
    }
    pack->where[0] = '\0';
    return err;
}
