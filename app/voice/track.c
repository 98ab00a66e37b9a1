#include "voice/track.h"

#include "voice/level.h"
#include "voice/syllables.h"

#include <stdlib.h>

static void find_powers(const float *samples, size_t sample_count, struct voice_track *track)
{
    struct level_meter meter;
    struct level_frame full;
    level_init(&meter);
    for (size_t i = 0; i < sample_count; i++)
        if (level_take(&meter, samples[i], &full))
            track->power[track->frame_count++] = full.power[LEVEL_ALL];
}

enum err track_new(const float *samples, size_t sample_count, const struct span *speech,
                   size_t speech_count, struct voice_track *out)
{
    struct voice_track track = {0};
    enum err err = ERR_MEMORY;
    track.power = malloc((sample_count / LEVEL_FRAME + 1) * sizeof *track.power);
    if (track.power != NULL) {
        find_powers(samples, sample_count, &track);
        err = pitch_track(samples, sample_count, speech, speech_count, &track.pitch,
                          &track.pitch_count);
    }
    if (err == ERR_NONE)
        err = syllables_find(samples, sample_count, speech, speech_count, &track.syllables_s,
                             &track.syllable_count);
    if (err == ERR_NONE)
        *out = track;
    else
        track_done(&track);
    return err;
}

void track_done(struct voice_track *track)
{
    free(track->power);
    free(track->pitch);
    free(track->syllables_s);
    *track = (struct voice_track){0};
}
