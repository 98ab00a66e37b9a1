#define _GNU_SOURCE /* memfd_create */
#include "words/names.h"

#include "words/pronounce.h"

#include <pocketsphinx.h>
#include <sphinxbase/ckd_alloc.h>
#include <sphinxbase/ngram_model.h>

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Of every word that is said, this share is expected to be one of the names, whichever: README.md
 * has the figures. */
#define NAMES_SHARE 0.01f

enum { SEARCH_NAME_MAX = 64 };

static bool in_language(ngram_model_t *lm, const char *word)
{
    return ngram_wid(lm, word) != ngram_unknown_wid(lm);
}

static bool in_dictionary(ps_decoder_t *ps, const char *word, char *phones, size_t size)
{
    char *known = ps_lookup_word(ps, word);
    if (known == NULL)
        return false;
    if (phones != NULL)
        (void)snprintf(phones, size, "%s", known);
    ckd_free(known);
    return true;
}

static bool possessive(const char *word)
{
    size_t length = strlen(word);
    return length > 2 && strcmp(word + length - 2, "'s") == 0;
}

/* The dictionary's own phones for the stem of a possessive are better than a guess at the whole. */
static bool find_phones(ps_decoder_t *ps, const char *word, char phones[PHONES_MAX])
{
    if (!possessive(word))
        return pronounce(word, phones, PHONES_MAX) == ERR_NONE;
    char stem[WORD_TEXT_MAX];
    (void)snprintf(stem, sizeof stem, "%.*s", (int)strlen(word) - 2, word);
    return (in_dictionary(ps, stem, phones, PHONES_MAX) ||
            pronounce(stem, phones, PHONES_MAX) == ERR_NONE) &&
           pronounce_possessive(phones, PHONES_MAX);
}

static void add_pronunciations(ps_decoder_t *ps, const struct vocabulary *v)
{
    char phones[PHONES_MAX];
    for (size_t i = 0; i < v->count; i++)
        if (!in_dictionary(ps, v->list[i], NULL, 0) && find_phones(ps, v->list[i], phones))
            (void)ps_add_word(ps, v->list[i], phones, FALSE);
}

/* Writes the words that `lm` lacks as a language model of their own, each as likely as the other,
 * and counts them. */
static bool write_names(FILE *file, ps_decoder_t *ps, ngram_model_t *lm, const struct vocabulary *v,
                        size_t *count)
{
    *count = 0;
    bool missing[VOCABULARY_WORDS_MAX];
    for (size_t i = 0; i < v->count; i++) {
        missing[i] = !in_language(lm, v->list[i]) && in_dictionary(ps, v->list[i], NULL, 0);
        *count += missing[i];
    }
    if (*count == 0)
        return true;
    /* ARPA format wants the marks of a sentence; they are never said */
    (void)fprintf(file, "\\data\\\nngram 1=%zu\n\n\\1-grams:\n-99 <s>\n-99 </s>\n", *count + 2);
    for (size_t i = 0; i < v->count; i++)
        if (missing[i])
            (void)fprintf(file, "%.4f %s\n", -log10((double)*count), v->list[i]);
    (void)fputs("\n\\end\\\n", file);
    return fflush(file) == 0 && !ferror(file);
}

/* The names' language model is read from a file that is nowhere but in memory. */
static ngram_model_t *read_names(FILE *file, ps_decoder_t *ps)
{
    char path[64];
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", fileno(file));
    return ngram_model_read(ps_get_config(ps), path, NGRAM_ARPA, ps_get_logmath(ps));
}

/* `lm`, with the names mixed in where it lacks any. Takes `lm`; NULL when that fails. */
static ngram_model_t *with_names(ps_decoder_t *ps, ngram_model_t *lm, const struct vocabulary *v)
{
    int memory = memfd_create("names", MFD_CLOEXEC);
    FILE *file = memory < 0 ? NULL : fdopen(memory, "w");
    size_t count = 0;
    ngram_model_t *names = NULL, *mixed = NULL;
    bool good = file != NULL && write_names(file, ps, lm, v, &count);
    if (good && count > 0)
        names = read_names(file, ps);
    if (names != NULL) {
        ngram_model_t *models[] = {lm, names};
        char usual[] = "usual", own[] = "names", *called[] = {usual, own};
        const float32 shares[] = {1.0f - NAMES_SHARE, NAMES_SHARE};
        mixed = ngram_model_set_init(ps_get_config(ps), models, called, shares, 2);
        (void)ngram_model_free(names); /* the set keeps a reference of its own */
    } else if (good && count == 0) {
        mixed = ngram_model_retain(lm);
    }
    if (file != NULL)
        (void)fclose(file);
    else if (memory >= 0)
        (void)close(memory);
    (void)ngram_model_free(lm);
    return mixed;
}

