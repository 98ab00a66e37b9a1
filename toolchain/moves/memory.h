/* A tool may end when memory does: allocations that never fail. */
#ifndef MEMORY_H
#define MEMORY_H

#include <stddef.h>

/* Zeroed; ends the program with a sentence when there is none. */
void *need(size_t count, size_t size);
void *need_more(void *old, size_t size);

/* Ends the program when an allocation elsewhere has failed. */
void need_success(int failed);

#endif
