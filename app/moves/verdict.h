/* From the chain to what people see: the verdict, how sure it is, and the clauses that show it.
 * Private to the room. */
#ifndef SAYBACK_MOVES_VERDICT_H
#define SAYBACK_MOVES_VERDICT_H

#include "moves/chain.h"
#include "moves/model.h"

/* One clause of the reading, and how sure its move is. */
struct found {
    size_t first, end; /* tokens */
    enum move move;
    double confidence; /* 0..1 */
};

struct findings {
    enum verdict verdict; /* the likeliest order */
    double confidence;    /* 0..1, calibrated: that it is right */
    enum verdict rival;   /* the next likeliest */
    double heard;         /* mean confidence of the words, 0..1; 0 for none */
    struct found *list;   /* owned */
    size_t count;
    struct features features; /* owned: what it was read from */
};

/* Reads the tokens of r with the model. `cuts`: when not NULL, for each token whether a clause
 * begins there, and nowhere else. ERR_MEMORY. `out` is written only on success. */
enum err findings_new(const struct moves_model *model, const struct reading *r, const bool *cuts,
                      struct findings *out);
void findings_done(struct findings *f);

/* moves_read with the cuts given as findings_new takes them: what a bench compares. */
enum err moves_read_cut(const struct moves_model *model, const struct words *said,
                        const struct moves_prompt *prompt, double speech_s, const bool *cuts,
                        struct moves *m);

#endif
