#include "model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *must(void *memory)
{
    if (memory == NULL) {
        fputs("Not enough memory to make the language model.\n", stderr);
        exit(1);
    }
    return memory;
}

static uint32_t hash(const char *word)
{
    uint32_t value = 2166136261U; /* FNV-1a */
    for (; *word != '\0'; word++)
        value = (value ^ (uint8_t)*word) * 16777619U;
    return value;
}

static uint32_t slot_of(const struct vocabulary *v, const char *word)
{
    uint32_t slot = hash(word) & (v->slot_count - 1);
    while (v->slots[slot] != WORD_NONE && strcmp(v->words[v->slots[slot]], word) != 0)
        slot = (slot + 1) & (v->slot_count - 1);
    return slot;
}

static void grow(struct vocabulary *v)
{
    v->capacity = v->capacity == 0 ? 1024 : v->capacity * 2;
    v->slot_count = v->capacity * 2;
    v->words = must(realloc(v->words, v->capacity * sizeof *v->words));
    v->slots = must(realloc(v->slots, v->slot_count * sizeof *v->slots));
    memset(v->slots, 0xFF, v->slot_count * sizeof *v->slots);
    for (uint32_t i = 0; i < v->count; i++)
        v->slots[slot_of(v, v->words[i])] = i;
}

uint32_t vocabulary_add(struct vocabulary *v, const char *word)
{
    if (v->count == v->capacity)
        grow(v);
    uint32_t slot = slot_of(v, word);
    if (v->slots[slot] == WORD_NONE) {
        size_t size = strlen(word) + 1;
        v->words[v->count] = memcpy(must(malloc(size)), word, size);
        v->slots[slot] = v->count++;
    }
    return v->slots[slot];
}

uint32_t vocabulary_find(const struct vocabulary *v, const char *word)
{
    return v->count == 0 ? WORD_NONE : v->slots[slot_of(v, word)];
}

void vocabulary_done(struct vocabulary *v)
{
    for (uint32_t i = 0; i < v->count; i++)
        free(v->words[i]);
    free(v->words);
    free(v->slots);
    *v = (struct vocabulary){0};
}

void model_done(struct model *m)
{
    for (int i = 0; i < ORDER_MAX; i++)
        free(m->order[i].list);
    *m = (struct model){0};
}

struct gram *table_add(struct table *t, const uint32_t *words, int order)
{
    if (t->count == t->capacity) {
        t->capacity = t->capacity == 0 ? 4096 : t->capacity * 2;
        t->list = must(realloc(t->list, t->capacity * sizeof *t->list));
    }
    struct gram *gram = &t->list[t->count++];
    *gram = (struct gram){.backoff = 1};
    memcpy(gram->word, words, (size_t)order * sizeof *words);
    return gram;
}

static int by_words(const void *a, const void *b)
{
    const uint32_t *x = ((const struct gram *)a)->word;
    const uint32_t *y = ((const struct gram *)b)->word;
    for (int i = 0; i < ORDER_MAX; i++)
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    return 0;
}

void table_sort(struct table *t)
{
    if (t->count > 0)
        qsort(t->list, t->count, sizeof *t->list, by_words);
}

struct gram *table_find(const struct table *t, const uint32_t *words, int order)
{
    struct gram key = {0};
    memcpy(key.word, words, (size_t)order * sizeof *words);
    return t->count == 0 ? NULL : bsearch(&key, t->list, t->count, sizeof *t->list, by_words);
}

double model_p(const struct model *m, const uint32_t *words, int count)
{
    double factor = 1;
    for (; count > 1; words++, count--) {
        const struct gram *gram = table_find(&m->order[count - 1], words, count);
        if (gram != NULL)
            return factor * gram->p;
        const struct gram *history = table_find(&m->order[count - 2], words, count - 1);
        factor *= history == NULL ? 1 : history->backoff;
    }
    const struct gram *gram = table_find(&m->order[0], words, 1);
    return gram == NULL ? 0 : factor * gram->p;
}

/* The first of the grams that go on from `history`; those follow one another. */
static size_t first_after(const struct table *t, const uint32_t *history, int count)
{
    struct gram key = {0};
    memcpy(key.word, history, (size_t)count * sizeof *history);
    size_t low = 0, high = t->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (by_words(&t->list[middle], &key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct rest model_rest(const struct model *m, const uint32_t *history, int count)
{
    const struct table *t = &m->order[count];
    struct rest rest = {1, 1};
    for (size_t i = first_after(t, history, count); i < t->count; i++) {
        const struct gram *gram = &t->list[i];
        if (memcmp(gram->word, history, (size_t)count * sizeof *history) != 0)
            break;
        rest.here -= gram->p;
        rest.shorter -= model_p(m, gram->word + 1, count);
    }
    return rest;
}

void model_normalise(struct model *m)
{
    /* Rounding, and words that are never followed by anything unseen, leave next to nothing. */
    static const double least = 1e-7;
    for (int count = 1; count < ORDER_MAX; count++) {
        struct table *histories = &m->order[count - 1];
        for (size_t i = 0; i < histories->count; i++) {
            struct rest rest = model_rest(m, histories->list[i].word, count);
            double here = rest.here > least ? rest.here : least;
            histories->list[i].backoff = rest.shorter > least ? here / rest.shorter : 1;
        }
    }
}
