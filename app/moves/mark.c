/* When a person says themselves what they meant. */
#include "base/utf8.h"
#include "moves/chain.h"
#include "moves/moves.h"

#include <math.h>

static enum verdict verdict_of_moves(const struct moves *m)
{
    enum so_far so_far = SO_FAR_NOTHING;
    for (size_t i = 0; i < m->clause_count; i++)
        so_far = so_far_after(so_far, (int)m->clauses[i].move);
    return verdict_of_end(so_far);
}

void moves_mark_empathy(struct moves *m, const bool *empathy, move_set expects)
{
    for (size_t i = 0; i < m->clause_count; i++) {
        struct clause *clause = &m->clauses[i];
        if (empathy[i] == (clause->move == MOVE_EMPATHY))
            continue;
        clause->move = empathy[i] ? MOVE_EMPATHY : MOVE_OTHER;
        clause->confidence = 1;
        clause->marked = true;
        (void)utf8_copy(clause->why, sizeof clause->why,
                        empathy[i] ? "you marked it as empathy yourself"
                                   : "you marked it as no empathy yourself");
    }
    m->marked = true;
    m->confidence = NAN;
    m->verdict = verdict_of_moves(m);
    m->outcome = moves_outcome(m->verdict, m->clauses, m->clause_count, expects);
    (void)utf8_copy(m->why, sizeof m->why, "You marked yourself which part was empathy.");
}
