/* The words of a word lattice that are expected to have the fewest errors. The likeliest sentence
 * as a whole, which the search finds, is another: a word that half of all likely sentences share
 * may be missing from the likeliest. Minimum Bayes risk decoding by the recursion of Xu, Povey,
 * Mangu and Zhu (2011), "Minimum Bayes Risk decoding and system combination based on a recursion
 * for edit distance". Plain data; no library of the recogniser's. */
#ifndef SAYBACK_CONSENSUS_H
#define SAYBACK_CONSENSUS_H

#include "base/err.h"

#include <stddef.h>

/* Words of a result, at most; a chunk of 60 s has 300. What follows is left out. */
enum { CONSENSUS_WORDS_MAX = 500 };

struct lattice_arc {
    int from, to;            /* nodes; from < to */
    int word;                /* 1 and up; 0: silence, noise, nothing said */
    int start_frame, frames; /* when */
    double probability;      /* over 0, to 1: of all paths through this arc together */
};

/* Arcs in rising order of `to`. Every node is on a path from node 0 to the last one, and as much
 * probability goes into it as out of it. */
struct lattice {
    struct lattice_arc *arcs; /* owned */
    size_t count;
    size_t nodes;
};

struct consensus_word {
    int word;
    double start_frame, end_frame; /* means over the arcs that say it there */
    double probability;            /* 0..1, that this word was said at this place */
    int rival; /* the likeliest other word there; 0 for none that is likely enough to be told */
    double rival_probability;
};

/* Writes the words to `out`, room for CONSENSUS_WORDS_MAX, and their number to `count`; 0 for a
 * lattice without arcs. ERR_MEMORY. */
enum err consensus(const struct lattice *lattice, struct consensus_word *out, size_t *count);

#endif
