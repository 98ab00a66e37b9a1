/* The words that a reply to a scenario is likely to need: all that is said, shown or hoped for in
 * its pack. Pure. */
#ifndef SAYBACK_EXPECTED_H
#define SAYBACK_EXPECTED_H

#include "base/err.h"
#include "scenario/scenario.h"
#include "words/vocabulary.h"

/* Adds the words of `s` to `v`, which is initialised: first the rep's name and the pack's list of
 * terms, with the possessives of what is written with a capital, then its texts, so that a pack of
 * too many words loses the least important ones. ERR_MEMORY; the words before then stay. */
enum err expected_words(const struct scenario *s, struct vocabulary *v);

#endif
