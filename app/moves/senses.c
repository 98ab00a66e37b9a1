#include "moves/senses.h"

#include <stdlib.h>

const struct sense *sense_of(const struct senses *senses, uint64_t word)
{
    size_t from = 0;
    size_t to = senses->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (senses->list[middle].word == word)
            return &senses->list[middle];
        if (senses->list[middle].word < word)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

void senses_done(struct senses *senses)
{
    free(senses->list);
    *senses = (struct senses){0};
}
