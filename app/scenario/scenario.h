/* A scenario pack in memory: who speaks, what they say, and where the conversation can go. It is
 * only ever built by scenario_load, so whoever holds one holds one that is fit to run. */
#ifndef SAYBACK_SCENARIO_H
#define SAYBACK_SCENARIO_H

#include "base/err.h"
#include "moves/move.h"
#include "scenario/problem.h"

#include <stddef.h>

enum { SCENARIO_TURNS_MAX = 64, SCENARIO_VOCABULARY_MAX = 64 };

struct scenario_turn {
    char *name;
    char *audio;       /* path of the clip, pack folder included; NULL: a silent ending */
    char *caption;     /* what is said; never NULL, "" when the pack has none */
    char *ending;      /* "commitment", ...; NULL: the conversation goes on */
    char *model_reply; /* NULL when there is none */
    move_set expects;
    int next[OUTCOME_COUNT]; /* index of the next turn; OUTCOME_AGAIN: the turn itself; -1 in
                                endings. LET_OFF without a branch of its own holds UNHEARD's */
    int line;                /* where the turn starts in scenario.yaml */
};

struct scenario {
    char *dir;                                   /* the pack's folder as it was given */
    char *name;                                  /* last part of dir: the scenario's id in JSON */
    char *title, *rep, *role, *situation, *goal; /* never NULL */
    int difficulty;                              /* 1 gentle, 2 firm, 3 hard */
    char **vocabulary;
    size_t vocabulary_count;
    struct scenario_turn *turns;
    size_t turn_count;
    int start; /* index of the first turn */
};

/* Loads the pack in folder `dir`. All problems found are added to `problems` (initialised by the
 * caller), each with file and line; warnings alone do not refuse a pack. ERR_INPUT when it is
 * refused, ERR_MEMORY. The caller owns *out. Clips are opened to see that they are sound (no
 * decoding). */
enum err scenario_load(const char *dir, struct scenario **out, struct problems *problems);
void scenario_free(struct scenario *s); /* NULL is allowed */

/* Index of the turn of that name, or -1. */
int scenario_turn_index(const struct scenario *s, const char *name);

/* Every folder under `dir` that has a scenario.yaml, loaded, sorted by difficulty and then title.
 * Broken packs are left out and their problems added. ERR_INPUT when `dir` can't be read or holds
 * no pack that loads; ERR_MEMORY. Free with scenario_list_free. */
enum err scenario_list(const char *dir, struct scenario ***out, size_t *count,
                       struct problems *problems);
void scenario_list_free(struct scenario **list, size_t count);

#endif
