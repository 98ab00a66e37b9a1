#include "accuracy/hearing/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What one recogniser did on the clips of one row. */
struct sums {
    size_t clips, said, heard, errors, lost;
    double audio_s, cpu_s, wait_s, peak_mb; /* the last two: the worst */
    struct cue_tally cues;
};

struct row {
    struct sums by[RECOGNISERS];
    double *snr_db; /* owned */
    size_t snrs;
};

enum {
    CLIPS,
    WORDS,
    AUDIO,
    WER,
    WER_STOCK,
    WER_RATIO,
    COUNT,
    COUNT_STOCK,
    CPU,
    CPU_STOCK,
    CPU_RATIO,
    WAIT,
    PEAK,
    PEAK_STOCK,
    CUES,
    RECALL,
    RECALL_STOCK,
    PRECISION,
    PRECISION_STOCK,
    SNR,
    LOST,
    COLUMNS
};

static const struct {
    const char *name;  /* in the TSV */
    const char *upper; /* in the table: two lines */
    const char *lower;
    int width, digits;
} columns[COLUMNS] = {
    [CLIPS] = {"clips", "", "clips", 6, 0},
    [WORDS] = {"words", "", "words", 6, 0},
    [AUDIO] = {"audio_s", "", "audio s", 8, 0},
    [WER] = {"wer", "", "WER", 7, 3},
    [WER_STOCK] = {"wer_stock", "", "stock", 6, 3},
    [WER_RATIO] = {"wer_ratio", "", "ratio", 6, 3},
    [COUNT] = {"count", "heard/", "said", 7, 3},
    [COUNT_STOCK] = {"count_stock", "", "stock", 6, 3},
    [CPU] = {"cpu", "CPU s", "per s", 7, 3},
    [CPU_STOCK] = {"cpu_stock", "", "stock", 6, 3},
    [CPU_RATIO] = {"cpu_ratio", "", "ratio", 6, 3},
    [WAIT] = {"wait_s", "worst", "wait s", 7, 2},
    [PEAK] = {"peak_mb", "peak", "MB", 6, 0},
    [PEAK_STOCK] = {"peak_mb_stock", "", "stock", 6, 0},
    [CUES] = {"cues", "cues", "said", 5, 0},
    [RECALL] = {"cue_recall", "", "recall", 7, 3},
    [RECALL_STOCK] = {"cue_recall_stock", "", "stock", 6, 3},
    [PRECISION] = {"cue_precision", "preci", "sion", 6, 3},
    [PRECISION_STOCK] = {"cue_precision_stock", "", "stock", 6, 3},
    [SNR] = {"snr_db", "SNR", "dB", 5, 1},
    [LOST] = {"lost", "", "lost", 5, 0},
};

static double worse(double a, double b)
{
    return isnan(a) || b > a ? b : a;
}

static void add_hearing(struct sums *s, const struct bench_clip *clip, const struct hearing *h,
                        const struct bench_cues *cues)
{
    if (!h->there)
        return;
    s->clips++;
    s->said += clip->said.count;
    s->heard += h->heard.count;
    s->errors += h->substituted + h->deleted + h->inserted;
    s->lost += h->lost;
    s->audio_s += h->audio_s;
    s->cpu_s += h->cpu_s;
    s->wait_s = isnan(h->wait_s) ? s->wait_s : worse(s->wait_s, h->wait_s);
    s->peak_mb = worse(s->peak_mb, h->peak_mb);
    cues_tally(cues, &clip->said, &h->heard, &s->cues);
}

static struct row row_of(const struct bench_clips *clips, const struct bench_cues *cues,
                         const char *source, const char *style)
{
    struct row row = {.snr_db = calloc(clips->count + 1, sizeof(double))};
    if (row.snr_db == NULL)
        exit(3);
    for (int who = 0; who < RECOGNISERS; who++)
        row.by[who].wait_s = row.by[who].peak_mb = (double)NAN;
    for (size_t i = 0; i < clips->count; i++) {
        const struct bench_clip *clip = &clips->list[i];
        if ((source != NULL && strcmp(source, clip->source) != 0) ||
            (style != NULL && strcmp(style, clip->style) != 0))
            continue;
        for (int who = 0; who < RECOGNISERS; who++)
            add_hearing(&row.by[who], clip, &clip->by[who], cues);
        if (clip->by[OURS].there && !isnan(clip->by[OURS].snr_db))
            row.snr_db[row.snrs++] = clip->by[OURS].snr_db;
    }
    return row;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, size_t count)
{
    if (count == 0)
        return (double)NAN;
    qsort(values, count, sizeof *values, by_size);
    return (values[(count - 1) / 2] + values[count / 2]) / 2.0;
}

/* Nothing over nothing is no figure. */
static double over(double part, double whole)
{
    return whole > 0.0 ? part / whole : (double)NAN;
}

static void figures_of(struct row *row, double out[COLUMNS])
{
    const struct sums *ours = &row->by[OURS], *stock = &row->by[STOCK];
    out[CLIPS] = (double)ours->clips;
    out[WORDS] = (double)ours->said;
    out[AUDIO] = ours->audio_s;
    out[WER] = over((double)ours->errors, (double)ours->said);
    out[WER_STOCK] = over((double)stock->errors, (double)stock->said);
    out[WER_RATIO] = over(out[WER], out[WER_STOCK]);
    out[COUNT] = over((double)ours->heard, (double)ours->said);
    out[COUNT_STOCK] = over((double)stock->heard, (double)stock->said);
    out[CPU] = over(ours->cpu_s, ours->audio_s);
    out[CPU_STOCK] = over(stock->cpu_s, stock->audio_s);
    out[CPU_RATIO] = over(out[CPU], out[CPU_STOCK]);
    out[WAIT] = ours->wait_s;
    out[PEAK] = ours->peak_mb;
    out[PEAK_STOCK] = stock->peak_mb;
    out[CUES] = (double)ours->cues.said;
    out[RECALL] = over((double)ours->cues.same, (double)ours->cues.said);
    out[RECALL_STOCK] = over((double)stock->cues.same, (double)stock->cues.said);
    out[PRECISION] = over((double)ours->cues.same, (double)ours->cues.heard);
    out[PRECISION_STOCK] = over((double)stock->cues.same, (double)stock->cues.heard);
    out[SNR] = median(row->snr_db, row->snrs);
    out[LOST] = (double)ours->lost;
}

