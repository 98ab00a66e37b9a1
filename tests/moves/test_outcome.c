/* What needs no reading: the outcome of given moves, and the counting of fillers. */
#include "moves/moves.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static enum move move_of(char letter)
{
    switch (letter) {
    case 'e':
        return MOVE_EMPATHY;
    case 'x':
        return MOVE_EXPECTATION;
    case 'a':
        return MOVE_ADVICE;
    default:
        return MOVE_LETTING_OFF;
    }
}

static void outcomes_follow_verdict_and_moves(void **state)
{
    (void)state;
    static const struct {
        enum verdict verdict;
        const char *moves; /* e, x, a, l: empathy, expectation, advice, letting off */
        bool expected;     /* the turn expects an expectation */
        enum outcome outcome;
    } cases[] = {
        {VERDICT_EMPATHY_FIRST, "exa", true, OUTCOME_HEARD},
        {VERDICT_EMPATHY_FIRST, "eaa", true, OUTCOME_LET_OFF},
        {VERDICT_EMPATHY_FIRST, "eaa", false, OUTCOME_HEARD},
        {VERDICT_EMPATHY_ONLY, "eee", true, OUTCOME_LET_OFF},
        {VERDICT_EMPATHY_ONLY, "eel", false, OUTCOME_LET_OFF},
        {VERDICT_EMPATHY_FIRST, "elx", false, OUTCOME_HEARD},
        {VERDICT_EMPATHY_FIRST, "exl", true, OUTCOME_LET_OFF},
        {VERDICT_EMPATHY_FIRST, "ela", false, OUTCOME_LET_OFF},
        {VERDICT_ADVICE_FIRST, "aex", true, OUTCOME_UNHEARD},
        {VERDICT_NO_EMPATHY, "aax", false, OUTCOME_UNHEARD},
        {VERDICT_FALSE_EMPATHY, "all", false, OUTCOME_UNHEARD},
        {VERDICT_UNCLEAR, "exa", true, OUTCOME_AGAIN},
        {VERDICT_TOO_SHORT, "exa", true, OUTCOME_AGAIN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct clause clauses[3] = {{.move = move_of(cases[i].moves[0])},
                                    {.move = move_of(cases[i].moves[1])},
                                    {.move = move_of(cases[i].moves[2])}};
        move_set expects = MOVE_BIT(MOVE_EMPATHY);
        if (cases[i].expected)
            expects |= MOVE_BIT(MOVE_EXPECTATION);
        assert_int_equal(moves_outcome(cases[i].verdict, clauses, 3, expects), cases[i].outcome);
    }
}

static void fillers_are_counted_where_they_can_be_told(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t count;
    } cases[] = {
        {"um so uh I was thinking", 2},
        {"it is, you know, hard", 1},
        {"do you know him", 0},
        {"you know what I think", 0},
        {"I mean, that is a lot", 1},
        {"that is what I mean", 0},
        {"I mean it", 0},
        {"it was, like, a shock", 1},
        {"I would like a plan", 0},
        {"it sounds like you are tired", 0},
        {"and like you said so", 1},
        {"", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct words words;
        words_init(&words);
        assert_int_equal(words_from_text(&words, cases[i].text, NULL), ERR_NONE);
        if (moves_count_fillers(&words) != cases[i].count)
            print_message("%s\n", cases[i].text);
        assert_int_equal(moves_count_fillers(&words), cases[i].count);
        words_done(&words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outcomes_follow_verdict_and_moves),
        cmocka_unit_test(fillers_are_counted_where_they_can_be_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
