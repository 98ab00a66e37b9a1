/* Scrolling and long lists on the pure view. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "screen/driven_view.h"

#include <math.h>

static void two_hundred_items_are_all_reached_and_few_are_drawn(void **state)
{
    (void)state;
    show(PAGE_CHOOSE, SAMPLE_LONG);
    for (size_t i = 0; i < SAMPLE_MANY; i++) {
        struct screen_input input = press(VIEW_KEY_ACTIVATE);
        assert_int_equal(input.action, ACTION_PICK);
        assert_int_equal(input.index, i);
        assert_true(view.list.hit_count <= 10);
        assert_true(view.list.draw_count < 150);
        bool seen = false;
        for (size_t h = 0; h < view.list.hit_count; h++)
            seen = seen || (view.list.hits[h].input.index == i &&
                            view.list.hits[h].box.h == view.list.hits[h].whole.h);
        assert_true(seen); /* the focused one, all of it */
        press(VIEW_KEY_NEXT);
    }
    assert_int_equal(press(VIEW_KEY_ACTIVATE).index, 0); /* round in a circle */
}

static void down_moves_by_a_row_of_cards(void **state)
{
    (void)state;
    show(PAGE_CHOOSE, SAMPLE_LONG);
    press(VIEW_KEY_DOWN); /* shows the focus */
    assert_int_equal(view.target_columns, 2);
    press(VIEW_KEY_DOWN);
    press(VIEW_KEY_DOWN);
    assert_int_equal(press(VIEW_KEY_ACTIVATE).index, 4);
    press(VIEW_KEY_RIGHT);
    press(VIEW_KEY_UP);
    assert_int_equal(press(VIEW_KEY_ACTIVATE).index, 3);
}

static void dragging_scrolls_and_picks_nothing(void **state)
{
    (void)state;
    show(PAGE_CHOOSE, SAMPLE_LONG);
    int top = view.list.hits[2].whole.y;
    view_pointer_down(&view, 200, 400);
    view_pointer_move(&view, 200, 250);
    lay_out();
    assert_int_equal(view.place.scroll, 150);
    for (size_t i = 0; i < view.list.hit_count; i++)
        if (view.list.hits[i].input.index == 2)
            assert_int_equal(view.list.hits[i].whole.y, top - 150);
    assert_int_equal(view_pointer_up(&view, 200, 250).action, ACTION_NONE);
    /* A hand that trembles still taps. */
    view_pointer_down(&view, 200, 400);
    lay_out();
    view_pointer_move(&view, 203, 396);
    assert_int_equal(view_pointer_up(&view, 203, 396).action, ACTION_PICK);
}

static void scrolling_stops_at_both_ends(void **state)
{
    (void)state;
    static const enum screen_page pages[] = {PAGE_CHOOSE, PAGE_PREPARE, PAGE_CARD, PAGE_TROUBLE};
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        show(pages[i], SAMPLE_LONG);
        assert_true(view.scroll_most > 0);
        view_wheel(&view, 3);
        lay_out();
        assert_int_equal(view.place.scroll, 0);
        view_wheel(&view, -1);
        lay_out();
        assert_true(view.place.scroll > 0);
        view_wheel(&view, -1e9);
        lay_out();
        assert_int_equal(view.place.scroll, view.scroll_most);
        view_wheel(&view, NAN);
        lay_out();
        press(VIEW_KEY_HOME);
        assert_int_equal(view.place.scroll, 0);
        press(VIEW_KEY_PAGE_DOWN);
        assert_in_range(view.place.scroll, view.body.h / 2, view.body.h);
        press(VIEW_KEY_END);
        assert_int_equal(view.place.scroll, view.scroll_most);
        press(VIEW_KEY_PAGE_UP);
        assert_true(view.place.scroll < view.scroll_most);
    }
}

static void down_scrolls_a_long_text_and_tab_still_finds_the_buttons(void **state)
{
    (void)state;
    show(PAGE_CARD, SAMPLE_LONG);
    press(VIEW_KEY_DOWN);
    int scrolled = view.place.scroll;
    assert_true(scrolled > 0);
    press(VIEW_KEY_PREVIOUS);
    assert_int_equal(view.place.scroll, scrolled);
    assert_int_equal(press(VIEW_KEY_ACTIVATE).action, ACTION_AGAIN);
}

static void the_list_is_found_again_as_it_was_left(void **state)
{
    (void)state;
    show(PAGE_CHOOSE, SAMPLE_LONG);
    for (int i = 0; i < 40; i++)
        press(VIEW_KEY_DOWN);
    struct screen_input before = press(VIEW_KEY_ACTIVATE);
    int scroll = view.place.scroll;
    shown = sample_state(PAGE_PREPARE, SAMPLE_LONG);
    lay_out();
    assert_int_equal(view.place.scroll, 0);
    assert_int_equal(press(VIEW_KEY_ACTIVATE).action, ACTION_START);
    shown = sample_state(PAGE_CHOOSE, SAMPLE_LONG);
    lay_out();
    assert_int_equal(view.place.scroll, scroll);
    assert_int_equal(press(VIEW_KEY_ACTIVATE).index, before.index);
}

static void a_list_that_became_shorter_keeps_a_focus_and_no_gap(void **state)
{
    (void)state;
    show(PAGE_CHOOSE, SAMPLE_LONG);
    press(VIEW_KEY_PREVIOUS); /* the last of 200 */
    assert_int_equal(press(VIEW_KEY_ACTIVATE).index, SAMPLE_MANY - 1);
    shown = sample_state(PAGE_CHOOSE, SAMPLE_REAL);
    lay_out();
    assert_int_equal(press(VIEW_KEY_ACTIVATE).index, shown.item_count - 1);
    assert_true(view.place.scroll <= view.scroll_most);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_hundred_items_are_all_reached_and_few_are_drawn),
        cmocka_unit_test(down_moves_by_a_row_of_cards),
        cmocka_unit_test(dragging_scrolls_and_picks_nothing),
        cmocka_unit_test(scrolling_stops_at_both_ends),
        cmocka_unit_test(down_scrolls_a_long_text_and_tab_still_finds_the_buttons),
        cmocka_unit_test(the_list_is_found_again_as_it_was_left),
        cmocka_unit_test(a_list_that_became_shorter_keeps_a_focus_and_no_gap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
