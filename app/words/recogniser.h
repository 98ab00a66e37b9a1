/* Turns chunks of speech into timed words. The recognising itself (pocketsphinx) happens in a child
 * process, the program sayback-recogniser, because that library may abort or exit on us; this side
 * feeds it, collects its answers, and replaces it when it dies or hangs. It decides nothing about
 * where to cut (chunker.h) and nothing about meaning.
 *
 * One thread at a time. No call blocks longer than its wait_ms. */
#ifndef SAYBACK_RECOGNISER_H
#define SAYBACK_RECOGNISER_H

#include "base/err.h"
#include "words/vocabulary.h"
#include "words/words.h"

#include <stdbool.h>
#include <stddef.h>

struct recogniser_config {
    const char *program;   /* path of sayback-recogniser; NULL: beside this program's own file, or
                              in ../libexec/sayback from there */
    const char *model_dir; /* folder with en-us, cmudict-en-us.dict and en-us.lm.bin;
                              NULL: $SAYBACK_MODEL, else the packaged folder */
    int patience_ms;       /* a complete chunk unanswered so long past three times its own length
                              means that the child hangs; 0: 20 000 */
    bool thorough;         /* never quick, however far behind: for recordings, where nobody waits
                              and the words must be the same every time */
};

struct chunk; /* of chunker.h */

enum recogniser_state {
    RECOGNISER_LOADING, /* the child is starting; chunks may be added already */
    RECOGNISER_READY,
    RECOGNISER_FAILED /* it can't be started (no program, no model): recogniser_why says it */
};

struct recogniser;

/* Starts the child and returns at once, without waiting for the model. ERR_SYSTEM when there is no
 * process to be had, ERR_MEMORY. A program that is missing is no error here: the state is then
 * RECOGNISER_FAILED from the start. `config` may be NULL for all defaults; it is copied. */
enum err recogniser_new(const struct recogniser_config *config, struct recogniser **out,
                        struct diag *why);
/* Ends the child (closes its input, waits a little, kills) and frees. NULL is allowed. */
void recogniser_free(struct recogniser *r);

/* Begins a new reply: forgets chunks and words of the one before. ERR_SYSTEM once it has failed;
 * failed stays failed: free it and make a new one to try again. */
enum err recogniser_begin(struct recogniser *r);

/* Words to be able to hear from the next chunk on beside those of the model's own vocabulary: names
 * above all. Replaces what was given before; the same again costs nothing, anything else about 0.3
 * s of the child's time. Copied; every child that replaces this one is told too, unless two in a
 * row died of it. ERR_MEMORY: the child goes on with what it had. Call it between replies. */
enum err recogniser_vocabulary(struct recogniser *r, const struct vocabulary *words);

/* Adds a piece of a chunk; `start_s` counts for first pieces only. Copies. What has come of a chunk
 * goes to the child as soon as the chunk before is answered. A chunk that had to wait for that is
 * decoded without the second pass when more than 3 s of sound wait by the time its turn comes.
 * ERR_INPUT for a piece that is out of order (a first one inside a chunk, another one outside) or
 * makes the chunk longer than 60 s; nothing is added then. ERR_MEMORY: the chunk is lost. Once it
 * has failed everything is lost at once. */
enum err recogniser_add(struct recogniser *r, const struct chunk *piece);

/* Moves bytes both ways, waits up to `wait_ms` for something to do; replaces a dead or hung child.
 * Call often. ERR_SYSTEM only once the child can't be started at all. */
enum err recogniser_poll(struct recogniser *r, int wait_ms);

enum recogniser_state recogniser_state(const struct recogniser *r);
/* Why it failed; "" while it has not. Lent until the next call. */
const char *recogniser_why(const struct recogniser *r);

/* Chunks of this reply that are not answered yet, also one that still grows. */
size_t recogniser_pending(const struct recogniser *r);

/* True when a chunk of this reply got no answer because the child died or hung: the words are
 * incomplete and the turn is `unclear`. */
bool recogniser_lost(const struct recogniser *r);

/* The words of this reply so far, in time order. Lent until the next poll, begin or free. */
const struct words *recogniser_words(const struct recogniser *r);

/* Process id of the child, for tests that kill or stop it; -1 when there is none. */
long recogniser_child(const struct recogniser *r);

#endif