typedef void print_row(FILE *to, const struct table_head *head, const char *group, const char *name,
                       const double figures[COLUMNS]);

static void print_for_people(FILE *to, const struct table_head *head, const char *group,
                             const char *name, const double figures[COLUMNS])
{
    (void)fprintf(to, "%-10s %-14.14s", head->all_only ? head->condition : group, name);
    for (int i = 0; i < COLUMNS; i++)
        if (isnan(figures[i]))
            (void)fprintf(to, "%*s", columns[i].width, "-");
        else
            (void)fprintf(to, "%*.*f", columns[i].width, columns[i].digits, figures[i]);
    (void)fprintf(to, "\n");
}

static void print_tsv(FILE *to, const struct table_head *head, const char *group, const char *name,
                      const double figures[COLUMNS])
{
    (void)fprintf(to, "%s\t%s\t%s\t%s", head->condition, head->set, group, name);
    for (int i = 0; i < COLUMNS; i++)
        if (isnan(figures[i]))
            (void)fprintf(to, "\t-");
        else
            (void)fprintf(to, "\t%.*f", columns[i].digits == 0 ? 0 : columns[i].digits + 1,
                          figures[i]);
    (void)fprintf(to, "\n");
}

static void one_row(FILE *to, const struct table_head *head, const struct bench_clips *clips,
                    const struct bench_cues *cues, const char *source, const char *style,
                    print_row *print)
{
    double figures[COLUMNS];
    struct row row = row_of(clips, cues, source, style);
    figures_of(&row, figures);
    free(row.snr_db);
    const char *group = source != NULL ? "source" : style != NULL ? "style" : "all";
    print(to, head, group, source != NULL ? source : style != NULL ? style : head->set, figures);
}

static void all_rows(FILE *to, const struct table_head *head, const struct bench_clips *clips,
                     const struct bench_cues *cues, print_row *print)
{
    for (int styles = 0; styles < 2 && !head->all_only; styles++)
        for (size_t i = 0; i < clips->count; i++) {
            const char *name = styles ? clips->list[i].style : clips->list[i].source;
            bool seen = false;
            for (size_t j = 0; j < i && !seen; j++)
                seen = strcmp(name, styles ? clips->list[j].style : clips->list[j].source) == 0;
            if (!seen)
                one_row(to, head, clips, cues, styles ? NULL : name, styles ? name : NULL, print);
        }
    one_row(to, head, clips, cues, NULL, NULL, print);
}

void table_print(FILE *to, const struct table_head *head, const struct bench_clips *clips,
                 const struct bench_cues *cues)
{
    if (!head->no_names) {
        (void)fprintf(to, "%-25s", "");
        for (int i = 0; i < COLUMNS; i++)
            (void)fprintf(to, "%*s", columns[i].width, columns[i].upper);
        (void)fprintf(to, "\n%-25s", "");
        for (int i = 0; i < COLUMNS; i++)
            (void)fprintf(to, "%*s", columns[i].width, columns[i].lower);
        (void)fprintf(to, "\n");
    }
    all_rows(to, head, clips, cues, print_for_people);
}

void table_write(FILE *to, const struct table_head *head, const struct bench_clips *clips,
                 const struct bench_cues *cues)
{
    if (!head->no_names) {
        (void)fprintf(to, "condition\tset\tgroup\tname");
        for (int i = 0; i < COLUMNS; i++)
            (void)fprintf(to, "\t%s", columns[i].name);
        (void)fprintf(to, "\n");
    }
    all_rows(to, head, clips, cues, print_tsv);
}

void table_print_trust(FILE *to, const char *set, const struct trust *t)
{
    if (t->words == 0)
        return;
    (void)fprintf(to, "\n%s: confidence of %zu heard words\n", set, t->words);
    (void)fprintf(to, "   from   to   words  mean confidence  share right\n");
    for (int i = 0; i < TRUST_BINS; i++) {
        (void)fprintf(to, "   %.1f  %.1f  %6zu", i / 10.0, (i + 1) / 10.0, t->count[i]);
        if (t->count[i] > 0)
            (void)fprintf(to, "  %15.3f  %11.3f\n", t->sum[i] / (double)t->count[i],
                          (double)t->right[i] / (double)t->count[i]);
        else
            (void)fprintf(to, "  %15s  %11s\n", "-", "-");
    }
    size_t sure = t->words - t->doubted, sure_wrong = t->wrong - t->doubted_wrong;
    (void)fprintf(to, "expected calibration error %.3f; wrong %.3f of all\n", trust_error(t),
                  (double)t->wrong / (double)t->words);
    (void)fprintf(to, "under %.2f: %zu words (%.3f of all), %zu wrong, %zu right\n", t->doubt_below,
                  t->doubted, (double)t->doubted / (double)t->words, t->doubted_wrong,
                  t->doubted - t->doubted_wrong);
    (void)fprintf(to, "from %.2f:  %zu words, %zu wrong, %zu right\n", t->doubt_below, sure,
                  sure_wrong, sure - sure_wrong);
}
