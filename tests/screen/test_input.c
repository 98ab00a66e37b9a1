/* Keys, pointers and the wheel on the pure view: no fonts, no window, no clock. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "screen/driven_view.h"

static const struct hit *hit_of(enum screen_action action)
{
    for (size_t i = 0; i < view.list.hit_count; i++)
        if (view.list.hits[i].input.action == action)
            return &view.list.hits[i];
    return NULL;
}

static int middle_x(const struct hit *hit)
{
    return hit->box.x + hit->box.w / 2;
}

static int middle_y(const struct hit *hit)
{
    return hit->box.y + hit->box.h / 2;
}

static struct screen_input tap(int x, int y)
{
    assert_int_equal(view_pointer_down(&view, x, y).action, ACTION_NONE);
    lay_out();
    struct screen_input input = view_pointer_up(&view, x, y);
    lay_out();
    return input;
}

/* What the page offers beside QUIT, in the order of the focus. */
static const struct {
    enum screen_page page;
    enum screen_action actions[6]; /* ends with ACTION_NONE */
    enum screen_action enter;
} offers[] = {
    {PAGE_PREPARE, {ACTION_BACK, ACTION_START}, ACTION_START},
    {PAGE_ROOM, {ACTION_BACK, ACTION_SKIP}, ACTION_NONE},
    {PAGE_ROOM_DONE, {ACTION_BACK, ACTION_RETAKE, ACTION_NEXT}, ACTION_NEXT},
    {PAGE_LISTEN, {ACTION_BACK, ACTION_REPEAT, ACTION_SKIP}, ACTION_SKIP},
    {PAGE_ANSWER, {ACTION_BACK, ACTION_REPEAT, ACTION_RETAKE, ACTION_FINISHED}, ACTION_FINISHED},
    {PAGE_THINK, {ACTION_BACK}, ACTION_NONE},
    {PAGE_CARD, {ACTION_BACK, ACTION_MODEL, ACTION_AGAIN, ACTION_NEXT, ACTION_HEAR}, ACTION_NEXT},
    {PAGE_MODEL, {ACTION_BACK}, ACTION_BACK},
    {PAGE_ENDING, {ACTION_BACK, ACTION_AGAIN}, ACTION_AGAIN},
    {PAGE_TROUBLE, {ACTION_BACK, ACTION_START}, ACTION_START},
};
enum { OFFERS = sizeof offers / sizeof offers[0] };

static void every_page_offers_its_actions_and_no_others(void **state)
{
    (void)state;
    for (size_t i = 0; i < OFFERS; i++) {
        show(offers[i].page, SAMPLE_REAL);
        size_t count = 0;
        for (; offers[i].actions[count] != ACTION_NONE; count++)
            assert_non_null(hit_of(offers[i].actions[count]));
        size_t own = 0; /* the size of the text, and the captions where the rep speaks */
        size_t pieces = 0;
        assert_non_null(hit_of(ACTION_TEXT_SIZE));
        for (size_t h = 0; h < view.list.hit_count; h++) {
            own += view.list.hits[h].input.action > ACTION_QUIT;
            pieces += view.list.hits[h].input.action == ACTION_HEAR;
        }
        assert_int_equal(own, offers[i].page == PAGE_LISTEN ? 2 : 1);
        assert_int_equal(pieces, offers[i].page == PAGE_CARD ? 5 : 0);
        assert_int_equal(view.list.hit_count, count + own + pieces - (pieces > 0));
    }
}

static void tab_reaches_every_button_and_enter_presses_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < OFFERS; i++) {
        unsigned reached = 0;
        show(offers[i].page, SAMPLE_REAL);
        for (size_t tabs = 0; tabs < view.target_count; tabs++) {
            press(VIEW_KEY_NEXT);
            reached |= 1u << press(VIEW_KEY_ACTIVATE).action;
        }
        for (size_t a = 0; offers[i].actions[a] != ACTION_NONE; a++)
            assert_true(reached & 1u << offers[i].actions[a]);
        reached = 0;
        for (size_t tabs = 0; tabs < view.target_count; tabs++) {
            press(VIEW_KEY_PREVIOUS);
            reached |= 1u << press(VIEW_KEY_ACTIVATE).action;
        }
        for (size_t a = 0; offers[i].actions[a] != ACTION_NONE; a++)
            assert_true(reached & 1u << offers[i].actions[a]);
    }
}

