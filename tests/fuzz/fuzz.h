/* What a fuzz target has: one function that takes any bytes and aborts when a promise is broken. */
#ifndef SAYBACK_TESTS_FUZZ_H
#define SAYBACK_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Called by libFuzzer or by replay.c. `data` is exactly `size` bytes; nothing follows them. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* assert() that no build switches off. */
#define FUZZ_PROMISE(promise)                                                                      \
    do {                                                                                           \
        if (!(promise)) {                                                                          \
            fprintf(stderr, "%s:%d: broken promise: %s\n", __FILE__, __LINE__, #promise);          \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

#endif
