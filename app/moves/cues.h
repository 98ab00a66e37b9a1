/* The cues: patterns of plain English that speak for a move, each with a weight and a reason. The
 * tables are cues_*.c, one file a family; match.h explains how to read them. Private to the room.
 *
 * Weights are added up and go through a softmax: 1 is a hint, 2 makes a case, 3 is strong, 4
 * decides unless something speaks against it. A negative weight speaks against. */
#ifndef SAYBACK_MOVES_CUES_H
#define SAYBACK_MOVES_CUES_H

#include "moves/match.h"
#include "moves/move.h"

enum {
    CUE_FORMULA = 1u << 0, /* says that one understands, not what: nothing if "but" follows */
    CUE_LIGHT = 1u << 1    /* about the situation in general: cancelled by "but" as well */
};

struct cue {
    const char *pattern;
    double weight;
    unsigned flags;
    const char *reason; /* completes "because it ...": "names the feeling" */
};

/* Cues that speak for the same move. */
struct cue_table {
    enum move move;
    const struct cue *cues;
    size_t count;
};

/* Each file's tables, ended by one whose `cues` is NULL. */
extern const struct cue_table cues_empathy[];
extern const struct cue_table cues_directive[];
extern const struct cue_table cues_question[];
extern const struct cue_table cues_minimising[];
extern const struct cue_table cues_other[];

/* One cue with the move of its table, in one flat array. */
struct cue_entry {
    const struct cue *cue;
    enum move move;
};

struct cue_set {
    struct cue_entry *entries; /* as many as patterns.pattern_count */
    struct pattern_set patterns;
};

/* ERR_MEMORY; ERR_INPUT when a table is broken, with the culprit in *bad (may be NULL). `out` is
 * written only on success. */
enum err cue_set_new(struct cue_set *out, const char **bad);
void cue_set_done(struct cue_set *set);

#endif
