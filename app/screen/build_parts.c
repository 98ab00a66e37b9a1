/* The parts of build.h with a life of their own: buttons, chips, shapes. */
#include "screen/build.h"

#include <stdio.h>
#include <string.h>

static struct text_style button_style(const struct build *b, bool primary)
{
    struct text_style style =
        build_style(b, TYPE_BODY, WEIGHT_SEMIBOLD, primary ? COLOUR_INK : COLOUR_PAPER);
    style.align = ALIGN_CENTRE;
    return style;
}

static int button_padding(const struct build *b)
{
    return look_px(&b->look, 20);
}

static void draw_button(struct build *b, struct box box, const struct button *button)
{
    struct target target = build_target(b, box, button->action, 0, button->primary);
    struct text_style style = button_style(b, button->primary);
    if (button->primary) {
        list_round(b->list, box, b->look.radius, 0,
                   target.pressed ? COLOUR_PAPER_PRESSED : COLOUR_PAPER);
    } else {
        list_round(b->list, box, b->look.radius, 0,
                   target.pressed ? COLOUR_PRESSED : COLOUR_RAISED);
        list_round(b->list, box, b->look.radius, b->look.stroke, COLOUR_EDGE);
    }
    if (target.focused)
        build_focus_ring(b, box, b->look.radius);
    int padding = b->look.unit;
    struct box inner = {box.x + padding, box.y, box.w - 2 * padding, box.h};
    const char *label = button->label;
    if (button->shorter != NULL && build_width(b, label, &style) > inner.w)
        label = button->shorter;
    build_line(b, inner, label, &style);
}

/* What a button wants to be wide. */
static int natural_width(struct build *b, const struct button *button, bool shorter)
{
    struct text_style style = button_style(b, button->primary);
    const char *label = shorter && button->shorter != NULL ? button->shorter : button->label;
    int width = build_width(b, label, &style) + 2 * button_padding(b);
    return width > b->look.target ? width : b->look.target;
}

/* Buttons share a row: each has its natural width, and what is left over goes to the primary one,
 * or to all where there is none in this row. Too little room takes from all alike. */
static void draw_row(struct build *b, int y, const struct button *buttons, size_t count,
                     bool shorter)
{
    const int gap = b->look.gap * 3 / 4;
    int widths[BUILD_BUTTONS_MAX], total = (int)(count - 1) * gap;
    for (size_t i = 0; i < count; i++) {
        widths[i] = natural_width(b, &buttons[i], shorter);
        total += widths[i];
    }
    int left = b->page.w - total;
    bool has_primary = buttons[count - 1].primary;
    if (left < 0 || !has_primary)
        for (size_t i = 0; i < count; i++)
            widths[i] += left / (int)count;
    else
        widths[count - 1] += left;
    int x = b->page.x;
    for (size_t i = 0; i < count; i++) {
        if (i == count - 1)
            widths[i] = b->page.x + b->page.w - x;
        draw_button(b, (struct box){x, y, widths[i], b->look.target}, &buttons[i]);
        x += widths[i] + gap;
    }
}

static int row_width(struct build *b, const struct button *buttons, size_t count, bool shorter)
{
    int total = (int)(count - 1) * (b->look.gap * 3 / 4);
    for (size_t i = 0; i < count; i++)
        total += natural_width(b, &buttons[i], shorter);
    return total;
}

/* How the last `count` buttons are split: all in one row, the last alone in a row of its own, or
 * each in its own. The focus goes through them in the order in which they are given. */
void build_footer(struct build *b, const struct button *buttons, size_t count)
{
    const int step = b->look.target + b->look.gap * 3 / 4;
    size_t rows = 1;
    bool shorter = false;
    if (row_width(b, buttons, count, false) > b->page.w) {
        shorter = row_width(b, buttons, count, true) <= b->page.w;
        if (!shorter)
            rows = count > 1 && row_width(b, buttons, count - 1, true) <= b->page.w ? 2 : count;
    }
    int height = (int)rows * step - (step - b->look.target);
    int y = b->page.y + b->page.h - height;
    b->page.h -= height + b->look.gap;
    if (rows == 1) {
        draw_row(b, y, buttons, count, shorter);
    } else if (rows == 2) {
        /* Read from the top: the one that matters stands above the others. */
        draw_row(b, y + step, buttons, count - 1, true);
        draw_row(b, y, buttons + count - 1, 1, false);
    } else {
        for (size_t i = 0; i < count; i++)
            draw_row(b, y + (int)(count - 1 - i) * step, buttons + i, 1, false);
    }
}

