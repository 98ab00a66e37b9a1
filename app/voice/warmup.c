#include "voice/warmup.h"

#include "base/rate.h"
#include "voice/activity.h"
#include "voice/level.h"
#include "voice/peaks.h"
#include "voice/voice.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define UNKNOWN ((double)NAN)

/* Under this the detector finds no speech (activity.c), and only a microphone that is switched off
 * stays there. A click as the plug goes in may stick out. */
#define MUTED_DBFS (-75.0)
enum { CLICK_FRAMES = 5 };
/* No microphone is this quiet: the noise of a 16-bit converter alone lies at -98. */
#define DIGITAL_SILENCE_DBFS (-110.0)
/* Recordings that are turned down step by step keep their pauses down to an active level of -50
 * (1.5 % changed, as at any level above), and not from there to -55 (13 %): ours, 78 recordings of
 * tests/data. 5 dB are for a voice that sinks. */
#define FAINT_DBFS (-45.0)
/* Level while speaking, 95th over 10th percentile. Ours: voices have 17 dB and more, 10 even in
 * pink noise 10 dB under them; a fan that is switched on has 2, a tone 0.2. */
#define VOICE_RANGE_MIN_DB 6.0
/* Four times what our recordings have, but for one, which has 0.12. */
#define OFFSET_MAX 0.03

/* Frames (10 ms). */
enum {
    QUIET_FRAMES = 100 * WARMUP_QUIET_S,
    TOTAL_FRAMES = QUIET_FRAMES + 100 * WARMUP_READING_MAX_S,
    SILENT_FRAMES = 80, /* of digital silence: less than a second, with the time it takes to show */
    MUTED_FRAMES = 200, /* of the microphone's own noise, while somebody should read */
    UNSPOKEN_FRAMES = 600
};
enum { TOTAL_SAMPLES = TOTAL_FRAMES * LEVEL_FRAME };

/* What is heard sample by sample. */
struct ears {
    struct activity *activity; /* owned */
    struct peaks peaks;
    size_t frames, filled; /* complete 10 ms frames; samples in the one under way */
    size_t loud;           /* frames over MUTED_DBFS */
    size_t faint, silent;  /* frames under it, and of digital silence, since the last other one */
};

struct warmup_stream {
    struct ears ears;
    float *samples; /* owned, TOTAL_SAMPLES */
    size_t count;
    bool over;
};

struct warmup warmup_unknown(void)
{
    return (struct warmup){speaker_unknown(), UNKNOWN, UNKNOWN, UNKNOWN,
                           UNKNOWN,           UNKNOWN, UNKNOWN, 0};
}

static void judge_frame(struct ears *e)
{
    double level_dbfs = activity_level_dbfs(e->activity);
    e->frames++;
    e->filled = 0;
    e->loud += level_dbfs >= MUTED_DBFS;
    e->faint = level_dbfs < MUTED_DBFS ? e->faint + 1 : 0;
    e->silent = level_dbfs <= DIGITAL_SILENCE_DBFS ? e->silent + 1 : 0;
}

/* Up to the end of the frame under way, so that every level is seen. Returns how many were taken;
 * 0 without memory. */
static size_t hear_some(struct ears *e, const float *samples, size_t count)
{
    size_t room = LEVEL_FRAME - e->filled;
    size_t block = count < room ? count : room;
    if (activity_push(e->activity, samples, block) != ERR_NONE)
        return 0;
    for (size_t i = 0; i < block; i++)
        peaks_take(&e->peaks, samples[i]);
    e->filled += block;
    if (e->filled == LEVEL_FRAME)
        judge_frame(e);
    return block;
}

static finding_set find(const struct ears *e, const struct warmup *w)
{
    finding_set set = 0;
    if (e->loud < CLICK_FRAMES)
        set |= 1U << FINDING_MUTED;
    else if (w->speech_s <= 0.0)
        set |= 1U << FINDING_NO_SPEECH;
    else if (w->speech_s < WARMUP_SPEECH_MIN_S)
        set |= 1U << FINDING_SHORT;
    if (e->peaks.hot)
        set |= 1U << FINDING_HOT;
    if (w->speaker.active_dbfs < FAINT_DBFS)
        set |= 1U << FINDING_FAINT;
    if (w->snr_db < VOICE_SNR_MIN_DB)
        set |= 1U << FINDING_TOO_NOISY;
    else if (w->snr_db < VOICE_SNR_HINT_DB)
        set |= 1U << FINDING_NOISY;
    if (fabs(w->offset) > OFFSET_MAX && !e->peaks.hot) /* tops cut off on one side shift the mean */
        set |= 1U << FINDING_OFFSET;
    return set;
}

static void know_speaker(const struct voice_report *voice, struct warmup *w)
{
    w->snr_db = voice->active_dbfs - w->speaker.floor_dbfs;
    w->speaker.active_dbfs = voice->active_dbfs;
    if (w->snr_db < VOICE_SNR_MIN_DB)
        return; /* what would be measured is the noise */
    w->speaker.pitch_median_hz = voice->pitch_median_hz;
    w->speaker.pitch_sd_semitones = voice->pitch_sd_semitones;
    w->speaker.syllables_per_second = voice->syllables_per_second;
}

