/* Pixels: shapes are as large as they should be, stay inside what they may touch, and painting only
 * what has changed gives the same picture as painting everything. No display. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "screen/painter.h"
#include "screen/samples.h"
#include "screen/screen.h"
#include "screen/view.h"

#include <math.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SIDE = 200 };

static struct draw_list list;

/* Draws the list white on black; returns the sum of coverage in pixels. */
static double area_painted(struct canvas *canvas)
{
    struct box all = {0, 0, canvas->width, canvas->height};
    double sum = 0;
    for (size_t i = 0; i < list.draw_count; i++)
        canvas_shape(canvas, &list.draws[i], all);
    for (int i = 0; i < canvas->width * canvas->height; i++)
        sum += (canvas->pixels[i] & 0xFF) / 255.0;
    return sum;
}

static void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%f is not %f to within %f", value, expected, tolerance);
}

static double area_of_list(void)
{
    struct canvas canvas;
    assert_int_equal(canvas_init(&canvas, SIDE, SIDE, NULL), ERR_NONE);
    double area = area_painted(&canvas);
    canvas_done(&canvas);
    return area;
}

static void shapes_cover_the_area_that_geometry_says(void **state)
{
    (void)state;
    const double pi = acos(-1);
    const uint32_t white = 0xFFFFFF;
    list_begin(&list, SIDE, SIDE);
    list_rect(&list, (struct box){10, 20, 30, 40}, white);
    assert_near(area_of_list(), 1200, 0.01);

    list_begin(&list, SIDE, SIDE);
    list_dots(&list, (struct box){10, 20, 31, 3}, white); /* five squares and a third of one */
    assert_near(area_of_list(), 5 * 9 + 3, 0.01);

    list_begin(&list, SIDE, SIDE);
    list_disc(&list, 100, 100, 50, white);
    assert_near(area_of_list(), pi * 2500, 10); /* 0.03 px along its edge */

    list_begin(&list, SIDE, SIDE);
    list_ring(&list, 100, 100, 50, 10, LIST_FULL_TURN, white);
    assert_near(area_of_list(), pi * (2500 - 1600), 20);

    for (int turn = 100; turn < LIST_FULL_TURN; turn += 100) {
        list_begin(&list, SIDE, SIDE);
        list_ring(&list, 100, 100, 50, 10, turn, white);
        assert_near(area_of_list(), pi * (2500 - 1600) * turn / LIST_FULL_TURN, 20);
    }
    list_begin(&list, SIDE, SIDE);
    list_round(&list, (struct box){20, 20, 100, 60}, 20, 0, white);
    assert_near(area_of_list(), 6000 - (4 - pi) * 400, 10);

    list_begin(&list, SIDE, SIDE);
    list_round(&list, (struct box){20, 20, 100, 60}, 20, 4, white);
    double outer = 6000 - (4 - pi) * 400, inner = 92 * 52 - (4 - pi) * 256;
    assert_near(area_of_list(), outer - inner, 10);

    list_begin(&list, SIDE, SIDE);
    list_triangle(&list, (struct draw_point){20, 20}, (struct draw_point){120, 20},
                  (struct draw_point){20, 100}, white);
    assert_near(area_of_list(), 4000, 10);

    list_begin(&list, SIDE, SIDE);
    list_line(&list, (struct draw_point){20, 100}, (struct draw_point){120, 100}, 6, white);
    assert_near(area_of_list(), 600 + pi * 9, 10);
}

static void an_arc_starts_at_the_top_and_goes_clockwise(void **state)
{
    (void)state;
    struct canvas canvas;
    assert_int_equal(canvas_init(&canvas, SIDE, SIDE, NULL), ERR_NONE);
    list_begin(&list, SIDE, SIDE);
    list_ring(&list, 100, 100, 50, 10, LIST_FULL_TURN / 4, 0xFFFFFF);
    (void)area_painted(&canvas);
    const int along = 32; /* 45 px from the middle, on the diagonal */
    assert_int_equal(canvas.pixels[(100 - along) * SIDE + 100 + along] & 0xFF, 0xFF);
    assert_int_equal(canvas.pixels[(100 + along) * SIDE + 100 + along] & 0xFF, 0);
    assert_int_equal(canvas.pixels[(100 + along) * SIDE + 100 - along] & 0xFF, 0);
    assert_int_equal(canvas.pixels[(100 - along) * SIDE + 100 - along] & 0xFF, 0);
    canvas_done(&canvas);
}

