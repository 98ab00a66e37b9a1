#include "screen/build.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

struct text_style build_style(const struct build *b, enum type_step step, enum text_weight weight,
                              uint32_t colour)
{
    return (struct text_style){b->look.px[step], weight, ALIGN_LEFT, colour};
}

/* Measured width and drawn width may differ by a rounded pixel on either side. */
enum { WIDTH_SLACK = 2 };

/* The paragraph in b->text, drawn or only measured. */
static int lay_lines(struct build *b, int x, int y, int width, const struct text_style *style,
                     int lines_most, bool draw)
{
    const int line_h = text_line_height(style->px);
    const int room = width - WIDTH_SLACK;
    size_t at = 0, length = strlen(b->text);
    int lines = 0;
    while (at < length && lines < lines_most) {
        size_t next = 0;
        size_t fits = text_break(b->metric, b->text + at, length - at, style, room, &next);
        struct box box = {x, y + lines * line_h, width, line_h};
        lines++;
        if (lines == lines_most && at + next < length) {
            memmove(b->text, b->text + at, length - at + 1);
            char *newline = strchr(b->text, '\n');
            if (newline != NULL)
                *newline = '\0';
            fits = text_shorten(b->metric, b->text, sizeof b->text, style, room, true);
            at = 0;
            next = length = strlen(b->text);
        }
        if (draw)
            list_text(b->list, box, b->text + at, fits, style);
        at += next;
    }
    return lines * line_h;
}

int build_text(struct build *b, int x, int y, int width, const char *text,
               const struct text_style *style, int lines_most)
{
    (void)text_clean(b->text, sizeof b->text, text);
    return lay_lines(b, x, y, width, style, lines_most, true);
}

int build_text_height(struct build *b, int width, const char *text, const struct text_style *style,
                      int lines_most)
{
    (void)text_clean(b->text, sizeof b->text, text);
    return lay_lines(b, 0, 0, width, style, lines_most, false);
}

/* Draws bytes `from` to `to` of b->text with the pen at *x and moves it behind them. */
static void draw_run(struct build *b, int *x, int y, size_t from, size_t to,
                     const struct text_style *style, bool doubtful)
{
    struct text_style run = *style;
    if (doubtful)
        run.colour = COLOUR_MUTED;
    const char *text = b->text + from;
    const int line_h = text_line_height(run.px), dot = b->look.stroke;
    const int width = b->metric->width(b->metric->self, text, to - from, run.px, run.weight);
    list_text(b->list, (struct box){*x, y, width, line_h}, text, to - from, &run);
    if (doubtful)
        list_dots(b->list, (struct box){*x, y + line_h - dot, width, dot}, run.colour);
    *x += width;
}

/* One line of b->text, in runs that are doubtful and runs that are not. */
static void draw_runs(struct build *b, int x, int y, size_t from, size_t to,
                      const struct text_style *style, const struct build_doubt *doubts,
                      size_t count)
{
    for (size_t i = 0; i < count && from < to; i++) {
        size_t start = doubts[i].from > from ? doubts[i].from : from;
        size_t end = doubts[i].to < to ? doubts[i].to : to;
        if (start >= end)
            continue;
        if (start > from)
            draw_run(b, &x, y, from, start, style, false);
        draw_run(b, &x, y, start, end, style, true);
        from = end;
    }
    if (from < to)
        draw_run(b, &x, y, from, to, style, false);
}

int build_text_doubted(struct build *b, int x, int y, int width, const char *text,
                       const struct text_style *style, const struct build_doubt *doubts,
                       size_t count)
{
    const int line_h = text_line_height(style->px);
    const size_t length = text_clean(b->text, sizeof b->text, text);
    int lines = 0;
    for (size_t at = 0, next = 0; at < length; at += next, lines++) {
        size_t fits =
            text_break(b->metric, b->text + at, length - at, style, width - WIDTH_SLACK, &next);
        draw_runs(b, x, y + lines * line_h, at, at + fits, style, doubts, count);
    }
    return lines * line_h;
}

static size_t clean_line(struct build *b, const char *text)
{
    size_t length = text_clean(b->text, sizeof b->text, text);
    for (size_t i = 0; i < length; i++)
        if (b->text[i] == '\n')
            b->text[i] = ' ';
    return length;
}

void build_line(struct build *b, struct box box, const char *text, const struct text_style *style)
{
    (void)clean_line(b, text);
    size_t length =
        text_shorten(b->metric, b->text, sizeof b->text, style, box.w - WIDTH_SLACK, false);
    list_text(b->list, box, b->text, length, style);
}

int build_width(struct build *b, const char *text, const struct text_style *style)
{
    /* A line wider than any screen is as wide as it needs to be. */
    enum { ENOUGH = 1024 };
    if (clean_line(b, text) > ENOUGH)
        return VIEW_SIDE_MAX;
    return text_width(b->metric, b->text, style) + WIDTH_SLACK;
}

