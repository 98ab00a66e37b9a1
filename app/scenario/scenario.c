/* realpath is XSI, which plain POSIX leaves out. */
#define _XOPEN_SOURCE 700

#include "scenario/scenario.h"

#include "scenario/pack.h"

#include <stdlib.h>
#include <string.h>

void scenario_free(struct scenario *s)
{
    if (s == NULL)
        return;
    for (size_t i = 0; i < s->turn_count; i++) {
        struct scenario_turn *turn = &s->turns[i];
        free(turn->name);
        free(turn->audio);
        free(turn->caption);
        free(turn->ending);
        free(turn->model_reply);
    }
    free(s->turns);
    for (size_t i = 0; i < s->vocabulary_count; i++)
        free(s->vocabulary[i]);
    free(s->vocabulary);
    char *const texts[] = {s->dir, s->name, s->title, s->rep, s->role, s->situation, s->goal};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        free(texts[i]);
    free(s);
}

int scenario_turn_index(const struct scenario *s, const char *name)
{
    for (size_t i = 0; i < s->turn_count; i++)
        if (strcmp(s->turns[i].name, name) == 0)
            return (int)i;
    return -1;
}

/* The last part of `dir`; where that says nothing ("." or "..") the folder's real name. */
static char *name_of(const char *dir)
{
    char *path = strdup(dir);
    if (path == NULL)
        return NULL;
    for (bool resolved = false;; resolved = true) {
        size_t length = strlen(path);
        while (length > 1 && path[length - 1] == '/')
            path[--length] = '\0';
        const char *slash = strrchr(path, '/');
        const char *last = slash != NULL && slash[1] != '\0' ? slash + 1 : path;
        char *real = resolved || last[strspn(last, ".")] != '\0' ? NULL : realpath(path, NULL);
        if (real == NULL) {
            char *name = strdup(last);
            free(path);
            return name;
        }
        free(path);
        path = real;
    }
}

enum err pack_parse(struct pack *pack, const char *data, size_t length)
{
    struct document document;
    document_init(&document);
    enum err err = document_read(data, length, pack->file, &document, pack->problems);
    if (err == ERR_NONE)
        err = pack_build(pack, &document);
    if (err == ERR_NONE) {
        pack->scenario->dir = strdup(pack->dir);
        pack->scenario->name = name_of(pack->dir);
        if (pack->scenario->dir == NULL || pack->scenario->name == NULL)
            err = ERR_MEMORY;
    }
    if (err == ERR_NONE)
        pack_check_graph(pack);
    document_done(&document);
    if (err != ERR_NONE) {
        scenario_free(pack->scenario);
        pack->scenario = NULL;
    }
    return err;
}

/* People mend a file from top to bottom; the stages found the problems in an order of their own. */
static void sort_by_line(struct problems *p, size_t first)
{
    for (size_t i = first + 1; i < p->count; i++) {
        struct problem moving = p->list[i];
        size_t at = i;
        for (; at > first && p->list[at - 1].line > moving.line; at--)
            p->list[at] = p->list[at - 1];
        p->list[at] = moving;
    }
}

static enum err load(struct pack *pack)
{
    char *data = NULL;
    size_t length = 0;
    enum err err = folder_read(pack, &data, &length);
    if (err == ERR_NONE)
        err = pack_parse(pack, data, length);
    free(data);
    if (err == ERR_NONE)
        err = pack_check_clips(pack);
    return err;
}

enum err scenario_load(const char *dir, struct scenario **out, struct problems *problems)
{
    size_t first = problems->count, errors = problems->errors;
    if (dir[0] == '\0') {
        problems_add(problems, false, dir, 0, "an empty name; name the pack's folder");
        return ERR_INPUT;
    }
    char *file = folder_join(dir, PACK_FILE);
    if (file == NULL)
        return ERR_MEMORY;
    struct pack pack = {.dir = dir, .file = file, .problems = problems};
    enum err err = load(&pack);
    free(file);
    sort_by_line(problems, first);
    if (err == ERR_NONE && problems->errors > errors)
        err = ERR_INPUT;
    if (err != ERR_NONE) {
        scenario_free(pack.scenario);
        return err;
    }
    *out = pack.scenario;
    return ERR_NONE;
}