static void nothing_is_painted_outside_of_clip_area_and_canvas(void **state)
{
    (void)state;
    struct canvas canvas;
    assert_int_equal(canvas_init(&canvas, SIDE, SIDE, NULL), ERR_NONE);
    const struct box clip = {50, 60, 40, 30}, area = {60, 0, 100, 75};
    const struct box allowed = box_common(clip, area);
    list_begin(&list, 10000, 10000);
    list_clip(&list, clip);
    list_rect(&list, (struct box){-50, -50, 400, 400}, 0xFFFFFF);
    list_dots(&list, (struct box){-50, 62, 400, 3}, 0xFFFFFF);
    list_disc(&list, 70, 70, 300, 0xFFFFFF);
    list_round(&list, (struct box){-9, -9, 600, 600}, 12, 300, 0xFFFFFF);
    list_triangle(&list, (struct draw_point){-900, 0}, (struct draw_point){900, -900},
                  (struct draw_point){900, 900}, 0xFFFFFF);
    assert_int_equal(list.draw_count, 5);
    for (size_t i = 0; i < list.draw_count; i++)
        canvas_shape(&canvas, &list.draws[i], area);
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
            assert_int_equal(canvas.pixels[y * SIDE + x] & 0xFF,
                             box_holds(allowed, x, y) ? 0xFF : 0);
    canvas_done(&canvas);
}

static void a_canvas_of_an_impossible_size_is_refused(void **state)
{
    (void)state;
    static const int sizes[][2] = {{0, 10}, {10, -1}, {20000, 10}};
    for (size_t i = 0; i < 3; i++) {
        struct canvas canvas = {NULL, 7, 7};
        struct diag why;
        assert_int_equal(canvas_init(&canvas, sizes[i][0], sizes[i][1], &why), ERR_INPUT);
        assert_non_null(strstr(why.text, "pixels"));
        assert_int_equal(canvas.width, 7);
    }
}

static void a_full_list_drops_and_says_so(void **state)
{
    (void)state;
    list_begin(&list, SIDE, SIDE);
    for (int i = 0; i < LIST_DRAWS_MAX; i++)
        list_rect(&list, (struct box){0, 0, 9, 9}, 0);
    assert_false(list.overflowed);
    list_rect(&list, (struct box){0, 0, 9, 9}, 0);
    assert_true(list.overflowed);
    assert_int_equal(list.draw_count, LIST_DRAWS_MAX);
    list_begin(&list, SIDE, SIDE);
    static char text[LIST_TEXT_MAX];
    memset(text, 'x', sizeof text);
    struct text_style style = {10, WEIGHT_REGULAR, ALIGN_LEFT, 0};
    list_text(&list, (struct box){0, 0, 9, 9}, text, LIST_TEXT_MAX - 1, &style);
    assert_false(list.overflowed);
    list_text(&list, (struct box){0, 0, 9, 9}, text, 1, &style);
    assert_true(list.overflowed);
}

static void paint_all(struct canvas *canvas, struct fonts *fonts, const struct draw_list *from)
{
    painter_paint(canvas, fonts, from, (struct box){0, 0, from->width, from->height});
}

