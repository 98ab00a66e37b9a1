/* A pack in a folder of its own below /tmp, for tests that break it. */
#ifndef SAYBACK_TESTS_SCENARIO_FIXTURE_H
#define SAYBACK_TESTS_SCENARIO_FIXTURE_H

#include "scenario/scenario.h"

#include <stdbool.h>
#include <stddef.h>

/* A small scenario that loads without a word said; its line numbers are what tests count on. */
extern const char fixture_text[];

/* cmocka setup and teardown: makes and removes fixture_dir, with the text above and opening.wav. */
int fixture_setup(void **state);
int fixture_teardown(void **state);
const char *fixture_dir(void);

/* Path of a name inside the folder; lives until the fourth call after it. */
const char *fixture_path(const char *name);

void fixture_write(const char *name, const void *data, size_t length);
void fixture_write_text(const char *name, const char *text);
/* A mono WAV of silence at 8 kHz. */
void fixture_write_wav(const char *name, size_t samples);

/* fixture_text with `find` (which it must hold once) replaced; the caller frees. */
char *fixture_edit(const char *find, const char *put);

/* Is there a problem that says so? `line` -1: any. Prints all there are when not. */
bool fixture_has(const struct problems *problems, bool warning, int line, const char *says);
void fixture_print(const struct problems *problems);

#endif
