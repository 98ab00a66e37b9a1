#include "arpa.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sphinxbase/err.h>
#include <sphinxbase/logmath.h>
#include <sphinxbase/ngram_model.h>

/* The form's way to say "never". */
static double log10_or_never(double p)
{
    return p > 1e-99 ? log10(p) : -99.0;
}

static bool write_text(const char *path, const struct model *m, const struct vocabulary *v)
{
    FILE *file = fopen(path, "w");
    if (file == NULL)
        return false;
    (void)fputs("\\data\\\n", file);
    for (int i = 0; i < ORDER_MAX; i++)
        (void)fprintf(file, "ngram %d=%zu\n", i + 1, m->order[i].count);
    for (int i = 0; i < ORDER_MAX; i++) {
        (void)fprintf(file, "\n\\%d-grams:\n", i + 1);
        for (size_t k = 0; k < m->order[i].count; k++) {
            const struct gram *gram = &m->order[i].list[k];
            (void)fprintf(file, "%.4f", log10_or_never(gram->p));
            for (int w = 0; w <= i; w++)
                (void)fprintf(file, "%c%s", w == 0 ? '\t' : ' ', v->words[gram->word[w]]);
            if (i + 1 < ORDER_MAX)
                (void)fprintf(file, "\t%.4f", log10_or_never(gram->backoff));
            (void)fputc('\n', file);
        }
    }
    (void)fputs("\n\\end\\\n", file);
    bool good = ferror(file) == 0;
    return fclose(file) == 0 && good;
}

static bool convert(const char *from, const char *to)
{
    err_set_logfp(NULL);
    logmath_t *log = logmath_init(1.0001, 0, 0); /* the base of the packaged model */
    ngram_model_t *model = log == NULL ? NULL : ngram_model_read(NULL, from, NGRAM_ARPA, log);
    bool good = model != NULL && ngram_model_write(model, to, NGRAM_BIN) == 0;
    ngram_model_free(model);
    logmath_free(log);
    return good;
}

static bool is_text(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot != NULL && strcmp(dot, ".arpa") == 0;
}

bool language_write(const char *path, const struct model *m, const struct vocabulary *v)
{
    if (is_text(path)) {
        bool written = write_text(path, m, v);
        if (!written)
            (void)fprintf(stderr, "%s can't be written.\n", path);
        return written;
    }
    size_t size = strlen(path) + sizeof ".arpa";
    char *text = must(malloc(size));
    (void)snprintf(text, size, "%s.arpa", path);
    bool good = write_text(text, m, v) && convert(text, path);
    if (!good)
        (void)fprintf(stderr, "%s can't be written.\n", path);
    (void)remove(text);
    free(text);
    return good;
}
