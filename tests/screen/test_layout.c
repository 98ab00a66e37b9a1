/* Every page, in every size, with short, long and no content, also scrolled: what is drawn is
 * inside, fits, stands apart, and is large enough to touch. Measured with the real fonts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "screen/every_screen.h"

#include "base/utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static bool is_clipped(const struct draw *draw)
{
    return draw->clip.w != view.list.width || draw->clip.h != view.list.height;
}

static void check_inside(void)
{
    CHECK(!view.list.overflowed, "the list is too small");
    CHECK(view.list.draw_count > 1, "nothing is drawn");
    for (size_t i = 0; i < view.list.draw_count; i++) {
        const struct draw *draw = &view.list.draws[i];
        CHECK(box_within(draw->clip, whole_screen()), "a clip reaches out of the screen");
        if (!is_clipped(draw))
            CHECK(box_within(draw->box, whole_screen()), "command %zu reaches out of the screen",
                  i);
        else /* what scrolls may only leave upwards and downwards */
            CHECK(draw->box.x >= 0 && draw->box.x + draw->box.w <= view.list.width,
                  "command %zu reaches out sideways", i);
    }
}

static void everything_is_inside_the_screen(void **state)
{
    (void)state;
    on_every_screen(check_inside);
}

static void check_text_fits(void)
{
    for (size_t i = 0; i < view.list.draw_count; i++) {
        const struct draw *draw = &view.list.draws[i];
        if (draw->kind != DRAW_TEXT)
            continue;
        const char *text = list_text_of(&view.list, draw);
        struct box ink = ink_of(draw);
        int line = fonts_line(fonts, draw->px, draw->weight);
        CHECK(ink.w <= draw->box.w, "\"%s\" is %d px wide in a box of %d", text, ink.w,
              draw->box.w);
        CHECK(line > 0 && line <= draw->box.h, "\"%s\" is %d px high in a box of %d", text, line,
              draw->box.h);
        CHECK(utf8_valid(text, strlen(text)), "a text is no UTF-8");
    }
}

static void every_text_fits_its_box(void **state)
{
    (void)state;
    on_every_screen(check_text_fits);
}

static void check_texts_apart(void)
{
    for (size_t i = 0; i < view.list.draw_count; i++) {
        const struct draw *a = &view.list.draws[i];
        if (a->kind != DRAW_TEXT)
            continue;
        struct box ink_a = box_common(ink_of(a), a->clip);
        for (size_t j = i + 1; j < view.list.draw_count; j++) {
            const struct draw *b = &view.list.draws[j];
            if (b->kind != DRAW_TEXT)
                continue;
            struct box ink_b = box_common(ink_of(b), b->clip);
            CHECK(box_empty(box_common(ink_a, ink_b)), "\"%s\" lies over \"%s\"",
                  list_text_of(&view.list, a), list_text_of(&view.list, b));
        }
        for (size_t j = 0; j < view.list.hit_count; j++) {
            struct box hit = view.list.hits[j].box;
            CHECK(box_within(ink_a, hit) || box_empty(box_common(ink_a, hit)),
                  "\"%s\" lies half over something to press", list_text_of(&view.list, a));
        }
    }
}

static void no_text_lies_over_another_or_half_over_a_button(void **state)
{
    (void)state;
    on_every_screen(check_texts_apart);
}

static void check_hits(void)
{
    /* 9 mm on the panel, and 48 px at 800x480 in proportion to what look.h does with others. */
    const int dpi = comfort.dpi != 0 ? comfort.dpi : look_dpi(view.list.width, view.list.height);
    const double finger = 9 / 25.4 * dpi;
    const int least = finger > 6 * view.unit ? (int)ceil(finger) : 6 * view.unit;
    for (size_t i = 0; i < view.list.hit_count; i++) {
        const struct hit *hit = &view.list.hits[i];
        CHECK(box_within(hit->box, whole_screen()), "hit %zu is not on the screen", i);
        CHECK(hit->whole.w >= least && hit->whole.h >= least,
              "hit %zu is only %d x %d, %d are needed", i, hit->whole.w, hit->whole.h, least);
        CHECK(hit->input.action != ACTION_NONE, "hit %zu does nothing", i);
        for (size_t j = i + 1; j < view.list.hit_count; j++)
            CHECK(box_empty(box_common(hit->box, view.list.hits[j].box)),
                  "hits %zu and %zu lie over each other", i, j);
    }
}

