/* The briefing: who it is, what has happened, what the conversation should reach. */
#include "screen/pages.h"

/* Portrait, title, and who it is; returns its height. */
static int draw_who(struct build *b, int y)
{
    const struct screen_state *state = b->state;
    const struct look *look = &b->look;
    const int r = look_px(look, 32);
    struct text_style title = build_style(b, TYPE_TITLE, WEIGHT_SEMIBOLD, COLOUR_PAPER);
    struct text_style who = build_style(b, TYPE_BODY, WEIGHT_SEMIBOLD, COLOUR_PAPER);
    struct text_style role = build_style(b, TYPE_BODY, WEIGHT_REGULAR, COLOUR_MUTED);
    const int x = b->page.x + 2 * r + look->gap, w = b->page.x + b->page.w - x;
    int h = build_text(b, x, y, w, state->title, &title, 2);
    int name_w = build_width(b, state->rep, &who);
    int line_h = text_line_height(who.px);
    if (name_w > w / 2)
        name_w = w / 2;
    build_line(b, (struct box){x, y + h, name_w, line_h}, state->rep, &who);
    int role_x = x + name_w + look->unit;
    build_line(b, (struct box){role_x, y + h, b->page.x + b->page.w - role_x, line_h}, state->role,
               &role);
    h += line_h;
    int height = h > 2 * r ? h : 2 * r;
    build_portrait(b, b->page.x + r, y + height / 2, r, state->rep, TYPE_TITLE);
    return height;
}

static int draw_goal(struct build *b, int y)
{
    const struct look *look = &b->look;
    struct text_style label = build_style(b, TYPE_SMALL, WEIGHT_SEMIBOLD, COLOUR_MUTED);
    struct text_style goal = build_style(b, TYPE_LEAD, WEIGHT_SEMIBOLD, COLOUR_PAPER);
    const int pad = look->gap, w = b->page.w - 2 * pad;
    int label_h = text_line_height(label.px);
    int text_h = build_text_height(b, w, b->state->goal, &goal, BUILD_LINES_ALL);
    struct box box = {b->page.x, y, b->page.w, label_h + text_h + 2 * pad};
    list_round(b->list, box, look->radius, 0, COLOUR_RAISED);
    build_line(b, (struct box){box.x + pad, y + pad, w, label_h}, "Your goal", &label);
    build_text(b, box.x + pad, y + pad + label_h, w, b->state->goal, &goal, BUILD_LINES_ALL);
    return box.h;
}

void page_prepare(struct build *b)
{
    static const struct button buttons[] = {
        {"Back", NULL, ACTION_BACK, false},
        {"Start", NULL, ACTION_START, true},
    };
    /* Before the room was seen once, the start leads through it anyway. */
    static const struct button once_more[] = {
        {"Back", NULL, ACTION_BACK, false},
        {"Check the room again", "Room check", ACTION_ROOM, false},
        {"Start", NULL, ACTION_START, true},
    };
    if (b->state->room_seen)
        build_footer(b, once_more, 3);
    else
        build_footer(b, buttons, 2);
    const struct look *look = &b->look;
    struct text_style text = build_style(b, TYPE_LEAD, WEIGHT_REGULAR, COLOUR_PAPER);
    int y = build_body_begin(b);
    y += draw_who(b, y) + look->gap;
    y += build_text(b, b->page.x, y, b->page.w, b->state->situation, &text, BUILD_LINES_ALL);
    if (b->state->goal != NULL && b->state->goal[0] != '\0') {
        y += look->gap;
        y += draw_goal(b, y);
    }
    build_body_end(b, y);
}
