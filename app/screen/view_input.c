#include "screen/view.h"

#include <stdlib.h>

static const struct screen_input nothing = {ACTION_NONE, 0};

static void scroll_to(struct view *view, int scroll)
{
    if (scroll > view->scroll_most)
        scroll = view->scroll_most;
    view->place.scroll = scroll < 0 ? 0 : scroll;
}

static void move_focus(struct view *view, size_t to)
{
    view->place.focus = to;
    view->place.focus_moved = true;
    view->reveal = true;
}

/* Tab goes round in a circle; arrows stop at the ends. */
static void step_focus(struct view *view, bool forward, size_t by, bool round)
{
    size_t count = view->target_count;
    if (count == 0)
        return;
    size_t at = view->focused;
    if (!view->focus_shown && !round)
        move_focus(view, at); /* the first arrow shows where the focus is */
    else if (forward)
        move_focus(view, at + by < count ? at + by : round ? 0 : at);
    else
        move_focus(view, at >= by ? at - by : round ? count - 1 : at);
}

/* Up and down walk through targets that scroll; where only text scrolls, they scroll the text. */
static void step_vertically(struct view *view, bool down)
{
    if (view->scroll_most > 0 && view->page != PAGE_CHOOSE)
        scroll_to(view, view->place.scroll + (down ? 6 : -6) * view->unit);
    else
        step_focus(view, down, view->target_columns, false);
}

static void jump(struct view *view, bool to_end, bool whole)
{
    int by = whole ? view->scroll_most : view->body.h - view->body.h / 8;
    scroll_to(view, view->place.scroll + (to_end ? by : -by));
}

struct screen_input view_key(struct view *view, enum view_key key)
{
    struct screen_input input = nothing;
    switch (key) {
    case VIEW_KEY_ACTIVATE:
        return view->focused_input;
    case VIEW_KEY_BACK:
        if (view->page_known && view->page != PAGE_CHOOSE)
            input.action = ACTION_BACK;
        return input;
    case VIEW_KEY_QUIT:
        input.action = ACTION_QUIT;
        return input;
    case VIEW_KEY_NEXT:
    case VIEW_KEY_PREVIOUS:
        step_focus(view, key == VIEW_KEY_NEXT, 1, true);
        break;
    case VIEW_KEY_LEFT:
    case VIEW_KEY_RIGHT:
        step_focus(view, key == VIEW_KEY_RIGHT, 1, false);
        break;
    case VIEW_KEY_UP:
    case VIEW_KEY_DOWN:
        step_vertically(view, key == VIEW_KEY_DOWN);
        break;
    case VIEW_KEY_PAGE_UP:
    case VIEW_KEY_PAGE_DOWN:
        jump(view, key == VIEW_KEY_PAGE_DOWN, false);
        break;
    case VIEW_KEY_HOME:
    case VIEW_KEY_END:
        jump(view, key == VIEW_KEY_END, true);
        break;
    }
    view->focus_shown = true;
    return input;
}

static const struct hit *hit_at(const struct view *view, int x, int y)
{
    for (size_t i = 0; i < view->list.hit_count; i++)
        if (box_holds(view->list.hits[i].box, x, y))
            return &view->list.hits[i];
    return NULL;
}

struct screen_input view_pointer_down(struct view *view, int x, int y)
{
    view_pointer_cancel(view);
    if (view->now_ms != 0 && view->now_ms < view->page_since_ms)
        return nothing;
    view->focus_shown = false;
    view->down = true;
    view->down_x = x;
    view->down_y = y;
    view->drag_scroll = view->place.scroll;
    const struct hit *hit = hit_at(view, x, y);
    if (hit != NULL) {
        view->pressing = true;
        view->pressed = hit->order;
    }
    return nothing;
}

struct screen_input view_pointer_move(struct view *view, int x, int y)
{
    if (!view->down)
        return nothing;
    bool far = abs(y - view->down_y) > view->slop;
    if (far && view->scroll_most > 0 && box_holds(view->body, view->down_x, view->down_y)) {
        view->dragging = true;
        view->pressing = false;
    }
    if (view->dragging) {
        scroll_to(view, view->drag_scroll + view->down_y - y);
    } else if (view->pressing) {
        const struct hit *hit = hit_at(view, x, y);
        if (hit == NULL || hit->order != view->pressed)
            view->pressing = false; /* slid off: nothing will be pressed */
    }
    return nothing;
}

struct screen_input view_pointer_up(struct view *view, int x, int y)
{
    struct screen_input input = nothing;
    const struct hit *hit = hit_at(view, x, y);
    if (view->down && view->pressing && hit != NULL && hit->order == view->pressed)
        input = hit->input;
    view_pointer_cancel(view);
    return input;
}

void view_pointer_cancel(struct view *view)
{
    view->down = view->dragging = view->pressing = false;
}

struct screen_input view_wheel(struct view *view, double steps)
{
    double by = steps * 9 * view->unit;
    double limit = view->scroll_most;
    by = by > limit ? limit : by > -limit ? by : -limit;
    scroll_to(view, view->place.scroll - (int)by);
    return nothing;
}
