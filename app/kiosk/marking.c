#include "kiosk/marking.h"

#include <stdlib.h>

bool marking_begin(struct marking *m, const struct moves *moves)
{
    marking_done(m);
    m->ticks = calloc(moves->clause_count + 1, sizeof *m->ticks);
    if (m->ticks == NULL)
        return false;
    m->count = moves->clause_count;
    for (size_t i = 0; i < m->count; i++)
        m->ticks[i] = moves->clauses[i].move == MOVE_EMPATHY;
    return true;
}

void marking_turn(struct marking *m, size_t clause)
{
    if (clause < m->count)
        m->ticks[clause] = !m->ticks[clause];
}

void marking_done(struct marking *m)
{
    free(m->ticks);
    *m = (struct marking){.ticks = NULL};
}
