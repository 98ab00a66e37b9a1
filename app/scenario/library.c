/* scenario_list: all packs of one folder. */
#include "scenario/scenario.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { PACKS_MAX = 500 };

static int by_difficulty_and_title(const void *a, const void *b)
{
    const struct scenario *x = *(struct scenario *const *)a;
    const struct scenario *y = *(struct scenario *const *)b;
    if (x->difficulty != y->difficulty)
        return x->difficulty < y->difficulty ? -1 : 1;
    int order = strcasecmp(x->title, y->title);
    return order != 0 ? order : strcmp(x->name, y->name);
}

void scenario_list_free(struct scenario **list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        scenario_free(list[i]);
    free(list);
}

static bool is_pack(const char *path)
{
    char file[PATH_MAX];
    int length = snprintf(file, sizeof file, "%s/scenario.yaml", path);
    return length > 0 && (size_t)length < sizeof file && access(file, F_OK) == 0;
}

static enum err load_all(DIR *folder, const char *dir, struct scenario **list, size_t *count,
                         struct problems *problems)
{
    const struct dirent *entry;
    while ((entry = readdir(folder)) != NULL) {
        char path[PATH_MAX];
        int length = snprintf(path, sizeof path, "%s/%s", dir, entry->d_name);
        if (entry->d_name[0] == '.' || length < 0 || (size_t)length >= sizeof path ||
            !is_pack(path))
            continue;
        if (*count == PACKS_MAX) {
            problems_add(problems, true, dir, 0, "Only the first %d packs are shown.", PACKS_MAX);
            return ERR_NONE;
        }
        enum err err = scenario_load(path, &list[*count], problems);
        if (err == ERR_MEMORY)
            return err;
        if (err == ERR_NONE)
            (*count)++;
    }
    return ERR_NONE;
}

enum err scenario_list(const char *dir, struct scenario ***out, size_t *count,
                       struct problems *problems)
{
    DIR *folder = opendir(dir);
    if (folder == NULL) {
        problems_add(problems, false, dir, 0, "The folder of scenarios can't be read: %s.",
                     strerror(errno));
        return ERR_INPUT;
    }
    struct scenario **list = calloc(PACKS_MAX, sizeof *list);
    size_t loaded = 0;
    enum err err = list != NULL ? load_all(folder, dir, list, &loaded, problems) : ERR_MEMORY;
    closedir(folder);
    if (err == ERR_NONE && loaded == 0) {
        problems_add(problems, false, dir, 0,
                     "There is no pack here that loads; a pack is a folder with a scenario.yaml.");
        err = ERR_INPUT;
    }
    if (err != ERR_NONE) {
        scenario_list_free(list, loaded);
        return err;
    }
    qsort(list, loaded, sizeof *list, by_difficulty_and_title);
    *out = list;
    *count = loaded;
    return ERR_NONE;
}
