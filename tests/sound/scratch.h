/* A folder of its own for a test that writes files; gone at the end. */
#ifndef SAYBACK_TEST_SCRATCH_H
#define SAYBACK_TEST_SCRATCH_H

#include <stddef.h>

enum { SCRATCH_PATH_MAX = 512 };

/* cmocka group fixtures: scratch_make before the first test, scratch_remove after the last. */
int scratch_make(void **state);
int scratch_remove(void **state);

/* The path of `name` in the folder; good until the eighth call after this one. */
const char *scratch_path(const char *name);

/* Writes a whole file and returns its path; fails the test when that does not work. */
const char *scratch_write(const char *name, const void *bytes, size_t count);

/* Reads a whole file into memory that the caller frees; fails the test when that does not work. */
void *scratch_read(const char *path, size_t *count);

#endif
