#include "moves/move.h"

#include <string.h>

static const char *const move_names[MOVE_COUNT] = {
    [MOVE_OTHER] = "other",
    [MOVE_EMPATHY] = "empathy",
    [MOVE_OPEN_QUESTION] = "open_question",
    [MOVE_CLOSED_QUESTION] = "closed_question",
    [MOVE_EXPECTATION] = "expectation",
    [MOVE_SUPPORT] = "support",
    [MOVE_ADVICE] = "advice",
    [MOVE_COMMAND] = "command",
    [MOVE_MINIMISING] = "minimising",
    [MOVE_LETTING_OFF] = "letting_off",
};

static const char *const verdict_names[VERDICT_COUNT] = {
    [VERDICT_UNCLEAR] = "unclear",
    [VERDICT_TOO_SHORT] = "too_short",
    [VERDICT_EMPATHY_FIRST] = "empathy_first",
    [VERDICT_ADVICE_FIRST] = "advice_first",
    [VERDICT_EMPATHY_ONLY] = "empathy_only",
    [VERDICT_NO_EMPATHY] = "no_empathy",
    [VERDICT_FALSE_EMPATHY] = "false_empathy",
};

static const char *const outcome_names[OUTCOME_COUNT] = {
    [OUTCOME_AGAIN] = "again",
    [OUTCOME_HEARD] = "heard",
    [OUTCOME_UNHEARD] = "unheard",
    [OUTCOME_LET_OFF] = "let_off",
};

const char *move_name(enum move move)
{
    return move_names[move];
}

const char *verdict_name(enum verdict verdict)
{
    return verdict_names[verdict];
}

const char *outcome_name(enum outcome outcome)
{
    return outcome_names[outcome];
}

bool move_from_name(const char *name, enum move *out)
{
    for (int i = 0; i < MOVE_COUNT; i++) {
        if (strcmp(name, move_names[i]) == 0) {
            *out = (enum move)i;
            return true;
        }
    }
    return false;
}
