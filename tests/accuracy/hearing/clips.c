#include "accuracy/hearing/clips.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 12 };

static size_t split(char *line, char *columns[COLUMNS_MAX])
{
    size_t count = 0;
    line[strcspn(line, "\r\n")] = '\0';
    while (line != NULL && count < COLUMNS_MAX) {
        columns[count++] = line;
        line = strchr(line, '\t');
        if (line != NULL)
            *line++ = '\0';
    }
    return count;
}

/* "-" is "not measured". */
static double number(const char *text)
{
    char *end;
    double value = strtod(text, &end);
    return end == text || *end != '\0' ? (double)NAN : value;
}

static bool fits(char *to, size_t size, const char *from)
{
    size_t length = strlen(from);
    if (length == 0 || length >= size)
        return false;
    memcpy(to, from, length + 1);
    return true;
}

static bool add_clip(struct bench_clips *clips, char *columns[COLUMNS_MAX], size_t count)
{
    struct bench_clip *list = realloc(clips->list, (clips->count + 1) * sizeof *list);
    if (list == NULL)
        return false;
    clips->list = list;
    struct bench_clip *clip = &list[clips->count];
    *clip = (struct bench_clip){0};
    if (count < 5 || count > 6 ||
        (count == 6 && columns[5][0] != '\0' &&
         !fits(clip->scenario, sizeof clip->scenario, columns[5])) ||
        !fits(clip->file, sizeof clip->file, columns[0]) ||
        !fits(clip->id, sizeof clip->id, columns[1]) ||
        !fits(clip->source, sizeof clip->source, columns[2]) ||
        !fits(clip->style, sizeof clip->style, columns[3]))
        return false;
    clip->transcript = malloc(strlen(columns[4]) + 1);
    if (clip->transcript == NULL)
        return false;
    strcpy(clip->transcript, columns[4]);
    clips->count++;
    tokens_add(&clip->said, columns[4], (double)NAN, (double)NAN, (double)NAN);
    return true;
}

/* What to do with a row of a file. */
typedef bool take_row(struct bench_clips *clips, int who, char **columns, size_t count, size_t row);

/* Takes every row of the file; false after a sentence, which ends in `wanted`, when one is not
 * taken. *rows: how many there were. */
static bool each_row(const char *path, struct bench_clips *clips, int who, take_row *take,
                     const char *wanted, size_t *rows)
{
    FILE *file = fopen(path, "r");
    *rows = 0;
    if (file == NULL) {
        (void)fprintf(stderr, "%s: can't be opened\n", path);
        return false;
    }
    char *line = NULL, *columns[COLUMNS_MAX];
    size_t size = 0;
    bool good = true;
    while (good && getline(&line, &size, file) > 0) {
        size_t count = split(line, columns);
        good = take(clips, who, columns, count, ++*rows);
    }
    if (!good)
        (void)fprintf(stderr, "%s:%zu: %s\n", path, *rows, wanted);
    free(line);
    (void)fclose(file);
    return good;
}

static bool take_clip(struct bench_clips *clips, int who, char **columns, size_t count, size_t row)
{
    (void)who;
    if (row == 1)
        return count >= 5 && strcmp(columns[0], "file") == 0;
    return add_clip(clips, columns, count);
}

bool clips_read(const char *path, struct bench_clips *out)
{
    static const char wanted[] =
        "no line of file, id, source, style, transcript and, perhaps, scenario";
    size_t rows;
    *out = (struct bench_clips){0};
    bool good = each_row(path, out, 0, take_clip, wanted, &rows);
    if (good && rows == 0)
        (void)fprintf(stderr, "%s:0: %s\n", path, wanted);
    return good && rows > 0;
}

void clips_done(struct bench_clips *clips)
{
    for (size_t i = 0; i < clips->count; i++) {
        struct bench_clip *clip = &clips->list[i];
        tokens_done(&clip->said);
        free(clip->transcript);
        for (int who = 0; who < RECOGNISERS; who++)
            tokens_done(&clip->by[who].heard);
    }
    free(clips->list);
    *clips = (struct bench_clips){0};
}

static struct bench_clip *find(struct bench_clips *clips, const char *id)
{
    for (size_t i = 0; i < clips->count; i++)
        if (strcmp(clips->list[i].id, id) == 0)
            return &clips->list[i];
    return NULL;
}

/* clip id audio_s cpu_s wait_s peak_mb snr_db active_dbfs chunks lost
 * word id start_s end_s confidence posterior text rival rival_posterior */
static bool take_record(struct bench_clips *clips, int who, char **columns, size_t count,
                        size_t row)
{
    (void)row;
    struct bench_clip *clip = count > 1 ? find(clips, columns[1]) : NULL;
    if (clip == NULL)
        return false;
    struct hearing *h = &clip->by[who];
    if (strcmp(columns[0], "clip") == 0 && count == 10) {
        h->there = true;
        h->audio_s = number(columns[2]);
        h->cpu_s = number(columns[3]);
        h->wait_s = number(columns[4]);
        h->peak_mb = number(columns[5]);
        h->snr_db = number(columns[6]);
        h->active_dbfs = number(columns[7]);
        h->lost = strcmp(columns[9], "lost") == 0;
        return true;
    }
    if (strcmp(columns[0], "word") != 0 || count != 9)
        return false;
    tokens_add(&h->heard, columns[6], number(columns[2]), number(columns[4]), number(columns[5]));
    return true;
}

bool clips_read_hearing(const char *path, struct bench_clips *clips, enum recogniser_kind who)
{
    size_t rows;
    return each_row(path, clips, (int)who, take_record, "no record of a clip in the list", &rows);
}
