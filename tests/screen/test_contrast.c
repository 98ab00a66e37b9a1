/* Colours: text against what lies beneath it, on every page, in every size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "screen/every_screen.h"
#include "screen/look.h"

#include <math.h>
#include <stdio.h>

static double luminance(uint32_t colour)
{
    static const double weights[] = {0.0722, 0.7152, 0.2126};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double c = ((colour >> (8 * i)) & 0xFF) / 255.0;
        sum += weights[i] * (c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(uint32_t a, uint32_t b)
{
    double x = luminance(a), y = luminance(b);
    return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

/* The colour under a text: the last filled shape that reaches behind the middle of what is seen. */
static uint32_t fill_beneath(size_t text)
{
    struct box ink = box_common(ink_of(&view.list.draws[text]), view.list.draws[text].clip);
    int x = ink.x + ink.w / 2, y = ink.y + ink.h / 2;
    uint32_t colour = 0xFF00FF;
    for (size_t i = 0; i < text; i++) {
        const struct draw *draw = &view.list.draws[i];
        if (!box_holds(draw->clip, x, y))
            continue;
        bool filled = draw->kind == DRAW_RECT || (draw->kind == DRAW_ROUND && draw->thickness == 0);
        bool disc = draw->kind == DRAW_RING && draw->thickness == 0;
        if ((filled && box_holds(draw->box, x, y)) ||
            (disc &&
             hypot(x - draw->box.x - draw->radius, y - draw->box.y - draw->radius) < draw->radius))
            colour = draw->colour;
    }
    return colour;
}

static void check_contrast(void)
{
    for (size_t i = 0; i < view.list.draw_count; i++) {
        const struct draw *draw = &view.list.draws[i];
        struct box seen = box_common(ink_of(draw), draw->clip);
        if (draw->kind != DRAW_TEXT || seen.w <= 0 || seen.h <= 0)
            continue;
        double ratio = contrast(draw->colour, fill_beneath(i));
        CHECK(ratio >= 7, "\"%s\" has a contrast of %.2f only", list_text_of(&view.list, draw),
              ratio);
    }
}

static void every_text_has_a_contrast_of_seven_to_one(void **state)
{
    (void)state;
    on_every_screen(check_contrast);
}

/* The same with a finger on it. */
static void check_pressed_contrast(void)
{
    struct view before = view;
    for (size_t i = 0; i < before.list.hit_count && i < 4; i++) {
        struct screen_state state = sample_state(before.page, SAMPLE_REAL);
        view.pressing = true;
        view.pressed = before.list.hits[i].order;
        view_layout(&view, &state, &metric, before.list.width, before.list.height);
        check_contrast();
        view.pressing = false;
    }
}

static void pressed_buttons_stay_legible(void **state)
{
    (void)state;
    for (int page = 0; page < SAMPLE_PAGES; page++) {
        struct screen_state shown = sample_state((enum screen_page)page, SAMPLE_REAL);
        view_init(&view);
        view_layout(&view, &shown, &metric, 800, 480);
        (void)snprintf(where, sizeof where, "%s, pressed",
                       sample_page_name((enum screen_page)page));
        check_pressed_contrast();
    }
}

static void every_tint_carries_paper_and_every_accent_carries_ink(void **state)
{
    (void)state;
    for (int letter = 'A'; letter <= 'Z'; letter++) {
        char name[] = {(char)letter, '\0'};
        struct tint tint = look_tint(name);
        assert_true(contrast(COLOUR_PAPER, tint.deep) >= 7);
        assert_true(contrast(tint.light, COLOUR_INK) >= 7);
    }
    for (int move = 0; move < MOVE_COUNT; move++)
        assert_true(contrast(COLOUR_INK, meaning_of((enum move)move)->colour) >= 7);
}

/* 3:1 is what WCAG 1.4.11 asks of outlines and signs, on whatever they stand. */
static void shapes_that_mean_something_stand_out_from_what_is_under_them(void **state)
{
    (void)state;
    static const uint32_t grounds[] = {COLOUR_INK, COLOUR_RAISED};
    for (size_t i = 0; i < 2; i++) {
        assert_true(contrast(COLOUR_EDGE, grounds[i]) >= 3);
        assert_true(contrast(meaning_caution.colour, grounds[i]) >= 3);
        assert_true(contrast(meaning_pause.colour, grounds[i]) >= 3);
        assert_true(contrast(meaning_tip.colour, grounds[i]) >= 3);
        for (int move = 0; move < MOVE_COUNT; move++)
            assert_true(contrast(meaning_of((enum move)move)->colour, grounds[i]) >= 3);
        for (char letter[] = "A"; letter[0] <= 'Z'; letter[0]++)
            assert_true(contrast(look_tint(letter).light, grounds[i]) >= 3);
    }
}

static void moves_differ_in_more_than_colour(void **state)
{
    (void)state;
    for (int a = 0; a < MOVE_COUNT; a++) {
        for (int b = a + 1; b < MOVE_COUNT; b++) {
            const struct meaning *x = meaning_of((enum move)a), *y = meaning_of((enum move)b);
            assert_string_not_equal(x->label, y->label);
            if (x->colour != y->colour)
                assert_int_not_equal(x->shape, y->shape);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_text_has_a_contrast_of_seven_to_one),
        cmocka_unit_test(pressed_buttons_stay_legible),
        cmocka_unit_test(every_tint_carries_paper_and_every_accent_carries_ink),
        cmocka_unit_test(shapes_that_mean_something_stand_out_from_what_is_under_them),
        cmocka_unit_test(moves_differ_in_more_than_colour),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
