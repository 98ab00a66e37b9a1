#include "senses_table.h"

#include "memory.h"
#include "moves/lexicon.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS_MAX = 255, FIELD_NAME_MAX = 32 };

/* Fields of meaning get their numbers in the order in which they turn up. */
struct names {
    char list[FIELDS_MAX][FIELD_NAME_MAX];
    size_t count;
};

static uint8_t number_of(struct names *names, const char *name)
{
    size_t i = 0;
    if (strcmp(name, "-") == 0)
        return 0;
    while (i < names->count && strcmp(names->list[i], name) != 0)
        i++;
    if (i == names->count) {
        if (names->count + 1 == FIELDS_MAX) {
            (void)fputs("too many fields of meaning\n", stderr);
            exit(1);
        }
        (void)snprintf(names->list[names->count++], FIELD_NAME_MAX, "%s", name);
    }
    return (uint8_t)(i + 1);
}

static uint16_t group_of(const char *text)
{
    return strcmp(text, "-") == 0 ? 0 : (uint16_t)(atoi(text) + 1);
}

static int by_word(const void *a, const void *b)
{
    uint64_t x = ((const struct sense *)a)->word;
    uint64_t y = ((const struct sense *)b)->word;
    return (x > y) - (x < y);
}

void senses_read(const char *path, struct senses *out)
{
    FILE *file = fopen(path, "r");
    struct names names = {.count = 0};
    char line[256], word[64], field[FIELD_NAME_MAX], coarse[16], fine[16];
    int number = 0;
    *out = (struct senses){0};
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        number++;
        if (line[0] == '#')
            continue;
        if (sscanf(line, "%63s %31s %15s %15s", word, field, coarse, fine) != 4) {
            (void)fprintf(stderr, "%s:%d: word, field and two groups were expected\n", path,
                          number);
            exit(1);
        }
        out->list = need_more(out->list, (out->count + 1) * sizeof *out->list);
        out->list[out->count++] = (struct sense){.word = word_hash(word, strlen(word)),
                                                 .field = number_of(&names, field),
                                                 .coarse = group_of(coarse),
                                                 .fine = group_of(fine)};
    }
    if (file == NULL || out->count == 0) {
        (void)fprintf(stderr, "%s: no table of words can be read there\n", path);
        exit(1);
    }
    (void)fclose(file);
    qsort(out->list, out->count, sizeof *out->list, by_word);
}
