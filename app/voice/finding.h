/* What may be wrong with a room or a microphone, and what to do about it, in plain words. It
 * measures nothing. Pure. */
#ifndef SAYBACK_FINDING_H
#define SAYBACK_FINDING_H

#include <stdbool.h>

/* In the order in which they are to be mended: the later ones mean little before the earlier. */
enum finding {
    FINDING_MUTED,     /* nothing at all came from the microphone */
    FINDING_NO_SPEECH, /* the room was heard, but nobody who spoke */
    FINDING_SHORT,     /* too little was read aloud to know the voice */
    FINDING_HOT,       /* the sound clips */
    FINDING_FAINT,     /* the voice is far too quiet */
    FINDING_TOO_NOISY, /* noise so close to the voice that words mean nothing */
    FINDING_NOISY,     /* noise that makes the recogniser worse */
    FINDING_OFFSET,    /* the sound card adds a constant to every sample */
    FINDING_COUNT      /* also: none */
};

/* A set of findings: bit 1 << f for each. */
typedef unsigned finding_set;

static inline bool finding_in(finding_set set, enum finding f)
{
    return (set >> f & 1U) != 0;
}

/* The first to be mended; FINDING_COUNT when there is none. */
enum finding finding_first(finding_set set);

/* For all but FINDING_COUNT, which gives "": a name for machines; what is wrong, a sentence; and
 * the one thing to do. Static. */
const char *finding_name(enum finding f);
const char *finding_says(enum finding f);
const char *finding_mend(enum finding f);

/* True when practice can go on as it is. */
bool finding_harmless(enum finding f);

#endif
