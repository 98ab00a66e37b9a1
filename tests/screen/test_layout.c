/* Every page, in every size, with short, long and no content, also scrolled: what is drawn is
 * inside, legible, apart, and large enough to touch. Measured with the real fonts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "screen/fonts.h"
#include "screen/look.h"
#include "screen/samples.h"
#include "screen/view.h"

#include "base/utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static struct fonts *fonts;
static struct text_metric metric;
static struct view view;
static char where[160]; /* what is looked at, for the message of a failure */

static const struct {
    int width, height;
} sizes[] = {{800, 480}, {1280, 720}, {1920, 1080}, {720, 1280}};
enum { SIZES = sizeof sizes / sizeof sizes[0] };

#define CHECK(condition, ...)                                                                      \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            print_error("%s: ", where);                                                            \
            print_error(__VA_ARGS__);                                                              \
            print_error("\n");                                                                     \
            fail();                                                                                \
        }                                                                                          \
    } while (0)

typedef void check_function(void);

static void at_every_scroll(const struct screen_state *state, int width, int height,
                            const char *name, check_function *check)
{
    view_init(&view);
    view_layout(&view, state, &metric, width, height);
    int step = view.body.h > 80 ? view.body.h - 40 : 40;
    for (int scroll = 0;; scroll += step) {
        view.place.scroll = scroll;
        view_layout(&view, state, &metric, width, height);
        (void)snprintf(where, sizeof where, "%s at %dx%d, scrolled by %d", name, width, height,
                       view.place.scroll);
        check();
        /* Long content is the same over and over: a few screens of it will do. */
        if (scroll >= view.scroll_most || scroll > 2 * step)
            break;
    }
    view.place.scroll = view.scroll_most;
    view_layout(&view, state, &metric, width, height);
    check();
}

static void on_every_screen(check_function *check)
{
    static const char *const kinds[SAMPLE_KINDS] = {"real", "long", "empty"};
    for (int size = 0; size < SIZES; size++) {
        int width = sizes[size].width, height = sizes[size].height;
        for (int page = 0; page < SAMPLE_PAGES; page++) {
            for (int kind = 0; kind < SAMPLE_KINDS; kind++) {
                char name[64];
                struct screen_state state =
                    sample_state((enum screen_page)page, (enum sample_kind)kind);
                (void)snprintf(name, sizeof name, "%s (%s)",
                               sample_page_name((enum screen_page)page), kinds[kind]);
                at_every_scroll(&state, width, height, name, check);
            }
        }
        for (const struct sample_picture *more = sample_pictures; more->name != NULL; more++) {
            struct screen_state state = more->make();
            at_every_scroll(&state, width, height, more->name, check);
        }
    }
}

static struct box whole_screen(void)
{
    return (struct box){0, 0, view.list.width, view.list.height};
}

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

