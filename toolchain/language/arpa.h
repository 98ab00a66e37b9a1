/* Writes a model: as text in the ARPA form, which sphinxbase then turns into its binary trie. */
#ifndef SAYBACK_LANGUAGE_ARPA_H
#define SAYBACK_LANGUAGE_ARPA_H

#include "model.h"

/* `path` gets the binary model; the text lies beside it, as PATH.arpa, only while this works. A
 * path that ends in .arpa gets the text and nothing else. False after a sentence on standard error.
 */
bool language_write(const char *path, const struct model *m, const struct vocabulary *v);

#endif
