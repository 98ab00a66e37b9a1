/* train-moves --senses TABLE [--out MODEL] [--folds N] [--aside FILE]... FILE...
 *
 * Learns the weights of the moves room from labelled replies and writes them to MODEL. First, with
 * N folds, N times from all files but every Nth: how sure to be is fitted to replies of authors who
 * were not learnt from. Files that are set aside are never learnt from, only read at the end. Files
 * of the same name in different folders (text, and what was heard of it) fall into the same fold.
 */
#include "judge.h"
#include "learn.h"
#include "memory.h"
#include "senses_table.h"
#include "write.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILES_MAX = 256, ROWS_MOST = 44000, SEEN_LEAST = 3 };

struct options {
    const char *senses, *out;
    int folds;
    bool parts;
    struct plan plan;
    const char *files[FILES_MAX], *aside[FILES_MAX];
    int file_count, aside_count;
};

static int usage(void)
{
    (void)fputs("usage: train-moves --senses TABLE [--out MODEL] [--folds N] [--aside FILE]... "
                "FILE...\n",
                stderr);
    return 2;
}

static bool read_number(struct options *o, const char *name, const char *value)
{
    const struct {
        const char *name;
        double *to;
    } numbers[] = {{"--rate", &o->plan.rate},       {"--decay", &o->plan.decay},
                   {"--clauses", &o->plan.clauses}, {"--verdicts", &o->plan.verdicts},
                   {"--heard", &o->plan.heard},     {"--general", &o->plan.general},
                   {"--dropped", &o->plan.dropped}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (strcmp(name, numbers[i].name) == 0) {
            *numbers[i].to = atof(value);
            return true;
        }
    }
    if (strcmp(name, "--folds") == 0)
        o->folds = atoi(value);
    else if (strcmp(name, "--parts") == 0)
        o->parts = atoi(value) != 0;
    else if (strcmp(name, "--rounds") == 0)
        o->plan.rounds = atoi(value);
    else
        return false;
    return true;
}

static bool read_options(int argc, char **argv, struct options *o)
{
    *o = (struct options){.plan = usual_plan, .parts = true};
    for (int i = 1; i < argc; i++) {
        bool option = strncmp(argv[i], "--", 2) == 0;
        if (option && i + 1 == argc)
            return false;
        if (!option) {
            if (o->file_count == FILES_MAX)
                return false;
            o->files[o->file_count++] = argv[i];
        } else if (strcmp(argv[i], "--senses") == 0) {
            o->senses = argv[++i];
        } else if (strcmp(argv[i], "--out") == 0) {
            o->out = argv[++i];
        } else if (strcmp(argv[i], "--aside") == 0 && o->aside_count < FILES_MAX) {
            o->aside[o->aside_count++] = argv[++i];
        } else if (read_number(o, argv[i], argv[i + 1])) {
            i++;
        } else {
            return false;
        }
    }
    return o->senses != NULL && o->file_count > 0;
}

static const char *author_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

/* The authors' numbers, in the order of the files. */
static int fold_of(const struct options *o, int file)
{
    int author = 0;
    for (int i = 0; i <= file; i++) {
        int same = -1;
        for (int k = 0; k < i && same < 0; k++)
            same = strcmp(author_of(o->files[k]), author_of(o->files[i])) == 0 ? k : -1;
        if (i == file)
            return (same < 0 ? author : fold_of(o, same)) % o->folds;
        author += same < 0;
    }
    return 0;
}

/* Replies of all files that are (or are not) in a fold; -1: of all. */
static void read_fold(const struct options *o, int fold, bool within, struct replies *out)
{
    *out = (struct replies){0};
    for (int i = 0; i < o->file_count; i++) {
        if (fold < 0 || (fold_of(o, i) == fold) == within)
            replies_read(out, o->files[i]);
    }
}

/* The weights, owned by the caller; the rows are those that were kept. */
static float *learn_from(const struct options *o, const struct replies *from,
                         const struct basics *basics, struct rows *rows)
{
    struct examples examples;
    rows_init(rows);
    examples_new(from, o->parts, basics, rows, &examples);
    uint32_t seen = rows->count;
    uint32_t *map = rows_prune(rows, SEEN_LEAST);
    examples_renumber(&examples, map);
    free(map);
    printf("%zu replies in %zu shapes, %u features, %u of them in %d replies or more\n",
           from->count, examples.count, seen, rows->count, SEEN_LEAST);
    (void)fflush(stdout);
    float *weights = learn(&examples, rows->count, &o->plan);
    examples_done(&examples);
    rows_keep(rows, weights, ROWS_MOST);
    return weights;
}

static struct judgement *judge_replies(const struct replies *replies, const struct basics *basics,
                                       struct rows *rows, const float *weights, size_t *count)
{
    struct examples examples;
    examples_new(replies, false, basics, rows, &examples);
    /* A closed table knows which features it lacks, so nothing is to be renumbered. */
    struct judgement *list = judge_all(&examples, weights, count);
    examples_done(&examples);
    return list;
}

static void fit_calibration(const struct options *o, const struct basics *basics, float *out)
{
    struct judgement *all = NULL;
    size_t count = 0;
    for (int fold = 0; fold < o->folds; fold++) {
        struct replies from, of;
        struct rows rows;
        size_t judged;
        read_fold(o, fold, false, &from);
        read_fold(o, fold, true, &of);
        float *weights = learn_from(o, &from, basics, &rows);
        struct judgement *list = judge_replies(&of, basics, &rows, weights, &judged);
        all = need_more(all, (count + judged + 1) * sizeof *all);
        memcpy(all + count, list, judged * sizeof *list);
        count += judged;
        free(list);
        free(weights);
        rows_done(&rows);
        replies_done(&from);
        replies_done(&of);
    }
    judgements_print("authors who were not learnt from", all, count);
    calibrate(all, count, out);
    printf("calibration");
    for (int i = 0; i < CALIBRATION_COUNT; i++)
        printf(" %.3f", (double)out[i]);
    printf("\n");
    free(all);
}

int main(int argc, char **argv)
{
    struct options o;
    if (!read_options(argc, argv, &o))
        return usage();
    struct basics basics;
    need_success(basics_init(&basics) != ERR_NONE);
    senses_read(o.senses, &basics.senses);
    float calibration[CALIBRATION_COUNT] = {0, 1, 0, 0};
    if (o.folds > 1)
        fit_calibration(&o, &basics, calibration);
    struct replies from, aside = {0};
    struct rows rows;
    read_fold(&o, -1, true, &from);
    float *weights = learn_from(&o, &from, &basics, &rows);
    if (o.out != NULL)
        model_write(o.out, &rows, weights, &basics.senses, calibration);
    for (int i = 0; i < o.aside_count; i++)
        replies_read(&aside, o.aside[i]);
    size_t count;
    struct judgement *list = judge_replies(&aside, &basics, &rows, weights, &count);
    judgements_print("set aside", list, count);
    free(list);
    free(weights);
    rows_done(&rows);
    replies_done(&from);
    replies_done(&aside);
    basics_done(&basics);
    return 0;
}
