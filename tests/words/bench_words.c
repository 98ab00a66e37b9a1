/* Measures the recogniser on replies with known words: WER, chunks, processor seconds for a second
 * of sound (RTF; not wall-clock, so a busy machine hardly matters), the child's memory, seconds to
 * load. No test; run it from the project's root:
 *   taskset -c 0 build/dev/tests/bench_words [ID ...] */
#include "words/speech.h"

#include "base/rate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <jansson.h>

struct totals {
    size_t errors, said, heard;
    double audio_s, spent_s;
};

static double now_s(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Processor seconds that the process has used; 0 when it is gone. */
static double cpu_s(long pid)
{
    char path[64];
    (void)snprintf(path, sizeof path, "/proc/%ld/stat", pid);
    FILE *file = fopen(path, "r");
    unsigned long user = 0, system = 0;
    if (file != NULL) {
        if (fscanf(file, "%*d %*s %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user,
                   &system) != 2)
            user = system = 0;
        (void)fclose(file);
    }
    return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

static void measure(struct recogniser *r, const char *id, struct totals *totals)
{
    char path[256];
    (void)snprintf(path, sizeof path, "tests/data/replies/%s.flac", id);
    struct speech speech;
    char *truth = speech_truth(id);
    if (truth == NULL || speech_load(path, &speech) != 0) {
        (void)fprintf(stderr, "%s: no such reply\n", id);
        free(truth);
        return;
    }
    double begun_s = cpu_s(recogniser_child(r));
    int chunks = speech_recognise(r, &speech, 1600);
    double spent_s = cpu_s(recogniser_child(r)) - begun_s;
    double audio_s = (double)speech.count / RATE_HZ;
    size_t said = 0;
    const struct words *heard = recogniser_words(r);
    size_t errors = speech_errors(truth, heard, &said);
    printf("%-24s %5.1f s %2d chunks  WER %.3f  words %3zu of %3zu  RTF %.3f%s\n", id, audio_s,
           chunks, (double)errors / (double)said, heard->count, said, spent_s / audio_s,
           recogniser_lost(r) ? "  LOST" : "");
    if (getenv("BENCH_TEXT") != NULL) {
        char *text = words_text(heard);
        printf("  said:  %s\n  heard: %s\n", truth, text == NULL ? "" : text);
        free(text);
    }
    totals->errors += errors;
    totals->said += said;
    totals->heard += heard->count;
    totals->audio_s += audio_s;
    totals->spent_s += spent_s;
    free(truth);
    speech_done(&speech);
}

static void measure_all(struct recogniser *r, struct totals *totals)
{
    FILE *file = fopen("tests/data/replies/truth.jsonl", "r");
    json_t *line;
    while (file != NULL && (line = json_loadf(file, JSON_DISABLE_EOF_CHECK, NULL)) != NULL) {
        const char *id = json_string_value(json_object_get(line, "id"));
        if (id != NULL)
            measure(r, id, totals);
        json_decref(line);
    }
    if (file != NULL)
        (void)fclose(file);
}

static void print_peak(long pid)
{
    char path[64], line[256];
    (void)snprintf(path, sizeof path, "/proc/%ld/status", pid);
    FILE *file = fopen(path, "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, "VmHWM", 5) == 0)
            printf("child's peak memory %s", line + 6);
    if (file != NULL)
        (void)fclose(file);
}

int main(int argc, char **argv)
{
    const char *folder = getenv("SAYBACK_BIN");
    char program[4096];
    (void)snprintf(program, sizeof program, "%s/sayback-recogniser",
                   folder == NULL ? "build/dev/bin" : folder);
    struct recogniser_config config = {.program = program, .thorough = true};
    struct recogniser *r = NULL;
    struct diag why = {0};
    double begun_s = now_s();
    if (recogniser_new(&config, &r, &why) != ERR_NONE) {
        (void)fprintf(stderr, "%s\n", why.text);
        return 3;
    }
    while (recogniser_state(r) == RECOGNISER_LOADING)
        (void)recogniser_poll(r, 1000);
    printf("model loaded in %.2f s %s\n", now_s() - begun_s, recogniser_why(r));
    struct totals t = {0};
    for (int i = 1; i < argc; i++)
        measure(r, argv[i], &t);
    if (argc == 1)
        measure_all(r, &t);
    if (t.said > 0)
        printf("all: WER %.4f  words heard/said %.3f  RTF %.3f  (%zu words, %.0f s)\n",
               (double)t.errors / (double)t.said, (double)t.heard / (double)t.said,
               t.spent_s / t.audio_s, t.said, t.audio_s);
    print_peak(recogniser_child(r));
    recogniser_free(r);
    return 0;
}
