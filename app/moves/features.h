/* What the model looks at in the words: short runs of words and of kinds of words, cues, and the
 * places where a clause may begin or end. Private to the room, and to the tool that trains the
 * model. */
#ifndef SAYBACK_MOVES_FEATURES_H
#define SAYBACK_MOVES_FEATURES_H

#include "moves/reading.h"
#include "moves/senses.h"
#include "moves/weights.h"

struct feature {
    uint32_t row;
    float value;   /* 0..1: how well its words were heard */
    uint8_t reach; /* how many tokens before its last one it begins */
};

/* Features by place: those of place p are list[from[p]] to list[from[p + 1] - 1]. */
struct feature_list {
    struct feature *list; /* owned */
    size_t *from;         /* owned; one more than places */
    size_t count, room;
};

/* Gives the row of a feature, or NO_ROW for one that the model does not know. */
typedef uint32_t row_of_feature(const void *context, uint32_t key);

struct features {
    size_t count;               /* tokens */
    struct feature_list inside; /* by the last token */
    struct feature_list starts; /* by the first token of a clause */
    struct feature_list ends;   /* by the token behind a clause, 0 to count */
    unsigned char *start_kind;  /* owned; by token */
    bool *may_cut;              /* owned; by token: a clause may begin here */
};

/* Reads the features of a reading whose tokens, cue index and echoes are there. ERR_MEMORY. `out`
 * is written only on success. */
enum err features_new(const struct reading *r, const struct senses *senses, row_of_feature *row_of,
                      const void *context, struct features *out);
void features_done(struct features *f);

/* Fills may_cut and start_kind, which are there. A step of features_new. */
void mark_starts(const struct reading *r, struct features *f);

#endif