struct target build_target(struct build *b, struct box box, enum screen_action action, size_t index,
                           bool is_default)
{
    struct view *view = b->view;
    struct screen_input input = {action, index};
    size_t order = view->target_count++;
    list_hit(b->list, box, input, order);
    bool focused = view->place.focus_moved ? order == view->place.focus : is_default;
    if (focused) {
        view->focused = order;
        view->focused_input = input;
        b->focus_box = box;
        b->found_focus = true;
        b->focus_in_body = b->in_body;
    }
    struct target target = {.pressed = view->pressing && view->pressed == order,
                            .focused = focused && view->focus_shown};
    return target;
}

void build_focus_ring(struct build *b, struct box box, int radius)
{
    int gap = 3 * b->look.stroke;
    list_round(b->list, box_grown(box, gap), radius + gap, b->look.stroke + 1, COLOUR_PAPER);
}

int build_body_begin(struct build *b)
{
    struct view *view = b->view;
    view->body = b->page;
    b->in_body = true;
    /* Focus rings stand out of their boxes; the margin has room for them on either side. */
    int m = b->look.margin;
    list_clip(b->list, (struct box){b->page.x - m, b->page.y, b->page.w + 2 * m, b->page.h});
    return b->page.y - view->place.scroll;
}

/* Scrolls so that the focus can be seen. */
static void reveal_focus(struct build *b)
{
    struct view *view = b->view;
    if (!view->reveal || !b->found_focus || !b->focus_in_body)
        return;
    int margin = b->look.unit;
    int above = b->page.y + margin - b->focus_box.y;
    int below = b->focus_box.y + b->focus_box.h + margin - (b->page.y + b->page.h);
    if (above > 0) {
        view->place.scroll -= above;
        b->again = true;
    } else if (below > 0) {
        view->place.scroll += below;
        b->again = true;
    }
    view->reveal = false;
}

static void draw_scroll_bar(struct build *b, int content_h)
{
    const struct view *view = b->view;
    int width = b->look.unit / 2;
    struct box track = {b->page.x + b->page.w + (b->look.margin - width) / 2, b->page.y, width,
                        b->page.h};
    int thumb_h = track.h * track.h / content_h;
    if (thumb_h < 4 * b->look.unit)
        thumb_h = 4 * b->look.unit;
    struct box thumb = {track.x,
                        track.y + (track.h - thumb_h) * view->place.scroll / view->scroll_most,
                        track.w, thumb_h};
    list_round(b->list, track, width / 2, 0, COLOUR_RAISED);
    list_round(b->list, thumb, width / 2, 0, COLOUR_EDGE);
}

void build_body_end(struct build *b, int bottom)
{
    struct view *view = b->view;
    list_unclip(b->list);
    b->in_body = false;
    int content_h = bottom + view->place.scroll - b->page.y;
    view->scroll_most = content_h > b->page.h ? content_h - b->page.h : 0;
    reveal_focus(b);
    int wanted = view->place.scroll;
    if (wanted > view->scroll_most)
        wanted = view->scroll_most;
    if (wanted < 0)
        wanted = 0;
    if (wanted != view->place.scroll) {
        view->place.scroll = wanted;
        b->again = true;
    }
    if (view->scroll_most > 0 && b->page.h > 0)
        draw_scroll_bar(b, content_h);
}

double build_fraction(double value)
{
    return value > 0 ? value < 1 ? value : 1 : 0;
}

int build_middle(const struct build *b, int height)
{
    return b->page.y + (height < b->page.h ? (b->page.h - height) / 2 : 0);
}

/* "Nina" → "N", "Nina Ray Lee" → "NR"; letters outside ASCII stay as they are. */
static void initials_of(const char *name, char *to, size_t size)
{
    char clean[256];
    (void)text_clean(clean, sizeof clean, name);
    size_t used = 0;
    int count = 0;
    bool at_start = true;
    for (size_t at = 0, step; (step = utf8_step(clean + at)) > 0 && count < 2; at += step) {
        bool space = clean[at] == ' ' || clean[at] == '\n';
        if (!space && at_start && used + step < size) {
            memcpy(to + used, clean + at, step);
            if (step == 1 && to[used] >= 'a' && to[used] <= 'z')
                to[used] = (char)(to[used] - 'a' + 'A');
            used += step;
            count++;
        }
        at_start = space;
    }
    to[used] = '\0';
}

void build_portrait(struct build *b, int x, int y, int radius, const char *name,
                    enum type_step step)
{
    char initials[16];
    initials_of(name, initials, sizeof initials);
    list_disc(b->list, x, y, radius, look_tint(name).deep);
    struct text_style style = build_style(b, step, WEIGHT_SEMIBOLD, COLOUR_PAPER);
    style.align = ALIGN_CENTRE;
    int line_h = text_line_height(style.px);
    int half_w = radius * 9 / 10;
    build_line(b, (struct box){x - half_w, y - line_h / 2, 2 * half_w, line_h}, initials, &style);
}
