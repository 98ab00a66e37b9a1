/* screen_pictures FOLDER WIDTHxHEIGHT...: draws every page in every size into FOLDER. The long
 * content too with --long, for the eyes of who changes a page.
 * screen_pictures --sheet FILE.png: every page in four sizes on one picture. */
#include "screen/painter.h"
#include "screen/samples.h"
#include "screen/screen.h"
#include "screen/sheet.h"
#include "screen/view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures;

static void draw(const struct screen_state *state, const char *folder, const char *name, int width,
                 int height)
{
    char path[1024];
    struct diag why = {"", 0};
    (void)snprintf(path, sizeof path, "%s/%s-%dx%d.png", folder, name, width, height);
    if (screen_picture(state, width, height, path, &why) != ERR_NONE) {
        fprintf(stderr, "%s\n", why.text);
        failures++;
    }
}

/* A page that scrolls, as somebody sees it who has pressed keys. */
static void draw_after_keys(struct screen_state *state, const char *folder, const char *name,
                            int width, int height, const enum view_key *keys, size_t count)
{
    static struct view view;
    struct fonts *fonts = NULL;
    struct canvas canvas = {NULL, 0, 0};
    char path[1024];
    struct diag why = {"", 0};
    (void)snprintf(path, sizeof path, "%s/%s-%dx%d.png", folder, name, width, height);
    enum err err = fonts_open(&fonts, &why);
    if (err == ERR_NONE)
        err = canvas_init(&canvas, width, height, &why);
    if (err == ERR_NONE) {
        struct text_metric metric = fonts_metric(fonts);
        view_init(&view);
        view_layout(&view, state, &metric, width, height);
        for (size_t i = 0; i < count; i++) {
            (void)view_key(&view, keys[i]);
            view_layout(&view, state, &metric, width, height);
        }
        painter_paint(&canvas, fonts, &view.list, (struct box){0, 0, width, height});
        err = painter_write_png(&canvas, path, &why);
    }
    canvas_done(&canvas);
    fonts_close(fonts);
    if (err != ERR_NONE) {
        fprintf(stderr, "%s\n", why.text);
        failures++;
    }
}

static void draw_size(const char *folder, int width, int height, bool also_long)
{
    for (int page = 0; page < SAMPLE_PAGES; page++) {
        const char *name = sample_page_name((enum screen_page)page);
        struct screen_state state = sample_state((enum screen_page)page, SAMPLE_REAL);
        draw(&state, folder, name, width, height);
        if (!also_long)
            continue;
        char long_name[64];
        (void)snprintf(long_name, sizeof long_name, "%s-long", name);
        state = sample_state((enum screen_page)page, SAMPLE_LONG);
        draw(&state, folder, long_name, width, height);
    }
    for (const struct sample_picture *more = sample_pictures; more->name != NULL; more++) {
        struct screen_state state = more->make();
        draw(&state, folder, more->name, width, height);
    }
    static const enum view_key down[] = {VIEW_KEY_PAGE_DOWN};
    static const enum view_key end[] = {VIEW_KEY_END, VIEW_KEY_PREVIOUS};
    static const enum view_key third[] = {VIEW_KEY_NEXT, VIEW_KEY_NEXT};
    struct screen_state card = sample_state(PAGE_CARD, SAMPLE_REAL);
    draw_after_keys(&card, folder, "card-page-down", width, height, down, 1);
    draw_after_keys(&card, folder, "card-end", width, height, end, 2);
    struct screen_state choose = sample_state(PAGE_CHOOSE, SAMPLE_REAL);
    draw_after_keys(&choose, folder, "choose-focus", width, height, third, 2);
}

/* What people change on the spot. */
static void draw_changed(const char *folder, int width, int height)
{
    static const enum view_key larger[] = {VIEW_KEY_TEXT_SIZE}, unread[] = {VIEW_KEY_CAPTIONS},
                               firm[] = {VIEW_KEY_PREVIOUS, VIEW_KEY_FILTER, VIEW_KEY_FILTER};
    for (int page = 0; page < SAMPLE_PAGES; page++) {
        char name[64];
        struct screen_state state = sample_state((enum screen_page)page, SAMPLE_REAL);
        (void)snprintf(name, sizeof name, "%s-large", sample_page_name((enum screen_page)page));
        draw_after_keys(&state, folder, name, width, height, larger, 1);
    }
    struct screen_state state = sample_state(PAGE_LISTEN, SAMPLE_REAL);
    draw_after_keys(&state, folder, "listen-unread", width, height, unread, 1);
    state = sample_state(PAGE_CHOOSE, SAMPLE_REAL);
    draw_after_keys(&state, folder, "choose-firm", width, height, firm, 3);
}

static int draw_sheet(const char *path)
{
    struct diag why = {"", 0};
    if (sheet_write(path, &why) == ERR_NONE)
        return 0;
    fprintf(stderr, "%s\n", why.text);
    return 1;
}

int main(int count, char **arguments)
{
    if (count == 3 && strcmp(arguments[1], "--sheet") == 0)
        return draw_sheet(arguments[2]);
    bool also_long = count > 1 && strcmp(arguments[1], "--long") == 0;
    int first = also_long ? 2 : 1;
    if (count < first + 2) {
        fprintf(stderr, "usage: %s [--long] FOLDER WIDTHxHEIGHT... | --sheet FILE.png\n",
                arguments[0]);
        return 2;
    }
    for (int i = first + 1; i < count; i++) {
        int width = 0, height = 0;
        if (sscanf(arguments[i], "%dx%d", &width, &height) != 2) {
            fprintf(stderr, "\"%s\" is no size; 800x480 would be one.\n", arguments[i]);
            return 2;
        }
        draw_size(arguments[first], width, height, also_long);
        draw_changed(arguments[first], width, height);
    }
    return failures == 0 ? 0 : 1;
}
