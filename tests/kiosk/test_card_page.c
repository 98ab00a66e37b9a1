/* The card's own doings without a thread: touches, the model reply, and leaving. */
#include "kiosk/card_page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct moves moves = {.clause_count = 3};

static enum card_page_wish touch(struct card_page *page, enum screen_action action, size_t index)
{
    return card_page_touch(page, (struct screen_input){action, index}, &moves);
}

static void a_touched_piece_plays_and_a_second_touch_stops_it(void **state)
{
    (void)state;
    struct card_page page = {.piece = 0};
    assert_int_equal(touch(&page, ACTION_HEAR, 1), CARD_PAGE_PLAY);
    assert_int_equal(page.piece, 2);
    assert_true(card_page_moves(&page));
    assert_int_equal(touch(&page, ACTION_HEAR, 2),
                     CARD_PAGE_PLAY); /* another one takes its place */
    assert_int_equal(touch(&page, ACTION_HEAR, 2), CARD_PAGE_HUSH);
    assert_false(card_page_moves(&page));
    assert_int_equal(page.piece, 3);
    assert_int_equal(touch(&page, ACTION_HEAR, 2), CARD_PAGE_PLAY);
    card_page_hear(&page, LISTENER_CARD, NULL, NULL, 0); /* no business of this page */
    assert_true(card_page_moves(&page));
    card_page_hear(&page, LISTENER_PIECE_ENDED, NULL, NULL, 0);
    assert_int_equal(page.sound, SOUND_THERE);
    assert_int_equal(touch(&page, ACTION_HEAR, 3), CARD_PAGE_NOTHING); /* there are only three */
    assert_int_equal(page.piece, 3);
}

static void a_piece_without_sound_still_shows_its_words(void **state)
{
    (void)state;
    struct card_page page = {.sound = SOUND_GONE};
    assert_int_equal(touch(&page, ACTION_HEAR, 0), CARD_PAGE_NOTHING);
    assert_int_equal(page.piece, 1);
    assert_int_equal(page.sound, SOUND_GONE);
}

static void back_leads_from_the_model_reply_to_the_card_and_only_then_out_of_it(void **state)
{
    (void)state;
    struct card_page page = {.piece = 0};
    struct scenario_turn turn = {.model_reply = NULL};
    struct listener_meters meters = {.progress = 0.5};
    struct screen_state shown = {.page = PAGE_CARD};
    assert_int_equal(touch(&page, ACTION_HEAR, 0), CARD_PAGE_PLAY);
    assert_int_equal(touch(&page, ACTION_MODEL, 0), CARD_PAGE_HUSH);
    card_page_show(&page, &turn, &meters, &shown);
    assert_int_equal(shown.page, PAGE_MODEL);
    assert_int_equal(touch(&page, ACTION_BACK, 0), CARD_PAGE_NOTHING);
    shown.page = PAGE_CARD;
    card_page_show(&page, &turn, &meters, &shown);
    assert_int_equal(shown.page, PAGE_CARD);
    assert_int_equal(shown.piece, 1);
    assert_int_equal(touch(&page, ACTION_BACK, 0), CARD_PAGE_NOT_MINE);
    assert_int_equal(touch(&page, ACTION_NEXT, 0), CARD_PAGE_NOT_MINE);
}

/* The session plays through every way out of a card; each must be seen as one. */
static void every_way_out_of_the_card_forgets_the_voice_and_marking_does_not(void **state)
{
    (void)state;
    struct scenario_turn turns[2] = {{.audio = NULL, .next = {0, 1, 1, 1}},
                                     {.ending = (char *)"commitment", .next = {-1}}};
    struct scenario scenario = {.turns = turns, .turn_count = 2};
    static const struct {
        enum session_event event;
        enum outcome outcome;
        bool leaves;
    } cases[] = {
        {SESSION_NEXT, OUTCOME_HEARD, true},         {SESSION_NEXT, OUTCOME_AGAIN, true},
        {SESSION_AGAIN, OUTCOME_HEARD, true},        {SESSION_BACK, OUTCOME_UNHEARD, true},
        {SESSION_MARK_MYSELF, OUTCOME_AGAIN, false}, {SESSION_SOUND_LOST, OUTCOME_HEARD, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct session session = {
            .place = SESSION_CARD, .scenario = &scenario, .outcome = cases[i].outcome};
        struct card_page page = {.piece = 2, .sound = SOUND_PLAYING, .model = true};
        (void)session_handle(&session, (struct session_news){.event = cases[i].event});
        assert_int_equal(card_page_leave(&page, SESSION_CARD, session.place), cases[i].leaves);
        assert_int_equal(page.piece, cases[i].leaves ? 0 : 2);
        assert_int_equal(page.model, !cases[i].leaves);
    }
    struct card_page page = {.piece = 1};
    assert_false(card_page_leave(&page, SESSION_MARK, SESSION_CARD));
    assert_false(card_page_leave(&page, SESSION_THINK, SESSION_CARD));
    assert_true(card_page_leave(&page, SESSION_MARK, SESSION_CHOOSE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_touched_piece_plays_and_a_second_touch_stops_it),
        cmocka_unit_test(a_piece_without_sound_still_shows_its_words),
        cmocka_unit_test(back_leads_from_the_model_reply_to_the_card_and_only_then_out_of_it),
        cmocka_unit_test(every_way_out_of_the_card_forgets_the_voice_and_marking_does_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
