#include "voice/finding.h"

#include <stddef.h>

static const struct words {
    const char *name, *says, *mend;
    bool harmless;
} all[FINDING_COUNT + 1] = {
    [FINDING_MUTED] = {"muted", "I hear nothing: is the microphone muted?",
                       "Switch the microphone on, and see that its plug is all the way in.", false},
    [FINDING_NO_SPEECH] = {"no_speech", "I hear the room, but nobody speaking.",
                           "Read the sentence aloud, close to the microphone.", false},
    [FINDING_SHORT] = {"short", "I heard too little of your voice.",
                       "Read the whole sentence aloud, close to the microphone.", false},
    [FINDING_HOT] = {"hot", "Too loud: the microphone is overdriven.",
                     "Move back from the microphone, or turn its level down.", false},
    [FINDING_FAINT] = {"faint", "Your voice is very quiet here.",
                       "Move closer to the microphone, or turn its level up.", false},
    [FINDING_TOO_NOISY] = {"too_noisy", "The room is too loud to understand you.",
                           "Switch off the fan or whatever else hums, or move closer to the "
                           "microphone.",
                           false},
    [FINDING_NOISY] = {"noisy", "There is noise in the room.",
                       "Switch off the fan or whatever else hums, or move closer to the "
                       "microphone.",
                       true},
    [FINDING_OFFSET] = {"offset", "The sound card adds a constant voltage to the sound.",
                        "It does no harm here. If the sound crackles, try another socket or "
                        "another sound card.",
                        true},
    [FINDING_COUNT] = {"", "", "", true},
};

static const struct words *words_of(enum finding f)
{
    return &all[(unsigned)f < FINDING_COUNT ? f : FINDING_COUNT];
}

enum finding finding_first(finding_set set)
{
    int f = 0;
    while (f < FINDING_COUNT && !finding_in(set, (enum finding)f))
        f++;
    return (enum finding)f;
}

const char *finding_name(enum finding f)
{
    return words_of(f)->name;
}

const char *finding_says(enum finding f)
{
    return words_of(f)->says;
}

const char *finding_mend(enum finding f)
{
    return words_of(f)->mend;
}

bool finding_harmless(enum finding f)
{
    return words_of(f)->harmless;
}
