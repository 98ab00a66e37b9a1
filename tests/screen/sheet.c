#include "screen/sheet.h"

#include "screen/look.h"
#include "screen/painter.h"
#include "screen/samples.h"
#include "screen/view.h"

#include <stdio.h>
#include <string.h>

/* Pages two abreast; pixels of the sheet. */
enum {
    SIZES = 4,
    ABREAST = 2,
    ROWS = (SAMPLE_PAGES + ABREAST - 1) / ABREAST,
    THUMB_H = 160,
    GAP = 12,
    MARGIN = 28,
    CAPTION_H = 30,
    CAPTION_PX = 17
};
static const struct {
    int width, height;
} sizes[SIZES] = {{800, 480}, {1280, 720}, {1920, 1080}, {720, 1280}};

struct sheet {
    struct fonts *fonts;
    struct canvas canvas, page;
};

static int thumb_width(int size)
{
    return sizes[size].width * THUMB_H / sizes[size].height;
}

static int block_width(void)
{
    int width = (SIZES - 1) * GAP;
    for (int size = 0; size < SIZES; size++)
        width += thumb_width(size);
    return width;
}

static uint32_t mean(const struct canvas *of, struct box box)
{
    unsigned sum[3] = {0, 0, 0}, count = (unsigned)(box.w * box.h);
    for (int y = box.y; y < box.y + box.h; y++)
        for (int x = box.x; x < box.x + box.w; x++)
            for (int c = 0; c < 3; c++)
                sum[c] += of->pixels[y * of->width + x] >> (8 * c) & 0xFF;
    return 0xFF000000u | sum[2] / count << 16 | sum[1] / count << 8 | sum[0] / count;
}

/* The page, smaller: each pixel is the mean of those that it stands for. */
static void shrink(struct sheet *sheet, struct box to)
{
    const struct canvas *page = &sheet->page;
    for (int y = 0; y < to.h; y++) {
        for (int x = 0; x < to.w; x++) {
            int left = x * page->width / to.w, top = y * page->height / to.h;
            struct box from = {left, top, (x + 1) * page->width / to.w - left,
                               (y + 1) * page->height / to.h - top};
            sheet->canvas.pixels[(to.y + y) * sheet->canvas.width + to.x + x] = mean(page, from);
        }
    }
}

static enum err draw_thumb(struct sheet *sheet, enum screen_page page, int size, int x, int y,
                           struct diag *why)
{
    static struct view view;
    const int w = sizes[size].width, h = sizes[size].height;
    struct text_metric metric = fonts_metric(sheet->fonts);
    struct screen_state state = sample_state(page, SAMPLE_REAL);
    enum err err = canvas_init(&sheet->page, w, h, why);
    if (err != ERR_NONE)
        return err;
    view_init(&view);
    view_layout(&view, &state, &metric, w, h);
    painter_paint(&sheet->page, sheet->fonts, &view.list, (struct box){0, 0, w, h});
    shrink(sheet, (struct box){x, y, thumb_width(size), THUMB_H});
    canvas_done(&sheet->page);
    return ERR_NONE;
}

static void write_caption(struct sheet *sheet, enum screen_page page, int x, int y)
{
    static struct draw_list list;
    char text[160];
    const int w = sheet->canvas.width, h = sheet->canvas.height;
    struct text_style style = {CAPTION_PX, WEIGHT_REGULAR, ALIGN_LEFT, 0x3A414Bu};
    (void)snprintf(text, sizeof text, "%s · 800x480, 1280x720, 1920x1080, 720x1280",
                   sample_page_name(page));
    list_begin(&list, w, h);
    list_text(&list, (struct box){x, y, block_width(), CAPTION_H}, text, strlen(text), &style);
    painter_paint(&sheet->canvas, sheet->fonts, &list, (struct box){0, 0, w, h});
}

static enum err draw_pages(struct sheet *sheet, struct diag *why)
{
    enum err err = ERR_NONE;
    for (int page = 0; page < SAMPLE_PAGES && err == ERR_NONE; page++) {
        int x = MARGIN + page % ABREAST * (block_width() + MARGIN);
        int y = MARGIN + page / ABREAST * (CAPTION_H + THUMB_H + GAP);
        write_caption(sheet, (enum screen_page)page, x, y);
        for (int size = 0; size < SIZES && err == ERR_NONE; size++) {
            err = draw_thumb(sheet, (enum screen_page)page, size, x, y + CAPTION_H, why);
            x += thumb_width(size) + GAP;
        }
    }
    return err;
}

enum err sheet_write(const char *png_path, struct diag *why)
{
    struct sheet sheet = {.fonts = NULL};
    const int width = ABREAST * (block_width() + MARGIN) + MARGIN;
    const int height = ROWS * (CAPTION_H + THUMB_H + GAP) - GAP + 2 * MARGIN;
    enum err err = fonts_open(&sheet.fonts, why);
    if (err == ERR_NONE)
        err = canvas_init(&sheet.canvas, width, height, why);
    if (err == ERR_NONE) {
        for (int i = 0; i < width * height; i++)
            sheet.canvas.pixels[i] = 0xFF000000u | COLOUR_PAPER;
        err = draw_pages(&sheet, why);
    }
    if (err == ERR_NONE)
        err = painter_write_png(&sheet.canvas, png_path, why);
    canvas_done(&sheet.canvas);
    fonts_close(sheet.fonts);
    return err;
}
