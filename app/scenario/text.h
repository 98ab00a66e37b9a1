/* Inside the scenario room: what the checks need of strings. It knows nothing of packs. */
#ifndef SAYBACK_SCENARIO_TEXT_H
#define SAYBACK_SCENARIO_TEXT_H

#include <stdbool.h>
#include <stddef.h>

enum { BRIEF_SIZE = 52, HINT_SIZE = 200 };

/* Copies `text` into `out` for use inside a sentence: one line, at most BRIEF_SIZE - 1 bytes, with
 * "..." where it was cut, '?' for control characters and for what is not UTF-8. Returns `out`. */
const char *brief(const char *text, char out[BRIEF_SIZE]);
/* The same into storage that lives as long as the block around it. */
#define BRIEF(text) brief((text), (char[BRIEF_SIZE]){0})

/* Drops white space at both ends of `text`, in place. With `one_line` every run of white space
 * inside becomes one space. */
void text_tidy(char *text, bool one_line);

/* True when `text` holds a control character (C0, DEL, C1); line feed and tab count only when
 * `strict`. `text` is valid UTF-8 of `length` bytes. */
bool text_has_control(const char *text, size_t length, bool strict);

/* The candidate that `word` is most probably a misspelling of, or NULL when none is near. Case and
 * the difference between '-', ' ' and '_' count for nothing. */
const char *near_find(const char *word, const char *const *candidates, size_t count);

/* The end of a sentence on an unknown word: "did you mean 'x'?", or `otherwise` and the candidates
 * ("known are a, b, c"), as many as fit. Returns `out`. */
const char *near_hint(const char *word, const char *const *candidates, size_t count,
                      const char *otherwise, char out[HINT_SIZE]);
#define HINT(word, candidates, count, otherwise)                                                   \
    near_hint((word), (candidates), (count), (otherwise), (char[HINT_SIZE]){0})

#endif
