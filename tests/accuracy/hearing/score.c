/* words-score: the figures of a set from the records of words-measure and sclite's alignments.
 *
 *   words-score trn LIST RECORDS SAID.trn HEARD.trn     what sclite is to align
 *   words-score table OPTIONS LIST RECORDS ALIGNMENT [STOCK_RECORDS STOCK_ALIGNMENT]
 *     --set NAME --condition NAME --cues FILE
 *     --all-only      one row      --no-names     no line with the columns' names
 *     --tsv FILE      adds the rows to FILE
 *     --trust         prints what the confidences are worth; --doubt X: words under X are doubted
 *     --raw FILE      adds a line "set id word confidence posterior right" for each word heard
 *
 * The script tests/accuracy/words runs it all. */
#include "accuracy/hearing/sclite.h"
#include "accuracy/hearing/table.h"
#include "words/words.h"

#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct options {
    struct table_head head;
    const char *cues, *tsv, *raw;
    bool trust;
    double doubt_below;
};

static const struct option names[] = {
    {"set", required_argument, NULL, 's'},  {"condition", required_argument, NULL, 'c'},
    {"cues", required_argument, NULL, 'u'}, {"all-only", no_argument, NULL, 'a'},
    {"no-names", no_argument, NULL, 'n'},   {"tsv", required_argument, NULL, 't'},
    {"trust", no_argument, NULL, 'p'},      {"doubt", required_argument, NULL, 'd'},
    {"raw", required_argument, NULL, 'r'},  {NULL, 0, NULL, 0},
};

static bool read_options(int argc, char **argv, struct options *o)
{
    for (int c; (c = getopt_long(argc, argv, "", names, NULL)) != -1;)
        switch (c) {
        case 's':
            o->head.set = optarg;
            break;
        case 'c':
            o->head.condition = optarg;
            break;
        case 'u':
            o->cues = optarg;
            break;
        case 'a':
            o->head.all_only = true;
            break;
        case 'n':
            o->head.no_names = true;
            break;
        case 't':
            o->tsv = optarg;
            break;
        case 'p':
            o->trust = true;
            break;
        case 'd':
            o->doubt_below = strtod(optarg, NULL);
            break;
        case 'r':
            o->raw = optarg;
            break;
        default:
            return false;
        }
    return true;
}

static bool write_trn(const char *path, const struct bench_clips *clips,
                      void (*write)(FILE *, const struct bench_clips *, enum recogniser_kind))
{
    FILE *file = fopen(path, "w");
    if (file == NULL)
        return false;
    write(file, clips, OURS);
    return fclose(file) == 0;
}

static int make_trn(char **paths)
{
    struct bench_clips clips;
    bool good = clips_read(paths[0], &clips) && clips_read_hearing(paths[1], &clips, OURS) &&
                write_trn(paths[2], &clips, sclite_write_said) &&
                write_trn(paths[3], &clips, sclite_write_heard);
    clips_done(&clips);
    return good ? 0 : 1;
}

static bool read_one(char **paths, struct bench_clips *clips, enum recogniser_kind who)
{
    if (!clips_read_hearing(paths[0], clips, who))
        return false;
    FILE *file = fopen(paths[1], "r");
    if (file == NULL) {
        (void)fprintf(stderr, "%s: can't be opened\n", paths[1]);
        return false;
    }
    bool good = sclite_read(file, clips, who);
    (void)fclose(file);
    return good;
}

static void write_raw(FILE *file, const char *set, const struct bench_clip *clip)
{
    const struct tokens *heard = &clip->by[OURS].heard;
    for (size_t i = 0; i < heard->count; i++)
        (void)fprintf(file, "%s\t%s\t%s\t%.6f\t%.6f\t%d\n", set, clip->id, heard->list[i].text,
                      heard->list[i].confidence, heard->list[i].posterior,
                      heard->list[i].right == 1);
}

/* NULL when it can't be opened; *empty tells whether anything is in it yet. */
static FILE *open_to_add(const char *path, bool *empty)
{
    FILE *file = fopen(path, "a");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
        (void)fprintf(stderr, "%s: can't be written\n", path);
        return NULL;
    }
    *empty = ftell(file) == 0;
    return file;
}

static bool write_files(const struct options *o, const struct bench_clips *clips,
                        const struct bench_cues *cues)
{
    bool empty, good = true;
    if (o->tsv != NULL) {
        FILE *file = open_to_add(o->tsv, &empty);
        struct table_head head = {o->head.condition, o->head.set, false, !empty};
        if (file == NULL)
            return false;
        table_write(file, &head, clips, cues);
        good = fclose(file) == 0;
    }
    if (o->raw != NULL) {
        FILE *file = open_to_add(o->raw, &empty);
        if (file == NULL)
            return false;
        if (empty)
            (void)fprintf(file, "set\tid\tword\tconfidence\tposterior\tright\n");
        for (size_t i = 0; i < clips->count; i++)
            write_raw(file, o->head.set, &clips->list[i]);
        good = fclose(file) == 0 && good;
    }
    return good;
}

static void print_trust(const struct options *o, const struct bench_clips *clips)
{
    struct trust trust;
    trust_init(&trust, o->doubt_below);
    for (size_t i = 0; i < clips->count; i++) {
        const struct tokens *heard = &clips->list[i].by[OURS].heard;
        for (size_t j = 0; j < heard->count; j++)
            trust_add(&trust, heard->list[j].confidence, heard->list[j].right == 1);
    }
    table_print_trust(stdout, o->head.set, &trust);
}

static int make_table(const struct options *o, char **paths, int count)
{
    struct bench_clips clips;
    static struct bench_cues cues;
    bool good = clips_read(paths[0], &clips) && read_one(paths + 1, &clips, OURS) &&
                (count < 5 || read_one(paths + 3, &clips, STOCK)) &&
                (o->cues == NULL || cues_read(o->cues, &cues)) && write_files(o, &clips, &cues);
    if (good)
        table_print(stdout, &o->head, &clips, &cues);
    if (good && o->trust)
        print_trust(o, &clips);
    clips_done(&clips);
    return good ? 0 : 1;
}

int main(int argc, char **argv)
{
    struct options o = {.head = {.condition = "clean", .set = "set"},
                        .doubt_below = WORD_DOUBTFUL_BELOW};
    if (argc == 6 && strcmp(argv[1], "trn") == 0)
        return make_trn(argv + 2);
    if (argc > 1 && strcmp(argv[1], "table") == 0 && read_options(argc - 1, argv + 1, &o)) {
        int count = argc - 1 - optind;
        if (count == 3 || count == 5)
            return make_table(&o, argv + 1 + optind, count);
    }
    (void)fprintf(stderr, "usage: see the head of tests/accuracy/hearing/score.c\n");
    return 2;
}
