/* What several subcommands need: reporting, options, scenario and turn, a reply through the engine.
 */
#ifndef SAYBACK_COMMAND_SHARED_H
#define SAYBACK_COMMAND_SHARED_H

#include "base/err.h"
#include "command/command.h"
#include "engine/engine.h"
#include "scenario/scenario.h"
#include "score/card.h"

#include <stdbool.h>

/* Prints "sayback: ..." on stderr (with the line number where there is one); returns the exit
 * status for `err`. */
int shared_fail(enum err err, const struct diag *why);

/* Prints a usage mistake and where help is; returns STATUS_USAGE. */
#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
int shared_usage(const char *format, ...);

/* Values of long options start here, so that getopt's letters are never taken for one. */
enum { SHARED_LONG_OPTIONS = 256 };

/* Call right after getopt_long said '?': names the option that `command` does not know. Returns
 * STATUS_USAGE. */
int shared_unknown_option(const char *command, char **argv);

/* Options that several subcommands take. Unset strings are NULL. */
struct shared_options {
    const char *scenario, *turn, *picture, *microphone;
    bool json;
    char **operands; /* lent from argv */
    int operand_count;
};

enum shared_wants {
    SHARED_JSON = 1,
    SHARED_SCENARIO = 2, /* --scenario DIR, required, and --turn NAME */
    SHARED_PICTURE = 4,
    SHARED_MICROPHONE = 8, /* --microphone NAME */
    SHARED_OPTIONAL = 16   /* the operand may be left out */
};

/* Reads options and operands. STATUS_DONE, or STATUS_USAGE after a sentence on stderr. `what` names
 * the operand in that sentence; `many`: one or more of them instead of exactly one. */
int shared_read_options(int argc, char **argv, unsigned wants, const char *what, bool many,
                        struct shared_options *out);

/* Prints every problem, one a line: "FILE:LINE: error: ..." on stderr. */
void shared_print_problems(const struct problems *problems);

/* Loads the pack and finds the turn (the first one when `turn` is NULL). On failure the reason is
 * on stderr and the exit status is returned; STATUS_DONE gives *out, which the caller frees. */
int shared_load_scenario(const char *dir, const char *turn, struct scenario **out, int *turn_index);

/* Scores one recorded reply by the engine, all at once. `scenario` NULL: words and voice only.
 * `card` must be initialised. On failure the reason is on stderr and the exit status is returned.
 */
int shared_hear_reply(const char *path, const struct scenario *scenario, int turn,
                      struct card *card);

/* Prints a text that was made for stdout and frees it; STATUS_FAILED when it is NULL. */
int shared_print(char *text);

#endif
