/* The vocabulary of the method: moves, verdicts, outcomes, and their public names (JSON, packs). */
#ifndef SAYBACK_MOVE_H
#define SAYBACK_MOVE_H

#include <stdbool.h>

enum move {
    MOVE_OTHER,
    MOVE_EMPATHY,
    MOVE_OPEN_QUESTION,
    MOVE_CLOSED_QUESTION,
    MOVE_EXPECTATION,
    MOVE_SUPPORT,
    MOVE_ADVICE,
    MOVE_COMMAND,
    MOVE_MINIMISING,
    MOVE_LETTING_OFF,
    MOVE_COUNT
};

enum verdict {
    VERDICT_UNCLEAR,
    VERDICT_TOO_SHORT,
    VERDICT_EMPATHY_FIRST,
    VERDICT_ADVICE_FIRST,
    VERDICT_EMPATHY_ONLY,
    VERDICT_NO_EMPATHY,
    VERDICT_FALSE_EMPATHY,
    VERDICT_COUNT
};

enum outcome { OUTCOME_AGAIN, OUTCOME_HEARD, OUTCOME_UNHEARD, OUTCOME_LET_OFF, OUTCOME_COUNT };

/* "empathy", "open_question" ...; never NULL for a valid value. */
const char *move_name(enum move move);
const char *verdict_name(enum verdict verdict);
const char *outcome_name(enum outcome outcome);

/* The move of that exact name; false when there is none (then *out is untouched). */
bool move_from_name(const char *name, enum move *out);

/* A set of moves, one bit each: what a turn expects. */
typedef unsigned move_set;
#define MOVE_BIT(move) (1u << (move))

#endif