static struct box ink_of(const struct draw *draw)
{
    const char *text = list_text_of(&view.list, draw);
    int width = metric.width(metric.self, text, strlen(text), draw->px, draw->weight);
    int x = draw->box.x;
    if (draw->align == ALIGN_CENTRE)
        x += (draw->box.w - width) / 2;
    else if (draw->align == ALIGN_RIGHT)
        x += draw->box.w - width;
    /* Letters keep within an em around the middle of the line. */
    return (struct box){x, draw->box.y + (draw->box.h - draw->px) / 2, width, draw->px};
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
    /* 56 px at 800x480, in proportion to what look.h does with larger screens. */
    int least = 56 * view.unit / 8;
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

/* The colour under a text: the last filled shape that reaches behind its middle. */
static uint32_t fill_beneath(size_t text)
{
    struct box ink = ink_of(&view.list.draws[text]);
    int x = ink.x + ink.w / 2, y = ink.y + ink.h / 2;
    uint32_t colour = 0xFF00FF;
    for (size_t i = 0; i < text; i++) {
        const struct draw *draw = &view.list.draws[i];
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
        if (draw->kind != DRAW_TEXT)
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
    /* Outlines that matter: 3:1 is what WCAG 1.4.11 asks. */
    assert_true(contrast(COLOUR_EDGE, COLOUR_INK) >= 3);
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

static bool shows(const char *text)
{
    for (size_t i = 0; i < view.list.draw_count; i++)
        if (view.list.draws[i].kind == DRAW_TEXT &&
            strstr(list_text_of(&view.list, &view.list.draws[i]), text) != NULL)
            return true;
    return false;
}

static void show(const struct screen_state *state)
{
    view_init(&view);
    view_layout(&view, state, &metric, 1280, 720);
}

static void endings_are_said_in_plain_words(void **state)
{
    (void)state;
    static const struct {
        const char *ending, *text;
    } cases[] = {
        {"commitment", "Nina commits"},
        {"compliance", "Nina only complies"},
        {"let_off_the_hook", "Nina is let off the hook"},
        {"walks_out", "Walks out"},
        {"%s%n", "%s%n"},
        {"", "The conversation is over"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct screen_state shown = sample_state(PAGE_ENDING, SAMPLE_REAL);
        shown.ending = cases[i].ending;
        show(&shown);
        if (!shows(cases[i].text))
            fail_msg("the ending \"%s\" is not shown as \"%s\"", cases[i].ending, cases[i].text);
    }
}

static void the_time_of_an_answer_is_minutes_and_seconds(void **state)
{
    (void)state;
    static const struct {
        double seconds;
        const char *text;
    } cases[] = {{0, "0:00"},      {59.99, "0:59"}, {60, "1:00"},  {754.2, "12:34"},
                 {1e300, "99:59"}, {-5, "0:00"},    {NAN, "0:00"}, {INFINITY, "99:59"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct screen_state shown = sample_state(PAGE_ANSWER, SAMPLE_REAL);
        shown.elapsed_s = cases[i].seconds;
        show(&shown);
        assert_true(shows(cases[i].text));
    }
}

static void the_card_offers_what_comes_next(void **state)
{
    (void)state;
    struct screen_state shown = sample_state(PAGE_CARD, SAMPLE_REAL);
    show(&shown);
    assert_true(shows("Hear Nina’s answer"));
    assert_true(shows("84"));
    shown.is_last_turn = true;
    show(&shown);
    assert_true(shows("Hear how it ends"));
    shown.rep = "";
    shown.is_last_turn = false;
    show(&shown);
    assert_true(shows("Hear the answer"));
}

static void a_card_without_a_score_gives_the_reason_and_only_another_try(void **state)
{
    (void)state;
    struct screen_state shown = sample_state(PAGE_CARD, SAMPLE_REAL);
    for (const struct sample_picture *more = sample_pictures; more->name != NULL; more++)
        if (strcmp(more->name, "card-no-score") == 0)
            shown = more->make();
    show(&shown);
    assert_true(shows("–"));
    assert_true(shows("3 s and 8 words are needed"));
    assert_false(shows("of 100"));
    for (size_t i = 0; i < view.list.hit_count; i++)
        assert_int_not_equal(view.list.hits[i].input.action, ACTION_NEXT);
    assert_int_equal(view_key(&view, VIEW_KEY_ACTIVATE).action, ACTION_AGAIN);
}

static void the_meter_and_the_ring_move_with_the_level(void **state)
{
    (void)state;
    static const enum screen_page pages[] = {PAGE_LISTEN, PAGE_ANSWER};
    for (size_t p = 0; p < 2; p++) {
        int tallest_before = 0;
        for (int level = 0; level <= 10; level++) {
            struct screen_state shown = sample_state(pages[p], SAMPLE_REAL);
            shown.level = level / 10.0;
            view_init(&view);
            view_layout(&view, &shown, &metric, 800, 480);
            int tallest = 0;
            for (size_t i = 0; i < view.list.draw_count; i++) {
                const struct draw *draw = &view.list.draws[i];
                bool meter =
                    pages[p] == PAGE_ANSWER && draw->kind == DRAW_ROUND && draw->box.w < view.unit;
                bool ring =
                    pages[p] == PAGE_LISTEN && draw->kind == DRAW_RING && draw->thickness > 0;
                if ((meter || ring) && draw->box.h > tallest)
                    tallest = draw->box.h;
            }
            assert_true(tallest > tallest_before);
            tallest_before = tallest;
        }
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

static int open_fonts(void **state)
{
    (void)state;
    struct diag why;
    if (fonts_open(&fonts, &why) != ERR_NONE) {
        print_error("%s\n", why.text);
        return -1;
    }
    metric = fonts_metric(fonts);
    return 0;
}

static int close_fonts(void **state)
{
    (void)state;
    fonts_close(fonts);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_is_inside_the_screen),
        cmocka_unit_test(every_text_fits_its_box),
        cmocka_unit_test(no_text_lies_over_another_or_half_over_a_button),
        cmocka_unit_test(targets_are_large_and_apart),
        cmocka_unit_test(usual_content_is_not_shortened_anywhere),
        cmocka_unit_test(every_text_has_a_contrast_of_seven_to_one),
        cmocka_unit_test(pressed_buttons_stay_legible),
        cmocka_unit_test(every_tint_carries_paper_and_every_accent_carries_ink),
        cmocka_unit_test(moves_differ_in_more_than_colour),
        cmocka_unit_test(endings_are_said_in_plain_words),
        cmocka_unit_test(the_time_of_an_answer_is_minutes_and_seconds),
        cmocka_unit_test(the_card_offers_what_comes_next),
        cmocka_unit_test(a_card_without_a_score_gives_the_reason_and_only_another_try),
        cmocka_unit_test(the_meter_and_the_ring_move_with_the_level),
        cmocka_unit_test(odd_sizes_draw_something_inside_too),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
