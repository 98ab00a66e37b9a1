#include "scarce/memory.h"

#include <stddef.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
char *__real_strdup(const char *text);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
char *__wrap_strdup(const char *text);

static bool scarce, refused_any;
static long left;
static enum scarce_mode how;

void scarce_begin(long succeed, enum scarce_mode mode)
{
    left = succeed;
    how = mode;
    refused_any = false;
    scarce = true;
}

bool scarce_end(void)
{
    scarce = false;
    return refused_any;
}

static bool refused(void)
{
    if (!scarce || left-- > 0)
        return false;
    scarce = how != SCARCE_ONCE;
    refused_any = true;
    return true;
}

void *__wrap_malloc(size_t size)
{
    return refused() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return refused() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return refused() ? NULL : __real_realloc(old, size);
}

char *__wrap_strdup(const char *text)
{
    return refused() ? NULL : __real_strdup(text);
}
