/* What the conversation does next, by the scoring rules. */
#include "moves/moves.h"

static bool has(const struct clause *clauses, size_t count, enum move move)
{
    for (size_t i = 0; i < count; i++) {
        if (clauses[i].move == move)
            return true;
    }
    return false;
}

/* Something was let go of, and nothing firm came after it. */
static bool ends_let_off(const struct clause *clauses, size_t count)
{
    bool off = false;
    for (size_t i = 0; i < count; i++) {
        if (clauses[i].move == MOVE_LETTING_OFF)
            off = true;
        else if (clauses[i].move == MOVE_EXPECTATION || clauses[i].move == MOVE_COMMAND)
            off = false;
    }
    return off;
}

enum outcome moves_outcome(enum verdict verdict, const struct clause *clauses, size_t count,
                           move_set expects)
{
    switch (verdict) {
    case VERDICT_UNCLEAR:
    case VERDICT_TOO_SHORT:
        return OUTCOME_AGAIN;
    case VERDICT_EMPATHY_FIRST:
    case VERDICT_EMPATHY_ONLY:
        if ((expects & MOVE_BIT(MOVE_EXPECTATION)) != 0 && !has(clauses, count, MOVE_EXPECTATION))
            return OUTCOME_LET_OFF;
        return ends_let_off(clauses, count) ? OUTCOME_LET_OFF : OUTCOME_HEARD;
    default:
        return OUTCOME_UNHEARD;
    }
}
