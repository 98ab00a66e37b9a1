/* Conversations made of cards with known moves. */
#include "score/conversation.h"

#include "score/sample_card.h"
#include "score/score.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct sample_clause caring[] = {
    {MOVE_EMPATHY, "that must have hurt after nine months"},
    {MOVE_OPEN_QUESTION, "what worries you most"}};
static const struct sample_clause leading[] = {
    {MOVE_EMPATHY, "you put nine months into this and found out by email"},
    {MOVE_EXPECTATION, "I need a plan by Thursday"}};
static const struct sample_clause telling[] = {{MOVE_ADVICE, "call the new buyer today"},
                                               {MOVE_EXPECTATION, "I need a plan by Thursday"}};
static const struct sample_clause hard[] = {{MOVE_COMMAND, "stop whining and pick up the phone"},
                                            {MOVE_COMMAND, "you always do this"}};
static const struct sample_clause soft[] = {{MOVE_LETTING_OFF, "forget the number this month"},
                                            {MOVE_EMPATHY, "you must be tired"}};
#define TWO(clauses) clauses, 2

static void add(struct conversation *c, int turn, enum verdict verdict,
                const struct sample_clause *clauses, size_t count)
{
    struct card card;
    card_init(&card);
    sample_card(&card, verdict, OUTCOME_HEARD, clauses, count);
    score_card(&card, MOVE_BIT(MOVE_EMPATHY));
    conversation_add(c, turn, &card);
    card_done(&card);
}

static void the_moves_place_a_conversation_on_the_line(void **state)
{
    (void)state;
    static const struct {
        const struct sample_clause *clauses;
        enum verdict verdict;
        enum stance stance;
    } table[] = {{leading, VERDICT_EMPATHY_FIRST, STANCE_LEADING},
                 {caring, VERDICT_EMPATHY_ONLY, STANCE_LEADING},
                 {telling, VERDICT_NO_EMPATHY, STANCE_MANAGING},
                 {hard, VERDICT_NO_EMPATHY, STANCE_AGGRESSIVE},
                 {soft, VERDICT_EMPATHY_ONLY, STANCE_PASSIVE}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct conversation c = {.count = 0};
        add(&c, 0, table[i].verdict, TWO(table[i].clauses));
        struct conversation_sum sum = conversation_sum(&c);
        assert_int_equal(sum.stance, table[i].stance);
        assert_true(sum.place >= 0.0 && sum.place <= 1.0);
        assert_true(sum.evidence_count >= 1);
    }
}

static void care_and_targets_are_counted_by_kind(void **state)
{
    (void)state;
    struct conversation c = {.count = 0};
    add(&c, 0, VERDICT_EMPATHY_ONLY, TWO(caring));
    add(&c, 1, VERDICT_EMPATHY_FIRST, TWO(leading));
    struct conversation_sum sum = conversation_sum(&c);
    assert_int_equal(sum.care[MOVE_EMPATHY], 2);
    assert_int_equal(sum.care[MOVE_OPEN_QUESTION], 1);
    assert_int_equal(sum.care[MOVE_EXPECTATION], 0);
    assert_int_equal(sum.targets[MOVE_EXPECTATION], 1);
    assert_int_equal(sum.targets[MOVE_EMPATHY], 0);
}

static void the_evidence_says_what_was_said(void **state)
{
    (void)state;
    struct conversation c = {.count = 0};
    add(&c, 0, VERDICT_NO_EMPATHY, TWO(hard));
    struct conversation_sum sum = conversation_sum(&c);
    assert_int_equal(sum.evidence_count, 1);
    assert_int_equal(sum.evidence[0].move, MOVE_COMMAND);
    assert_string_equal(sum.evidence[0].quote, "stop whining and pick up the phone");
}

static void only_the_last_attempt_at_a_turn_counts_for_the_whole(void **state)
{
    (void)state;
    struct conversation c = {.count = 0};
    const struct conversation_answer *first, *last;
    add(&c, 3, VERDICT_NO_EMPATHY, TWO(hard));
    assert_false(conversation_attempts(&c, 3, &first, &last));
    add(&c, 3, VERDICT_EMPATHY_FIRST, TWO(leading));
    assert_int_equal(conversation_sum(&c).stance, STANCE_LEADING);
    assert_true(conversation_attempts(&c, 3, &first, &last));
    assert_int_equal(first->attempt, 1);
    assert_int_equal(last->attempt, 2);
    assert_int_equal(first->verdict, VERDICT_NO_EMPATHY);
    assert_true(last->score > first->score);
}

static void a_card_without_a_score_is_not_counted(void **state)
{
    (void)state;
    struct conversation c = {.count = 0};
    add(&c, 0, VERDICT_UNCLEAR, TWO(leading));
    assert_int_equal(c.count, 0);
    struct conversation_sum sum = conversation_sum(&c);
    assert_true(isnan(sum.place));
    assert_int_equal(sum.stance, STANCE_COUNT);
    assert_string_equal(stance_name(sum.stance), "");
}

static void a_very_long_practice_keeps_the_latest(void **state)
{
    (void)state;
    struct conversation c = {.count = 0};
    for (int i = 0; i < CONVERSATION_ANSWERS_MAX + 3; i++)
        add(&c, i, VERDICT_EMPATHY_FIRST, TWO(leading));
    assert_int_equal(c.count, CONVERSATION_ANSWERS_MAX);
    assert_int_equal(c.answers[0].turn, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_moves_place_a_conversation_on_the_line),
        cmocka_unit_test(care_and_targets_are_counted_by_kind),
        cmocka_unit_test(the_evidence_says_what_was_said),
        cmocka_unit_test(only_the_last_attempt_at_a_turn_counts_for_the_whole),
        cmocka_unit_test(a_card_without_a_score_is_not_counted),
        cmocka_unit_test(a_very_long_practice_keeps_the_latest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
