/* words-measure: what a recogniser makes of the clips of a list, as tab-separated records on
 * standard output ("-" is "not measured"):
 *
 *   clip id audio_s cpu_s wait_s peak_mb snr_db active_dbfs chunks lost|whole
 *   word id start_s end_s confidence posterior text
 *
 *   words-measure [--realtime] LIST.tsv      the program's own: detector, chunker, child
 *   words-measure --stock FOLDER LIST.tsv    pocketsphinx_continuous as it comes, a process a clip,
 *                                            on 16 kHz mono made by sox in FOLDER
 *
 * --realtime gives the samples at the speed of speech and ends each clip where its last speech
 * ends, so that no silence hides the wait. */
#include "accuracy/hearing/clips.h"
#include "accuracy/hearing/process.h"
#include "base/rate.h"
#include "engine/expected.h"
#include "scenario/scenario.h"
#include "voice/activity.h"
#include "voice/voice.h"
#include "words/speech.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEARNING_S = 2, BLOCK = RATE_HZ / 10, OUTPUT_SIZE = 1 << 20, PATH_SIZE = 1200 };

static void print_number(double value, int digits)
{
    if (isnan(value))
        printf("\t-");
    else
        printf("\t%.*f", digits, value);
}

static void print_clip(const struct bench_clip *clip, int chunks)
{
    const struct hearing *h = &clip->by[OURS];
    printf("clip\t%s", clip->id);
    print_number(h->audio_s, 3);
    print_number(h->cpu_s, 4);
    print_number(h->wait_s, 3);
    print_number(h->peak_mb, 1);
    print_number(h->snr_db, 1);
    print_number(h->active_dbfs, 2);
    printf("\t%d\t%s\n", chunks, h->lost ? "lost" : "whole");
}

/* The program's own measures of the sound; returns where the last speech ends, in samples. */
static size_t measure_sound(const struct speech *speech, struct hearing *h)
{
    struct activity *a = NULL;
    struct voice_report report;
    size_t count = 0, end = speech->count;
    voice_report_init(&report);
    if (activity_new(&a) != ERR_NONE ||
        activity_push(a, speech->samples, speech->count) != ERR_NONE ||
        activity_finish(a) != ERR_NONE)
        exit(3);
    const struct span *spans = activity_speech(a, &count);
    if (voice_measure(speech->samples, speech->count, spans, count, activity_floor_dbfs(a), 0.0,
                      &report) == ERR_NONE) {
        h->snr_db = report.snr_db;
        h->active_dbfs = report.active_dbfs;
    }
    if (count > 0 && (size_t)(spans[count - 1].end_s * RATE_HZ) < end)
        end = (size_t)(spans[count - 1].end_s * RATE_HZ);
    voice_report_done(&report);
    activity_free(a);
    return end;
}

/* Tells the recogniser what the program would tell it about the scenario, and lets it learn. */
static bool prepare(struct recogniser *r, const char *scenario)
{
    static char last[CLIP_FILE_SIZE];
    if (strcmp(scenario, last) == 0)
        return true;
    struct scenario *s = NULL;
    struct problems problems;
    struct vocabulary words;
    problems_init(&problems);
    vocabulary_init(&words);
    bool good = scenario[0] == '\0' || (scenario_load(scenario, &s, &problems) == ERR_NONE &&
                                        expected_words(s, &words) == ERR_NONE);
    good = good && recogniser_vocabulary(r, &words) == ERR_NONE;
    for (int i = 0; good && i < LEARNING_S; i++)
        (void)recogniser_poll(r, 1000);
    if (!good)
        (void)fprintf(stderr, "%s: no scenario that can be read\n", scenario);
    vocabulary_done(&words);
    scenario_free(s);
    problems_done(&problems);
    (void)snprintf(last, sizeof last, "%s", scenario);
    return good;
}

static void print_word(const struct bench_clip *clip, const struct word *word)
{
    printf("word\t%s\t%.2f\t%.2f\t%.6f\t%.6f\t%s\t%s\t%.6f\n", clip->id, word->start_s, word->end_s,
           word->confidence, word->posterior, word->text,
           word->rival[0] != '\0' ? word->rival : "-", word->rival_posterior);
}

/* The one place that knows how the program recognises. */
static bool hear(struct recogniser *r, struct bench_clip *clip, bool realtime)
{
    struct hearing *h = &clip->by[OURS];
    struct speech speech;
    if (speech_load(clip->file, &speech) != 0) {
        (void)fprintf(stderr, "%s: no sound that can be read\n", clip->file);
        return false;
    }
    h->audio_s = (double)speech.count / RATE_HZ;
    h->wait_s = h->snr_db = h->active_dbfs = (double)NAN;
    size_t end = measure_sound(&speech, h);
    if (realtime)
        speech.count = end;
    double begun_s = process_children().cpu_s + process_own_cpu_s();
    int chunks = realtime ? speech_recognise_live(r, &speech, BLOCK, &h->wait_s)
                          : speech_recognise(r, &speech, BLOCK);
    struct process_use use = process_children();
    h->cpu_s = use.cpu_s + process_own_cpu_s() - begun_s;
    h->peak_mb = use.peak_mb;
    h->lost = recogniser_lost(r);
    if (h->cpu_s < 0.0 || h->lost) /* the child is another one by now */
        h->cpu_s = (double)NAN;
    speech_done(&speech);
    if (chunks < 0) {
        (void)fprintf(stderr, "%s: %s\n", clip->id, recogniser_why(r));
        return false;
    }
    print_clip(clip, chunks);
    const struct words *words = recogniser_words(r);
    for (size_t i = 0; i < words->count; i++)
        print_word(clip, &words->list[i]);
    (void)fflush(stdout);
    return true;
}

