/* What the voice room makes of recordings, as records that voice-score, voice-plot and a reader can
 * take: tab-separated, a kind first, times in seconds from the first sample.
 *
 *     file ID SECONDS         begins a recording; the rest is about it
 *     span START END          speech
 *     pause START END         as in the report
 *     level TIME DBFS         every 10 ms, behind the high-pass
 *     pitch TIME HZ           every 10 ms; 0 is unvoiced
 *     syllable TIME           a nucleus
 *     value NAME NUMBER       of the report; - is unknown
 *
 *     voice-measure FILE... */
#include "base/rate.h"
#include "sound/clip.h"
#include "voice/activity.h"
#include "voice/level.h"
#include "voice/voice.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* As from a microphone: 10 ms at a time. */
enum { BLOCK = RATE_HZ / 100 };

static void print_value(const char *name, double value)
{
    if (isnan(value))
        printf("value\t%s\t-\n", name);
    else
        printf("value\t%s\t%.6g\n", name, value);
}

static void print_spans(const char *kind, const struct span *spans, size_t count)
{
    for (size_t i = 0; i < count; i++)
        printf("%s\t%.3f\t%.3f\n", kind, spans[i].start_s, spans[i].end_s);
}

static void print_levels(const struct voice_track *track)
{
    for (size_t i = 0; i < track->frame_count; i++)
        printf("level\t%.3f\t%.2f\n", ((double)i + 0.5) * LEVEL_FRAME_S,
               level_dbfs(track->power[i]));
}

/* Every frame of the recording, voiced or not. */
static void print_pitch(const struct voice_track *track)
{
    for (size_t i = 0, next = 0; i < track->frame_count; i++) {
        double middle_s = ((double)i + 0.5) * PITCH_STEP_S, hz = 0.0;
        if (next < track->pitch_count && track->pitch[next].time_s < middle_s + 0.5 * PITCH_STEP_S)
            hz = track->pitch[next++].hz;
        printf("pitch\t%.3f\t%.3f\n", middle_s, hz);
    }
}

static void print_syllables(const struct voice_track *track)
{
    for (size_t i = 0; i < track->syllable_count; i++)
        printf("syllable\t%.3f\n", track->syllables_s[i]);
}

static void print_report(const struct voice_report *r)
{
    print_value("speech_start_s", r->speech_start_s);
    print_value("speech_end_s", r->speech_end_s);
    print_value("speech_s", r->speech_s);
    print_value("syllables_per_second", r->syllables_per_second);
    print_value("pitch_median_hz", r->pitch_median_hz);
    print_value("pitch_sd_semitones", r->pitch_sd_semitones);
    print_value("pitch_range_semitones", r->pitch_range_semitones);
    print_value("pitch_final_slope", r->pitch_final_slope);
    print_value("active_dbfs", r->active_dbfs);
    print_value("range_db", r->range_db);
    print_value("jump_db", r->jump_db);
    print_value("snr_db", r->snr_db);
}

static double cpu_s(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* All that the program does with the sound of a reply. */
static bool listen(const struct clip *clip, struct activity *a, struct voice_report *report)
{
    for (size_t at = 0; at < clip->count; at += BLOCK) {
        size_t step = clip->count - at < BLOCK ? clip->count - at : BLOCK;
        if (activity_push(a, clip->samples + at, step) != ERR_NONE)
            return false;
    }
    if (activity_finish(a) != ERR_NONE)
        return false;
    size_t count;
    const struct span *speech = activity_speech(a, &count);
    return voice_measure(clip->samples, clip->count, speech, count, activity_floor_dbfs(a), 0.0,
                         report) == ERR_NONE;
}

static void print_records(const char *path, const struct clip *clip, const struct activity *a,
                          const struct voice_report *report, double spent_s)
{
    const char *name = strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path;
    const char *dot = strrchr(name, '.');
    printf("file\t%.*s\t%.4f\n", dot != NULL ? (int)(dot - name) : (int)strlen(name), name,
           (double)clip->count / RATE_HZ);
    size_t count;
    const struct span *speech = activity_speech(a, &count);
    print_report(report);
    print_value("floor_dbfs", activity_floor_dbfs(a));
    print_value("cpu_s", spent_s);
    print_spans("span", speech, count);
    print_spans("pause", report->pauses, report->pause_count);
    print_levels(&report->track);
    print_pitch(&report->track);
    print_syllables(&report->track);
}

static bool measure(const char *path)
{
    struct clip clip;
    struct diag why = {.text = ""};
    clip_init(&clip);
    if (clip_load(path, CLIP_REPLY_MAX_S, RATE_HZ, &clip, &why) != ERR_NONE) {
        fprintf(stderr, "voice-measure: %s\n", why.text);
        return false;
    }
    struct activity *a = NULL;
    struct voice_report report;
    voice_report_init(&report);
    double begun_s = cpu_s();
    bool good = activity_new(&a) == ERR_NONE && listen(&clip, a, &report);
    if (good)
        print_records(path, &clip, a, &report, cpu_s() - begun_s);
    voice_report_done(&report);
    activity_free(a);
    clip_done(&clip);
    return good;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: voice-measure FILE...\n");
        return 2;
    }
    bool good = true;
    for (int i = 1; i < argc; i++)
        good = measure(argv[i]) && good;
    return good ? 0 : 1;
}
