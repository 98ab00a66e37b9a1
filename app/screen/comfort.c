/* The controls that are on every page: the size of the text, and the captions where the rep speaks.
 * They are quiet, and they come last in the order of the focus. */
#include "screen/build.h"

static bool has_captions(const struct build *b)
{
    return b->state->page == PAGE_LISTEN;
}

static int side_of(const struct build *b)
{
    return b->look.target;
}

int build_comfort_width(const struct build *b)
{
    return (has_captions(b) ? 2 : 1) * side_of(b);
}

void build_comfort_place(struct build *b, int x, int y)
{
    b->comfort = (struct box){x, y, build_comfort_width(b), side_of(b)};
}

/* Letters as a sign: fixed in size, because they must fit their square with large text, too. */
static void draw_control(struct build *b, int x, const char *sign, bool struck,
                         enum screen_action action)
{
    const struct look *look = &b->look;
    const struct box box = {x, b->comfort.y, side_of(b), side_of(b)};
    struct target target = build_target(b, box, action, 0, false);
    if (target.pressed)
        list_round(b->list, box, look->radius, 0, COLOUR_PRESSED);
    if (target.focused)
        build_focus_ring(b, box, look->radius);
    struct text_style style = {look->unit * 9 / 4, WEIGHT_SEMIBOLD, ALIGN_CENTRE, COLOUR_MUTED};
    build_line(b, box, sign, &style);
    if (!struck)
        return;
    const int cx = box.x + box.w / 2, cy = box.y + box.h / 2, reach = 3 * look->unit / 2;
    list_line(b->list, (struct draw_point){cx - reach, cy + reach},
              (struct draw_point){cx + reach, cy - reach}, look->stroke, COLOUR_MUTED);
}

void build_comfort_draw(struct build *b)
{
    const struct comfort *comfort = &b->view->comfort;
    b->view->comfort_first = b->view->target_count;
    if (box_empty(b->comfort))
        return;
    draw_control(b, b->comfort.x, comfort->large_text ? "A–" : "A+", false, ACTION_TEXT_SIZE);
    if (has_captions(b))
        draw_control(b, b->comfort.x + side_of(b), "CC", comfort->no_captions, ACTION_CAPTIONS);
}
