/* The table of words and their groupings (assets/language/senses.tsv). */
#ifndef SENSES_TABLE_H
#define SENSES_TABLE_H

#include "moves/senses.h"

/* Lines of word, field of meaning, coarse and fine group ("-" for none), separated by tabs. Ends
 * the program with a sentence when it can't be read. */
void senses_read(const char *path, struct senses *out);

#endif
