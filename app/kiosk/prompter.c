#include "kiosk/prompter.h"

#include "base/rate.h"
#include "engine/engine.h"

#include <math.h>

void prompter_init(struct prompter *p)
{
    clip_init(&p->clip);
    p->playing = false;
    p->rate = NAN;
}

enum err prompter_play(struct prompter *p, struct audio *audio, const struct scenario *scenario,
                       int turn, struct diag *why)
{
    const struct scenario_turn *t = &scenario->turns[turn];
    prompter_stop(p, audio);
    p->rate = NAN;
    if (t->audio == NULL)
        return ERR_NONE;
    enum err err = clip_load(t->audio, CLIP_PROMPT_MAX_S, RATE_HZ, &p->clip, why);
    if (err != ERR_NONE)
        return err;
    p->rate = engine_prompt_rate(p->clip.samples, p->clip.count);
    /* Played from the file's own rate: nothing above 8 kHz is thrown away for the ears. */
    err = clip_load(t->audio, CLIP_PROMPT_MAX_S, 0, &p->clip, why);
    if (err != ERR_NONE)
        return err;
    if (audio == NULL)
        return diag_set(why, ERR_DEVICE, 0, "There is no loudspeaker to play the line on.");
    err = audio_play(audio, &p->clip, why);
    p->playing = err == ERR_NONE;
    return err;
}

void prompter_stop(struct prompter *p, struct audio *audio)
{
    if (audio != NULL)
        audio_play_stop(audio);
    clip_done(&p->clip);
    p->playing = false;
}

enum prompter_change prompter_watch(struct prompter *p, struct audio *audio, double *level,
                                    double *progress)
{
    *level = 0.0;
    *progress = 0.0;
    if (!p->playing)
        return PROMPTER_SAME;
    double position_s = 0.0;
    enum audio_playback state = audio_playback(audio, &position_s);
    double length_s = (double)p->clip.count / p->clip.rate_hz;
    *level = (double)audio_play_level(audio);
    *progress = length_s > 0.0 ? position_s / length_s : 1.0;
    if (state == AUDIO_PLAYING)
        return PROMPTER_SAME;
    prompter_stop(p, audio);
    return state == AUDIO_PLAYED ? PROMPTER_ENDED : PROMPTER_BROKE;
}