static ngram_model_t *read_model(ps_decoder_t *ps, const char *path)
{
    return path == NULL ? NULL
                        : ngram_model_read(ps_get_config(ps), path, NGRAM_AUTO, ps_get_logmath(ps));
}

static bool read_language(const struct names *n, ps_decoder_t *ps, const char *search)
{
    ngram_model_t *lm = n->words.count > 0 ? read_model(ps, n->coaching) : NULL;
    if (lm == NULL)
        lm = read_model(ps, cmd_ln_str_r(ps_get_config(ps), "-lm"));
    ngram_model_t *mixed = lm == NULL ? NULL : with_names(ps, lm, &n->words);
    if (mixed == NULL)
        return false;
    bool good = ps_set_lm(ps, search, mixed) == 0 && ps_set_search(ps, search) == 0;
    (void)ngram_model_free(mixed); /* the search keeps a reference of its own */
    return good;
}

static bool knows(ps_decoder_t *ps, const char *search, const struct vocabulary *v)
{
    ngram_model_t *lm = ps_get_lm(ps, search);
    bool all = lm != NULL;
    for (size_t i = 0; all && i < v->count; i++)
        all = in_language(lm, v->list[i]) && in_dictionary(ps, v->list[i], NULL, 0);
    return all;
}

/* The name of the n-gram search; "" when there is none, or one with too long a name. */
static void find_search(ps_decoder_t *ps, char name[SEARCH_NAME_MAX])
{
    name[0] = '\0';
    /* ps_get_search would be shorter, but loses memory at every call */
    for (ps_search_iter_t *i = ps_search_iter(ps); i != NULL; i = ps_search_iter_next(i)) {
        const char *found = ps_search_iter_val(i);
        if (found != NULL && strlen(found) < SEARCH_NAME_MAX && ps_get_lm(ps, found) != NULL)
            memcpy(name, found, strlen(found) + 1);
    }
}

/* Without a search nothing of the language model can be touched while words are added, and two
 * language models are never in memory at once. */
static enum err renew(struct names *n, ps_decoder_t *ps, const char *search)
{
    if (ps_unset_search(ps, search) != 0)
        return ERR_SYSTEM;
    cmd_ln_t *config = ps_get_config(ps);
    if (n->changed && ps_load_dict(ps, cmd_ln_str_r(config, "-dict"), NULL, NULL) != 0)
        return ERR_SYSTEM;
    n->changed = n->words.count > 0;
    add_pronunciations(ps, &n->words);
    return read_language(n, ps, search) ? ERR_NONE : ERR_SYSTEM;
}

enum err names_set(struct names *n, struct ps_decoder_s *ps, const struct vocabulary *v)
{
    char search[SEARCH_NAME_MAX];
    find_search(ps, search);
    if (search[0] == '\0')
        return ERR_SYSTEM;
    bool other_model = n->coaching != NULL && (v->count > 0) != (n->words.count > 0);
    if (!n->changed && !other_model && knows(ps, search, v))
        return ERR_NONE;
    enum err err = vocabulary_copy(&n->words, v);
    return err == ERR_NONE ? renew(n, ps, search) : err;
}

enum err names_renew(struct names *n, struct ps_decoder_s *ps)
{
    char search[SEARCH_NAME_MAX];
    find_search(ps, search);
    return search[0] == '\0' ? ERR_SYSTEM : renew(n, ps, search);
}

struct ngram_model_s *names_language(struct ps_decoder_s *ps)
{
    char search[SEARCH_NAME_MAX];
    find_search(ps, search);
    return search[0] == '\0' ? NULL : ps_get_lm(ps, search);
}

void names_done(struct names *n)
{
    vocabulary_done(&n->words);
}