static void arrows_reach_every_button_and_stop_at_the_ends(void **state)
{
    (void)state;
    for (size_t i = 0; i < OFFERS; i++) {
        show(offers[i].page, SAMPLE_REAL);
        for (int presses = 0; presses < 6; presses++)
            press(VIEW_KEY_LEFT);
        size_t count = 0;
        for (; offers[i].actions[count] != ACTION_NONE; count++) {
            assert_int_equal(press(VIEW_KEY_ACTIVATE).action, offers[i].actions[count]);
            press(VIEW_KEY_RIGHT);
        }
        assert_int_equal(press(VIEW_KEY_ACTIVATE).action, offers[i].actions[count - 1]);
    }
}

static void enter_alone_does_what_the_page_is_for(void **state)
{
    (void)state;
    for (size_t i = 0; i < OFFERS; i++) {
        show(offers[i].page, SAMPLE_REAL);
        assert_int_equal(press(VIEW_KEY_ACTIVATE).action, offers[i].enter);
    }
    show(PAGE_CHOOSE, SAMPLE_REAL);
    struct screen_input input = press(VIEW_KEY_ACTIVATE);
    assert_int_equal(input.action, ACTION_PICK);
    assert_int_equal(input.index, 0);
    show(PAGE_CHOOSE, SAMPLE_EMPTY);
    assert_int_equal(press(VIEW_KEY_ACTIVATE).action, ACTION_NONE);
    assert_int_equal(press(VIEW_KEY_NEXT).action, ACTION_NONE);
    assert_int_equal(press(VIEW_KEY_DOWN).action, ACTION_NONE);
}

static void the_parts_of_an_unclear_answer_can_be_ticked(void **state)
{
    (void)state;
    show(PAGE_MARK, SAMPLE_REAL);
    assert_int_equal(press(VIEW_KEY_ACTIVATE).action, ACTION_MARKED);
    assert_non_null(hit_of(ACTION_BACK));
    bool ticked[8] = {false};
    for (size_t tabs = 0; tabs < view.target_count; tabs++) {
        press(VIEW_KEY_NEXT);
        struct screen_input input = press(VIEW_KEY_ACTIVATE);
        if (input.action == ACTION_TICK && input.index < 8)
            ticked[input.index] = true;
    }
    for (size_t i = 0; i < shown.card->moves.clause_count; i++)
        assert_true(ticked[i]);
    show(PAGE_CARD, SAMPLE_REAL); /* a card with a verdict has nothing to mark */
    assert_null(hit_of(ACTION_MARK));
}

static void escape_is_one_step_back_except_on_the_list(void **state)
{
    (void)state;
    for (int page = 0; page < SAMPLE_PAGES; page++) {
        show((enum screen_page)page, SAMPLE_REAL);
        assert_int_equal(press(VIEW_KEY_BACK).action,
                         page == PAGE_CHOOSE ? ACTION_NONE : ACTION_BACK);
        assert_int_equal(press(VIEW_KEY_QUIT).action, ACTION_QUIT);
    }
}

static void a_tap_on_a_button_gives_its_action_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < OFFERS; i++) {
        show(offers[i].page, SAMPLE_REAL);
        for (size_t a = 0; offers[i].actions[a] != ACTION_NONE; a++) {
            const struct hit *hit = hit_of(offers[i].actions[a]);
            int x = middle_x(hit), y = middle_y(hit);
            assert_int_equal(tap(x, y).action, offers[i].actions[a]);
            assert_int_equal(view_pointer_up(&view, x, y).action, ACTION_NONE);
        }
    }
}

static void sliding_off_a_button_presses_nothing(void **state)
{
    (void)state;
    show(PAGE_ANSWER, SAMPLE_REAL);
    const struct hit *hit = hit_of(ACTION_FINISHED);
    int x = middle_x(hit), y = middle_y(hit);
    view_pointer_down(&view, x, y);
    lay_out();
    assert_int_equal(view_pointer_up(&view, x, y - 200).action, ACTION_NONE);
    view_pointer_down(&view, x, y);
    view_pointer_move(&view, x, y - 200);
    view_pointer_move(&view, x, y);
    assert_int_equal(view_pointer_up(&view, x, y).action, ACTION_NONE);
    view_pointer_down(&view, x, y - 200);
    assert_int_equal(view_pointer_up(&view, x, y).action, ACTION_NONE);
    const struct hit *other = hit_of(ACTION_REPEAT);
    view_pointer_down(&view, x, y);
    assert_int_equal(view_pointer_up(&view, middle_x(other), middle_y(other)).action, ACTION_NONE);
}

