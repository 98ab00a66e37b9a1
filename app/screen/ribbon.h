/* Where everything on the ribbon lies: the seconds of a reply and its clauses in pixels. It draws
 * nothing. Pure. */
#ifndef SAYBACK_SCREEN_RIBBON_H
#define SAYBACK_SCREEN_RIBBON_H

#include "score/card.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    RIBBON_PIECES_MAX = 256, /* clauses; the last one takes in what comes behind it */
    RIBBON_TOUCHES_MAX = 48,
    RIBBON_BARS_MAX = 256
};
#define RIBBON_NO_PAUSE ((size_t)-1)

struct ribbon {
    const struct card *card; /* lent */
    double from_s, to_s;     /* what is shown: from the first speech to the last, without the wait
                                before it and the silence behind it */
    int x, width;
    size_t count;                    /* clauses, >= 1 */
    int edge[RIBBON_PIECES_MAX + 1]; /* clause i lies from edge[i] to edge[i + 1], ascending; the
                                        edge between two is the middle of what separates them */
};

/* False when the card has no ribbon: typed words, no sound, no words, times that are none. */
bool ribbon_of(const struct card *card, int x, int width, struct ribbon *out);

int ribbon_x(const struct ribbon *r, double seconds); /* inside x..x + width */
double ribbon_seconds(const struct ribbon *r, double x);

/* How loud each of `count` equal parts of the ribbon is (1..RIBBON_BARS_MAX): 0..1 over the 36 dB
 * under the loudest of them; -1 inside a pause. */
void ribbon_levels(const struct ribbon *r, size_t count, double *levels);

/* The clause in whose edges that pixel lies. */
size_t ribbon_clause_at(const struct ribbon *r, int x);

/* Index of the pause that card->voice.pause_after_empathy_s measured, or RIBBON_NO_PAUSE. */
size_t ribbon_pause_after_empathy(const struct ribbon *r);

/* Targets that a finger can hit: each `least` pixels wide or more (all of the ribbon when it is
 * narrower), together all of it. A clause too short for a target of its own borrows from its
 * neighbours as long as its middle stays in it; shorter ones share one. Returns how many there are,
 * 1..RIBBON_TOUCHES_MAX. */
struct ribbon_touch {
    int from, to;        /* pixels */
    size_t first, count; /* clauses */
};
size_t ribbon_touches(const struct ribbon *r, int least,
                      struct ribbon_touch touches[RIBBON_TOUCHES_MAX]);

#endif