static void sum_up(const struct ears *e, const struct voice_report *voice, struct warmup *w)
{
    bool spoken = voice->range_db >= VOICE_RANGE_MIN_DB;
    double floor_dbfs = activity_floor_dbfs(e->activity);
    *w = warmup_unknown();
    w->length_s = voice->length_s;
    w->speech_s = spoken ? voice->speech_s : 0.0;
    w->peak_dbfs = peaks_dbfs(&e->peaks);
    w->clipped_share = peaks_clipped_share(&e->peaks);
    w->offset = peaks_offset(&e->peaks);
    if (floor_dbfs > DIGITAL_SILENCE_DBFS)
        w->speaker.floor_dbfs = floor_dbfs;
    if (w->speech_s >= WARMUP_SPEECH_MIN_S)
        know_speaker(voice, w);
    w->findings = find(e, w);
}

static enum err finish(struct ears *e, const float *samples, size_t count, struct warmup *out)
{
    struct voice_report voice;
    voice_report_init(&voice);
    enum err err = activity_finish(e->activity);
    if (err != ERR_NONE)
        return err;
    size_t spans = 0;
    const struct span *speech = activity_speech(e->activity, &spans);
    err =
        voice_measure(samples, count, speech, spans, activity_floor_dbfs(e->activity), 0.0, &voice);
    if (err == ERR_NONE)
        sum_up(e, &voice, out);
    voice_report_done(&voice);
    return err;
}

enum err warmup_measure(const float *samples, size_t count, struct warmup *out)
{
    struct ears ears = {.activity = NULL};
    enum err err = activity_new(&ears.activity);
    if (err != ERR_NONE)
        return err;
    size_t at = 0, taken = 1;
    for (; at < count && taken > 0; at += taken)
        taken = hear_some(&ears, samples + at, count - at);
    err = at < count ? ERR_MEMORY : finish(&ears, samples, count, out);
    activity_free(ears.activity);
    return err;
}

bool warmup_good(const struct warmup *w)
{
    for (int f = 0; f < FINDING_COUNT; f++)
        if (finding_in(w->findings, (enum finding)f) && !finding_harmless((enum finding)f))
            return false;
    return true;
}

void warmup_says(const struct warmup *w, char *to, size_t size)
{
    enum finding first = finding_first(w->findings);
    if ((first == FINDING_NOISY || first == FINDING_TOO_NOISY))
        snprintf(to, size, "%s Your voice is only %.0f dB over it.", finding_says(first),
                 w->snr_db);
    else if (!finding_harmless(first))
        snprintf(to, size, "%s", finding_says(first));
    else if (isnan(w->snr_db))
        snprintf(to, size, "Good: your voice is loud and clear.");
    else
        snprintf(to, size, "Good: your voice is %.0f dB over the room.", w->snr_db);
}

/* -- while it is recorded -- */

enum err warmup_stream_new(struct warmup_stream **out)
{
    struct warmup_stream *s = calloc(1, sizeof *s);
    if (s == NULL)
        return ERR_MEMORY;
    s->samples = malloc(TOTAL_SAMPLES * sizeof *s->samples);
    if (s->samples == NULL || activity_new(&s->ears.activity) != ERR_NONE) {
        warmup_stream_free(s);
        return ERR_MEMORY;
    }
    *out = s;
    return ERR_NONE;
}

void warmup_stream_free(struct warmup_stream *s)
{
    if (s == NULL)
        return;
    activity_free(s->ears.activity);
    free(s->samples);
    free(s);
}

/* Speech that is found so far, the span under way too. */
static double spoken_s(const struct warmup_stream *s)
{
    size_t count = 0;
    double sum = 0.0;
    const struct span *speech = activity_speech(s->ears.activity, &count);
    for (size_t i = 0; i < count; i++)
        sum += speech[i].end_s - speech[i].start_s;
    struct span open;
    if (activity_under_way(s->ears.activity, &open))
        sum += open.end_s - open.start_s;
    return sum;
}

/* Once for each frame, so that the block size changes nothing. */
static bool is_over(const struct warmup_stream *s)
{
    if (s->ears.frames >= TOTAL_FRAMES)
        return true;
    return s->ears.frames > QUIET_FRAMES && spoken_s(s) >= WARMUP_SPEECH_MIN_S &&
           activity_silence_s(s->ears.activity) >= WARMUP_OVER_S;
}

enum err warmup_stream_push(struct warmup_stream *s, const float *samples, size_t count)
{
    for (size_t at = 0; at < count && !s->over;) {
        size_t taken = hear_some(&s->ears, samples + at, count - at);
        if (taken == 0)
            return ERR_MEMORY;
        for (size_t i = 0; i < taken; i++)
            s->samples[s->count++] = samples[at + i];
        at += taken;
        if (s->ears.filled == 0)
            s->over = is_over(s);
    }
    return ERR_NONE;
}

enum warmup_step warmup_stream_step(const struct warmup_stream *s)
{
    if (s->over)
        return WARMUP_OVER;
    return s->ears.frames < QUIET_FRAMES ? WARMUP_HUSH : WARMUP_READ;
}

enum finding warmup_stream_now(const struct warmup_stream *s)
{
    const struct ears *e = &s->ears;
    size_t reading = e->frames > QUIET_FRAMES ? e->frames - QUIET_FRAMES : 0;
    if (e->silent >= SILENT_FRAMES || (reading >= MUTED_FRAMES && e->faint >= MUTED_FRAMES))
        return FINDING_MUTED;
    if (peaks_hot_now(&e->peaks))
        return FINDING_HOT;
    if (reading >= UNSPOKEN_FRAMES && spoken_s(s) <= 0.0)
        return FINDING_NO_SPEECH;
    return FINDING_COUNT;
}

enum err warmup_stream_finish(struct warmup_stream *s, struct warmup *out)
{
    return finish(&s->ears, s->samples, s->count, out);
}