static void a_finger_down_when_the_page_changes_presses_nothing(void **state)
{
    (void)state;
    show(PAGE_PREPARE, SAMPLE_REAL);
    const struct hit *hit = hit_of(ACTION_START);
    int x = middle_x(hit), y = middle_y(hit);
    size_t order = hit->order;
    view_pointer_down(&view, x, y);
    shown = sample_state(PAGE_ENDING, SAMPLE_REAL);
    lay_out();
    hit = hit_of(ACTION_AGAIN);
    assert_true(box_holds(hit->box, x, y)); /* the danger: it has come to lie under the finger */
    assert_int_equal(hit->order, order);
    assert_int_equal(view_pointer_up(&view, x, y).action, ACTION_NONE);
}

static void the_second_tap_of_a_double_tap_is_ignored(void **state)
{
    (void)state;
    view_init(&view);
    view_clock(&view, 1000);
    shown = sample_state(PAGE_LISTEN, SAMPLE_REAL);
    lay_out();
    const struct hit *hit = hit_of(ACTION_SKIP);
    int x = middle_x(hit), y = middle_y(hit);
    assert_int_equal(tap(x, y).action, ACTION_SKIP);
    shown = sample_state(PAGE_ANSWER, SAMPLE_REAL);
    lay_out();
    view_clock(&view, 1000 + VIEW_SETTLE_MS - 1);
    assert_int_equal(tap(x, y).action, ACTION_NONE);
    view_clock(&view, 1000 + VIEW_SETTLE_MS);
    assert_int_equal(tap(x, y).action, ACTION_FINISHED);
}

static void a_and_c_change_text_and_captions_on_the_spot_and_nobody_else_hears_of_it(void **state)
{
    (void)state;
    for (int page = 0; page < SAMPLE_PAGES; page++) {
        show((enum screen_page)page, SAMPLE_REAL);
        assert_int_equal(press(VIEW_KEY_TEXT_SIZE).action, ACTION_NONE);
        assert_true(view.comfort.large_text);
        const struct hit *hit = hit_of(ACTION_TEXT_SIZE);
        assert_non_null(hit);
        assert_int_equal(tap(middle_x(hit), middle_y(hit)).action, ACTION_NONE);
        assert_false(view.comfort.large_text);
    }
    show(PAGE_LISTEN, SAMPLE_REAL);
    const struct hit *hit = hit_of(ACTION_CAPTIONS);
    assert_int_equal(tap(middle_x(hit), middle_y(hit)).action, ACTION_NONE);
    assert_true(view.comfort.no_captions);
    shown = sample_state(PAGE_ANSWER, SAMPLE_REAL); /* the choice outlasts the page */
    lay_out();
    assert_true(view.comfort.no_captions);
    assert_int_equal(press(VIEW_KEY_CAPTIONS).action, ACTION_NONE);
    assert_false(view.comfort.no_captions);
}

static void large_text_is_larger_everywhere(void **state)
{
    (void)state;
    for (int page = 0; page < SAMPLE_PAGES; page++) {
        int largest[2] = {0, 0};
        show((enum screen_page)page, SAMPLE_REAL);
        for (int large = 0; large < 2; large++) {
            for (size_t i = 0; i < view.list.draw_count; i++)
                if (view.list.draws[i].kind == DRAW_TEXT && view.list.draws[i].px > largest[large])
                    largest[large] = view.list.draws[i].px;
            press(VIEW_KEY_TEXT_SIZE);
        }
        assert_in_range(largest[1] * 4, largest[0] * 5 - 4, largest[0] * 5 + 4);
    }
}

static bool shows_focus_ring(void)
{
    for (size_t i = 0; i < view.list.draw_count; i++) {
        const struct draw *draw = &view.list.draws[i];
        if (draw->kind == DRAW_ROUND && draw->thickness == view.unit / 4 + 1)
            return true;
    }
    return false;
}

static void the_focus_is_seen_by_those_who_use_keys_only(void **state)
{
    (void)state;
    show(PAGE_ANSWER, SAMPLE_REAL);
    assert_false(shows_focus_ring());
    press(VIEW_KEY_RIGHT); /* shows it, and moves nothing yet */
    assert_true(shows_focus_ring());
    assert_int_equal(press(VIEW_KEY_ACTIVATE).action, ACTION_FINISHED);
    tap(400, 200);
    assert_false(shows_focus_ring());
}

