/* Phrases that the reading of a reply leans on: how many were said, how many of them heard. Plain
 * phrases, every inflection spelt out; the rules of the moves room say more and are not used. */
#ifndef SAYBACK_HEARING_CUES_H
#define SAYBACK_HEARING_CUES_H

#include "accuracy/hearing/tokens.h"

#include <stdbool.h>

enum { CUE_WORDS_MAX = 8, CUES_MAX = 400 };

struct bench_cue {
    char words[CUE_WORDS_MAX][TOKEN_SIZE];
    size_t count;
};

struct bench_cues {
    struct bench_cue list[CUES_MAX];
    size_t count;
};

struct cue_tally {
    size_t said, heard;
    size_t same; /* the lesser of the two, cue by cue and reply by reply, summed up */
};

/* One phrase a line, "#" begins a remark. False, with a sentence on stderr, when the file can't be
 * read, a phrase is too long or there are too many. */
bool cues_read(const char *path, struct bench_cues *out);

/* How often `cue` stands in `tokens`, not overlapping itself. */
size_t cue_count(const struct bench_cue *cue, const struct tokens *tokens);

/* Adds one reply to the tally. */
void cues_tally(const struct bench_cues *cues, const struct tokens *said,
                const struct tokens *heard, struct cue_tally *tally);

#endif
