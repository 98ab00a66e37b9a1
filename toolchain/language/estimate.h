/* Makes a model from text: counts its word triples and smooths them (interpolated Kneser-Ney:
 * Chen and Goodman 1999, "An empirical study of smoothing techniques for language modeling",
 * section 2.7, with one discount for each order). */
#ifndef SAYBACK_LANGUAGE_ESTIMATE_H
#define SAYBACK_LANGUAGE_ESTIMATE_H

#include "model.h"

/* Sentences one after the other, each as <s> … </s>. Numbers of words; WORD_NONE stands for a word
 * that is not to be learnt. */
struct text {
    uint32_t *words; /* owned */
    size_t count;
    size_t capacity;
};

void text_add(struct text *t, uint32_t word);
void text_done(struct text *t);

/* The words of one line of running text, added to `t` sentence by sentence: a sentence ends at a
 * full stop, question mark or exclamation mark. Small letters; everything but letters and
 * apostrophes parts words. Words that `v` lacks become WORD_NONE. */
void text_add_line(struct text *t, const struct vocabulary *v, const char *line);

/* `m` is empty before. */
void estimate(const struct text *t, const struct vocabulary *v, struct model *m);

#endif
