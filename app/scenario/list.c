#include "scenario/pack.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { ENTRIES_MAX = 1000 };

static char fold(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static int compare_folded(const char *a, const char *b)
{
    while (*a != '\0' && fold(*a) == fold(*b)) {
        a++;
        b++;
    }
    return (unsigned char)fold(*a) - (unsigned char)fold(*b);
}

/* The name of the folder decides at last, so that the order is always the same. */
static int by_difficulty_and_title(const void *left, const void *right)
{
    const struct scenario *a = *(struct scenario *const *)left;
    const struct scenario *b = *(struct scenario *const *)right;
    if (a->difficulty != b->difficulty)
        return a->difficulty - b->difficulty;
    int order = compare_folded(a->title, b->title);
    return order != 0 ? order : strcmp(a->name, b->name);
}

static bool has_text(const char *folder, enum err *err)
{
    char *path = folder_join(folder, PACK_FILE);
    struct stat info;
    if (path == NULL)
        *err = ERR_MEMORY;
    bool found = path != NULL && lstat(path, &info) == 0;
    free(path);
    return found;
}

/* Adds the pack in `folder` where it is one; a pack that is refused is counted, no more. */
static enum err add_pack(const char *folder, struct scenario **list, size_t *count, size_t *refused,
                         struct problems *problems)
{
    enum err err = ERR_NONE;
    if (!has_text(folder, &err))
        return err;
    err = scenario_load(folder, &list[*count], problems);
    if (err == ERR_NONE)
        (*count)++;
    if (err == ERR_INPUT)
        (*refused)++;
    return err == ERR_INPUT ? ERR_NONE : err;
}

/* Nothing loaded: why? */
static enum err refuse_all(const char *dir, size_t refused, struct problems *problems)
{
    enum err err = ERR_INPUT;
    if (refused > 0)
        problems_add(problems, false, dir, 0, "no pack in this folder is fit to load (%zu refused)",
                     refused);
    else if (has_text(dir, &err))
        problems_add(problems, false, dir, 0,
                     "this is a single pack; name the folder that packs are in");
    else
        problems_add(problems, false, dir, 0,
                     "no folder in here holds a " PACK_FILE "; packs are folders that do");
    return err;
}

static enum err add_all(const char *dir, char **names, size_t name_count, struct scenario **list,
                        size_t *count, struct problems *problems)
{
    size_t refused = 0;
    for (size_t i = 0; i < name_count; i++) {
        if (names[i][0] == '.')
            continue;
        char *folder = folder_join(dir, names[i]);
        if (folder == NULL)
            return ERR_MEMORY;
        enum err err = add_pack(folder, list, count, &refused, problems);
        free(folder);
        if (err != ERR_NONE)
            return err;
    }
    return *count > 0 ? ERR_NONE : refuse_all(dir, refused, problems);
}

static enum err read_names(const char *dir, char ***names, size_t *count, struct problems *problems)
{
    enum err err = folder_names(dir[0] != '\0' ? dir : ".", ENTRIES_MAX, names, count);
    if (err != ERR_SYSTEM)
        return err;
    if (errno == ENOENT)
        problems_add(problems, false, dir, 0, "there is no such folder");
    else if (errno == ENOTDIR)
        problems_add(problems, false, dir, 0, "this is a file; name the folder that packs are in");
    else
        problems_add(problems, false, dir, 0, "the folder cannot be read: %s", strerror(errno));
    return ERR_INPUT;
}

enum err scenario_list(const char *dir, struct scenario ***out, size_t *count,
                       struct problems *problems)
{
    char **names = NULL;
    size_t name_count = 0, found = 0;
    enum err err = read_names(dir, &names, &name_count, problems);
    if (err != ERR_NONE)
        return err;
    struct scenario **list = calloc(name_count + 1, sizeof(struct scenario *));
    if (list == NULL)
        err = ERR_MEMORY;
    else
        err = add_all(dir, names, name_count, list, &found, problems);
    folder_free(names, name_count);
    if (err != ERR_NONE) {
        scenario_list_free(list, found);
        return err;
    }
    qsort(list, found, sizeof(struct scenario *), by_difficulty_and_title);
    *out = list;
    *count = found;
    return ERR_NONE;
}

void scenario_list_free(struct scenario **list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        scenario_free(list[i]);
    free(list);
}
