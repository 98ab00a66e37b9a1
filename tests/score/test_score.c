#include "score/score.h"

#include "score/sample_card.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const struct sample_clause good[] = {
    {MOVE_EMPATHY, "you put nine months into this"},
    {MOVE_OPEN_QUESTION, "what worries you most"},
    {MOVE_EXPECTATION, "I need a plan by Thursday"},
};
static const struct sample_clause backwards[] = {
    {MOVE_ADVICE, "let's set up a meeting with the new guy today"},
    {MOVE_EMPATHY, "that must hurt"},
};
#define GOOD good, sizeof good / sizeof *good
#define BACKWARDS backwards, sizeof backwards / sizeof *backwards

static const struct card_part *part(const struct card *card, const char *name)
{
    for (size_t i = 0; i < card->part_count; i++)
        if (strcmp(card->parts[i].name, name) == 0)
            return &card->parts[i];
    return NULL;
}

static double sum_of(const struct card *card)
{
    double sum = 0.0;
    for (size_t i = 0; i < card->part_count; i++)
        sum += card->parts[i].of;
    return sum;
}

static void a_reply_with_everything_gets_full_marks(void **state)
{
    (void)state;
    struct card card;
    card_init(&card);
    sample_card(&card, VERDICT_EMPATHY_FIRST, OUTCOME_HEARD, GOOD);
    score_card(&card, MOVE_BIT(MOVE_EMPATHY) | MOVE_BIT(MOVE_OPEN_QUESTION));
    assert_int_equal(card.score, 100);
    assert_int_equal(card.part_count, 6);
    assert_true(fabs(sum_of(&card) - 100.0) < 1e-9);
    assert_string_equal(card.headline, "Empathy came first.");
    assert_non_null(strstr(part(&card, "order")->because, "you put nine months into this"));
    assert_non_null(strstr(part(&card, "order")->because, "at 1.0 s"));
    card_done(&card);
}

static void a_part_that_cannot_be_measured_is_left_out_and_the_rest_grows(void **state)
{
    (void)state;
    struct card card;
    card_init(&card);
    sample_card(&card, VERDICT_EMPATHY_FIRST, OUTCOME_HEARD, GOOD);
    card.voice.pause_after_empathy_s = NAN;
    card.voice.words_per_minute = NAN;
    card.voice.fillers_at_least = -1;
    card.voice.jump_db = NAN;
    score_card(&card, MOVE_BIT(MOVE_EMPATHY));
    assert_int_equal(card.part_count, 2);
    assert_true(fabs(part(&card, "order")->of - 100.0 * 40 / 60) < 1e-9);
    assert_true(fabs(sum_of(&card) - 100.0) < 1e-9);
    assert_int_equal(card.score, 100);
    card_done(&card);
}

static void the_pause_is_full_inside_its_band_and_less_outside(void **state)
{
    (void)state;
    static const struct {
        double pause_s, share_min, share_max;
    } rows[] = {{0.0, 0.0, 0.0}, {0.24, 0.0, 0.0}, {0.3, 0.2, 0.5}, {0.69, 0.7, 0.8},
                {0.7, 1.0, 1.0}, {3.0, 1.0, 1.0},  {4.5, 0.7, 0.8}, {60.0, 0.5, 0.5}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct card card;
        card_init(&card);
        sample_card(&card, VERDICT_EMPATHY_FIRST, OUTCOME_HEARD, GOOD);
        card.voice.pause_after_empathy_s = rows[i].pause_s;
        score_card(&card, MOVE_BIT(MOVE_EMPATHY));
        const struct card_part *p = part(&card, "pause_after_empathy");
        double share = p->points / p->of;
        assert_true(share >= rows[i].share_min - 1e-9 && share <= rows[i].share_max + 1e-9);
        card_done(&card);
    }
}