static void draw_diamond(struct build *b, struct box box, uint32_t colour)
{
    int cx = box.x + box.w / 2, cy = box.y + box.h / 2, r = box.w / 2;
    struct draw_point top = {cx, cy - r}, right = {cx + r, cy}, bottom = {cx, cy + r},
                      left = {cx - r, cy};
    list_triangle(b->list, top, right, left, colour);
    list_triangle(b->list, left, right, bottom, colour);
}

void build_shape(struct build *b, enum shape shape, struct box box, uint32_t colour, uint32_t hole)
{
    int cx = box.x + box.w / 2, cy = box.y + box.h / 2;
    int r = box.w / 2, t = box.w / 5 > 1 ? box.w / 5 : 2;
    switch (shape) {
    case SHAPE_DISC:
        list_disc(b->list, cx, cy, r, colour);
        break;
    case SHAPE_RING:
    case SHAPE_TARGET:
        list_disc(b->list, cx, cy, r, colour);
        list_disc(b->list, cx, cy, r - t, hole);
        if (shape == SHAPE_TARGET)
            list_disc(b->list, cx, cy, t, colour);
        break;
    case SHAPE_SQUARE:
        list_rect(b->list, box_grown(box, -box.w / 10), colour);
        break;
    case SHAPE_PLUS:
        list_rect(b->list, (struct box){box.x, cy - t / 2, box.w, t}, colour);
        list_rect(b->list, (struct box){cx - t / 2, box.y, t, box.h}, colour);
        break;
    case SHAPE_ARROW:
        list_triangle(b->list, (struct draw_point){box.x + box.w / 6, box.y},
                      (struct draw_point){box.x + box.w, cy},
                      (struct draw_point){box.x + box.w / 6, box.y + box.h}, colour);
        break;
    case SHAPE_DIAMOND:
        draw_diamond(b, box, colour);
        break;
    case SHAPE_DASH:
        list_rect(b->list, (struct box){box.x, cy - t / 2, box.w, t}, colour);
        break;
    case SHAPE_BARS:
        list_rect(b->list, (struct box){cx - 3 * t / 2, box.y, t, box.h}, colour);
        list_rect(b->list, (struct box){cx + t / 2, box.y, t, box.h}, colour);
        break;
    }
}

int build_chip_height(const struct build *b)
{
    return look_px(&b->look, 28);
}

int build_chip(struct build *b, int x, int y, int width_most, const struct meaning *meaning,
               bool doubtful)
{
    char label[64];
    (void)snprintf(label, sizeof label, "%s%s", meaning->label, doubtful ? "?" : "");
    uint32_t ink = doubtful ? meaning->colour : COLOUR_INK;
    uint32_t fill = doubtful ? COLOUR_INK : meaning->colour;
    struct text_style style = build_style(b, TYPE_SMALL, WEIGHT_SEMIBOLD, ink);
    const int h = build_chip_height(b), unit = b->look.unit;
    const int icon = look_px(&b->look, 12) & ~1;
    int text_w = build_width(b, label, &style);
    int width = unit + unit / 2 + icon + unit + text_w + unit + unit / 2;
    if (width > width_most) {
        text_w -= width - width_most;
        width = width_most;
    }
    struct box box = {x, y, width, h};
    list_round(b->list, box, h / 2, 0, fill);
    if (doubtful)
        list_round(b->list, box, h / 2, b->look.stroke, meaning->colour);
    build_shape(b, meaning->shape,
                (struct box){x + unit + unit / 2, y + (h - icon) / 2, icon, icon}, ink, fill);
    build_line(b, (struct box){x + 2 * unit + unit / 2 + icon, y, text_w, h}, label, &style);
    return width;
}
