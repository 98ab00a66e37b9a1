/* What moves on the screen: written by the listener's thread, read by the main thread, newest value
 * wins. */
#ifndef SAYBACK_METERS_H
#define SAYBACK_METERS_H

#include "voice/warmup.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

struct meters {
    _Atomic float microphone, prompt, progress, elapsed_s;
    atomic_bool heard_speech;
    atomic_int room_step, room_now;
};

/* Level of one block of samples, -1..1: 0..1 over the range from -60 to -6 dBFS. */
void meters_microphone(struct meters *m, const float *samples, size_t count);
void meters_prompt(struct meters *m, double level, double progress); /* both 0..1 */
void meters_recording(struct meters *m, double elapsed_s, bool heard_speech);
/* Also from the main thread, when it orders a warm-up. */
void meters_room(struct meters *m, enum warmup_step step, enum finding now);

struct listener_meters {
    double microphone; /* 0..1 */
    double prompt;     /* 0..1: level of what is being played */
    double progress;   /* 0..1 of the prompt */
    double elapsed_s;  /* of the recording */
    bool heard_speech; /* in the recording */
    enum warmup_step room_step;
    enum finding room_now; /* what is wrong right now; FINDING_COUNT: nothing */
};
struct listener_meters meters_read(const struct meters *m);

#endif
