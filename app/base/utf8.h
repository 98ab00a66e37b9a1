/* UTF-8: is it valid, and where may it be cut. Does no normalisation, no case folding beyond ASCII.
 */
#ifndef SAYBACK_UTF8_H
#define SAYBACK_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* True when the `length` bytes at `text` are well-formed UTF-8 (RFC 3629: no overlong forms, no
 * surrogates, nothing above U+10FFFF) without a NUL byte. */
bool utf8_valid(const char *text, size_t length);

/* Bytes in the character that starts at `text` (1 to 4; never past the terminating NUL); 0 at the
 * end of the string. A byte that starts no valid character counts as 1. */
size_t utf8_step(const char *text);

/* Number of characters in a NUL-terminated string. */
size_t utf8_count(const char *text);

/* Drops an incomplete character at the end of `text` (left there by a cut at a byte limit). */
void utf8_trim_cut(char *text);

/* Copies as many whole characters of `from` as fit into `to` (`size` bytes with the NUL, size >=
 * 1). Returns true when all of it fitted. */
bool utf8_copy(char *to, size_t size, const char *from);

#endif
