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
        assert_true(view.list.hit_count <= 15);
        assert_true(view.list.draw_count < 150);
        bool seen = false;
        for (size_t h = 0; h < view.list.hit_count; h++)
            seen = seen || (view.list.hits[h].input.index == i &&
                            view.list.hits[h].box.h == view.list.hits[h].whole.h);
        assert_true(seen); /* the focused one, all of it */
        press(VIEW_KEY_NEXT);
    }
    /* Round in a circle: the size of the text, the four filters, the first again. */
    assert_int_equal(view.focused, view.comfort_first);
    for (int i = 0; i < 5; i++)
        press(VIEW_KEY_NEXT);
    assert_int_equal(press(VIEW_KEY_ACTIVATE).index, 0);
}

/* The card of item `index`, or NULL when it is not to be seen. */
static const struct hit *item_hit(size_t index)
{
    for (size_t i = 0; i < view.list.hit_count; i++)
        if (view.list.hits[i].input.action == ACTION_PICK && view.list.hits[i].input.index == index)
            return &view.list.hits[i];
    return NULL;
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
    int top = item_hit(2)->whole.y;
    view_pointer_down(&view, 200, 400);
    view_pointer_move(&view, 200, 250);
    lay_out();
    assert_int_equal(view.place.scroll, 150);
    for (size_t i = 0; i < view.list.hit_count; i++)
        if (&view.list.hits[i] == item_hit(2))
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
    for (int i = 0; i < 6; i++)
        press(VIEW_KEY_PREVIOUS); /* over filters and the text's size to the last of 200 */
    assert_int_equal(press(VIEW_KEY_ACTIVATE).index, SAMPLE_MANY - 1);
    shown = sample_state(PAGE_CHOOSE, SAMPLE_REAL);
    lay_out();
    assert_int_equal(press(VIEW_KEY_ACTIVATE).index, shown.item_count - 1);
    assert_true(view.place.scroll <= view.scroll_most);
}

/* Throws the list upwards: the finger goes 120 px in 80 ms. */
static void throw_list(void)
{
    show(PAGE_CHOOSE, SAMPLE_LONG);
    view_clock(&view, 10000);
    view_pointer_down(&view, 200, 400);
    for (int i = 1; i <= 8; i++) {
        view_clock(&view, 10000 + 10 * (uint64_t)i);
        view_pointer_move(&view, 200, 400 - 15 * i);
        lay_out();
    }
    assert_int_equal(view_pointer_up(&view, 200, 280).action, ACTION_NONE);
    lay_out();
}

static void a_thrown_list_glides_on_ever_slower_and_stops_within_a_second(void **state)
{
    (void)state;
    throw_list();
    assert_true(view_gliding(&view));
    int before = view.place.scroll, step_before = 1000, ms = 0;
    assert_int_equal(before, 120);
    while (view_gliding(&view) && ms < 2000) {
        ms += 50;
        view_clock(&view, 10080 + (uint64_t)ms);
        lay_out();
        int step = view.place.scroll - before;
        assert_in_range(step, 0, step_before + 1);
        before = view.place.scroll;
        step_before = step;
    }
    assert_in_range(ms, VIEW_GLIDE_MIN_MS, 1000);
    assert_in_range(view.place.scroll, 240, 600);
}

static void a_touch_stops_a_gliding_list_and_presses_nothing(void **state)
{
    (void)state;
    throw_list();
    view_clock(&view, 10200);
    lay_out();
    int scroll = view.place.scroll;
    view_pointer_down(&view, 200, 300);
    assert_false(view_gliding(&view));
    lay_out();
    assert_int_equal(view_pointer_up(&view, 200, 300).action, ACTION_NONE);
    view_clock(&view, 10400);
    lay_out();
    assert_int_equal(view.place.scroll, scroll);
}

static void nothing_glides_when_the_finger_rested_or_motion_is_off(void **state)
{
    (void)state;
    show(PAGE_CHOOSE, SAMPLE_LONG);
    view_clock(&view, 10000);
    view_pointer_down(&view, 200, 400);
    view_clock(&view, 10050);
    view_pointer_move(&view, 200, 300);
    view_clock(&view, 10400);
    view_pointer_up(&view, 200, 300);
    assert_false(view_gliding(&view));
    show(PAGE_CHOOSE, SAMPLE_LONG);
    view_set_comfort(&view, &(struct comfort){.still = true});
    view_clock(&view, 10000);
    view_pointer_down(&view, 200, 400);
    view_clock(&view, 10050);
    view_pointer_move(&view, 200, 300);
    view_pointer_up(&view, 200, 300);
    assert_false(view_gliding(&view));
}

