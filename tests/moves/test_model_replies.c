/* What the packs themselves offer as a good answer must be heard: a check of the rules, and of the
 * packs. */
#include "moves/moves.h"
#include "moves/taught.h"

#include "scenario/scenario.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include <cmocka.h>

static bool is_heard(const struct scenario *s, const struct scenario_turn *turn)
{
    struct words words;
    struct moves moves;
    words_init(&words);
    moves_init(&moves);
    struct moves_prompt prompt = {.caption = turn->caption,
                                  .vocabulary = (const char *const *)s->vocabulary,
                                  .vocabulary_count = s->vocabulary_count,
                                  .expects = turn->expects};
    assert_int_equal(words_from_text(&words, turn->model_reply, NULL), ERR_NONE);
    assert_int_equal(taught_read(&words, &prompt, NAN, &moves), ERR_NONE);
    bool heard = moves.outcome == OUTCOME_HEARD;
    if (!heard)
        print_message("%s, %s: %s (%s)\n", s->name, turn->name, outcome_name(moves.outcome),
                      moves.why);
    moves_done(&moves);
    words_done(&words);
    return heard;
}

static void every_model_reply_of_the_packs_is_heard(void **state)
{
    (void)state;
    struct problems problems;
    struct scenario **list = NULL;
    size_t count = 0, turns = 0, wrong = 0;
    problems_init(&problems);
    assert_int_equal(scenario_list("scenarios", &list, &count, &problems), ERR_NONE);
    for (size_t i = 0; i < count; i++) {
        for (size_t t = 0; t < list[i]->turn_count; t++) {
            if (list[i]->turns[t].model_reply == NULL)
                continue;
            turns++;
            wrong += !is_heard(list[i], &list[i]->turns[t]);
        }
    }
    scenario_list_free(list, count);
    problems_done(&problems);
    assert_int_equal(turns, 42);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_model_reply_of_the_packs_is_heard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
