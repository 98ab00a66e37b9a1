#include "moves/cues.h"

#include <stdlib.h>

static const struct cue_table *const families[] = {cues_empathy, cues_directive, cues_question,
                                                   cues_minimising, cues_other};
enum { FAMILY_COUNT = sizeof families / sizeof *families };

static size_t count_cues(void)
{
    size_t count = 0;
    for (size_t f = 0; f < FAMILY_COUNT; f++) {
        for (const struct cue_table *t = families[f]; t->cues != NULL; t++)
            count += t->count;
    }
    return count;
}

enum err cue_set_new(struct cue_set *out, const char **bad)
{
    size_t count = count_cues();
    struct cue_set set = {.entries = malloc(count * sizeof *set.entries)};
    const char **texts = malloc(count * sizeof *texts);
    enum err err = ERR_MEMORY;
    if (set.entries == NULL || texts == NULL)
        goto out;
    size_t n = 0;
    for (size_t f = 0; f < FAMILY_COUNT; f++) {
        for (const struct cue_table *t = families[f]; t->cues != NULL; t++) {
            for (size_t i = 0; i < t->count; i++, n++) {
                set.entries[n] = (struct cue_entry){&t->cues[i], t->move};
                texts[n] = t->cues[i].pattern;
            }
        }
    }
    size_t culprit = 0;
    err = pattern_set_new(texts, count, &set.patterns, &culprit);
    if (err == ERR_INPUT && bad != NULL)
        *bad = texts[culprit];
out:
    free(texts);
    if (err == ERR_NONE)
        *out = set;
    else
        free(set.entries);
    return err;
}

void cue_set_done(struct cue_set *set)
{
    free(set->entries);
    pattern_set_done(&set->patterns);
    *set = (struct cue_set){0};
}
