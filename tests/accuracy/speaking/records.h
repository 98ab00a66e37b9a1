/* The records of voice-measure, of reference.praat and of the truth, in memory. All three have one
 * form (measure.c says it), so that one reader serves. It judges nothing. */
#ifndef SAYBACK_SPEAKING_RECORDS_H
#define SAYBACK_SPEAKING_RECORDS_H

#include "base/span.h"

#include <stdbool.h>
#include <stddef.h>

enum { RECORD_ID_SIZE = 96, RECORD_NAME_SIZE = 32 };
/* Values of the middle of every 10 ms: frame i is about (i + 0.5) / 100 s. */
#define RECORD_FRAMES_PER_S 100.0

enum record_spans { SPAN_SPEECH, SPAN_PAUSE, SPAN_SILENCE, SPAN_KINDS };
enum record_frames { FRAME_LEVEL, FRAME_PITCH, FRAME_OWN, FRAME_KINDS };
enum record_nuclei { NUCLEI, NUCLEI_2009, NUCLEI_KINDS };

struct spans {
    struct span *list;
    size_t count;
};

struct value {
    char name[RECORD_NAME_SIZE];
    double number; /* NAN is unknown */
};

struct recording {
    char id[RECORD_ID_SIZE];
    double seconds;
    size_t frames;
    double *by_frame[FRAME_KINDS]; /* `frames` each; 0 is unvoiced, NAN a level that is not there */
    struct spans spans[SPAN_KINDS];
    size_t nuclei[NUCLEI_KINDS];
    struct value *values;
    size_t value_count;
};

struct recordings {
    struct recording *list;
    size_t count;
};

/* All zero is empty. Adds what a file holds; an id that is there already gets what is said about it
 * now as well. False, and a line on stderr, when the file can't be read or a line is none. */
bool recordings_read(const char *path, struct recordings *out);
void recordings_done(struct recordings *all);

/* NULL when there is none of this name. Lent. */
const struct recording *recordings_find(const struct recordings *all, const char *id);

/* NAN when it was not said. */
double recording_value(const struct recording *r, const char *name);

#endif
