/* What every recogniser child has to be told before its first chunk: the vocabulary. Remembers it
 * for the children that replace the first, and gives it up when children die of it. Pure; it
 * writes into the bytes that wait to be sent. One thread. */
#ifndef SAYBACK_BRIEFING_H
#define SAYBACK_BRIEFING_H

#include "base/err.h"
#include "words/vocabulary.h"
#include "words/wire.h"

#include <stdbool.h>

struct briefing {
    struct vocabulary words;
    bool unproven; /* the child was told, and has not answered a chunk since */
    int deaths;    /* of children in a row that were told and never answered */
};

void briefing_init(struct briefing *b);
void briefing_done(struct briefing *b); /* back to init */

/* Takes a copy of `words` as what children are to know. *changed: the one that is there now must be
 * told. ERR_MEMORY leaves the briefing as it was. */
enum err briefing_set(struct briefing *b, const struct vocabulary *words, bool *changed);

/* A child is ready, or the vocabulary has changed: appends the message to `out`. A fresh child
 * (`fresh`) needs none for an empty vocabulary. ERR_MEMORY: nothing was appended. */
enum err briefing_send(struct briefing *b, struct wire_bytes *out, bool fresh);

/* The child has answered a chunk: it lives with what it was told. */
void briefing_answered(struct briefing *b);

/* The child died or hung. After two in a row that had been told and answered nothing, the
 * vocabulary is dropped: hearing without names is better than not hearing. */
void briefing_child_died(struct briefing *b);

#endif
