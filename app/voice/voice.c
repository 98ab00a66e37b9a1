#include "voice/voice.h"

#include "base/rate.h"
#include "voice/hesitation.h"
#include "voice/loudness.h"
#include "voice/peaks.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

/* Times are counted in frames and compared as doubles: a pause of exactly the limit counts. */
#define ROUNDING_S 1e-6
#define UNKNOWN ((double)NAN)

void voice_report_init(struct voice_report *report)
{
    *report = (struct voice_report){
        .length_s = UNKNOWN,
        .speech_start_s = UNKNOWN,
        .speech_end_s = UNKNOWN,
        .speech_s = UNKNOWN,
        .response_gap_s = UNKNOWN,
        .words_per_minute = UNKNOWN,
        .syllables_per_second = UNKNOWN,
        .speech_rate = UNKNOWN,
        .pace_ratio = UNKNOWN,
        .pause_after_empathy_s = UNKNOWN,
        .longest_stretch_s = UNKNOWN,
        .fillers_at_least = -1,
        .pitch_median_hz = UNKNOWN,
        .pitch_sd_semitones = UNKNOWN,
        .pitch_range_semitones = UNKNOWN,
        .pitch_final_slope = UNKNOWN,
        .active_dbfs = UNKNOWN,
        .range_db = UNKNOWN,
        .jump_db = UNKNOWN,
        .loudest = {UNKNOWN, UNKNOWN},
        .snr_db = UNKNOWN,
        .clipped_share = UNKNOWN,
    };
}

void voice_report_done(struct voice_report *report)
{
    free(report->pauses);
    free(report->hesitations);
    track_done(&report->track);
    voice_report_init(report);
}

/* The silences between spans that are long enough to be heard as pauses. */
static enum err find_pauses(const struct span *speech, size_t count, struct voice_report *report)
{
    if (count < 2)
        return ERR_NONE;
    struct span *pauses = malloc((count - 1) * sizeof *pauses);
    if (pauses == NULL)
        return ERR_MEMORY;
    size_t found = 0;
    for (size_t i = 1; i < count; i++) {
        struct span silence = {speech[i - 1].end_s, speech[i].start_s};
        if (silence.end_s - silence.start_s >= VOICE_PAUSE_MIN_S - ROUNDING_S)
            pauses[found++] = silence;
    }
    if (found == 0) {
        free(pauses);
        pauses = NULL;
    }
    report->pauses = pauses;
    report->pause_count = found;
    return ERR_NONE;
}

static enum err find_hesitations(const struct span *speech, size_t count,
                                 struct voice_report *report)
{
    struct span *found = malloc((count + 1) * sizeof *found);
    if (found == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < count; i++)
        if (hesitation_at(&report->track, speech, count, i))
            found[report->hesitation_count++] = speech[i];
    report->hesitations = found;
    return ERR_NONE;
}

/* What follows from first speech, last speech and the pauses between them. */
static void measure_times(struct voice_report *report)
{
    double stretch_start_s = report->speech_start_s, longest_s = 0.0, paused_s = 0.0;
    for (size_t i = 0; i < report->pause_count; i++) {
        struct span pause = report->pauses[i];
        double length_s = pause.end_s - pause.start_s;
        paused_s += length_s;
        if (length_s < VOICE_STRETCH_PAUSE_S - ROUNDING_S)
            continue;
        longest_s = fmax(longest_s, pause.start_s - stretch_start_s);
        stretch_start_s = pause.end_s;
    }
    report->longest_stretch_s = fmax(longest_s, report->speech_end_s - stretch_start_s);
    report->speech_s = report->speech_end_s - report->speech_start_s - paused_s;
}

/* No rate from less. Ours: one syllable more or less is then at most a fifth. */
#define RATE_MIN_S 1.0
enum { RATE_SYLLABLES_MIN = 5 };

static void measure_rate(struct voice_report *report)
{
    double syllables = (double)report->track.syllable_count;
    if (!(report->speech_s >= RATE_MIN_S) || report->track.syllable_count < RATE_SYLLABLES_MIN)
        return;
    report->syllables_per_second = syllables / report->speech_s;
    report->speech_rate = syllables / (report->speech_end_s - report->speech_start_s);
}

