/* States to look at: a realistic one and one that is as long as it can be, for every page. Static
 * data; nothing of it needs to be freed. */
#ifndef SAYBACK_TEST_SAMPLES_H
#define SAYBACK_TEST_SAMPLES_H

#include "screen/state.h"

enum { SAMPLE_PAGES = PAGE_TROUBLE + 1, SAMPLE_MANY = 200 };

enum sample_kind {
    SAMPLE_REAL,  /* what a kiosk shows on a good day */
    SAMPLE_LONG,  /* every text as long as it may come, 200 items, 40 clauses */
    SAMPLE_EMPTY, /* every text "" and nothing in the lists */
    SAMPLE_KINDS
};

struct screen_state sample_state(enum screen_page page, enum sample_kind kind);

/* More pictures worth having: a card without a score, the other endings, ... NULL at the end. */
struct sample_picture {
    const char *name;
    struct screen_state (*make)(void);
};
extern const struct sample_picture sample_pictures[];

const char *sample_page_name(enum screen_page page);

#endif
