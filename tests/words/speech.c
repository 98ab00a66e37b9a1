#include "words/speech.h"

#include "base/rate.h"
#include "sound/clip.h"
#include "voice/activity.h"
#include "words/chunker.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int speech_load(const char *path, struct speech *out)
{
    struct clip clip;
    struct diag why = {.text = ""};
    clip_init(&clip);
    if (clip_load(path, CLIP_REPLY_MAX_S, RATE_HZ, &clip, &why) != ERR_NONE || clip.count == 0) {
        clip_done(&clip);
        return -1;
    }
    *out = (struct speech){clip.samples, clip.count}; /* which is the caller's from here on */
    return 0;
}

void speech_done(struct speech *speech)
{
    free(speech->samples);
    *speech = (struct speech){0};
}

static int add_chunks(struct recogniser *r, struct chunker *c, const struct activity *a, bool last)
{
    int count = 0;
    struct chunk piece;
    while (chunker_next(c, a, last, &piece)) {
        if (recogniser_add(r, &piece) != ERR_NONE)
            return -1;
        count += piece.first;
    }
    return count;
}

static double now_s(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Polls once, and then on until it is `until_s`. */
static bool poll_until(struct recogniser *r, double until_s)
{
    if (recogniser_poll(r, 0) != ERR_NONE)
        return false;
    for (double left_s = until_s - now_s(); left_s > 0.0; left_s = until_s - now_s())
        if (recogniser_poll(r, (int)(left_s * 1000.0) + 1) != ERR_NONE)
            return false;
    return true;
}

static int recognise(struct recogniser *r, const struct speech *speech, size_t block,
                     double *wait_s)
{
    struct activity *a = NULL;
    struct chunker *c = NULL;
    int chunks = 0;
    bool good = activity_new(&a) == ERR_NONE && chunker_new(&c) == ERR_NONE &&
                recogniser_begin(r) == ERR_NONE;
    double begun_s = now_s();
    for (size_t at = 0; good && at < speech->count; at += block) {
        size_t step = speech->count - at < block ? speech->count - at : block;
        if (wait_s != NULL) /* a block is there once its last sample was spoken */
            good = poll_until(r, begun_s + (double)(at + step) / RATE_HZ);
        good = good && activity_push(a, speech->samples + at, step) == ERR_NONE &&
               chunker_push(c, speech->samples + at, step) == ERR_NONE;
        int added = good ? add_chunks(r, c, a, false) : -1;
        good = added >= 0 && recogniser_poll(r, 0) == ERR_NONE;
        chunks += added;
    }
    double spoken_s = now_s();
    int added = good && activity_finish(a) == ERR_NONE ? add_chunks(r, c, a, true) : -1;
    good = added >= 0;
    chunks += added;
    while (good && recogniser_pending(r) > 0)
        good = recogniser_poll(r, 1000) == ERR_NONE;
    if (wait_s != NULL)
        *wait_s = now_s() - spoken_s;
    chunker_free(c);
    activity_free(a);
    return good ? chunks : -1;
}

int speech_recognise(struct recogniser *r, const struct speech *speech, size_t block)
{
    return recognise(r, speech, block, NULL);
}

int speech_recognise_live(struct recogniser *r, const struct speech *speech, size_t block,
                          double *wait_s)
{
    return recognise(r, speech, block, wait_s);
}

char *speech_truth(const char *id)
{
    FILE *file = fopen("tests/data/replies/truth.jsonl", "r");
    if (file == NULL)
        return NULL;
    char *truth = NULL;
    json_t *line;
    while (truth == NULL && (line = json_loadf(file, JSON_DISABLE_EOF_CHECK, NULL)) != NULL) {
        const char *name = json_string_value(json_object_get(line, "id"));
        const char *text = json_string_value(json_object_get(line, "transcript"));
        if (name != NULL && text != NULL && strcmp(name, id) == 0) {
            truth = malloc(strlen(text) + 1);
            if (truth != NULL)
                strcpy(truth, text);
        }
        json_decref(line);
    }
    (void)fclose(file);
    return truth;
}

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

size_t speech_errors(const char *truth, const struct words *heard, size_t *truth_count)
{
    struct words said;
    words_init(&said);
    (void)words_from_text(&said, truth, NULL);
    *truth_count = said.count;
    size_t *row = malloc((heard->count + 1) * sizeof *row);
    if (row == NULL)
        abort();
    for (size_t j = 0; j <= heard->count; j++)
        row[j] = j;
    for (size_t i = 0; i < said.count; i++) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < heard->count; j++) {
            size_t wrong = strcmp(said.list[i].text, heard->list[j].text) != 0;
            size_t cost = least(diagonal + wrong, row[j] + 1, row[j + 1] + 1);
            diagonal = row[j + 1];
            row[j + 1] = cost;
        }
    }
    size_t errors = row[heard->count];
    free(row);
    words_done(&said);
    return errors;
}
