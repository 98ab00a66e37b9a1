#include "kiosk/prompter.h"

#include "base/rate.h"
#include "engine/engine.h"

#include <math.h>
#include <stdlib.h>

/* Word times are good to a tenth of a second: a piece is not to begin inside its first word. */
#define PIECE_BEFORE_S 0.10
#define PIECE_AFTER_S 0.15
/* The loudest moment of the reply is played at this amplitude, but a reply that is nothing but the
 * noise of a room is not blown up to it (ours). */
#define PIECE_PEAK 0.5f
#define PIECE_GAIN_MOST 16.0f
/* Both ends fade, so that neither clicks. */
enum { PIECE_FADE = RATE_HZ / 100 };

void prompter_init(struct prompter *p)
{
    clip_init(&p->clip);
    p->playing = p->piece = false;
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

/* One gain for the whole reply: soft and loud pieces stay so beside each other. */
static float gain_of(const float *samples, size_t count)
{
    float peak = PIECE_PEAK / PIECE_GAIN_MOST;
    for (size_t i = 0; i < count; i++)
        peak = fmaxf(peak, fabsf(samples[i]));
    return fmaxf(1.0f, PIECE_PEAK / peak);
}

static size_t sample_at(double seconds, size_t count)
{
    double at = seconds * RATE_HZ;
    return at > 0.0 ? at < (double)count ? (size_t)at : count : 0; /* NAN is 0 */
}

static enum err copy_piece(const float *samples, size_t count, struct span span, struct clip *clip)
{
    size_t from = sample_at(span.start_s - PIECE_BEFORE_S, count);
    size_t to = sample_at(span.end_s + PIECE_AFTER_S, count);
    if (samples == NULL || from >= to)
        return ERR_INPUT;
    clip->samples = malloc((to - from) * sizeof *clip->samples);
    if (clip->samples == NULL)
        return ERR_MEMORY;
    clip->count = to - from;
    clip->rate_hz = RATE_HZ;
    const float gain = gain_of(samples, count);
    for (size_t i = 0; i < clip->count; i++) {
        size_t edge = i < clip->count - i ? i : clip->count - i;
        float fade = edge < PIECE_FADE ? (float)edge / PIECE_FADE : 1.0f;
        clip->samples[i] = samples[from + i] * gain * fade;
    }
    return ERR_NONE;
}

enum err prompter_play_piece(struct prompter *p, struct audio *audio, const float *samples,
                             size_t count, struct span span, struct diag *why)
{
    prompter_stop(p, audio);
    enum err err = copy_piece(samples, count, span, &p->clip);
    if (err == ERR_INPUT)
        return diag_set(why, err, 0, "The sound of this piece is gone.");
    if (err != ERR_NONE)
        return diag_set(why, err, 0, "There is not enough memory to play this piece.");
    if (audio == NULL)
        return diag_set(why, ERR_DEVICE, 0, "There is no loudspeaker to play this piece on.");
    err = audio_play(audio, &p->clip, why);
    p->playing = p->piece = err == ERR_NONE;
    return err;
}

void prompter_stop(struct prompter *p, struct audio *audio)
{
    if (audio != NULL)
        audio_play_stop(audio);
    clip_done(&p->clip);
    p->playing = p->piece = false;
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
