/* How well pauses are found: every labelled reply of tests/data/replies, clean and with noise that
 * is added here, against the times in truth.jsonl. Prints tab-separated figures, one condition a
 * line; README of app/voice says what the columns mean. Not a test: it judges nothing.
 *
 *     voice-bench FOLDER            the figures
 *     voice-bench --spans FILE...   the spans of any recording, and what is measured of them */
#include "base/rate.h"
#include "voice/activity.h"
#include "voice/level.h"
#include "voice/voice.h"

#include <jansson.h>
#include <math.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ERRORS_MAX = 4096, PATH_SIZE = 1024, LINE_SIZE = 65536 };

enum noise { NOISE_NONE, NOISE_WHITE, NOISE_PINK };

struct condition {
    const char *name;
    enum noise noise;
    double snr_db;
    double offset; /* added to every sample */
    double hum;    /* amplitude of 50 Hz */
};

static const struct condition conditions[] = {
    {"clean", NOISE_NONE, 0, 0, 0},        {"white_30dB", NOISE_WHITE, 30, 0, 0},
    {"white_20dB", NOISE_WHITE, 20, 0, 0}, {"white_15dB", NOISE_WHITE, 15, 0, 0},
    {"pink_30dB", NOISE_PINK, 30, 0, 0},   {"pink_20dB", NOISE_PINK, 20, 0, 0},
    {"pink_15dB", NOISE_PINK, 15, 0, 0},   {"pink_20dB_offset_hum", NOISE_PINK, 20, 0.05, 0.02},
};

struct sound {
    float *samples;
    size_t count;
};

struct tally {
    size_t inserted, found;      /* pauses of the label that are long enough; found of them */
    size_t detected, own, wrong; /* detected pauses; silence of the voice's own; speech in it */
    double edge[ERRORS_MAX];     /* absolute errors of the pauses' edges, s */
    size_t edges;
    double outer[ERRORS_MAX]; /* of first and last speech, s */
    size_t outers;
    double missed_s, loud_s; /* clearly audible speech that is in no span; all of it */
    size_t replies;
};