static int hear_all(struct bench_clips *clips, bool realtime)
{
    struct recogniser *r = NULL;
    struct diag why = {.text = ""};
    const struct recogniser_config config = {.thorough = !realtime};
    if (recogniser_new(&config, &r, &why) != ERR_NONE) {
        (void)fprintf(stderr, "%s\n", why.text);
        return 3;
    }
    while (recogniser_state(r) == RECOGNISER_LOADING)
        (void)recogniser_poll(r, 1000);
    bool good = recogniser_state(r) == RECOGNISER_READY;
    if (!good)
        (void)fprintf(stderr, "%s\n", recogniser_why(r));
    for (size_t i = 0; good && i < clips->count; i++)
        good = prepare(r, clips->list[i].scenario) && hear(r, &clips->list[i], realtime);
    recogniser_free(r);
    return good ? 0 : 3;
}

static bool run_stock(char *sound, char *output, struct process_use *use)
{
    char *const argv[] = {(char[]){"pocketsphinx_continuous"},
                          (char[]){"-infile"},
                          sound,
                          (char[]){"-logfn"},
                          (char[]){"/dev/null"},
                          NULL};
    return process_run(argv, output, OUTPUT_SIZE, use);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Processor seconds that are the model's loading: the median of five runs on 0.1 s of silence; NAN
 * when it can't be run. */
static double loading_s(char *sound, char *output)
{
    char *const argv[] = {(char[]){"sox"},
                          (char[]){"-n"},
                          (char[]){"-r"},
                          (char[]){"16000"},
                          (char[]){"-c"},
                          (char[]){"1"},
                          (char[]){"-b"},
                          (char[]){"16"},
                          sound,
                          (char[]){"trim"},
                          (char[]){"0"},
                          (char[]){"0.1"},
                          NULL};
    double spent[5];
    struct process_use use;
    if (!process_run(argv, output, OUTPUT_SIZE, &use))
        return (double)NAN;
    for (int i = 0; i < 5; i++) {
        if (!run_stock(sound, output, &use))
            return (double)NAN;
        spent[i] = use.cpu_s;
    }
    qsort(spent, 5, sizeof spent[0], by_size);
    return spent[2];
}

/* sox decodes, mixes to one channel and resamples; -R: the same dither every time. */
static bool convert(const char *from, char *to)
{
    char source[CLIP_FILE_SIZE];
    (void)snprintf(source, sizeof source, "%s", from);
    char *const argv[] = {(char[]){"sox"},
                          (char[]){"-R"},
                          source,
                          (char[]){"-r"},
                          (char[]){"16000"},
                          (char[]){"-c"},
                          (char[]){"1"},
                          (char[]){"-b"},
                          (char[]){"16"},
                          to,
                          NULL};
    char nothing[1];
    struct process_use use;
    return process_run(argv, nothing, sizeof nothing, &use);
}

static bool hear_stock(struct bench_clip *clip, char *sound, char *output, double load_s)
{
    struct hearing *h = &clip->by[OURS];
    struct process_use use;
    struct speech speech;
    if (!convert(clip->file, sound) || !run_stock(sound, output, &use) ||
        speech_load(sound, &speech) != 0)
        return false;
    h->audio_s = (double)speech.count / RATE_HZ;
    h->cpu_s = fmax(0.0, use.cpu_s - load_s);
    h->peak_mb = use.peak_mb;
    h->wait_s = h->snr_db = h->active_dbfs = (double)NAN;
    speech_done(&speech);
    print_clip(clip, 1);
    char *rest = NULL;
    for (char *word = strtok_r(output, " \n", &rest); word != NULL;
         word = strtok_r(NULL, " \n", &rest))
        printf("word\t%s\t-\t-\t-\t-\t%s\t-\t-\n", clip->id, word);
    return true;
}

static int hear_all_stock(struct bench_clips *clips, const char *folder)
{
    char sound[PATH_SIZE];
    char *output = malloc(OUTPUT_SIZE);
    (void)snprintf(sound, sizeof sound, "%s/stock.wav", folder);
    double load_s = output != NULL ? loading_s(sound, output) : (double)NAN;
    bool good = !isnan(load_s);
    for (size_t i = 0; good && i < clips->count; i++)
        good = hear_stock(&clips->list[i], sound, output, load_s);
    free(output);
    return good ? 0 : 3;
}

int main(int argc, char **argv)
{
    bool realtime = argc == 3 && strcmp(argv[1], "--realtime") == 0;
    bool stock = argc == 4 && strcmp(argv[1], "--stock") == 0;
    struct bench_clips clips;
    if (argc != 2 && !realtime && !stock) {
        (void)fprintf(stderr, "usage: words-measure [--realtime | --stock FOLDER] LIST.tsv\n");
        return 2;
    }
    int status = 1;
    if (clips_read(argv[argc - 1], &clips))
        status = stock ? hear_all_stock(&clips, argv[2]) : hear_all(&clips, realtime);
    clips_done(&clips);
    return status;
}
