/* Replies made ready for learning: their features, and which clauses are the true ones. */
#ifndef EXAMPLES_H
#define EXAMPLES_H

#include "moves/chain.h"
#include "replies.h"
#include "rows.h"

/* How a reply is handed over. */
enum shape {
    SHAPE_TYPED,  /* with its marks */
    SHAPE_SPOKEN, /* without marks, with silences as people make them */
    SHAPE_HEARD   /* as the recogniser heard it */
};

struct example {
    const struct reply *reply; /* lent */
    size_t first_word;         /* of the reply; an example may be a part of it, */
    enum verdict verdict;      /* with a verdict of its own */
    enum shape shape;
    struct words words;
    struct tokens tokens;
    struct features features;
    float *values;   /* owned; SPAN_VALUES for each [first][length - 1] */
    label_set *gold; /* owned; the true clauses with their labels, [first][length - 1] */
    double heard;    /* mean confidence of the words */
};

struct examples {
    struct example *list; /* owned */
    size_t count;
};

/* Every typed reply in the first two shapes, every heard one as it is; with `parts`, also a part of
 * each: people do not always say all that an author would. Dice always fall the same. */
void examples_new(const struct replies *replies, bool parts, const struct basics *basics,
                  struct rows *rows, struct examples *out);
void examples_done(struct examples *e);

/* Gives every feature its new row, and drops those without one. */
void examples_renumber(struct examples *e, const uint32_t *map);

#endif
