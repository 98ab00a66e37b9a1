#include "memory.h"

#include <stdio.h>
#include <stdlib.h>

void need_success(int failed)
{
    if (!failed)
        return;
    (void)fputs("train-moves: out of memory\n", stderr);
    exit(3);
}

void *need(size_t count, size_t size)
{
    void *out = calloc(count + 1, size);
    need_success(out == NULL);
    return out;
}

void *need_more(void *old, size_t size)
{
    void *out = realloc(old, size);
    need_success(out == NULL);
    return out;
}