/* What needs no order in time. */
static enum err measure_sound(const struct span *speech, size_t speech_count, double floor_dbfs,
                              struct voice_report *report)
{
    struct loudness loudness;
    struct pitch pitch;
    const struct voice_track *track = &report->track;
    enum err err =
        loudness_measure(track->power, track->frame_count, speech, speech_count, &loudness);
    if (err == ERR_NONE)
        err = pitch_summary(track->pitch, track->pitch_count, &pitch);
    if (err != ERR_NONE)
        return err;
    report->pitch_median_hz = pitch.median_hz;
    report->pitch_sd_semitones = pitch.sd_semitones;
    report->pitch_range_semitones = pitch.range_semitones;
    report->pitch_final_slope = pitch.final_slope;
    report->active_dbfs = loudness.active_dbfs;
    report->range_db = loudness.range_db;
    report->jump_db = loudness.jump_db;
    report->loudest = loudness.loudest;
    report->snr_db = loudness.active_dbfs - floor_dbfs;
    return ERR_NONE;
}

static void measure_clipping(const float *samples, size_t count, struct voice_report *report)
{
    struct peaks peaks = {0};
    for (size_t i = 0; i < count; i++)
        peaks_take(&peaks, samples[i]);
    report->clipped_share = peaks_clipped_share(&peaks);
    report->overdriven = peaks.hot;
}

enum err voice_measure(const float *samples, size_t sample_count, const struct span *speech,
                       size_t speech_count, double floor_dbfs, double prompt_end_s,
                       struct voice_report *report)
{
    voice_report_done(report);
    enum err err = track_new(samples, sample_count, speech, speech_count, &report->track);
    if (err == ERR_NONE)
        err = measure_sound(speech, speech_count, floor_dbfs, report);
    if (err == ERR_NONE)
        err = find_pauses(speech, speech_count, report);
    if (err == ERR_NONE)
        err = find_hesitations(speech, speech_count, report);
    if (err != ERR_NONE) {
        voice_report_done(report);
        return err;
    }
    report->length_s = (double)sample_count / RATE_HZ;
    measure_clipping(samples, sample_count, report);
    if (speech_count == 0) {
        report->speech_s = 0.0;
        return ERR_NONE;
    }
    report->speech_start_s = speech[0].start_s;
    report->speech_end_s = speech[speech_count - 1].end_s;
    report->response_gap_s = report->speech_start_s - prompt_end_s;
    measure_times(report);
    measure_rate(report);
    return ERR_NONE;
}

/* Each can be wrong alone: words get lost in noise, syllables in echo. */
static bool contradicts(const struct voice_report *report, size_t word_count)
{
    if (isnan(report->syllables_per_second))
        return false;
    double ratio = (double)report->track.syllable_count / (double)word_count;
    return ratio < VOICE_SYLLABLES_PER_WORD_MIN || ratio > VOICE_SYLLABLES_PER_WORD_MAX;
}

void voice_measure_words(struct voice_report *report, size_t word_count, size_t filler_count,
                         double prompt_rate)
{
    double minutes = (report->speech_end_s - report->speech_start_s) / 60.0;
    report->words_per_minute = UNKNOWN;
    report->pace_contradicted = false;
    if (word_count >= VOICE_PACE_WORDS_MIN && minutes > 0.0) {
        report->pace_contradicted = contradicts(report, word_count);
        if (!report->pace_contradicted)
            report->words_per_minute = (double)word_count / minutes;
    }
    report->pace_ratio = UNKNOWN;
    if (prompt_rate > 0.0 && isfinite(prompt_rate))
        report->pace_ratio = report->speech_rate / prompt_rate;
    report->fillers_at_least = -1;
    if (word_count > 0 && minutes > 0.0)
        report->fillers_at_least = filler_count < INT_MAX ? (int)filler_count : INT_MAX;
}

/* Seconds from `moment_s` to the nearer edge of a pause; 0 inside. */
static double distance_s(struct span pause, double moment_s)
{
    return fmax(0.0, fmax(pause.start_s - moment_s, moment_s - pause.end_s));
}

double voice_pause_at(const struct voice_report *report, double moment_s, double slack_s)
{
    double slack = slack_s > 0.0 ? slack_s : 0.0;
    double left_s = report->speech_end_s - moment_s;
    if (isnan(left_s) || left_s <= ROUNDING_S || moment_s < report->speech_start_s - slack)
        return UNKNOWN;
    double nearest_s = INFINITY, length_s = 0.0;
    for (size_t i = 0; i < report->pause_count; i++) {
        double apart_s = distance_s(report->pauses[i], moment_s);
        if (apart_s > slack + ROUNDING_S || apart_s >= nearest_s)
            continue;
        nearest_s = apart_s;
        length_s = report->pauses[i].end_s - report->pauses[i].start_s;
    }
    /* So close to the end of all speech that the moment may well be that end. */
    if (left_s <= slack && left_s < nearest_s)
        return UNKNOWN;
    return length_s;
}
