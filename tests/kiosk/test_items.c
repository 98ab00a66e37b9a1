/* What the list says of each scenario. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiosk/items.h"

#include <stdlib.h>
#include <string.h>

static char ending[] = "commitment", title[] = "Title", rep[] = "Nina", role[] = "rep";
static struct scenario_turn turns[SCENARIO_TURNS_MAX];

/* `asked` turns in a row and an ending; unheard people skip to the ending at once. */
static struct scenario chain(int asked)
{
    memset(turns, 0, sizeof turns);
    for (int i = 0; i < asked; i++)
        for (int way = 0; way < OUTCOME_COUNT; way++)
            turns[i].next[way] = way == OUTCOME_HEARD ? i + 1 : way == OUTCOME_AGAIN ? i : asked;
    for (int way = 0; way < OUTCOME_COUNT; way++)
        turns[asked].next[way] = -1;
    turns[asked].ending = ending;
    return (struct scenario){.title = title,
                             .rep = rep,
                             .role = role,
                             .difficulty = 2,
                             .turns = turns,
                             .turn_count = (size_t)asked + 1};
}

static void minutes_are_one_for_the_briefing_and_one_a_turn(void **state)
{
    (void)state;
    for (int asked = 1; asked < 8; asked++) {
        struct scenario s = chain(asked);
        assert_int_equal(items_minutes(&s), 1 + asked);
    }
}

static void a_way_that_goes_round_in_a_circle_has_an_end(void **state)
{
    (void)state;
    struct scenario s = chain(3);
    turns[2].next[OUTCOME_HEARD] = 0;
    assert_int_equal(items_minutes(&s), 1 + SCENARIO_TURNS_MAX);
}

static void the_best_of_all_attempts_counts_until_the_kiosk_is_handed_over(void **state)
{
    (void)state;
    struct scenario s = chain(2);
    struct scenario *const list[] = {&s, &s};
    struct screen_item *items = NULL;
    struct card card = {.score = 0};
    assert_int_equal(items_new(list, 2, &items), ERR_NONE);
    assert_string_equal(items[1].rep, "Nina");
    assert_int_equal(items[1].difficulty, 2);
    assert_int_equal(items[1].minutes, 3);
    static const struct {
        enum outcome outcome;
        enum screen_reach reach;
    } attempts[] = {{OUTCOME_AGAIN, REACH_TRIED},     {OUTCOME_UNHEARD, REACH_UNHEARD},
                    {OUTCOME_LET_OFF, REACH_UNHEARD}, {OUTCOME_HEARD, REACH_HEARD},
                    {OUTCOME_UNHEARD, REACH_HEARD},   {OUTCOME_AGAIN, REACH_HEARD}};
    for (size_t i = 0; i < sizeof attempts / sizeof attempts[0]; i++) {
        card.moves.outcome = attempts[i].outcome;
        items_scored(items, 2, 1, &card);
        assert_int_equal(items[1].reach, attempts[i].reach);
    }
    items_ended(items, 2, 1);
    items_scored(items, 2, 1, &card);
    assert_int_equal(items[1].reach, REACH_FINISHED);
    assert_int_equal(items[0].reach, REACH_NOTHING);
    items_scored(items, 2, 2, &card); /* nothing is there */
    items_forget(items, 2);
    assert_int_equal(items[1].reach, REACH_NOTHING);
    free(items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(minutes_are_one_for_the_briefing_and_one_a_turn),
        cmocka_unit_test(a_way_that_goes_round_in_a_circle_has_an_end),
        cmocka_unit_test(the_best_of_all_attempts_counts_until_the_kiosk_is_handed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
