/* How likely each heard word is right, from the recogniser's posteriors. Those compare a word with
 * what else the recogniser considered, and it considers too little: a stranger's voice or a bad
 * room makes it wrong and sure. So a word counts with its neighbours. Pure. */
#ifndef SAYBACK_CONFIDENCE_H
#define SAYBACK_CONFIDENCE_H

#include "words/words.h"

/* Sets every word's confidence from the posteriors of all; README.md has the fit. To be done again
 * when words were added. */
void confidence_calibrate(struct words *w);

#endif
