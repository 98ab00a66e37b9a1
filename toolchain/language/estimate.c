#include "estimate.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void text_add(struct text *t, uint32_t word)
{
    if (t->count == t->capacity) {
        t->capacity = t->capacity == 0 ? 65536 : t->capacity * 2;
        t->words = must(realloc(t->words, t->capacity * sizeof *t->words));
    }
    t->words[t->count++] = word;
}

void text_done(struct text *t)
{
    free(t->words);
    *t = (struct text){0};
}

enum { WORD_MAX = 64 };

/* Takes the next word of `*at`: its length, 0 at the end; *ends: a sentence ended before it. */
static size_t next_word(const char **at, char word[WORD_MAX], bool *ends)
{
    const char *p = *at;
    *ends = false;
    for (; *p != '\0' && !isalpha((unsigned char)*p); p++)
        *ends = *ends || strchr(".?!", *p) != NULL;
    size_t length = 0;
    for (; isalpha((unsigned char)*p) || (*p == '\'' && length > 0); p++)
        if (length < WORD_MAX - 1)
            word[length++] = (char)tolower((unsigned char)*p);
    while (length > 0 && word[length - 1] == '\'')
        length--;
    word[length] = '\0';
    *at = p;
    return length;
}

void text_add_line(struct text *t, const struct vocabulary *v, const char *line)
{
    uint32_t start = vocabulary_find(v, "<s>"), end = vocabulary_find(v, "</s>");
    char word[WORD_MAX];
    bool ends, inside = false;
    while (next_word(&line, word, &ends) > 0) {
        if (inside && ends)
            text_add(t, end);
        if (!inside || ends)
            text_add(t, start);
        inside = true;
        text_add(t, vocabulary_find(v, word));
    }
    if (inside)
        text_add(t, end);
}

/* While counts are being made, `p` holds the count of a gram. */
static void count_order(const struct text *t, uint32_t start, int order, struct table *out)
{
    for (size_t i = 0; i + (size_t)order <= t->count; i++) {
        const uint32_t *words = t->words + i;
        bool good = words[0] != WORD_NONE;
        for (int k = 1; k < order; k++)
            good = good && words[k] != WORD_NONE && words[k] != start;
        if (good)
            table_add(out, words, order)->p = 1;
    }
    table_sort(out);
    size_t kept = 0;
    for (size_t i = 0; i < out->count; i++) {
        if (kept > 0 &&
            memcmp(out->list[kept - 1].word, out->list[i].word, sizeof out->list[i].word) == 0)
            out->list[kept - 1].p++;
        else
            out->list[kept++] = out->list[i];
    }
    out->count = kept;
}

/* Lower orders count in how many different places a gram was seen, not how often: what only ever
 * follows one word says little on its own. Nothing stands before <s>: there the counts stay. */
static void count_places(const struct table *longer, uint32_t start, int order, struct table *out)
{
    for (size_t i = 0; i < out->count; i++)
        if (out->list[i].word[0] != start)
            out->list[i].p = 0;
    for (size_t i = 0; i < longer->count; i++) {
        struct gram *gram = table_find(out, longer->list[i].word + 1, order);
        if (gram != NULL && gram->word[0] != start)
            gram->p++;
    }
}

static double discount(const struct table *t)
{
    double once = 0, twice = 0;
    for (size_t i = 0; i < t->count; i++) {
        once += t->list[i].p < 1.5 && t->list[i].p > 0.5;
        twice += t->list[i].p < 2.5 && t->list[i].p > 1.5;
    }
    return once + twice > 0 ? once / (once + 2 * twice) : 0.5;
}

/* Single words: counts, smoothed with an even share for every word. <s> is never said. */
static void smooth_words(struct table *t, uint32_t start)
{
    double d = discount(t), total = 0, kinds = 0;
    for (size_t i = 0; i < t->count; i++) {
        if (t->list[i].word[0] == start)
            t->list[i].p = 0;
        total += t->list[i].p;
        kinds += t->list[i].p > 0;
    }
    for (size_t i = 0; i < t->count; i++) {
        double count = t->list[i].p;
        if (t->list[i].word[0] != start)
            t->list[i].p =
                ((count > d ? count - d : 0) + d) / (total + d * ((double)t->count - 1 - kinds));
    }
}

/* The stretch of grams from `i` on that share their history. */
static size_t same_history(const struct table *t, size_t i, int order)
{
    size_t end = i + 1;
    size_t size = (size_t)(order - 1) * sizeof t->list[i].word[0];
    while (end < t->count && memcmp(t->list[i].word, t->list[end].word, size) == 0)
        end++;
    return end;
}

static void smooth(struct model *m, int order)
{
    struct table *t = &m->order[order - 1];
    double d = discount(t);
    for (size_t i = 0, end; i < t->count; i = end) {
        end = same_history(t, i, order);
        double total = 0, kinds = 0;
        for (size_t k = i; k < end; k++) {
            total += t->list[k].p;
            kinds += t->list[k].p > 0;
        }
        for (size_t k = i; k < end; k++) {
            double count = t->list[k].p;
            double lower = model_p(m, t->list[k].word + 1, order - 1);
            double share = total > 0 ? d * kinds / total : 1;
            t->list[k].p = (total > 0 && count > d ? (count - d) / total : 0) + share * lower;
        }
    }
}

void estimate(const struct text *t, const struct vocabulary *v, struct model *m)
{
    uint32_t start = vocabulary_find(v, "<s>");
    for (int order = 1; order <= ORDER_MAX; order++)
        count_order(t, start, order, &m->order[order - 1]);
    for (int order = 1; order < ORDER_MAX; order++)
        count_places(&m->order[order], start, order, &m->order[order - 1]);
    smooth_words(&m->order[0], start);
    for (int order = 2; order <= ORDER_MAX; order++) {
        smooth(m, order);
        model_normalise(m); /* the next order backs off through these weights */
    }
}