static void painting_the_changed_part_equals_painting_everything(void **state)
{
    (void)state;
    static struct view view;
    static struct draw_list before;
    struct fonts *fonts;
    struct canvas partly, fully;
    enum { W = 800, H = 480, STEPS = 60 };
    assert_int_equal(fonts_open(&fonts, NULL), ERR_NONE);
    assert_int_equal(canvas_init(&partly, W, H, NULL), ERR_NONE);
    assert_int_equal(canvas_init(&fully, W, H, NULL), ERR_NONE);
    struct text_metric metric = fonts_metric(fonts);
    view_init(&view);
    for (int step = 0; step < STEPS; step++) {
        struct screen_state shown =
            sample_state((enum screen_page)(step / 6 % SAMPLE_PAGES), SAMPLE_REAL);
        shown.level = step % 7 / 6.0;
        shown.elapsed_s = step;
        shown.progress = step % 5 / 4.0;
        shown.notice = step % 4 == 3 ? "The microphone is back." : "";
        view_layout(&view, &shown, &metric, W, H);
        (void)view_key(&view, step % 2 ? VIEW_KEY_NEXT : VIEW_KEY_PAGE_DOWN);
        view_layout(&view, &shown, &metric, W, H);
        paint_all(&fully, fonts, &view.list);
        if (step == 0)
            paint_all(&partly, fonts, &view.list);
        else
            painter_paint(&partly, fonts, &view.list, painter_changed(&before, &view.list));
        assert_memory_equal(partly.pixels, fully.pixels, W * H * sizeof(uint32_t));
        before = view.list;
    }
    canvas_done(&partly);
    canvas_done(&fully);
    fonts_close(fonts);
}

static void a_moving_meter_changes_only_the_meter(void **state)
{
    (void)state;
    static struct view view;
    static struct draw_list before;
    struct fonts *fonts;
    assert_int_equal(fonts_open(&fonts, NULL), ERR_NONE);
    struct text_metric metric = fonts_metric(fonts);
    struct screen_state shown = sample_state(PAGE_ANSWER, SAMPLE_REAL);
    view_init(&view);
    view_layout(&view, &shown, &metric, 800, 480);
    before = view.list;
    assert_true(box_empty(painter_changed(&before, &view.list)));
    shown.level = 0.9;
    view_layout(&view, &shown, &metric, 800, 480);
    struct box changed = painter_changed(&before, &view.list);
    assert_in_range(changed.h, 30, 100);
    assert_in_range(changed.w, 400, 752);
    shown.elapsed_s += 0.01; /* not a second yet */
    before = view.list;
    view_layout(&view, &shown, &metric, 800, 480);
    assert_true(box_empty(painter_changed(&before, &view.list)));
    fonts_close(fonts);
}

static void a_mask_has_the_measured_width_and_some_ink(void **state)
{
    (void)state;
    static const char *const texts[] = {"Nina", "Jürgen Größe", "mixed 😀 smile", "漢字", "WAVE"};
    struct fonts *fonts;
    assert_int_equal(fonts_open(&fonts, NULL), ERR_NONE);
    struct text_metric metric = fonts_metric(fonts);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        for (int px = 8; px < 90; px += 27) {
            struct text_mask mask;
            assert_true(fonts_mask(fonts, texts[i], px, WEIGHT_SEMIBOLD, &mask));
            int width = metric.width(metric.self, texts[i], strlen(texts[i]), px, WEIGHT_SEMIBOLD);
            assert_int_equal(mask.width, width);
            size_t ink = 0;
            for (int p = 0; p < mask.width * mask.height; p++)
                ink += mask.coverage[p] > 127;
            assert_true(ink > (size_t)px);
        }
    }
    struct text_mask mask;
    assert_false(fonts_mask(fonts, "", 20, WEIGHT_REGULAR, &mask));
    fonts_close(fonts);
}

static void more_texts_and_sizes_than_the_caches_hold_are_fine(void **state)
{
    (void)state;
    struct fonts *fonts;
    assert_int_equal(fonts_open(&fonts, NULL), ERR_NONE);
    for (int i = 0; i < 500; i++) {
        char text[16];
        struct text_mask mask;
        (void)snprintf(text, sizeof text, "%d", i);
        assert_true(fonts_mask(fonts, text, 10 + i % 50, (enum text_weight)(i % 2), &mask));
        assert_true(mask.width > 0);
    }
    fonts_close(fonts);
}

