#include "accuracy/speaking/records.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_SIZE = 1024, COLUMNS_MAX = 4 };
#define SECONDS_MAX 3600.0

static const char *const span_kinds[SPAN_KINDS] = {"span", "pause", "silence"};
static const char *const frame_kinds[FRAME_KINDS] = {"level", "pitch", "own"};
static const char *const nuclei_kinds[NUCLEI_KINDS] = {"syllable", "syllable9"};

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

static bool number(const char *text, double *out)
{
    char *end;
    *out = strtod(text, &end);
    return end != text && *end == '\0' && isfinite(*out);
}

static int kind_of(const char *const *kinds, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcmp(kinds[i], name) == 0)
            return i;
    return -1;
}

static void *one_more(void *list, size_t count, size_t size)
{
    void *longer = realloc(list, (count + 1) * size);
    if (longer == NULL)
        abort();
    return longer;
}

static struct recording *find(const struct recordings *all, const char *id)
{
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->list[i].id, id) == 0)
            return &all->list[i];
    return NULL;
}

/* The recording that a line "file ID SECONDS" begins; NULL when it is none. */
static struct recording *begin(struct recordings *all, const char *id, double seconds)
{
    if (strlen(id) == 0 || strlen(id) >= RECORD_ID_SIZE || seconds < 0.0 || seconds > SECONDS_MAX)
        return NULL;
    struct recording *r = find(all, id);
    if (r != NULL)
        return r;
    all->list = one_more(all->list, all->count, sizeof *all->list);
    r = &all->list[all->count++];
    *r = (struct recording){.seconds = seconds,
                            .frames = (size_t)(seconds * RECORD_FRAMES_PER_S + 1e-6)};
    strcpy(r->id, id);
    for (size_t k = 0; k < FRAME_KINDS; k++) {
        r->by_frame[k] = calloc(r->frames + 1, sizeof *r->by_frame[k]);
        if (r->by_frame[k] == NULL)
            abort();
        for (size_t i = 0; k == FRAME_LEVEL && i < r->frames; i++)
            r->by_frame[k][i] = (double)NAN;
    }
    return r;
}

static bool add_span(struct spans *spans, double start_s, double end_s)
{
    if (start_s < 0.0 || end_s < start_s)
        return false;
    spans->list = one_more(spans->list, spans->count, sizeof *spans->list);
    spans->list[spans->count++] = (struct span){start_s, end_s};
    return true;
}

static bool add_frame(struct recording *r, int kind, double time_s, double value)
{
    double at = floor(time_s * RECORD_FRAMES_PER_S);
    if (at < 0.0)
        return false;
    if (at < (double)r->frames) /* the last may be cut short */
        r->by_frame[kind][(size_t)at] = value;
    return true;
}

static bool add_value(struct recording *r, const char *name, const char *text)
{
    struct value v = {.number = (double)NAN};
    if (strlen(name) >= sizeof v.name || (strcmp(text, "-") != 0 && !number(text, &v.number)))
        return false;
    strcpy(v.name, name);
    r->values = one_more(r->values, r->value_count, sizeof *r->values);
    r->values[r->value_count++] = v;
    return true;
}

/* Takes one line about `*current`, which a line "file" changes. */
static bool take(struct recordings *all, struct recording **current, char *columns[COLUMNS_MAX],
                 size_t count)
{
    double a = 0.0, b = 0.0;
    const char *kind = columns[0];
    if (count == 3 && strcmp(kind, "file") == 0) {
        *current = number(columns[2], &a) ? begin(all, columns[1], a) : NULL;
        return *current != NULL;
    }
    if (*current == NULL || count < 2)
        return false;
    if (strcmp(kind, "value") == 0)
        return count == 3 && add_value(*current, columns[1], columns[2]);
    if (!number(columns[1], &a) || (count > 2 && !number(columns[2], &b)) || count > 3)
        return false;
    int spans = kind_of(span_kinds, SPAN_KINDS, kind);
    int frames = kind_of(frame_kinds, FRAME_KINDS, kind);
    int nuclei = kind_of(nuclei_kinds, NUCLEI_KINDS, kind);
    if (nuclei >= 0 && count == 2)
        (*current)->nuclei[nuclei]++;
    else if (spans >= 0 && count == 3)
        return add_span(&(*current)->spans[spans], a, b);
    else if (frames >= 0 && count == 3)
        return add_frame(*current, frames, a, b);
    else
        return false;
    return true;
}

bool recordings_read(const char *path, struct recordings *out)
{
    char line[LINE_SIZE], *columns[COLUMNS_MAX];
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        fprintf(stderr, "%s: cannot be opened\n", path);
        return false;
    }
    struct recording *current = NULL;
    bool good = true;
    for (int at = 1; good && fgets(line, sizeof line, file) != NULL; at++) {
        good = take(out, &current, columns, split(line, columns));
        if (!good)
            fprintf(stderr, "%s:%d: no record of a voice\n", path, at);
    }
    (void)fclose(file);
    return good;
}

void recordings_done(struct recordings *all)
{
    for (size_t i = 0; i < all->count; i++) {
        struct recording *r = &all->list[i];
        for (size_t k = 0; k < FRAME_KINDS; k++)
            free(r->by_frame[k]);
        for (size_t k = 0; k < SPAN_KINDS; k++)
            free(r->spans[k].list);
        free(r->values);
    }
    free(all->list);
    *all = (struct recordings){0};
}

const struct recording *recordings_find(const struct recordings *all, const char *id)
{
    return find(all, id);
}

double recording_value(const struct recording *r, const char *name)
{
    for (size_t i = r->value_count; i-- > 0;)
        if (strcmp(r->values[i].name, name) == 0)
            return r->values[i].number;
    return (double)NAN;
}