static int by_value(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static double percentile_ms(double *values, size_t count, double share)
{
    if (count == 0)
        return (double)NAN;
    qsort(values, count, sizeof *values, by_value);
    return 1000.0 * values[(size_t)(share * (double)(count - 1) + 0.5)];
}

static bool read_sound(const char *path, struct sound *out)
{
    SF_INFO info = {0};
    SNDFILE *file = sf_open(path, SFM_READ, &info);
    if (file == NULL || info.samplerate != RATE_HZ || info.channels != 1) {
        fprintf(stderr, "%s: not mono sound at %d Hz\n", path, RATE_HZ);
        if (file != NULL)
            sf_close(file);
        return false;
    }
    out->count = (size_t)info.frames;
    out->samples = malloc((out->count + 1) * sizeof *out->samples);
    bool whole =
        out->samples != NULL && sf_readf_float(file, out->samples, info.frames) == info.frames;
    sf_close(file);
    if (!whole)
        free(out->samples);
    return whole;
}

/* The same noise on every machine: a linear congruential generator, four draws for a bell. */
static double bell(uint32_t *seed)
{
    double sum = 0.0;
    for (int i = 0; i < 4; i++) {
        *seed = *seed * 1664525u + 1013904223u;
        sum += (double)(*seed >> 8) / 8388608.0 - 1.0;
    }
    return sum;
}

/* Pink enough: one-pole low-passes an octave and a half apart, each with the same power. */
static double pink(double state[6], uint32_t *seed)
{
    double sum = 0.0, drive = bell(seed), pole = 0.35;
    for (int i = 0; i < 6; i++, pole *= 0.35) {
        state[i] += pole * (drive - state[i]);
        sum += state[i];
    }
    return sum;
}

static double mean_power(const float *samples, size_t from, size_t to)
{
    double sum = 0.0;
    for (size_t i = from; i < to; i++)
        sum += (double)samples[i] * (double)samples[i];
    return to > from ? sum / (double)(to - from) : 0.0;
}

static void spoil(struct sound *sound, const struct condition *how, double speech_power,
                  uint32_t seed)
{
    double *noise = calloc(sound->count + 1, sizeof *noise), state[6] = {0}, power = 1e-30;
    if (noise == NULL)
        exit(3);
    for (size_t i = 0; how->noise != NOISE_NONE && i < sound->count; i++) {
        noise[i] = how->noise == NOISE_WHITE ? bell(&seed) : pink(state, &seed);
        power += noise[i] * noise[i] / (double)sound->count;
    }
    double gain = sqrt(speech_power / power) * pow(10.0, -how->snr_db / 20.0);
    for (size_t i = 0; i < sound->count; i++) {
        double hum = how->hum * sin(2.0 * 3.14159265358979 * 50.0 * (double)i / RATE_HZ);
        sound->samples[i] += (float)(gain * noise[i] + how->offset + hum);
    }
    free(noise);
}

/* Levels of the clean sound: what tells a voice's own pause from a wrong one. */
static double *levels_of(const struct sound *sound, size_t *count)
{
    double *levels = malloc((sound->count / LEVEL_FRAME + 1) * sizeof *levels);
    struct level_frame frame;
    struct level_meter meter;
    level_init(&meter);
    *count = 0;
    for (size_t i = 0; levels != NULL && i < sound->count; i++)
        if (level_take(&meter, sound->samples[i], &frame))
            levels[(*count)++] = level_dbfs(frame.power[LEVEL_ALL]);
    return levels;
}

static struct activity *detect(const struct sound *sound)
{
    struct activity *a;
    if (activity_new(&a) != ERR_NONE || activity_push(a, sound->samples, sound->count) ||
        activity_finish(a))
        exit(3);
    return a;
}

static bool measure(const struct sound *sound, struct activity *a, struct voice_report *report)
{
    size_t count;
    const struct span *speech = activity_speech(a, &count);
    return voice_measure(sound->samples, sound->count, speech, count, activity_floor_dbfs(a), 0.0,
                         report) == ERR_NONE;
}

static double overlap_s(struct span a, struct span b)
{
    return fmin(a.end_s, b.end_s) - fmax(a.start_s, b.start_s);
}

/* Loud enough in the clean sound to be heard by anybody: within 25 dB of the active level. */
static bool audible(const double *levels, size_t from, size_t to, double active_dbfs)
{
    for (size_t i = from; i < to; i++)
        if (levels[i] > active_dbfs - 25.0)
            return true;
    return false;
}

static void compare_pauses(struct tally *t, const struct voice_report *r, const struct span *truth,
                           size_t truths, const double *levels, double active_dbfs)
{
    bool *used = calloc(r->pause_count + 1, sizeof *used);
    for (size_t k = 0; used != NULL && k < truths; k++) {
        t->inserted++;
        for (size_t i = 0; i < r->pause_count; i++) {
            double common = overlap_s(truth[k], r->pauses[i]);
            if (common < 0.5 * (truth[k].end_s - truth[k].start_s) || used[i])
                continue;
            used[i] = true;
            t->found++;
            t->edge[t->edges++] = fabs(r->pauses[i].start_s - truth[k].start_s);
            t->edge[t->edges++] = fabs(r->pauses[i].end_s - truth[k].end_s);
            break;
        }
    }
    for (size_t i = 0; used != NULL && i < r->pause_count; i++) {
        t->detected++;
        if (used[i])
            continue;
        size_t from = (size_t)(r->pauses[i].start_s * 100.0 + 2.5);
        size_t to = (size_t)(r->pauses[i].end_s * 100.0 - 1.5);
        if (audible(levels, from, to, active_dbfs))
            t->wrong++;
        else
            t->own++;
    }
    free(used);
}

static void compare_speech(struct tally *t, const struct span *speech, size_t count,
                           const double *levels, size_t frames, double active_dbfs)
{
    for (size_t i = 0; i < frames; i++) {
        if (levels[i] <= active_dbfs - 25.0)
            continue;
        double middle_s = ((double)i + 0.5) * LEVEL_FRAME_S;
        bool inside = false;
        for (size_t k = 0; k < count && !inside; k++)
            inside = speech[k].start_s <= middle_s && middle_s < speech[k].end_s;
        t->loud_s += LEVEL_FRAME_S;
        t->missed_s += inside ? 0.0 : LEVEL_FRAME_S;
    }
}

static size_t labelled_pauses(const json_t *reply, struct span *out, size_t room)
{
    const json_t *clauses = json_object_get(reply, "clauses");
    size_t count = 0;
    for (size_t k = 0; k + 1 < json_array_size(clauses) && count < room; k++) {
        const json_t *clause = json_array_get(clauses, k), *next = json_array_get(clauses, k + 1);
        struct span pause = {json_number_value(json_object_get(clause, "end_s")),
                             json_number_value(json_object_get(next, "start_s"))};
        if (pause.end_s - pause.start_s >= VOICE_PAUSE_MIN_S - 1e-6)
            out[count++] = pause;
    }
    return count;
}

static void bench_reply(const json_t *reply, const char *folder, const struct condition *how,
                        struct tally *t)
{
    char path[PATH_SIZE];
    snprintf(path, sizeof path, "%s/%s.flac", folder,
             json_string_value(json_object_get(reply, "id")));
    struct sound sound;
    if (!read_sound(path, &sound))
        return;
    size_t frames, count;
    double *levels = levels_of(&sound, &frames);
    double start_s = json_number_value(json_object_get(reply, "speech_start_s"));
    double end_s = json_number_value(json_object_get(reply, "speech_end_s"));
    double power =
        mean_power(sound.samples, (size_t)(start_s * RATE_HZ), (size_t)(end_s * RATE_HZ));
    spoil(&sound, how, power, 7u + (uint32_t)t->replies);
    struct activity *a = detect(&sound);
    const struct span *speech = activity_speech(a, &count);
    struct voice_report report;
    voice_report_init(&report);
    struct span truth[64];
    size_t truths = labelled_pauses(reply, truth, 64);
    if (levels != NULL && measure(&sound, a, &report)) {
        compare_pauses(t, &report, truth, truths, levels, level_dbfs(power));
        compare_speech(t, speech, count, levels, frames, level_dbfs(power));
        t->outer[t->outers++] = fabs(report.speech_start_s - start_s);
        t->outer[t->outers++] = fabs(report.speech_end_s - end_s);
        t->replies++;
    }
    voice_report_done(&report);
    activity_free(a);
    free(levels);
    free(sound.samples);
}

static void print_tally(const struct condition *how, struct tally *t)
{
    printf("%s\t%zu\t%zu\t%zu\t%.3f\t%zu\t%zu\t%zu\t%.3f\t%.3f\t%.0f\t%.0f\t%.0f\t%.0f\t%.2f\n",
           how->name, t->replies, t->inserted, t->found, (double)t->found / (double)t->inserted,
           t->detected, t->own, t->wrong, (double)t->found / (double)t->detected,
           1.0 - (double)t->wrong / (double)t->detected, percentile_ms(t->edge, t->edges, 0.5),
           percentile_ms(t->edge, t->edges, 0.9), percentile_ms(t->outer, t->outers, 0.5),
           percentile_ms(t->outer, t->outers, 0.9), 100.0 * t->missed_s / t->loud_s);
}

static int bench(const char *folder)
{
    static char line[LINE_SIZE];
    char path[PATH_SIZE];
    snprintf(path, sizeof path, "%s/truth.jsonl", folder);
    printf("condition\treplies\tinserted\tfound\trecall\tdetected\town\twrong\tprecision_inserted\t"
           "precision_silent\tedge_p50_ms\tedge_p90_ms\touter_p50_ms\touter_p90_ms\tmissed_pct\n");
    for (size_t c = 0; c < sizeof conditions / sizeof *conditions; c++) {
        static struct tally tally;
        memset(&tally, 0, sizeof tally);
        FILE *file = fopen(path, "r");
        if (file == NULL) {
            fprintf(stderr, "%s: cannot be opened\n", path);
            return 1;
        }
        while (fgets(line, sizeof line, file) != NULL) {
            json_t *reply = json_loads(line, 0, NULL);
            bench_reply(reply, folder, &conditions[c], &tally);
            json_decref(reply);
        }
        fclose(file);
        print_tally(&conditions[c], &tally);
    }
    return 0;
}

static int print_spans(const char *path)
{
    struct sound sound;
    if (!read_sound(path, &sound))
        return 1;
    struct activity *a = detect(&sound);
    struct voice_report report;
    voice_report_init(&report);
    size_t count;
    const struct span *speech = activity_speech(a, &count);
    if (measure(&sound, a, &report))
        printf("%s\tfloor %.1f\tactive %.1f\tsnr %.1f\trange %.1f\tjump %.1f\tpauses %zu\t"
               "F0 %.1f Hz\tsd %.1f\tspread %.1f semitones\tend %+.1f semitones/s\n",
               path, activity_floor_dbfs(a), report.active_dbfs, report.snr_db, report.range_db,
               report.jump_db, report.pause_count, report.pitch_median_hz,
               report.pitch_sd_semitones, report.pitch_range_semitones, report.pitch_final_slope);
    for (size_t i = 0; i < count; i++)
        printf("\t%.2f\t%.2f\n", speech[i].start_s, speech[i].end_s);
    voice_report_done(&report);
    activity_free(a);
    free(sound.samples);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc > 2 && strcmp(argv[1], "--spans") == 0) {
        int status = 0;
        for (int i = 2; i < argc; i++)
            status |= print_spans(argv[i]);
        return status;
    }
    if (argc == 2)
        return bench(argv[1]);
    fprintf(stderr, "usage: voice-bench FOLDER | voice-bench --spans FILE...\n");
    return 2;
}