static void a_font_folder_without_fonts_is_refused_by_name(void **state)
{
    (void)state;
    struct fonts *fonts = NULL;
    struct diag why;
    assert_int_equal(setenv("SAYBACK_FONT", "/nonexistent/fonts", 1), 0);
    assert_int_equal(fonts_open(&fonts, &why), ERR_SYSTEM);
    assert_null(fonts);
    assert_non_null(strstr(why.text, "/nonexistent/fonts"));
    assert_int_equal(setenv("SAYBACK_FONT", "/usr/share/fonts/opentype/inter", 1), 0);
    assert_int_equal(fonts_open(&fonts, &why), ERR_NONE);
    fonts_close(fonts);
    assert_int_equal(unsetenv("SAYBACK_FONT"), 0);
}

static void a_picture_is_a_png_of_the_right_size(void **state)
{
    (void)state;
    char path[] = "/tmp/sayback-picture-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(close(file), 0);
    struct screen_state shown = sample_state(PAGE_CARD, SAMPLE_REAL);
    struct diag why;
    assert_int_equal(screen_picture(&shown, 640, 400, path, &why), ERR_NONE);
    png_image image = {.version = PNG_IMAGE_VERSION};
    assert_true(png_image_begin_read_from_file(&image, path));
    assert_int_equal(image.width, 640);
    assert_int_equal(image.height, 400);
    image.format = PNG_FORMAT_RGB;
    unsigned char *pixels = malloc(PNG_IMAGE_SIZE(image));
    assert_non_null(pixels);
    assert_true(png_image_finish_read(&image, NULL, pixels, 0, NULL));
    /* Ink in the corner, and something written somewhere. */
    assert_int_equal(pixels[0] << 16 | pixels[1] << 8 | pixels[2], 0x12161C);
    size_t bright = 0;
    for (size_t i = 0; i < 3u * 640 * 400; i++)
        bright += pixels[i] > 200;
    assert_true(bright > 5000);
    free(pixels);
    png_image_free(&image);
    assert_int_equal(unlink(path), 0);
}

static void a_picture_that_cannot_be_is_refused_with_a_reason(void **state)
{
    (void)state;
    struct screen_state shown = sample_state(PAGE_CARD, SAMPLE_REAL);
    struct diag why;
    assert_int_equal(screen_picture(&shown, 10, 400, "/tmp/never.png", &why), ERR_INPUT);
    assert_non_null(strstr(why.text, "10 x 400"));
    assert_int_equal(screen_picture(&shown, 800, 480, "/nonexistent/folder/a.png", &why),
                     ERR_SYSTEM);
    assert_non_null(strstr(why.text, "/nonexistent/folder/a.png"));
    assert_int_equal(screen_picture(&shown, 800, 480, "/nonexistent/folder/a.png", NULL),
                     ERR_SYSTEM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shapes_cover_the_area_that_geometry_says),
        cmocka_unit_test(an_arc_starts_at_the_top_and_goes_clockwise),
        cmocka_unit_test(nothing_is_painted_outside_of_clip_area_and_canvas),
        cmocka_unit_test(a_canvas_of_an_impossible_size_is_refused),
        cmocka_unit_test(a_full_list_drops_and_says_so),
        cmocka_unit_test(painting_the_changed_part_equals_painting_everything),
        cmocka_unit_test(a_moving_meter_changes_only_the_meter),
        cmocka_unit_test(a_mask_has_the_measured_width_and_some_ink),
        cmocka_unit_test(more_texts_and_sizes_than_the_caches_hold_are_fine),
        cmocka_unit_test(a_font_folder_without_fonts_is_refused_by_name),
        cmocka_unit_test(a_picture_is_a_png_of_the_right_size),
        cmocka_unit_test(a_picture_that_cannot_be_is_refused_with_a_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