static size_t items_of(int difficulty)
{
    size_t count = 0;
    for (size_t i = 0; i < shown.item_count; i++)
        count += shown.items[i].difficulty == difficulty;
    return count;
}

static void the_list_is_filtered_by_difficulty_by_key_and_by_touch(void **state)
{
    (void)state;
    show(PAGE_CHOOSE, SAMPLE_REAL);
    for (int difficulty = 1; difficulty <= DIFFICULTY_MOST; difficulty++) {
        press(VIEW_KEY_FILTER);
        assert_int_equal(view.filter, difficulty);
        assert_int_equal(view.comfort_first - view.rows_first, items_of(difficulty));
        struct screen_input input = press(VIEW_KEY_ACTIVATE); /* the first that is listed */
        assert_int_equal(input.action, ACTION_PICK);
        assert_int_equal(shown.items[input.index].difficulty, difficulty);
    }
    press(VIEW_KEY_FILTER);
    assert_int_equal(view.comfort_first - view.rows_first, shown.item_count);
    for (int i = 0; i < 8; i++) /* a card far down, which the filter takes away */
        press(VIEW_KEY_NEXT);
    press(VIEW_KEY_FILTER);
    assert_int_equal(press(VIEW_KEY_ACTIVATE).index, 0);
    for (size_t i = 0; i < view.list.hit_count; i++) {
        const struct hit hit = view.list.hits[i];
        if (hit.input.action != ACTION_FILTER || hit.input.index != 3)
            continue;
        view_pointer_down(&view, hit.box.x + 5, hit.box.y + 5);
        assert_int_equal(view_pointer_up(&view, hit.box.x + 5, hit.box.y + 5).action, ACTION_NONE);
        lay_out();
        break;
    }
    assert_int_equal(view.filter, 3);
}

static void the_next_person_finds_everything_as_it_was_at_first(void **state)
{
    (void)state;
    static struct draw_list first;
    show(PAGE_CHOOSE, SAMPLE_LONG);
    first = view.list;
    press(VIEW_KEY_FILTER);
    press(VIEW_KEY_TEXT_SIZE);
    press(VIEW_KEY_CAPTIONS);
    press(VIEW_KEY_END);
    view_pointer_down(&view, 1, 1); /* the ring of the focus goes */
    view_forget(&view);
    assert_false(view.comfort.no_captions);
    lay_out();
    assert_int_equal(view.list.draw_count, first.draw_count);
    for (size_t i = 0; i < first.draw_count; i++)
        assert_true(list_same(&first, &first.draws[i], &view.list, &view.list.draws[i]));
}

static void arrows_lead_from_the_filters_into_the_list_and_back(void **state)
{
    (void)state;
    show(PAGE_CHOOSE, SAMPLE_REAL);
    press(VIEW_KEY_RIGHT); /* shows the focus */
    press(VIEW_KEY_UP);
    assert_int_equal(view.focused_input.action, ACTION_FILTER);
    press(VIEW_KEY_RIGHT);
    assert_int_equal(press(VIEW_KEY_ACTIVATE).action, ACTION_NONE);
    assert_int_equal(view.filter, 1);
    press(VIEW_KEY_DOWN);
    struct screen_input input = press(VIEW_KEY_ACTIVATE);
    assert_int_equal(input.action, ACTION_PICK);
    assert_int_equal(shown.items[input.index].difficulty, 1);
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
        cmocka_unit_test(a_thrown_list_glides_on_ever_slower_and_stops_within_a_second),
        cmocka_unit_test(a_touch_stops_a_gliding_list_and_presses_nothing),
        cmocka_unit_test(nothing_glides_when_the_finger_rested_or_motion_is_off),
        cmocka_unit_test(the_list_is_filtered_by_difficulty_by_key_and_by_touch),
        cmocka_unit_test(the_next_person_finds_everything_as_it_was_at_first),
        cmocka_unit_test(arrows_lead_from_the_filters_into_the_list_and_back),
        cmocka_unit_test(a_list_that_became_shorter_keeps_a_focus_and_no_gap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
