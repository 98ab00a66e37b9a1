#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "screen/every_screen.h"

#include <stdio.h>
#include <string.h>

struct fonts *fonts;
struct text_metric metric;
struct view view;
char where[160];
struct comfort comfort;

const struct screen_size sizes[SIZES] = {{800, 480}, {1280, 720}, {1920, 1080}, {720, 1280}};

static void at_every_scroll(const struct screen_state *state, int width, int height,
                            const char *name, check_function *check)
{
    view_init(&view);
    view_set_comfort(&view, &comfort);
    view_layout(&view, state, &metric, width, height);
    int step = view.body.h > 80 ? view.body.h - 40 : 40;
    for (int scroll = 0;; scroll += step) {
        view.place.scroll = scroll;
        view_layout(&view, state, &metric, width, height);
        (void)snprintf(where, sizeof where, "%s at %dx%d%s, scrolled by %d", name, width, height,
                       comfort.large_text ? ", large text" : "", view.place.scroll);
        check();
        /* Long content is the same over and over: a few screens of it will do. */
        if (scroll >= view.scroll_most || scroll > 2 * step)
            break;
    }
    view.place.scroll = view.scroll_most;
    view_layout(&view, state, &metric, width, height);
    check();
}

static void in_every_size(check_function *check)
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

void on_every_screen(check_function *check)
{
    static const struct comfort tried[] = {
        {.dpi = 0}, {.large_text = true}, {.no_captions = true, .still = true, .dpi = 220}};
    for (size_t i = 0; i < sizeof tried / sizeof tried[0]; i++) {
        comfort = tried[i];
        in_every_size(check);
    }
    comfort = (struct comfort){.dpi = 0};
}

struct box whole_screen(void)
{
    return (struct box){0, 0, view.list.width, view.list.height};
}

struct box ink_of(const struct draw *draw)
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

int open_fonts(void **state)
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

int close_fonts(void **state)
{
    (void)state;
    fonts_close(fonts);
    return 0;
}
