/* language-model: makes the recogniser's language model from the packaged one and our own text.
 * README.md says how; `usage` what it is told. */
#include "arpa.h"
#include "estimate.h"
#include "mix.h"
#include "packaged.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_BYTES = 65536 };

static const char usage[] =
    "usage: language-model --packaged LM --dictionary DICT [--share S] [--words N] [--prune T]\n"
    "                      [--test TEXT] [--out LM] TEXT...\n"
    "Mixes the packaged binary language model with one learnt from the TEXTs (share S of it, 0 to\n"
    "1), keeps the N most frequent words, drops n-grams that raise the perplexity by less than T "
    "(relative), prints the perplexity\n"
    "of --test's text, and writes the model for sphinxbase.\n";

struct options {
    const char *packaged, *dictionary, *out, *test;
    double share, threshold;
    size_t words; /* 0: all */
    char **texts;
    int text_count;
};

static int refuse(const char *path)
{
    (void)fprintf(stderr, "%s can't be read.\n", path);
    return 1;
}

static bool read_options(int argc, char **argv, struct options *o)
{
    int i = 1;
    for (; i + 1 < argc && strncmp(argv[i], "--", 2) == 0; i += 2) {
        const char *name = argv[i] + 2, *value = argv[i + 1];
        if (strcmp(name, "packaged") == 0)
            o->packaged = value;
        else if (strcmp(name, "dictionary") == 0)
            o->dictionary = value;
        else if (strcmp(name, "out") == 0)
            o->out = value;
        else if (strcmp(name, "test") == 0)
            o->test = value;
        else if (strcmp(name, "share") == 0)
            o->share = strtod(value, NULL);
        else if (strcmp(name, "words") == 0)
            o->words = strtoul(value, NULL, 10);
        else if (strcmp(name, "prune") == 0)
            o->threshold = strtod(value, NULL);
        else
            return false;
    }
    o->texts = argv + i;
    o->text_count = argc - i;
    return o->packaged != NULL && o->dictionary != NULL && o->share >= 0 && o->share <= 1;
}

/* The first word of every line; variants, "and(2)", are the word without their number. */
static bool read_dictionary(const char *path, struct vocabulary *v)
{
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return false;
    static char line[LINE_BYTES];
    while (fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, " \t\r\n(")] = '\0';
        if (line[0] != '\0')
            (void)vocabulary_add(v, line);
    }
    (void)fclose(file);
    return true;
}

static bool read_text(const char *path, const struct vocabulary *v, struct text *text)
{
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return false;
    static char line[LINE_BYTES];
    while (fgets(line, sizeof line, file) != NULL)
        if (line[0] != '#')
            text_add_line(text, v, line);
    (void)fclose(file);
    return true;
}

/* Drops every n-gram with a word that is not `good`. */
static void keep_words(struct model *m, const bool *good)
{
    for (int order = 0; order < ORDER_MAX; order++) {
        struct table *t = &m->order[order];
        size_t kept = 0;
        for (size_t i = 0; i < t->count; i++) {
            bool keep = true;
            for (int k = 0; k <= order; k++)
                keep = keep && good[t->list[i].word[k]];
            if (keep)
                t->list[kept++] = t->list[i];
        }
        t->count = kept;
    }
}

/* Drops what needs a word that can't be pronounced: the recogniser would drop it too. */
static void keep_known(struct model *m, const struct vocabulary *v, const struct vocabulary *known)
{
    bool *good = must(calloc((size_t)v->count + 1, sizeof *good));
    for (uint32_t i = 0; i < v->count; i++)
        good[i] = v->words[i][0] == '<' || vocabulary_find(known, v->words[i]) != WORD_NONE;
    keep_words(m, good);
    free(good);
}

static int likelier_first(const void *a, const void *b)
{
    double x = ((const struct gram *)a)->p, y = ((const struct gram *)b)->p;
    return (x < y) - (x > y);
}

