/* The figures of a set as rows: one a source, one a style, one of all; ours beside the stock
 * recogniser's. "-" where there is no figure. */
#ifndef SAYBACK_HEARING_TABLE_H
#define SAYBACK_HEARING_TABLE_H

#include "accuracy/hearing/clips.h"
#include "accuracy/hearing/cues.h"
#include "accuracy/hearing/trust.h"

#include <stdio.h>

struct table_head {
    const char *condition; /* "clean", or how it was degraded */
    const char *set;
    bool all_only; /* no rows of sources and styles */
    bool no_names; /* the names of the columns were printed before */
};

/* For people. */
void table_print(FILE *to, const struct table_head *head, const struct bench_clips *clips,
                 const struct bench_cues *cues);
/* For programs: tab-separated, all rows, under a line of names unless no_names. */
void table_write(FILE *to, const struct table_head *head, const struct bench_clips *clips,
                 const struct bench_cues *cues);

void table_print_trust(FILE *to, const char *set, const struct trust *trust);

#endif