static void the_pace_band_is_silent_inside_and_costs_outside(void **state)
{
    (void)state;
    static const struct {
        double wpm, share;
    } rows[] = {{110, 1.0}, {165, 1.0}, {60, 0.0}, {85, 0.5}, {190, 0.5}, {215, 0.0}, {400, 0.0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct card card;
        card_init(&card);
        sample_card(&card, VERDICT_EMPATHY_FIRST, OUTCOME_HEARD, GOOD);
        card.voice.words_per_minute = rows[i].wpm;
        score_card(&card, MOVE_BIT(MOVE_EMPATHY));
        const struct card_part *p = part(&card, "pace");
        assert_true(fabs(p->points / p->of - rows[i].share) < 1e-9);
        card_done(&card);
    }
}

static const struct sample_clause with_command[] = {
    {MOVE_EMPATHY, "you put nine months into this"},
    {MOVE_OPEN_QUESTION, "what worries you most"},
    {MOVE_COMMAND, "stop wasting my time"},
};

static void a_command_caps_the_score_at_sixty(void **state)
{
    (void)state;
    struct card card;
    card_init(&card);
    sample_card(&card, VERDICT_EMPATHY_FIRST, OUTCOME_HEARD, with_command, 3);
    score_card(&card, MOVE_BIT(MOVE_EMPATHY));
    assert_int_equal(card.score, 60);
    assert_true(card.capped);
    assert_non_null(strstr(card.tip, "stop wasting my time"));
    card_done(&card);
}

static void a_command_that_is_only_guessed_caps_nothing(void **state)
{
    (void)state;
    struct card card;
    card_init(&card);
    sample_card(&card, VERDICT_EMPATHY_FIRST, OUTCOME_HEARD, with_command, 3);
    card.moves.clauses[2].confidence = 0.4;
    score_card(&card, MOVE_BIT(MOVE_EMPATHY));
    assert_false(card.capped);
    assert_null(strstr(card.tip, "stop wasting")); /* nor is there anything to leave out */
    assert_true(card.score > 60);
    card_done(&card);
}

static void a_tip_quotes_nothing_that_was_badly_heard(void **state)
{
    (void)state;
    struct card card;
    card_init(&card);
    sample_card(&card, VERDICT_ADVICE_FIRST, OUTCOME_UNHEARD, BACKWARDS);
    for (size_t i = 0; i < card.words.count; i++)
        card.words.list[i].confidence = 0.3;
    score_card(&card, MOVE_BIT(MOVE_EMPATHY));
    assert_null(strstr(card.tip, "that must hurt"));
    assert_non_null(strstr(card.tip, "begin with the empathy"));
    card_done(&card);
}

static void advice_before_empathy_scores_less_and_the_tip_turns_it_round(void **state)
{
    (void)state;
    struct card card;
    card_init(&card);
    sample_card(&card, VERDICT_ADVICE_FIRST, OUTCOME_UNHEARD, BACKWARDS);
    score_card(&card, MOVE_BIT(MOVE_EMPATHY));
    assert_true(card.score < 80);
    assert_non_null(strstr(card.tip, "that must hurt"));
    assert_non_null(strstr(part(&card, "order")->because, "came after"));
    card_done(&card);
}

static void an_expected_move_that_is_missing_costs_its_share(void **state)
{
    (void)state;
    struct card card;
    card_init(&card);
    sample_card(&card, VERDICT_EMPATHY_FIRST, OUTCOME_LET_OFF, GOOD);
    score_card(&card, MOVE_BIT(MOVE_EMPATHY) | MOVE_BIT(MOVE_SUPPORT));
    const struct card_part *p = part(&card, "expected_moves");
    assert_true(fabs(p->points / p->of - 0.5) < 1e-9);
    assert_non_null(strstr(p->because, "an offer of help"));
    card_done(&card);
}

static void a_number_outside_its_band_is_never_shown_as_inside(void **state)
{
    (void)state;
    struct card card;
    card_init(&card);
    sample_card(&card, VERDICT_EMPATHY_FIRST, OUTCOME_HEARD, GOOD);
    card.voice.pause_after_empathy_s = 0.699;
    card.voice.words_per_minute = 165.4;
    score_card(&card, MOVE_BIT(MOVE_EMPATHY));
    assert_non_null(strstr(part(&card, "pause_after_empathy")->because, "paused 0.69 s; 0.7 to 3"));
    assert_non_null(strstr(part(&card, "pace")->because, "166 words a minute; calm"));
    card.voice.pause_after_empathy_s = 3.01;
    card.voice.words_per_minute = 109.9;
    score_card(&card, MOVE_BIT(MOVE_EMPATHY));
    assert_non_null(strstr(part(&card, "pause_after_empathy")->because, "paused 3.1 s; over 3 s"));
    assert_non_null(strstr(part(&card, "pace")->because, "109 words a minute; calm"));
    card_done(&card);
}

static void several_expected_moves_read_as_a_sentence(void **state)
{
    (void)state;
    struct card card;
    card_init(&card);
    sample_card(&card, VERDICT_ADVICE_FIRST, OUTCOME_UNHEARD, BACKWARDS);
    score_card(&card, MOVE_BIT(MOVE_EMPATHY) | MOVE_BIT(MOVE_OPEN_QUESTION) |
                          MOVE_BIT(MOVE_EXPECTATION) | MOVE_BIT(MOVE_SUPPORT));
    assert_string_equal(part(&card, "expected_moves")->because,
                        "You gave empathy; I did not find an open question, a clear expectation or "
                        "an offer of help.");
    card_done(&card);
}

static void false_empathy_without_words_to_leave_out_quotes_nothing(void **state)
{
    (void)state;
    struct card card;
    card_init(&card);
    const struct sample_clause advice[] = {{MOVE_ADVICE, "I hear you but call the bank"}};
    sample_card(&card, VERDICT_FALSE_EMPATHY, OUTCOME_UNHEARD, advice, 1);
    score_card(&card, MOVE_BIT(MOVE_EMPATHY));
    assert_null(strstr(card.tip, "\"\""));
    card_done(&card);
}

static void what_was_not_understood_has_no_score_and_no_parts(void **state)
{
    (void)state;
    static const enum verdict verdicts[] = {VERDICT_UNCLEAR, VERDICT_TOO_SHORT};
    for (size_t i = 0; i < 2; i++) {
        struct card card;
        card_init(&card);
        sample_card(&card, verdicts[i], OUTCOME_AGAIN, GOOD);
        score_card(&card, MOVE_BIT(MOVE_EMPATHY));
        assert_int_equal(card.score, -1);
        assert_int_equal(card.part_count, 0);
        assert_true(strlen(card.tip) > 0);
        card_done(&card);
    }
}

static void every_verdict_has_a_headline_and_a_tip(void **state)
{
    (void)state;
    for (int v = 0; v < VERDICT_COUNT; v++) {
        for (int o = 0; o < OUTCOME_COUNT; o++) {
            struct card card;
            card_init(&card);
            sample_card(&card, (enum verdict)v, (enum outcome)o, GOOD);
            score_card(&card, MOVE_BIT(MOVE_EMPATHY));
            assert_true(strlen(card.headline) > 10);
            assert_true(strlen(card.tip) > 10);
            card_done(&card);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reply_with_everything_gets_full_marks),
        cmocka_unit_test(a_part_that_cannot_be_measured_is_left_out_and_the_rest_grows),
        cmocka_unit_test(the_pause_is_full_inside_its_band_and_less_outside),
        cmocka_unit_test(the_pace_band_is_silent_inside_and_costs_outside),
        cmocka_unit_test(a_command_caps_the_score_at_sixty),
        cmocka_unit_test(a_command_that_is_only_guessed_caps_nothing),
        cmocka_unit_test(a_tip_quotes_nothing_that_was_badly_heard),
        cmocka_unit_test(advice_before_empathy_scores_less_and_the_tip_turns_it_round),
        cmocka_unit_test(an_expected_move_that_is_missing_costs_its_share),
        cmocka_unit_test(a_number_outside_its_band_is_never_shown_as_inside),
        cmocka_unit_test(several_expected_moves_read_as_a_sentence),
        cmocka_unit_test(false_empathy_without_words_to_leave_out_quotes_nothing),
        cmocka_unit_test(what_was_not_understood_has_no_score_and_no_parts),
        cmocka_unit_test(every_verdict_has_a_headline_and_a_tip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
