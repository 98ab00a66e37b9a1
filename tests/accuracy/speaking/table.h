/* The figures of one set in one condition, one a line:
 *
 *     SET CONDITION FIGURE NUMBER [asked <= NUMBER]
 *
 * parted by spaces; - is what was not measured. README.md here says what each figure is. */
#ifndef SAYBACK_SPEAKING_TABLE_H
#define SAYBACK_SPEAKING_TABLE_H

#include "accuracy/speaking/records.h"

#include <stdbool.h>
#include <stdio.h>

struct table_input {
    const char *set, *condition;
    struct recordings ours, praat;             /* in this condition */
    struct recordings clean_ours, clean_praat; /* without noise */
    struct recordings truth;
};

void table_write(FILE *out, const struct table_input *in);

/* One line for each recording, tab-separated with a head: where the figures come from. */
void table_write_each(FILE *out, const struct table_input *in);

#endif
