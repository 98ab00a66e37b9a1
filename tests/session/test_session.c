#include "session/session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A small conversation: opening -> heard: better | unheard: worse, both endings; worse is silent.
 */
enum { OPENING, MIDDLE, BETTER, WORSE, TURNS };
static struct scenario_turn turns[TURNS] = {
    [OPENING] = {.name = (char[]){"opening"},
                 .audio = (char[]){"opening.flac"},
                 .next = {[OUTCOME_AGAIN] = OPENING,
                          [OUTCOME_HEARD] = MIDDLE,
                          [OUTCOME_UNHEARD] = WORSE,
                          [OUTCOME_LET_OFF] = WORSE}},
    [MIDDLE] = {.name = (char[]){"middle"},
                .audio = (char[]){"middle.flac"},
                .next = {[OUTCOME_AGAIN] = MIDDLE,
                         [OUTCOME_HEARD] = BETTER,
                         [OUTCOME_UNHEARD] = WORSE,
                         [OUTCOME_LET_OFF] = WORSE}},
    [BETTER] = {.name = (char[]){"better"},
                .audio = (char[]){"better.flac"},
                .ending = (char[]){"commitment"}},
    [WORSE] = {.name = (char[]){"worse"}, .ending = (char[]){"compliance"}},
};
static const struct scenario scenario = {.turns = turns, .turn_count = TURNS, .start = OPENING};

static struct session_commands say(struct session *s, enum session_event event)
{
    return session_handle(s, (struct session_news){.event = event, .scenario = &scenario});
}

static struct session_commands card(struct session *s, enum outcome outcome)
{
    return session_handle(s,
                          (struct session_news){.event = SESSION_CARD_READY, .outcome = outcome});
}

