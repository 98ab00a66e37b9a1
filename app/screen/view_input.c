#include "screen/view.h"

#include <stdlib.h>

static const struct screen_input nothing = {ACTION_NONE, 0};

/* What the view does by itself; everything else goes to whoever asked. */
static struct screen_input take(struct view *view, struct screen_input input)
{
    switch (input.action) {
    case ACTION_TEXT_SIZE:
        view->comfort.large_text = !view->comfort.large_text;
        return nothing;
    case ACTION_CAPTIONS:
        view->comfort.no_captions = !view->comfort.no_captions;
        return nothing;
    case ACTION_FILTER:
        view->filter = (int)input.index;
        view->place.scroll = 0;
        if (view->focused >= view->rows_first) /* on a card that may be gone now */
            view->place.focus_moved = false;
        return nothing;
    default:
        return input;
    }
}

static void scroll_to(struct view *view, int scroll)
{
    if (scroll > view->scroll_most)
        scroll = view->scroll_most;
    view->place.scroll = scroll < 0 ? 0 : scroll;
    view->glide.on = false;
}

static void move_focus(struct view *view, size_t to)
{
    view->place.focus = to;
    view->place.focus_moved = true;
    view->reveal = true;
}

/* Tab goes round in a circle; arrows stop at the ends of what belongs to the page. */
static void step_focus(struct view *view, bool forward, size_t by, bool round)
{
    size_t count = view->target_count;
    if (count == 0)
        return;
    size_t at = view->focused;
    if (!round && at < view->comfort_first)
        count = view->comfort_first;
    if (!view->focus_shown && !round)
        move_focus(view, at); /* the first arrow shows where the focus is */
    else if (forward)
        move_focus(view, at + by < count ? at + by : round ? 0 : at);
    else
        move_focus(view, at >= by ? at - by : round ? count - 1 : at);
}

/* A list under a row of filters: down from the filters is its first row, up from that the filter
 * that holds. */
static void step_rows(struct view *view, bool down)
{
    const size_t at = view->focused, first = view->rows_first;
    if (at < first) {
        if (down && first < view->comfort_first)
            move_focus(view, first);
    } else if (!down && at < first + view->target_columns && first > 0) {
        move_focus(view, (size_t)view->filter);
    } else {
        step_focus(view, down, view->target_columns, false);
    }
}

/* Up and down walk through targets that scroll; where only text scrolls, they scroll the text. */
static void step_vertically(struct view *view, bool down)
{
    if (view->scroll_most > 0 && view->page != PAGE_CHOOSE)
        scroll_to(view, view->place.scroll + (down ? 6 : -6) * view->unit);
    else if (view->page == PAGE_CHOOSE && view->focus_shown)
        step_rows(view, down);
    else
        step_focus(view, down, view->target_columns, false);
}

static void jump(struct view *view, bool to_end, bool whole)
{
    int by = whole ? view->scroll_most : view->body.h - view->body.h / 8;
    scroll_to(view, view->place.scroll + (to_end ? by : -by));
}

static struct screen_input input_of(const struct view *view, enum view_key key)
{
    struct screen_input input = nothing;
    if (key == VIEW_KEY_TEXT_SIZE)
        input.action = ACTION_TEXT_SIZE;
    else if (key == VIEW_KEY_CAPTIONS)
        input.action = ACTION_CAPTIONS;
    else if (view->page == PAGE_CHOOSE)
        input = (struct screen_input){ACTION_FILTER,
                                      (size_t)(view->filter + 1) % (DIFFICULTY_MOST + 1)};
    return input;
}

struct screen_input view_key(struct view *view, enum view_key key)
{
    struct screen_input input = nothing;
    switch (key) {
    case VIEW_KEY_ACTIVATE:
        return take(view, view->focused_input);
    case VIEW_KEY_BACK:
        if (view->page_known && view->page != PAGE_CHOOSE)
            input.action = ACTION_BACK;
        return input;
    case VIEW_KEY_QUIT:
        input.action = ACTION_QUIT;
        return input;
    case VIEW_KEY_TEXT_SIZE:
    case VIEW_KEY_CAPTIONS:
    case VIEW_KEY_FILTER:
        return take(view, input_of(view, key));
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

static void leave_trail(struct view *view, int y)
{
    struct view_trail *trail = &view->trail;
    trail->ms[trail->count % VIEW_TRAIL] = view->now_ms;
    trail->y[trail->count % VIEW_TRAIL] = y;
    trail->count++;
}

/* The finger has left a page that it dragged: with what speed, over the last TRAIL_MS? A finger
 * that rested before it left throws nothing. */
static void throw(struct view * view)
{
    enum { TRAIL_MS = 100 };
    const double slowest = 0.15, fastest = 4, ms_for_speed = 300; /* px/ms of the 800x480 design */
    const struct view_trail *trail = &view->trail;
    const size_t last = (trail->count - 1) % VIEW_TRAIL;
    size_t from = last;
    for (size_t back = 1; back < VIEW_TRAIL && back < trail->count; back++) {
        size_t at = (trail->count - 1 - back) % VIEW_TRAIL;
        if (view->now_ms - trail->ms[at] > TRAIL_MS)
            break;
        from = at;
    }
    const uint64_t took_ms = trail->ms[last] - trail->ms[from];
    if (took_ms == 0 || view->comfort.still)
        return;
    double speed = (double)(trail->y[from] - trail->y[last]) / (double)took_ms;
    double size = (speed < 0 ? -speed : speed) * 8 / view->unit;
    if (size < slowest)
        return;
    if (size > fastest)
        speed *= fastest / size;
    double for_ms = VIEW_GLIDE_MIN_MS + size * ms_for_speed;
    view->glide = (struct view_glide){true, view->now_ms, view->place.scroll, speed,
                                      for_ms < VIEW_GLIDE_MAX_MS ? (int)for_ms : VIEW_GLIDE_MAX_MS};
}

struct screen_input view_pointer_down(struct view *view, int x, int y)
{
    const bool caught = view->glide.on; /* a touch that stops the list presses nothing */
    view_pointer_cancel(view);
    view->glide.on = false;
    if (view->now_ms != 0 && view->now_ms < view->page_since_ms)
        return nothing;
    view->focus_shown = false;
    view->down = true;
    view->down_x = x;
    view->down_y = y;
    view->drag_scroll = view->place.scroll;
    view->trail.count = 0;
    leave_trail(view, y);
    const struct hit *hit = hit_at(view, x, y);
    if (hit != NULL && !caught) {
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
    leave_trail(view, y);
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
    if (view->down && view->dragging) {
        leave_trail(view, y);
        throw(view);
    }
    view_pointer_cancel(view);
    return take(view, input);
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