static void touching_leaves_enter_where_it_was(void **state)
{
    (void)state;
    show(PAGE_ANSWER, SAMPLE_REAL);
    const struct hit *hit = hit_of(ACTION_REPEAT);
    assert_int_equal(tap(middle_x(hit), middle_y(hit)).action, ACTION_REPEAT);
    assert_int_equal(press(VIEW_KEY_ACTIVATE).action, ACTION_FINISHED);
}

static void the_same_state_gives_the_same_list(void **state)
{
    (void)state;
    static struct draw_list before;
    for (int page = 0; page < SAMPLE_PAGES; page++) {
        show((enum screen_page)page, SAMPLE_REAL);
        before = view.list;
        lay_out();
        assert_int_equal(view.list.draw_count, before.draw_count);
        for (size_t i = 0; i < before.draw_count; i++)
            assert_true(list_same(&before, &before.draws[i], &view.list, &view.list.draws[i]));
    }
}

static void keys_before_the_first_layout_do_nothing(void **state)
{
    (void)state;
    view_init(&view);
    for (int key = VIEW_KEY_NEXT; key < VIEW_KEY_QUIT; key++)
        assert_int_equal(view_key(&view, (enum view_key)key).action, ACTION_NONE);
    view_pointer_down(&view, 10, 10);
    view_pointer_move(&view, 10, 90);
    assert_int_equal(view_pointer_up(&view, 10, 10).action, ACTION_NONE);
    assert_int_equal(view_wheel(&view, -3).action, ACTION_NONE);
}

/* Whatever comes in whatever order, the view stays in one piece (the sanitizers watch). */
static void random_input_keeps_the_view_sane(void **state)
{
    (void)state;
    uint32_t random = 12345;
    show(PAGE_CHOOSE, SAMPLE_LONG);
    for (int i = 0; i < 4000; i++) {
        random = random * 1664525u + 1013904223u;
        unsigned what = random >> 24, x = random >> 8 & 1023, y = random >> 14 & 511;
        struct screen_input input = {ACTION_NONE, 0};
        if (what < 100)
            input = view_key(&view, (enum view_key)(what % (VIEW_KEY_QUIT + 1)));
        else if (what < 140)
            input = view_pointer_down(&view, (int)x, (int)y);
        else if (what < 180)
            input = view_pointer_move(&view, (int)x, (int)y);
        else if (what < 220)
            input = view_pointer_up(&view, (int)x, (int)y);
        else if (what < 230)
            input = view_wheel(&view, (int)x - 512);
        else if (what < 240)
            shown = sample_state((enum screen_page)(x % SAMPLE_PAGES),
                                 (enum sample_kind)(y % SAMPLE_KINDS));
        lay_out();
        assert_true(input.action <= ACTION_QUIT); /* never one of the view's own */
        assert_true(input.action == ACTION_PICK || input.action == ACTION_TICK ||
                    input.action == ACTION_HEAR || input.index == 0);
        assert_true(input.action != ACTION_PICK || input.index < SAMPLE_MANY);
        assert_in_range(view.place.scroll, 0, view.scroll_most);
        assert_false(view.list.overflowed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_page_offers_its_actions_and_no_others),
        cmocka_unit_test(tab_reaches_every_button_and_enter_presses_it),
        cmocka_unit_test(arrows_reach_every_button_and_stop_at_the_ends),
        cmocka_unit_test(enter_alone_does_what_the_page_is_for),
        cmocka_unit_test(the_parts_of_an_unclear_answer_can_be_ticked),
        cmocka_unit_test(escape_is_one_step_back_except_on_the_list),
        cmocka_unit_test(a_tap_on_a_button_gives_its_action_once),
        cmocka_unit_test(sliding_off_a_button_presses_nothing),
        cmocka_unit_test(a_finger_down_when_the_page_changes_presses_nothing),
        cmocka_unit_test(the_second_tap_of_a_double_tap_is_ignored),
        cmocka_unit_test(a_and_c_change_text_and_captions_on_the_spot_and_nobody_else_hears_of_it),
        cmocka_unit_test(large_text_is_larger_everywhere),
        cmocka_unit_test(the_focus_is_seen_by_those_who_use_keys_only),
        cmocka_unit_test(touching_leaves_enter_where_it_was),
        cmocka_unit_test(the_same_state_gives_the_same_list),
        cmocka_unit_test(keys_before_the_first_layout_do_nothing),
        cmocka_unit_test(random_input_keeps_the_view_sane),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
