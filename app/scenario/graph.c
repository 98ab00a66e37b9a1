#include "scenario/pack.h"

#include "scenario/text.h"

static const enum outcome ways[] = {OUTCOME_HEARD, OUTCOME_UNHEARD, OUTCOME_LET_OFF};
enum { WAY_COUNT = sizeof ways / sizeof ways[0] };

static void mark_reachable(const struct scenario *s, bool *reached)
{
    int waiting[SCENARIO_TURNS_MAX];
    size_t count = 0;
    reached[s->start] = true;
    waiting[count++] = s->start;
    while (count > 0) {
        const struct scenario_turn *turn = &s->turns[waiting[--count]];
        for (size_t w = 0; w < WAY_COUNT; w++) {
            int next = turn->next[ways[w]];
            if (next >= 0 && !reached[next]) {
                reached[next] = true;
                waiting[count++] = next;
            }
        }
    }
}

static bool leads_to_end(const struct scenario_turn *turn, const bool *ends)
{
    if (turn->ending != NULL)
        return true;
    for (size_t w = 0; w < WAY_COUNT; w++)
        if (turn->next[ways[w]] >= 0 && ends[turn->next[ways[w]]])
            return true;
    return false;
}

/* Backwards from the endings, until a round finds nothing new. */
static void mark_ending(const struct scenario *s, bool *ends)
{
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < s->turn_count; i++) {
            if (!ends[i] && leads_to_end(&s->turns[i], ends)) {
                ends[i] = true;
                more = true;
            }
        }
    }
}

void pack_check_graph(struct pack *pack)
{
    const struct scenario *s = pack->scenario;
    bool reached[SCENARIO_TURNS_MAX] = {false}, ends[SCENARIO_TURNS_MAX] = {false};
    if (!pack->graph_known || s->start < 0)
        return;
    mark_reachable(s, reached);
    mark_ending(s, ends);
    for (size_t i = 0; i < s->turn_count; i++) {
        const struct scenario_turn *turn = &s->turns[i];
        if (!reached[i])
            PACK_WARN(pack, turn->line,
                      "turn '%s': nothing leads here from the start; name it in some 'next', or "
                      "remove it",
                      BRIEF(turn->name));
        /* When there is no way out of the start, saying it once is enough. */
        else if (!ends[i] && (ends[s->start] || (int)i == s->start))
            PACK_ERROR(pack, turn->line,
                       "turn '%s': from here no ending can be reached, so the conversation would "
                       "never be over; let some 'next' lead to a turn with 'ending'",
                       BRIEF(turn->name));
    }
}
