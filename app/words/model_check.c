#include "words/model_check.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { HEAD_SIZE = 4096, TRIGRAMS = 3 };

/* The beginning of a file, its last byte and its size. */
struct glance {
    uint8_t head[HEAD_SIZE + 1]; /* NUL behind it */
    size_t head_size;
    int last;
    long size;
};

static bool look(const char *path, struct glance *g)
{
    *g = (struct glance){.last = EOF};
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return false;
    g->head_size = fread(g->head, 1, HEAD_SIZE, file);
    if (fseek(file, -1, SEEK_END) == 0) {
        g->last = fgetc(file);
        g->size = ftell(file);
    }
    (void)fclose(file);
    return g->last != EOF;
}

/* Lines of text: a cut hardly ever falls between two. */
static bool is_text(const struct glance *g)
{
    return g->last == '\n' && memchr(g->head, '\0', g->head_size) == NULL;
}

static bool is_dictionary(const struct glance *g)
{
    /* word, blank, phones in capitals */
    size_t word = strcspn((const char *)g->head, " \n");
    uint8_t phone = g->head[word] == ' ' ? g->head[word + 1] : 0;
    return is_text(g) && phone >= 'A' && phone <= 'Z';
}

static bool is_noises(const struct glance *g)
{
    const char *text = (const char *)g->head;
    return is_text(g) && strstr(text, "<s> SIL\n") != NULL && strstr(text, "</s> SIL\n") != NULL &&
           strstr(text, "<sil> SIL\n") != NULL;
}

static bool is_features(const struct glance *g)
{
    return is_text(g) && g->head[0] == '-' && strstr((const char *)g->head, "-feat ") != NULL;
}

static bool is_language(const struct glance *g)
{
    static const char kind[] = "Trie Language Model";
    /* the kind, the order in one byte; at the end the words, each with a NUL */
    return g->head_size > sizeof kind && memcmp(g->head, kind, sizeof kind - 1) == 0 &&
           g->head[sizeof kind - 1] == TRIGRAMS && g->last == '\0';
}

static bool read_u32(const struct glance *g, size_t *at, uint32_t *value)
{
    if (g->head_size < 4 || *at > g->head_size - 4)
        return false;
    *value = 0;
    for (int i = 0; i < 4; i++)
        *value |= (uint32_t)g->head[*at + (size_t)i] << (8 * i);
    *at += 4;
    return true;
}

/* Packed weights: texts, each behind its length, up to a length of 0; then Gaussians and states as
 * numbers, then for every feature stream, Gaussian and state one weight of a byte, or of half of
 * one where weights are clustered. The library maps the file and would fault behind its end. */
static bool is_weights(const struct glance *g)
{
    unsigned streams = 1, clusters = 0;
    uint32_t length = 1, gaussians, states;
    size_t at = 0;
    while (read_u32(g, &at, &length) && length > 0) {
        if (length > g->head_size - at)
            return false;
        (void)sscanf((const char *)g->head + at, "feature_count %u", &streams);
        (void)sscanf((const char *)g->head + at, "cluster_count %u", &clusters);
        at += length;
    }
    if (length != 0 || !read_u32(g, &at, &gaussians) || !read_u32(g, &at, &states))
        return false;
    double row = clusters == 0 ? (double)states : ((double)states + 1.0) / 2.0;
    return (double)g->size >= (double)at + (double)streams * (double)gaussians * row - 0.5;
}

/* The model definition: kind, version and the length of a text; then, behind that text, numbers, of
 * which these say how long the tables are that follow (the names of the phones come first, and
 * are short). The library believes them. */
static bool is_definition(const struct glance *g)
{
    enum { PHONES = 1, STATES = 2, SEQUENCES = 6, TREE = 8, NUMBERS = 10 };
    size_t at = 4;
    uint32_t version, length, n[NUMBERS];
    if (!read_u32(g, &at, &version) || !read_u32(g, &at, &length) || length > g->head_size ||
        memcmp(g->head, "BMDF", 4) != 0 || version != 1)
        return false;
    at += length;
    for (int i = 0; i < NUMBERS; i++)
        if (!read_u32(g, &at, &n[i]))
            return false;
    return (double)g->size >= (double)at + 8.0 * n[TREE] + 12.0 * n[PHONES] + 4.0 +
                                  2.0 * (double)n[SEQUENCES] * (double)n[STATES];
}

static enum err check(const char *path, bool (*is)(const struct glance *), const char *what,
                      struct diag *why)
{
    struct glance g;
    if (look(path, &g) && is(&g))
        return ERR_NONE;
    return diag_set(why, ERR_SYSTEM, 0,
                    "%s of the speech recognition model is cut off, or not the %s that belongs "
                    "there: install the package pocketsphinx-en-us again.",
                    path, what);
}

static enum err check_acoustic(const char *folder, const char *part,
                               bool (*is)(const struct glance *), const char *what,
                               struct diag *why)
{
    char path[MODEL_PATH_MAX];
    int length = snprintf(path, sizeof path, "%s/%s", folder, part);
    if (length < 0 || (size_t)length >= sizeof path)
        return ERR_NONE; /* model_find has seen to it */
    if (access(path, R_OK) != 0)
        return ERR_NONE; /* a part that may be there in another form */
    return check(path, is, what, why);
}

enum err model_check(const struct model_paths *paths, struct diag *why)
{
    const char *folder = paths->acoustic;
    enum err err = check_acoustic(folder, "feat.params", is_features, "list of features", why);
    if (err == ERR_NONE)
        err = check_acoustic(folder, "noisedict", is_noises, "list of noises", why);
    if (err == ERR_NONE)
        err = check_acoustic(folder, "mdef", is_definition, "model definition", why);
    if (err == ERR_NONE)
        err = check_acoustic(folder, "sendump", is_weights, "table of weights", why);
    if (err == ERR_NONE)
        err = check(paths->dictionary, is_dictionary, "dictionary", why);
    if (err == ERR_NONE)
        err = check(paths->language, is_language, "language model of trigrams", why);
    return err;
}
