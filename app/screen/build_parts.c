/* The parts of build.h with a life of their own: buttons, chips, shapes. */
#include "screen/build.h"

#include <assert.h>

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

void build_button(struct build *b, struct box box, const struct button *button, size_t index)
{
    struct target target = build_target(b, box, button->action, index, button->primary);
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

static int button_gap(const struct build *b)
{
    return b->look.gap * 3 / 4;
}

/* What a button wants to be wide. */
static int natural_width(struct build *b, const struct button *button, bool shorter)
{
    struct text_style style = button_style(b, button->primary);
    const char *label = shorter && button->shorter != NULL ? button->shorter : button->label;
    int width = build_width(b, label, &style) + 2 * button_padding(b);
    return width > b->look.target ? width : b->look.target;
}

/* Buttons share a row: each has its natural width, and the primary one grows. On a wide screen it
 * stops growing, and the way back stands apart on the left. Without a primary one all `grow`, or
 * the others stand on the right; with too little room all shrink. */
static void share_row(struct build *b, const struct button *buttons, size_t count, int left,
                      bool grow, int *widths, int *apart)
{
    *apart = 0;
    if (left >= 0 && !grow) {
        *apart = left;
        return;
    }
    if (left < 0 || !buttons[count - 1].primary) {
        for (size_t i = 0; i < count; i++)
            widths[i] += left / (int)count;
        return;
    }
    int most = look_px(&b->look, 360);
    int grown = widths[count - 1] + left;
    if (count > 1 && grown > most && !b->look.portrait) {
        grown = most > widths[count - 1] ? most : widths[count - 1];
        *apart = widths[count - 1] + left - grown;
    }
    widths[count - 1] = grown;
}

/* The labels that are shown, in full or short, and how wide they make their buttons. */
struct row {
    const struct button *buttons;
    size_t count;
    int width; /* that they share */
    bool shorter[BUILD_BUTTONS_MAX];
};

static int row_width(struct build *b, const struct row *row)
{
    int total = (int)(row->count - 1) * button_gap(b);
    for (size_t i = 0; i < row->count; i++)
        total += natural_width(b, &row->buttons[i], row->shorter[i]);
    return total;
}

/* Shortens as few labels as it takes; false when even all of them do not help. */
static bool row_fit(struct build *b, struct row *row)
{
    for (size_t i = 0; i < row->count && row_width(b, row) > row->width; i++)
        row->shorter[i] = true;
    if (row_width(b, row) > row->width)
        return false;
    for (size_t i = 0; i < row->count; i++) {
        bool before = row->shorter[i];
        row->shorter[i] = false;
        if (row_width(b, row) > row->width)
            row->shorter[i] = before;
    }
    return true;
}

/* At the right of the page, from `indent` on. */
static void draw_row(struct build *b, int indent, int y, const struct button *buttons, size_t count,
                     bool grow)
{
    struct row row = {buttons, count, b->page.w - indent, {false}};
    (void)row_fit(b, &row); /* where it does not, the labels are cut */
    int widths[BUILD_BUTTONS_MAX], apart;
    for (size_t i = 0; i < count; i++)
        widths[i] = natural_width(b, &buttons[i], row.shorter[i]);
    int left = row.width - row_width(b, &row);
    share_row(b, buttons, count, left, grow, widths, &apart);
    int x = b->page.x + indent;
    for (size_t i = 0; i < count; i++) {
        if (i == count - 1 && grow)
            widths[i] = b->page.x + b->page.w - x; /* what division left over */
        build_button(b, (struct box){x, y, widths[i], b->look.target}, &buttons[i], 0);
        x += widths[i] + button_gap(b) + (i == 0 ? apart : 0);
    }
}

/* All in one row, or the last above a row of the others, or each in a row of its own; the lowest
 * row begins with the controls of comfort.c. The focus goes through them in the order in which they
 * are given. */
void build_footer(struct build *b, const struct button *buttons, size_t count)
{
    assert(count >= 1 && count <= BUILD_BUTTONS_MAX);
    const int step = b->look.target + button_gap(b);
    const int indent = build_comfort_width(b) + button_gap(b), room = b->page.w - indent;
    struct row all = {buttons, count, room, {false}}, others = {buttons, count - 1, room, {false}};
    size_t rows = row_fit(b, &all) ? 1 : count > 1 && row_fit(b, &others) ? 2 : count;
    int height = (int)rows * step - button_gap(b);
    int y = b->page.y + b->page.h - height;
    b->page.h -= height + b->look.gap;
    build_comfort_place(b, b->page.x, y + height - b->look.target);
    if (rows == 1) {
        draw_row(b, indent, y, buttons, count, buttons[count - 1].primary);
    } else if (rows == 2 && count > 2) {
        draw_row(b, indent, y + step, buttons, count - 1, true);
        draw_row(b, 0, y, buttons + count - 1, 1, true);
    } else {
        for (size_t i = 0; i < count; i++)
            draw_row(b, i == 0 ? indent : 0, y + (int)(count - 1 - i) * step, buttons + i, 1, true);
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

static void draw_chevron(struct build *b, struct box box, int thickness, uint32_t colour)
{
    int cx = box.x + box.w / 2, cy = box.y + box.h / 2, inset = thickness / 2;
    struct draw_point top = {cx - box.w / 4, box.y + inset}, tip = {cx + box.w / 4, cy},
                      bottom = {cx - box.w / 4, box.y + box.h - inset};
    list_line(b->list, top, tip, thickness, colour);
    list_line(b->list, tip, bottom, thickness, colour);
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
    case SHAPE_CHEVRON:
        draw_chevron(b, box, t, colour);
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

static struct text_style chip_style(const struct build *b, const struct chip *chip)
{
    return build_style(b, TYPE_SMALL, WEIGHT_SEMIBOLD, chip->outlined ? chip->colour : COLOUR_INK);
}

static int chip_icon(const struct build *b)
{
    return look_px(&b->look, 12) & ~1;
}

int build_chip_width(struct build *b, const struct chip *chip)
{
    struct text_style style = chip_style(b, chip);
    return 4 * b->look.unit + chip_icon(b) + build_width(b, chip->label, &style);
}

void build_chip(struct build *b, int x, int y, int width_most, const struct chip *chip)
{
    const int unit = b->look.unit, h = build_chip_height(b), icon = chip_icon(b);
    struct text_style style = chip_style(b, chip);
    const uint32_t fill = chip->outlined ? COLOUR_INK : chip->colour;
    int width = build_chip_width(b, chip);
    if (width > width_most)
        width = width_most;
    struct box box = {x, y, width, h};
    list_round(b->list, box, h / 2, 0, fill);
    if (chip->outlined)
        list_round(b->list, box, h / 2, b->look.stroke, chip->colour);
    build_shape(b, chip->shape, (struct box){x + unit + unit / 2, y + (h - icon) / 2, icon, icon},
                style.colour, fill);
    build_line(b, (struct box){x + 2 * unit + unit / 2 + icon, y, width - 4 * unit - icon, h},
               chip->label, &style);
}

void build_heading(struct build *b, const char *title, const char *how)
{
    struct text_style big = build_style(b, TYPE_TITLE, WEIGHT_SEMIBOLD, COLOUR_PAPER);
    struct text_style small = build_style(b, TYPE_BODY, WEIGHT_REGULAR, COLOUR_MUTED);
    int h = build_text(b, b->page.x, b->page.y, b->page.w, title, &big, 2);
    h += build_text(b, b->page.x, b->page.y + h, b->page.w, how, &small, 2);
    b->page.y += h + b->look.unit;
    b->page.h -= h + b->look.unit;
}

void build_meter(struct build *b, struct box box, uint32_t colour)
{
    static const int shape_percent[] = {42, 66, 54, 88, 60, 100, 72, 94, 58, 80, 48, 70};
    enum { SHAPES = sizeof shape_percent / sizeof shape_percent[0] };
    const struct look *look = &b->look;
    const int bar = look->unit * 3 / 4, step = look->unit * 3 / 2;
    const int count = (box.w - bar) / step + 1;
    const double level = build_fraction(b->state->level);
    for (int i = 0; i < count; i++) {
        int from_middle = 2 * i > count ? 2 * i - count : count - 2 * i;
        int slope = 100 - 40 * from_middle / count;
        int most = box.h * shape_percent[i % SHAPES] / 100 * slope / 100;
        int h = bar + (int)((most - bar) * level + 0.5);
        struct box drawn = {box.x + i * step, box.y + (box.h - h) / 2, bar, h};
        list_round(b->list, drawn, bar / 2, 0, colour);
    }
}
