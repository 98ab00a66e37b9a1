#include "scenario/scenario.h"

#include "scenario/build.h"
#include "scenario/graph.h"
#include "scenario/node.h"
#include "sound/clip.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static char *join(const char *dir, const char *name)
{
    size_t length = strlen(dir);
    while (length > 1 && dir[length - 1] == '/')
        length--;
    size_t size = length + strlen(name) + 2;
    char *path = malloc(size);
    if (path != NULL)
        snprintf(path, size, "%.*s/%s", (int)length, dir, name);
    return path;
}

/* The folder's own name, also of "." and "pack/". */
static char *last_part(const char *dir)
{
    char whole[PATH_MAX];
    const char *from = realpath(dir, whole) != NULL ? whole : dir;
    const char *slash = strrchr(from, '/');
    return strdup(slash != NULL && slash[1] != '\0' ? slash + 1 : from);
}

/* -- reading the file -- */

/* True when the folder is one and can be looked into; else a problem is added. */
static bool folder_is_there(const char *dir, struct problems *problems)
{
    struct stat info;
    if (stat(dir, &info) != 0) {
        problems_add(problems, false, dir, 0, "There is no such pack: %s.", strerror(errno));
        return false;
    }
    if (!S_ISDIR(info.st_mode)) {
        problems_add(
            problems, false, dir, 0,
            "A pack is a folder with scenario.yaml and its sound files, and this is a file.");
        return false;
    }
    return true;
}

static enum err read_file(const char *path, struct problems *problems, char **bytes, size_t *count)
{
    struct stat info;
    FILE *file = fopen(path, "rb");
    if (file == NULL || fstat(fileno(file), &info) != 0 || !S_ISREG(info.st_mode)) {
        problems_add(problems, false, path, 0, "It can't be read: %s. A pack needs this file.",
                     file == NULL ? strerror(errno) : "it is no plain file");
        if (file != NULL)
            fclose(file);
        return ERR_INPUT;
    }
    /* One byte more than is allowed, so that node_parse sees that there is too much. */
    char *text = malloc(NODE_BYTES_MAX + 1);
    if (text != NULL) {
        *count = fread(text, 1, NODE_BYTES_MAX + 1, file);
        *bytes = text;
    }
    bool broken = text != NULL && ferror(file) != 0;
    fclose(file);
    if (broken) {
        problems_add(problems, false, path, 0, "It can't be read to its end.");
        free(text);
        return ERR_INPUT;
    }
    return text != NULL ? ERR_NONE : ERR_MEMORY;
}

/* -- sound -- */

/* A link may stand in the pack, but what it leads to must lie there too. */
static bool lies_inside(const char *dir, const char *path)
{
    char folder[PATH_MAX], file[PATH_MAX];
    if (realpath(dir, folder) == NULL || realpath(path, file) == NULL)
        return true; /* it is missing: that is said better elsewhere */
    size_t length = strlen(folder);
    return strncmp(folder, file, length) == 0 && file[length] == '/';
}

static void check_clip(struct build *b, struct scenario_turn *turn)
{
    struct diag why = {.text = ""};
    struct clip_info info;
    if (!lies_inside(b->scenario->dir, turn->audio)) {
        build_error(
            b, turn->line,
            "The sound file of \"%s\" is a link that leads out of the pack's folder; copy the "
            "file into it.",
            turn->name);
        return;
    }
    enum err err = clip_inspect(turn->audio, CLIP_PROMPT_MAX_S, &info, &why);
    if (err == ERR_MEMORY)
        b->no_memory = true;
    else if (err != ERR_NONE)
        build_error(b, turn->line, "The sound of the turn \"%s\" is not usable: %s", turn->name,
                    why.text);
    else if (info.length_s <= 0.0)
        build_error(b, turn->line,
                    "The sound file %s of the turn \"%s\" is empty; record it again.", turn->audio,
                    turn->name);
}

/* Turns the names of clips into paths and looks at each. */
static void check_clips(struct build *b)
{
    for (size_t i = 0; i < b->scenario->turn_count; i++) {
        struct scenario_turn *turn = &b->scenario->turns[i];
        if (turn->audio == NULL)
            continue;
        char *path = join(b->scenario->dir, turn->audio);
        if (path == NULL) {
            b->no_memory = true;
            return;
        }
        free(turn->audio);
        turn->audio = path;
        check_clip(b, turn);
    }
}

/* -- loading -- */

static enum err load_into(struct scenario *s, struct problems *problems)
{
    if (!folder_is_there(s->dir, problems))
        return ERR_INPUT;
    char *path = join(s->dir, "scenario.yaml");
    char *bytes = NULL;
    size_t count = 0;
    size_t errors = problems->errors;
    struct node *root = NULL;
    struct build build = {.file = path, .problems = problems, .scenario = s};
    enum err err = path != NULL ? read_file(path, problems, &bytes, &count) : ERR_MEMORY;
    if (err == ERR_NONE)
        err = node_parse(bytes, count, path, problems, &root);
    if (err == ERR_NONE) {
        build_scenario(&build, root);
        if (!build.no_memory) {
            graph_check(&build);
            check_clips(&build);
        }
        if (build.no_memory)
            err = ERR_MEMORY;
        else if (problems->errors > errors)
            err = ERR_INPUT;
    }
    node_free(root);
    free(bytes);
    free(path);
    return err;
}

enum err scenario_load(const char *dir, struct scenario **out, struct problems *problems)
{
    struct scenario *s = calloc(1, sizeof *s);
    if (s == NULL)
        return ERR_MEMORY;
    s->dir = strdup(dir);
    s->name = last_part(dir);
    enum err err = s->dir != NULL && s->name != NULL ? load_into(s, problems) : ERR_MEMORY;
    if (err != ERR_NONE) {
        scenario_free(s);
        return err;
    }
    *out = s;
    return ERR_NONE;
}

void scenario_free(struct scenario *s)
{
    if (s == NULL)
        return;
    build_clear(s);
    free(s->dir);
    free(s->name);
    free(s);
}

int scenario_turn_index(const struct scenario *s, const char *name)
{
    for (size_t i = 0; i < s->turn_count; i++)
        if (strcmp(s->turns[i].name, name) == 0)
            return (int)i;
    return -1;
}
