/* What a bench of hearing works on: the clips of a set, what was said in each, and what a
 * recogniser made of it. Reads the bench's own files; it scores nothing. */
#ifndef SAYBACK_HEARING_CLIPS_H
#define SAYBACK_HEARING_CLIPS_H

#include "accuracy/hearing/tokens.h"

#include <stdbool.h>
#include <stddef.h>

enum { CLIP_FILE_SIZE = 1024, CLIP_NAME_SIZE = 128 }; /* bytes with the NUL */

enum recogniser_kind { OURS, STOCK, RECOGNISERS };

/* What one recogniser made of one clip. Seconds of processor are all that it took, the loading of
 * the model left out. NAN is "not measured". */
struct hearing {
    bool there;
    double audio_s;
    double cpu_s;
    double wait_s;  /* from the last sample to the last word, in real time */
    double peak_mb; /* of the recogniser's processes, 10^6 bytes, so far */
    double snr_db;  /* as the program itself measures it */
    double active_dbfs;
    bool lost; /* a part was not answered */
    struct tokens heard;
    size_t substituted, deleted, inserted; /* once aligned */
};

struct bench_clip {
    char file[CLIP_FILE_SIZE];
    char id[CLIP_NAME_SIZE], source[CLIP_NAME_SIZE], style[CLIP_NAME_SIZE];
    char scenario[CLIP_FILE_SIZE]; /* folder of the pack it replies to; "" for none */
    struct tokens said;
    char *transcript; /* owned, as it was written */
    struct hearing by[RECOGNISERS];
};

struct bench_clips {
    struct bench_clip *list; /* owned */
    size_t count;
};

/* Reads a list: tab-separated file, id, source, style, transcript, and, if the reply is to one,
 * scenario, under a line that names these columns. False, with a sentence on stderr, when it can't
 * be read or a line has not all of them. On false too it is freed with clips_done. */
bool clips_read(const char *path, struct bench_clips *out);
void clips_done(struct bench_clips *clips);

/* Reads the records that words-measure prints: "clip" and "word" lines, for clips of the list in
 * any order. False, with a sentence on stderr, at a line that is none, or about no clip. */
bool clips_read_hearing(const char *path, struct bench_clips *clips, enum recogniser_kind who);

#endif
