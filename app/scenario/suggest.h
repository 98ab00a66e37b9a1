/* "Did you mean ...?": the nearest of some known names. Inside the scenario room only. */
#ifndef SAYBACK_SUGGEST_H
#define SAYBACK_SUGGEST_H

#include <stddef.h>

/* The known name within two changed, missing, extra or swapped letters of `name` (one, for names of
 * up to 4 letters), or NULL. */
const char *suggest_name(const char *name, const char *const *known, size_t count);

#endif