/* Keeps the `count` likeliest words, and <s>, which has no likelihood of its own. */
static void keep_frequent(struct model *m, const struct vocabulary *v, size_t count)
{
    struct table *singles = &m->order[0];
    if (count == 0 || count >= singles->count)
        return;
    bool *good = must(calloc((size_t)v->count + 1, sizeof *good));
    qsort(singles->list, singles->count, sizeof *singles->list, likelier_first);
    for (size_t i = 0; i < singles->count; i++) {
        uint32_t word = singles->list[i].word[0];
        good[word] = i < count || v->words[word][0] == '<';
    }
    table_sort(singles);
    keep_words(m, good);
    model_normalise(m);
    free(good);
}

/* Longest history first; what stands before an unknown word tells nothing about what follows. */
static void print_perplexity(const char *name, const struct model *m, const struct text *t,
                             uint32_t start)
{
    double sum = 0, words = 0, unknown = 0;
    for (size_t i = 0; i < t->count; i++) {
        if (t->words[i] == start)
            continue;
        size_t first = i;
        while (first > 0 && i - first < ORDER_MAX - 1 && t->words[first] != start &&
               t->words[first - 1] != WORD_NONE)
            first--;
        int count = (int)(i - first) + 1;
        double p = t->words[i] == WORD_NONE ? 0 : model_p(m, t->words + first, count);
        unknown += p <= 0;
        words += p > 0;
        sum += p > 0 ? log(p) : 0;
    }
    printf("  perplexity of the test text, %-8s %6.1f (%.2f %% unknown of %.0f)\n", name,
           exp(-sum / words), 100 * unknown / (words + unknown), words + unknown);
}

static void print_size(const char *name, const struct model *m)
{
    printf("%-8s %zu words, %zu pairs, %zu triples\n", name, m->order[0].count, m->order[1].count,
           m->order[2].count);
}

struct work {
    struct vocabulary words, known;
    struct model packaged, own, mixed;
    struct text text, test;
};

/* The packaged model, the words that can be said, and the texts. Returns the exit status. */
static int read_all(const struct options *o, struct work *w)
{
    if (!packaged_read(o->packaged, &w->words, &w->packaged))
        return 1;
    if (!read_dictionary(o->dictionary, &w->known))
        return refuse(o->dictionary);
    for (uint32_t i = 0; i < w->known.count; i++)
        (void)vocabulary_add(&w->words, w->known.words[i]);
    for (int i = 0; i < o->text_count; i++)
        if (!read_text(o->texts[i], &w->words, &w->text))
            return refuse(o->texts[i]);
    if (o->test != NULL && !read_text(o->test, &w->words, &w->test))
        return refuse(o->test);
    return 0;
}

static void report(const struct work *w, const char *name, const struct model *m)
{
    print_size(name, m);
    if (w->test.count > 0)
        print_perplexity(name, m, &w->test, vocabulary_find(&w->words, "<s>"));
}

static int make(const struct options *o, struct work *w)
{
    estimate(&w->text, &w->words, &w->own);
    keep_known(&w->packaged, &w->words, &w->known);
    report(w, "packaged", &w->packaged);
    report(w, "own", &w->own);
    mix(&w->packaged, &w->own, o->share, &w->mixed);
    keep_frequent(&w->mixed, &w->words, o->words);
    report(w, "mixed", &w->mixed);
    prune(&w->mixed, o->threshold, vocabulary_find(&w->words, "<s>"),
          vocabulary_find(&w->words, "</s>"));
    report(w, "pruned", &w->mixed);
    return o->out == NULL || language_write(o->out, &w->mixed, &w->words) ? 0 : 1;
}

int main(int argc, char **argv)
{
    struct options o = {.share = 0.3};
    if (!read_options(argc, argv, &o)) {
        (void)fputs(usage, stderr);
        return 2;
    }
    struct work w = {0};
    int status = read_all(&o, &w);
    if (status == 0)
        status = make(&o, &w);
    model_done(&w.packaged);
    model_done(&w.own);
    model_done(&w.mixed);
    text_done(&w.text);
    text_done(&w.test);
    vocabulary_done(&w.words);
    vocabulary_done(&w.known);
    return status;
}
