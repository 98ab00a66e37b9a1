#include "words/speech.h"

#include "base/rate.h"
#include "voice/activity.h"
#include "words/chunker.h"

#include <jansson.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int speech_load(const char *path, struct speech *out)
{
    SF_INFO info = {0};
    SNDFILE *file = sf_open(path, SFM_READ, &info);
    if (file == NULL)
        return -1;
    int result = -1;
    float *samples = NULL;
    if (info.channels == 1 && info.samplerate == RATE_HZ && info.frames > 0) {
        samples = malloc((size_t)info.frames * sizeof *samples);
        if (samples != NULL && sf_readf_float(file, samples, info.frames) == info.frames)
            result = 0;
    }
    (void)sf_close(file);
    if (result != 0) {
        free(samples);
        return result;
    }
    *out = (struct speech){samples, (size_t)info.frames};
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

int speech_recognise(struct recogniser *r, const struct speech *speech, size_t block)
{
    struct activity *a = NULL;
    struct chunker *c = NULL;
    int chunks = 0;
    bool good = activity_new(&a) == ERR_NONE && chunker_new(&c) == ERR_NONE &&
                recogniser_begin(r) == ERR_NONE;
    for (size_t at = 0; good && at < speech->count; at += block) {
        size_t step = speech->count - at < block ? speech->count - at : block;
        good = activity_push(a, speech->samples + at, step) == ERR_NONE &&
               chunker_push(c, speech->samples + at, step) == ERR_NONE;
        int added = good ? add_chunks(r, c, a, false) : -1;
        good = added >= 0 && recogniser_poll(r, 0) == ERR_NONE;
        chunks += added;
    }
    if (good && activity_finish(a) == ERR_NONE)
        chunks += add_chunks(r, c, a, true);
    while (good && recogniser_pending(r) > 0)
        good = recogniser_poll(r, 1000) == ERR_NONE;
    chunker_free(c);
    activity_free(a);
    return good ? chunks : -1;
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