static void targets_are_large_and_apart(void **state)
{
    (void)state;
    on_every_screen(check_hits);
}

/* Content of usual length, and a full score, is never cut. */
static void usual_content_is_not_shortened_anywhere(void **state)
{
    (void)state;
    for (int size = 0; size < SIZES; size++) {
        for (int page = 0; page < SAMPLE_PAGES; page++) {
            struct screen_state shown = sample_state((enum screen_page)page, SAMPLE_REAL);
            struct card full = *shown.card;
            full.score = 100;
            shown.card = &full;
            view_init(&view);
            view_layout(&view, &shown, &metric, sizes[size].width, sizes[size].height);
            (void)snprintf(where, sizeof where, "%s at %dx%d",
                           sample_page_name((enum screen_page)page), sizes[size].width,
                           sizes[size].height);
            for (size_t i = 0; i < view.list.draw_count; i++)
                if (view.list.draws[i].kind == DRAW_TEXT)
                    CHECK(strstr(list_text_of(&view.list, &view.list.draws[i]), "…") == NULL,
                          "\"%s\" is shortened", list_text_of(&view.list, &view.list.draws[i]));
        }
    }
}

/* A panel's density in the way in which people know it: its pixels and its inches. */
static void the_densities_supposed_are_those_of_common_panels(void **state)
{
    (void)state;
    static const struct {
        int width, height;
        double inches;
    } panels[] = {{800, 480, 7}, {1280, 720, 10.1}, {720, 1280, 10.1}, {1920, 1080, 15.6}};
    for (size_t i = 0; i < sizeof panels / sizeof panels[0]; i++) {
        double dpi = hypot(panels[i].width, panels[i].height) / panels[i].inches;
        assert_true(look_dpi(panels[i].width, panels[i].height) > dpi * 0.97);
        assert_true(look_dpi(panels[i].width, panels[i].height) < dpi * 1.05);
    }
}

static void odd_sizes_draw_something_inside_too(void **state)
{
    (void)state;
    static const struct {
        int width, height;
    } odd[] = {{240, 240}, {320, 240},   {480, 320},  {640, 480}, {1024, 600},
               {480, 800}, {3840, 2160}, {2560, 600}, {0, 0},     {-5, 100000}};
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        for (int page = 0; page < SAMPLE_PAGES; page++) {
            struct screen_state shown = sample_state((enum screen_page)page, SAMPLE_LONG);
            view_init(&view);
            view_layout(&view, &shown, &metric, odd[i].width, odd[i].height);
            CHECK(!view.list.overflowed, "page %d at %dx%d overflows the list", page, odd[i].width,
                  odd[i].height);
            for (size_t j = 0; j < view.list.hit_count; j++)
                CHECK(box_within(view.list.hits[j].box, whole_screen()),
                      "page %d at %dx%d: hit %zu is outside", page, odd[i].width, odd[i].height, j);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_is_inside_the_screen),
        cmocka_unit_test(every_text_fits_its_box),
        cmocka_unit_test(no_text_lies_over_another_or_half_over_a_button),
        cmocka_unit_test(targets_are_large_and_apart),
        cmocka_unit_test(usual_content_is_not_shortened_anywhere),
        cmocka_unit_test(the_densities_supposed_are_those_of_common_panels),
        cmocka_unit_test(odd_sizes_draw_something_inside_too),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
