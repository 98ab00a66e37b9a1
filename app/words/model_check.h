/* Are the files of a model what they should be: whole, of the right kind, of the order of language
 * model that this program was measured with? For what the library reads without looking: it would
 * hear nonsense, or end when it touches what is not there. What it checks itself (means, variances,
 * transition matrices) is left to it. Single damaged bytes inside a file are
 * not looked for. */
#ifndef SAYBACK_MODEL_CHECK_H
#define SAYBACK_MODEL_CHECK_H

#include "base/err.h"
#include "words/model.h"

/* Looks into the files of a model that model_find has found. ERR_SYSTEM with a sentence that names
 * the file and the remedy. */
enum err model_check(const struct model_paths *paths, struct diag *why);

#endif
