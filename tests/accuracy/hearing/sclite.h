/* The files that sclite reads and the alignment that it writes. Running it is the script's. */
#ifndef SAYBACK_HEARING_SCLITE_H
#define SAYBACK_HEARING_SCLITE_H

#include "accuracy/hearing/clips.h"

#include <stdio.h>

/* Writes a trn file: of what was said, or of what `who` heard; only clips that `who` has heard.
 * Clips are named by their place in the list. */
void sclite_write_said(FILE *file, const struct bench_clips *clips, enum recogniser_kind who);
void sclite_write_heard(FILE *file, const struct bench_clips *clips, enum recogniser_kind who);

/* Reads `sclite -o sgml` of those two: errors of each clip, and which of the heard words are right.
 * False, with a sentence on stderr, when it is not the alignment of these words, or not of all. */
bool sclite_read(FILE *file, struct bench_clips *clips, enum recogniser_kind who);

#endif
