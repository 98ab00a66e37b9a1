#include "scenario/graph.h"

#include <stdbool.h>

/* Turns that can be reached from the start, one flag each. */
static void reach(const struct scenario *s, bool reached[SCENARIO_TURNS_MAX])
{
    int waiting[SCENARIO_TURNS_MAX];
    int count = 0;
    for (int i = 0; i < SCENARIO_TURNS_MAX; i++)
        reached[i] = false;
    reached[s->start] = true;
    waiting[count++] = s->start;
    while (count > 0) {
        const struct scenario_turn *turn = &s->turns[waiting[--count]];
        for (int o = 0; o < OUTCOME_COUNT; o++) {
            int next = turn->next[o];
            if (next >= 0 && !reached[next]) {
                reached[next] = true; /* each turn waits once, so there is room */
                waiting[count++] = next;
            }
        }
    }
}

/* Turns from which some ending can be reached: grows backwards from the endings until nothing
 * changes. */
static void find_way_out(const struct scenario *s, bool out[SCENARIO_TURNS_MAX])
{
    for (size_t i = 0; i < s->turn_count; i++)
        out[i] = s->turns[i].ending != NULL;
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < s->turn_count; i++) {
            for (int o = 0; o < OUTCOME_COUNT && !out[i]; o++) {
                int next = s->turns[i].next[o];
                out[i] = next >= 0 && out[next];
                changed = changed || out[i];
            }
        }
    }
}

void graph_check(struct build *b)
{
    const struct scenario *s = b->scenario;
    bool reached[SCENARIO_TURNS_MAX], out[SCENARIO_TURNS_MAX];
    if (s->start < 0)
        return;
    if (s->turns[s->start].ending != NULL)
        build_error(
            b, s->turns[s->start].line,
            "The conversation starts with \"%s\", which is an ending: there would be nothing "
            "to answer.",
            s->turns[s->start].name);
    reach(s, reached);
    find_way_out(s, out);
    for (size_t i = 0; i < s->turn_count; i++) {
        const struct scenario_turn *turn = &s->turns[i];
        if (turn->name == NULL)
            continue;
        if (!reached[i])
            build_warning(b, turn->line, "No turn leads to \"%s\", so it is never heard.",
                          turn->name);
        else if (!out[i] && turn->next[OUTCOME_HEARD] >= 0 && turn->next[OUTCOME_UNHEARD] >= 0)
            build_error(b, turn->line,
                        "From the turn \"%s\" no ending can be reached; let a branch lead to one.",
                        turn->name);
        if (turn->caption != NULL && turn->caption[0] == '\0')
            build_warning(
                b, turn->line,
                "The turn \"%s\" has no caption; without it nobody can read along, and words "
                "said back are not noticed.",
                turn->name);
    }
}
