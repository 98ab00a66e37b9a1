#include "words/names.h"

#include "words/pronounce.h"

#include <pocketsphinx.h>
#include <sphinxbase/ckd_alloc.h>
#include <sphinxbase/ngram_model.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A word that the language model lacks may follow and precede what this one may, and is as likely:
 * a name that the model has seen often. README.md has the figures. */
static const char model_name[] = "john";
static const char model_possessive[] = "john's";

/* The library has room for 128 classes in a language model. */
enum { CLASSES_MAX = 60 };

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

/* One class for the words list[first], list[first + step] and so on, each with an equal share of
 * the probability of `tag`. */
static bool add_class(ngram_model_t *lm, const char *tag, char **list, size_t count, size_t first,
                      size_t step)
{
    char *members[VOCABULARY_WORDS_MAX];
    float32 shares[VOCABULARY_WORDS_MAX];
    int32 taken = 0;
    for (size_t i = first; i < count; i += step)
        members[taken++] = list[i];
    for (int32 i = 0; i < taken; i++)
        shares[i] = 1.0f / (float32)taken;
    return ngram_model_add_class(lm, tag, 1.0f, members, shares, taken) >= 0;
}

/* Puts the words that are possessives, or those that are not, into classes behind `tag`. */
static bool add_classes(ps_decoder_t *ps, ngram_model_t *lm, const struct vocabulary *v,
                        const char *tag, bool possessives)
{
    char *missing[VOCABULARY_WORDS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < v->count && count < VOCABULARY_WORDS_MAX; i++)
        if (possessive(v->list[i]) == possessives && !in_language(lm, v->list[i]) &&
            in_dictionary(ps, v->list[i], NULL, 0))
            missing[count++] = v->list[i];
    if (!in_language(lm, tag))
        return true; /* another language model: its words must do */
    size_t classes = count < CLASSES_MAX ? count : CLASSES_MAX;
    bool good = true;
    for (size_t i = 0; good && i < classes; i++)
        good = add_class(lm, tag, missing, count, i, classes);
    return good;
}

static bool read_language(ps_decoder_t *ps, const char *search, const struct vocabulary *v)
{
    cmd_ln_t *config = ps_get_config(ps);
    ngram_model_t *lm =
        ngram_model_read(config, cmd_ln_str_r(config, "-lm"), NGRAM_AUTO, ps_get_logmath(ps));
    if (lm == NULL)
        return false;
    bool good = add_classes(ps, lm, v, model_name, false) &&
                add_classes(ps, lm, v, model_possessive, true) && ps_set_lm(ps, search, lm) == 0 &&
                ps_set_search(ps, search) == 0;
    (void)ngram_model_free(lm); /* the search keeps a reference of its own */
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

enum err names_set(struct names *n, struct ps_decoder_s *ps, const struct vocabulary *v)
{
    const char *current = ps_get_search(ps);
    char search[SEARCH_NAME_MAX];
    if (current == NULL || strlen(current) >= sizeof search)
        return ERR_SYSTEM;
    memcpy(search, current, strlen(current) + 1);
    if (!n->changed && knows(ps, search, v))
        return ERR_NONE;
    /* Without a search nothing of the language model can be touched while words are added, and two
     * language models are never in memory at once. */
    if (ps_unset_search(ps, search) != 0)
        return ERR_SYSTEM;
    cmd_ln_t *config = ps_get_config(ps);
    if (n->changed && ps_load_dict(ps, cmd_ln_str_r(config, "-dict"), NULL, NULL) != 0)
        return ERR_SYSTEM;
    n->changed = v->count > 0;
    add_pronunciations(ps, v);
    return read_language(ps, search, v) ? ERR_NONE : ERR_SYSTEM;
}
