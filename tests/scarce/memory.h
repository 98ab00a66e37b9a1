/* Memory that runs out when a test says so. A test that is given to
 * sayback_scarce_memory (Rooms.cmake) has its malloc, calloc,
 * realloc and strdup sent here by the linker; libraries outside the test keep theirs. One thread
 * only. */
#ifndef SAYBACK_SCARCE_MEMORY_H
#define SAYBACK_SCARCE_MEMORY_H

#include <stdbool.h>

enum scarce_mode {
    SCARCE_FROM_THEN_ON, /* after `succeed` allocations every one fails */
    SCARCE_ONCE          /* only the one after them fails */
};

void scarce_begin(long succeed, enum scarce_mode mode);

/* Memory is plenty again. True when an allocation was refused since scarce_begin. */
bool scarce_end(void);

#endif
