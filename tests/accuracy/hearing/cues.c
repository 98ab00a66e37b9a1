#include "accuracy/hearing/cues.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool add_cue(struct bench_cues *cues, char *line)
{
    struct tokens words;
    tokens_init(&words);
    line[strcspn(line, "#")] = '\0';
    tokens_add(&words, line, (double)NAN, (double)NAN, (double)NAN);
    bool good = words.count == 0 || (words.count <= CUE_WORDS_MAX && cues->count < CUES_MAX);
    if (good && words.count > 0) {
        struct bench_cue *cue = &cues->list[cues->count++];
        cue->count = words.count;
        for (size_t i = 0; i < words.count; i++)
            memcpy(cue->words[i], words.list[i].text, TOKEN_SIZE);
    }
    tokens_done(&words);
    return good;
}

bool cues_read(const char *path, struct bench_cues *out)
{
    out->count = 0;
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t size = 0, row = 0;
    bool good = file != NULL;
    while (good && getline(&line, &size, file) > 0) {
        row++;
        good = add_cue(out, line);
    }
    if (!good)
        (void)fprintf(stderr, "%s:%zu: can't be read, or a phrase too long or too many\n", path,
                      row);
    free(line);
    if (file != NULL)
        (void)fclose(file);
    return good;
}

static bool stands_at(const struct bench_cue *cue, const struct tokens *tokens, size_t at)
{
    if (cue->count > tokens->count - at)
        return false;
    for (size_t i = 0; i < cue->count; i++)
        if (strcmp(cue->words[i], tokens->list[at + i].text) != 0)
            return false;
    return true;
}

size_t cue_count(const struct bench_cue *cue, const struct tokens *tokens)
{
    size_t count = 0;
    for (size_t at = 0; at < tokens->count; at++)
        if (stands_at(cue, tokens, at)) {
            count++;
            at += cue->count - 1;
        }
    return count;
}

void cues_tally(const struct bench_cues *cues, const struct tokens *said,
                const struct tokens *heard, struct cue_tally *tally)
{
    for (size_t i = 0; i < cues->count; i++) {
        size_t in_said = cue_count(&cues->list[i], said);
        size_t in_heard = cue_count(&cues->list[i], heard);
        tally->said += in_said;
        tally->heard += in_heard;
        tally->same += in_said < in_heard ? in_said : in_heard;
    }
}
