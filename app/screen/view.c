#include "screen/view.h"

#include "screen/build.h"
#include "screen/pages.h"

#include <string.h>

typedef void page_function(struct build *b);

static page_function *const pages[] = {
    [PAGE_CHOOSE] = page_choose,       [PAGE_PREPARE] = page_prepare, [PAGE_ROOM] = page_room,
    [PAGE_ROOM_DONE] = page_room_done, [PAGE_LISTEN] = page_listen,   [PAGE_ANSWER] = page_answer,
    [PAGE_THINK] = page_think,         [PAGE_CARD] = page_card,       [PAGE_MARK] = page_mark,
    [PAGE_MODEL] = page_model,         [PAGE_ENDING] = page_ending,   [PAGE_TROUBLE] = page_trouble,
};
enum { PAGE_COUNT = sizeof pages / sizeof pages[0] };

/* Scrolling moves what lies where, and what lies where decides how far it can scroll. Two rounds
 * settle it (reveal, then clamp); the third is for safety. */
enum { LAYOUT_ROUNDS_MAX = 3 };

static int clamp(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

void view_init(struct view *view)
{
    memset(view, 0, sizeof *view);
}

void view_set_comfort(struct view *view, const struct comfort *comfort)
{
    view->comfort = *comfort;
    if (comfort->dpi != 0)
        view->comfort.dpi = clamp(comfort->dpi, DPI_MIN, DPI_MAX);
}

void view_forget(struct view *view)
{
    view->comfort.large_text = view->comfort.no_captions = false;
    view->filter = 0;
    view->place = view->choose_place = (struct view_place){0};
    view->glide.on = false;
    view_pointer_cancel(view);
}

void view_clock(struct view *view, uint64_t now_ms)
{
    view->now_ms = now_ms;
}

/* Another page: focus, scroll and the finger that is still down belong to the old one. */
static void turn_page(struct view *view, enum screen_page page)
{
    if (view->page_known && view->page == page)
        return;
    if (view->page_known && view->page == PAGE_CHOOSE)
        view->choose_place = view->place;
    static const struct view_place fresh = {0};
    view->place = page == PAGE_CHOOSE ? view->choose_place : fresh;
    /* The very first page has nothing before it that a tap could have been meant for. */
    view->page_since_ms = view->now_ms + (view->page_known ? VIEW_SETTLE_MS : 0);
    view->page = page;
    view->page_known = true;
    view_pointer_cancel(view);
    view->glide.on = false;
}

static void draw_notice(struct build *b)
{
    const char *notice = b->state->notice;
    if (notice == NULL || notice[0] == '\0')
        return;
    const struct look *look = &b->look;
    struct text_style style = build_style(b, TYPE_SMALL, WEIGHT_SEMIBOLD, COLOUR_PAPER);
    struct box box = {b->page.x, b->page.y - look->unit, b->page.w, 0};
    int text_w = build_width(b, notice, &style);
    if (text_w > box.w - 6 * look->unit)
        text_w = box.w - 6 * look->unit;
    int text_h = build_text_height(b, text_w, notice, &style, 2);
    box.w = text_w + 6 * look->unit;
    box.h = text_h + 2 * look->unit;
    list_round(b->list, box, look->radius, 0, COLOUR_RAISED);
    list_round(b->list, box, look->radius, look->stroke, COLOUR_EDGE);
    list_disc(b->list, box.x + 2 * look->unit, box.y + box.h / 2, look->unit / 2, COLOUR_PAPER);
    (void)build_text(b, box.x + 4 * look->unit, box.y + look->unit, text_w, notice, &style, 2);
    int taken = box.y + box.h + look->unit - b->page.y;
    b->page.y += taken;
    b->page.h -= taken;
}

/* One round. Returns true when scroll or focus moved while it was drawn. */
static bool draw_page(struct view *view, const struct screen_state *state,
                      const struct text_metric *metric, int width, int height)
{
    struct build b = {.view = view, .state = state, .metric = metric, .list = &view->list};
    list_begin(&view->list, width, height);
    look_for(&b.look, width, height, &view->comfort);
    view->unit = b.look.unit;
    view->slop = b.look.slop;
    view->target_count = 0;
    view->target_columns = 1;
    view->rows_first = 0;
    view->focused = 0;
    view->focused_input = (struct screen_input){ACTION_NONE, 0};
    view->body = (struct box){0, 0, 0, 0};
    view->scroll_most = 0;
    int m = b.look.margin;
    b.page = (struct box){m, m, width - 2 * m, height - 2 * m};
    list_rect(&view->list, (struct box){0, 0, width, height}, COLOUR_INK);
    draw_notice(&b);
    pages[(unsigned)state->page < PAGE_COUNT ? state->page : PAGE_TROUBLE](&b);
    build_comfort_draw(&b);
    if (view->place.focus_moved && !b.found_focus && view->target_count > 0) {
        /* The list has become shorter: its last. */
        view->place.focus = view->comfort_first > 0 ? view->comfort_first - 1 : 0;
        return true;
    }
    return b.again;
}

/* Where a page that was thrown is by now. Its speed falls in a parabola, so that the way is that of
 * a cube: no exponential, and it ends. */
static void glide_on(struct view *view)
{
    struct view_glide *glide = &view->glide;
    if (!glide->on)
        return;
    double t = (double)(view->now_ms - glide->since_ms) / glide->for_ms;
    glide->on = t < 1;
    if (t > 1)
        t = 1;
    double left = (1 - t) * (1 - t) * (1 - t);
    double way = glide->px_ms * glide->for_ms / 3 * (1 - left);
    view->place.scroll = glide->from + (int)way;
    if (view->place.scroll < 0 || view->place.scroll > view->scroll_most)
        glide->on = false;
}

bool view_gliding(const struct view *view)
{
    return view->glide.on;
}

void view_layout(struct view *view, const struct screen_state *state,
                 const struct text_metric *metric, int width, int height)
{
    width = clamp(width, VIEW_SIDE_MIN, VIEW_SIDE_MAX);
    height = clamp(height, VIEW_SIDE_MIN, VIEW_SIDE_MAX);
    turn_page(view, state->page);
    glide_on(view);
    struct screen_state told;
    if (view->comfort.no_captions && (state->page == PAGE_LISTEN || state->page == PAGE_ANSWER)) {
        told = *state;
        told.caption = "";
        state = &told;
    }
    for (int round = 0; round < LAYOUT_ROUNDS_MAX; round++)
        if (!draw_page(view, state, metric, width, height))
            break;
    view->reveal = false;
    view->place.scroll = clamp(view->place.scroll, 0, view->scroll_most);
}