static void expect_commands(struct session_commands got, size_t count,
                            const enum session_command *list)
{
    assert_int_equal(got.count, count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(got.list[i], list[i]);
}
#define COMMANDS(...)                                                                              \
    sizeof((enum session_command[]){__VA_ARGS__}) / sizeof(enum session_command),                  \
        (const enum session_command[])                                                             \
    {                                                                                              \
        __VA_ARGS__                                                                                \
    }

static struct session at(enum session_place place)
{
    struct session s;
    session_init(&s);
    if (place == SESSION_CHOOSE)
        return s;
    say(&s, SESSION_PICKED);
    if (place == SESSION_PREPARE)
        return s;
    say(&s, SESSION_START);
    if (place == SESSION_ROOM)
        return s;
    say(&s, SESSION_SKIP);
    if (place == SESSION_LISTEN)
        return s;
    say(&s, SESSION_PROMPT_ENDED);
    if (place == SESSION_ANSWER)
        return s;
    say(&s, SESSION_FINISHED);
    if (place == SESSION_THINK)
        return s;
    card(&s, OUTCOME_HEARD);
    return s;
}

static void a_whole_conversation_leads_to_its_ending(void **state)
{
    (void)state;
    struct session s;
    session_init(&s);
    expect_commands(say(&s, SESSION_PICKED), 0, NULL);
    assert_int_equal(s.place, SESSION_PREPARE);
    expect_commands(say(&s, SESSION_START), COMMANDS(SESSION_MEASURE));
    assert_int_equal(s.place, SESSION_ROOM);
    expect_commands(say(&s, SESSION_ROOM_READY), 0, NULL);
    assert_true(s.place == SESSION_ROOM && s.room_ready);
    expect_commands(say(&s, SESSION_NEXT), COMMANDS(SESSION_DROP, SESSION_PLAY));
    assert_int_equal(s.place, SESSION_LISTEN);
    expect_commands(say(&s, SESSION_PROMPT_ENDED), COMMANDS(SESSION_RECORD));
    assert_int_equal(s.place, SESSION_ANSWER);
    expect_commands(say(&s, SESSION_FINISHED), COMMANDS(SESSION_SCORE));
    assert_int_equal(s.place, SESSION_THINK);
    expect_commands(card(&s, OUTCOME_HEARD), 0, NULL);
    assert_int_equal(s.place, SESSION_CARD);
    assert_false(session_ends_next(&s));
    expect_commands(say(&s, SESSION_NEXT), COMMANDS(SESSION_PLAY));
    assert_int_equal(s.turn, MIDDLE);
    assert_int_equal(s.place, SESSION_LISTEN);
    say(&s, SESSION_PROMPT_ENDED);
    say(&s, SESSION_FINISHED);
    card(&s, OUTCOME_HEARD);
    assert_true(session_ends_next(&s));
    expect_commands(say(&s, SESSION_NEXT), COMMANDS(SESSION_PLAY));
    assert_int_equal(s.place, SESSION_ENDING);
    assert_int_equal(s.turn, BETTER);
}

static void the_outcome_chooses_the_next_turn(void **state)
{
    (void)state;
    static const struct {
        enum outcome outcome;
        int turn;
        enum session_place place;
    } rows[] = {{OUTCOME_HEARD, MIDDLE, SESSION_LISTEN},
                {OUTCOME_UNHEARD, WORSE, SESSION_ENDING},
                {OUTCOME_LET_OFF, WORSE, SESSION_ENDING},
                {OUTCOME_AGAIN, OPENING, SESSION_LISTEN}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct session s = at(SESSION_THINK);
        card(&s, rows[i].outcome);
        say(&s, SESSION_NEXT);
        assert_int_equal(s.turn, rows[i].turn);
        assert_int_equal(s.place, rows[i].place);
    }
}

static void a_silent_ending_plays_nothing(void **state)
{
    (void)state;
    struct session s = at(SESSION_THINK);
    card(&s, OUTCOME_UNHEARD);
    expect_commands(say(&s, SESSION_NEXT), COMMANDS(SESSION_HUSH));
    assert_int_equal(s.place, SESSION_ENDING);
    expect_commands(say(&s, SESSION_REPEAT), 0, NULL);
}

static void nothing_is_recorded_while_the_prompt_plays(void **state)
{
    (void)state;
    struct session s = at(SESSION_LISTEN);
    expect_commands(say(&s, SESSION_FINISHED), 0, NULL);
    expect_commands(say(&s, SESSION_RETAKE), 0, NULL);
    assert_int_equal(s.place, SESSION_LISTEN);
}

static void skipping_the_prompt_hushes_it_before_recording(void **state)
{
    (void)state;
    struct session s = at(SESSION_LISTEN);
    expect_commands(say(&s, SESSION_SKIP), COMMANDS(SESSION_HUSH, SESSION_RECORD));
    assert_int_equal(s.place, SESSION_ANSWER);
}

static void a_button_pressed_twice_counts_once(void **state)
{
    (void)state;
    struct session s = at(SESSION_ANSWER);
    say(&s, SESSION_FINISHED);
    expect_commands(say(&s, SESSION_FINISHED), 0, NULL);
    assert_int_equal(s.place, SESSION_THINK);
    card(&s, OUTCOME_HEARD);
    say(&s, SESSION_NEXT);
    expect_commands(say(&s, SESSION_NEXT), 0, NULL);
    assert_int_equal(s.turn, MIDDLE);
}

static void a_card_that_comes_after_back_is_nobodys(void **state)
{
    (void)state;
    struct session s = at(SESSION_THINK);
    expect_commands(say(&s, SESSION_BACK), COMMANDS(SESSION_HUSH, SESSION_DROP));
    assert_int_equal(s.place, SESSION_CHOOSE);
    assert_null(s.scenario);
    expect_commands(card(&s, OUTCOME_HEARD), 0, NULL);
    assert_int_equal(s.place, SESSION_CHOOSE);
}

static void attempts_count_answers_and_not_listening_again(void **state)
{
    (void)state;
    struct session s = at(SESSION_ANSWER);
    assert_int_equal(s.attempt, 1);
    expect_commands(say(&s, SESSION_REPEAT), COMMANDS(SESSION_DROP, SESSION_PLAY));
    say(&s, SESSION_PROMPT_ENDED);
    assert_int_equal(s.attempt, 1);
    say(&s, SESSION_RETAKE);
    assert_int_equal(s.attempt, 1);
    say(&s, SESSION_FINISHED);
    card(&s, OUTCOME_HEARD);
    say(&s, SESSION_AGAIN);
    say(&s, SESSION_PROMPT_ENDED);
    assert_int_equal(s.attempt, 2);
    say(&s, SESSION_FINISHED);
    card(&s, OUTCOME_HEARD);
    say(&s, SESSION_NEXT);
    say(&s, SESSION_PROMPT_ENDED);
    assert_int_equal(s.attempt, 1);
}

static void an_unclear_answer_can_be_marked_by_the_person(void **state)
{
    (void)state;
    struct session s = at(SESSION_THINK);
    card(&s, OUTCOME_AGAIN);
    assert_false(session_ends_next(&s));
    expect_commands(say(&s, SESSION_MARK_MYSELF), 0, NULL);
    assert_int_equal(s.place, SESSION_MARK);
    say(&s, SESSION_BACK); /* to the card, not to the list */
    assert_int_equal(s.place, SESSION_CARD);
    say(&s, SESSION_MARK_MYSELF);
    session_handle(&s, (struct session_news){.event = SESSION_MARKED, .outcome = OUTCOME_HEARD});
    assert_int_equal(s.place, SESSION_CARD);
    say(&s, SESSION_NEXT);
    assert_int_equal(s.turn, MIDDLE);
}

static void an_answer_that_was_judged_is_not_marked(void **state)
{
    (void)state;
    struct session s = at(SESSION_THINK);
    card(&s, OUTCOME_UNHEARD);
    say(&s, SESSION_MARK_MYSELF);
    assert_int_equal(s.place, SESSION_CARD);
}

static void a_lost_microphone_interrupts_an_answer_and_the_line_is_said_again(void **state)
{
    (void)state;
    struct session s = at(SESSION_ANSWER);
    expect_commands(say(&s, SESSION_SOUND_LOST), COMMANDS(SESSION_HUSH, SESSION_DROP));
    assert_int_equal(s.place, SESSION_TROUBLE);
    expect_commands(say(&s, SESSION_SOUND_LOST), 0, NULL);
    expect_commands(say(&s, SESSION_START), COMMANDS(SESSION_MEND));
    expect_commands(say(&s, SESSION_SOUND_BACK), COMMANDS(SESSION_DROP, SESSION_PLAY));
    assert_int_equal(s.place, SESSION_LISTEN);
    assert_int_equal(s.turn, OPENING);
    say(&s, SESSION_PROMPT_ENDED);
    assert_int_equal(s.attempt, 1);
}

static void a_lost_microphone_leaves_a_reader_in_peace(void **state)
{
    (void)state;
    struct session s = at(SESSION_CARD);
    expect_commands(say(&s, SESSION_SOUND_LOST), 0, NULL);
    assert_int_equal(s.place, SESSION_CARD);
    struct session thinking = at(SESSION_THINK);
    say(&thinking, SESSION_SOUND_LOST);
    assert_int_equal(thinking.place, SESSION_THINK);
}

static void an_answer_that_gets_no_card_is_trouble_and_can_be_given_again(void **state)
{
    (void)state;
    struct session s = at(SESSION_THINK);
    expect_commands(say(&s, SESSION_CARD_LOST), COMMANDS(SESSION_DROP));
    assert_int_equal(s.place, SESSION_TROUBLE);
    expect_commands(say(&s, SESSION_START), COMMANDS(SESSION_MEND));
    expect_commands(say(&s, SESSION_SOUND_BACK), COMMANDS(SESSION_DROP, SESSION_PLAY));
    say(&s, SESSION_PROMPT_ENDED);
    assert_int_equal(s.attempt, 1);
    struct session gone = at(SESSION_CHOOSE);
    expect_commands(say(&gone, SESSION_CARD_LOST), 0, NULL);
    assert_int_equal(gone.place, SESSION_CHOOSE);
}

static void trouble_before_a_scenario_is_chosen_ends_at_the_list(void **state)
{
    (void)state;
    struct session s = at(SESSION_CHOOSE);
    say(&s, SESSION_SOUND_LOST);
    assert_int_equal(s.place, SESSION_TROUBLE);
    say(&s, SESSION_SOUND_BACK);
    assert_int_equal(s.place, SESSION_CHOOSE);
    struct session prepared = at(SESSION_PREPARE);
    say(&prepared, SESSION_SOUND_LOST);
    say(&prepared, SESSION_SOUND_BACK);
    assert_int_equal(prepared.place, SESSION_CHOOSE);
}

static void the_room_is_checked_once_and_again_when_somebody_asks(void **state)
{
    (void)state;
    struct session s = at(SESSION_ROOM);
    expect_commands(say(&s, SESSION_SKIP), COMMANDS(SESSION_DROP, SESSION_PLAY));
    say(&s, SESSION_BACK);
    assert_int_equal(s.place, SESSION_CHOOSE);
    say(&s, SESSION_PICKED);
    expect_commands(say(&s, SESSION_START), COMMANDS(SESSION_PLAY));
    assert_int_equal(s.place, SESSION_LISTEN);
    say(&s, SESSION_BACK);
    say(&s, SESSION_PICKED);
    expect_commands(say(&s, SESSION_CHECK_ROOM), COMMANDS(SESSION_MEASURE));
    say(&s, SESSION_ROOM_READY);
    expect_commands(say(&s, SESSION_RETAKE), COMMANDS(SESSION_MEASURE));
    assert_false(s.room_ready);
    assert_int_equal(s.place, SESSION_ROOM);
}

static void a_check_that_is_left_is_dropped_and_comes_again(void **state)
{
    (void)state;
    struct session s = at(SESSION_ROOM);
    expect_commands(say(&s, SESSION_BACK), COMMANDS(SESSION_DROP));
    assert_int_equal(s.place, SESSION_PREPARE);
    expect_commands(say(&s, SESSION_ROOM_READY), 0, NULL); /* nobody's */
    assert_int_equal(s.place, SESSION_PREPARE);
    expect_commands(say(&s, SESSION_START), COMMANDS(SESSION_MEASURE));
    assert_false(s.room_ready);
}

static void there_is_no_going_on_before_the_result_and_no_skipping_after_it(void **state)
{
    (void)state;
    struct session s = at(SESSION_ROOM);
    expect_commands(say(&s, SESSION_NEXT), 0, NULL);
    expect_commands(say(&s, SESSION_RETAKE), 0, NULL);
    assert_int_equal(s.place, SESSION_ROOM);
    say(&s, SESSION_ROOM_READY);
    expect_commands(say(&s, SESSION_SKIP), 0, NULL);
    assert_int_equal(s.place, SESSION_ROOM);
}

static void a_microphone_lost_while_the_room_is_checked_leads_back_there(void **state)
{
    (void)state;
    struct session s = at(SESSION_ROOM);
    expect_commands(say(&s, SESSION_SOUND_LOST), COMMANDS(SESSION_HUSH, SESSION_DROP));
    assert_int_equal(s.place, SESSION_TROUBLE);
    expect_commands(say(&s, SESSION_SOUND_BACK), COMMANDS(SESSION_MEASURE));
    assert_int_equal(s.place, SESSION_ROOM);
    say(&s, SESSION_ROOM_READY);
    expect_commands(say(&s, SESSION_SOUND_LOST), 0, NULL); /* whoever reads is left in peace */
    assert_int_equal(s.place, SESSION_ROOM);
    struct session again = at(SESSION_LISTEN); /* asked for a second time */
    say(&again, SESSION_BACK);
    say(&again, SESSION_PICKED);
    say(&again, SESSION_CHECK_ROOM);
    say(&again, SESSION_SOUND_LOST);
    expect_commands(say(&again, SESSION_SOUND_BACK), COMMANDS(SESSION_MEASURE));
}

/* Whatever comes, the session stays in a place it knows and never asks for a turn that is not
 * there. */
static void any_order_of_events_is_survived(void **state)
{
    (void)state;
    struct session s;
    session_init(&s);
    uint32_t random = 1;
    for (int i = 0; i < 200000; i++) {
        random = random * 1664525u + 1013904223u;
        struct session_news news = {
            .event = (enum session_event)((random >> 16) % (SESSION_SOUND_BACK + 1)),
            .scenario = &scenario,
            .outcome = (enum outcome)((random >> 8) % OUTCOME_COUNT)};
        struct session_commands commands = session_handle(&s, news);
        assert_true(commands.count <= SESSION_COMMANDS_MAX);
        assert_true(s.place <= SESSION_TROUBLE);
        assert_true(s.turn >= 0 && s.turn < TURNS);
        assert_true(s.attempt >= 0);
        for (size_t c = 0; c < commands.count; c++)
            if (commands.list[c] == SESSION_PLAY)
                assert_non_null(turns[s.turn].audio);
        if (s.place == SESSION_ANSWER || s.place == SESSION_THINK)
            assert_null(turns[s.turn].ending);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_conversation_leads_to_its_ending),
        cmocka_unit_test(the_outcome_chooses_the_next_turn),
        cmocka_unit_test(a_silent_ending_plays_nothing),
        cmocka_unit_test(nothing_is_recorded_while_the_prompt_plays),
        cmocka_unit_test(skipping_the_prompt_hushes_it_before_recording),
        cmocka_unit_test(a_button_pressed_twice_counts_once),
        cmocka_unit_test(a_card_that_comes_after_back_is_nobodys),
        cmocka_unit_test(attempts_count_answers_and_not_listening_again),
        cmocka_unit_test(an_unclear_answer_can_be_marked_by_the_person),
        cmocka_unit_test(an_answer_that_was_judged_is_not_marked),
        cmocka_unit_test(a_lost_microphone_interrupts_an_answer_and_the_line_is_said_again),
        cmocka_unit_test(a_lost_microphone_leaves_a_reader_in_peace),
        cmocka_unit_test(an_answer_that_gets_no_card_is_trouble_and_can_be_given_again),
        cmocka_unit_test(trouble_before_a_scenario_is_chosen_ends_at_the_list),
        cmocka_unit_test(the_room_is_checked_once_and_again_when_somebody_asks),
        cmocka_unit_test(a_check_that_is_left_is_dropped_and_comes_again),
        cmocka_unit_test(there_is_no_going_on_before_the_result_and_no_skipping_after_it),
        cmocka_unit_test(a_microphone_lost_while_the_room_is_checked_leads_back_there),
        cmocka_unit_test(any_order_of_events_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
