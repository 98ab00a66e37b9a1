/* Programs that the bench starts itself, and what its child processes have used so far. */
#ifndef SAYBACK_HEARING_PROCESS_H
#define SAYBACK_HEARING_PROCESS_H

#include <stdbool.h>
#include <stddef.h>

struct process_use {
    double cpu_s;   /* user and system */
    double peak_mb; /* resident memory at its peak, 10^6 bytes */
};

/* Runs argv[0], found on the PATH, to its end, with no input and with its stderr dropped; its first
 * `size` - 1 bytes of output go to `output` with a NUL behind. False, with a sentence on stderr,
 * when it can't be started or doesn't exit with 0. */
bool process_run(char *const argv[], char *output, size_t size, struct process_use *use);

/* What the living children of this thread have used since they started: processor seconds summed,
 * peaks summed. Both 0 when there are none. */
struct process_use process_children(void);

/* Processor seconds of this process itself. */
double process_own_cpu_s(void);

#endif
