/* The rep speaks: a portrait whose ring follows the voice, and the caption. */
#include "screen/pages.h"

/* The ring around the portrait widens with the voice. */
static void draw_voice(struct build *b, int x, int y, int radius)
{
    const struct look *look = &b->look;
    const struct tint tint = look_tint(b->state->rep);
    const int reach = (int)(build_fraction(b->state->level) * 3 * look->unit + 0.5);
    const int ring = radius + look->unit + look->stroke;
    list_disc(b->list, x, y, ring + reach, COLOUR_RAISED);
    list_ring(b->list, x, y, ring + reach, look->stroke, LIST_FULL_TURN, tint.light);
    build_portrait(b, x, y, radius, b->state->rep, TYPE_SCORE);
}

/* Name and role under the portrait; returns the height. */
static int draw_name(struct build *b, int x, int y, int w)
{
    struct text_style name = build_style(b, TYPE_LEAD, WEIGHT_SEMIBOLD, COLOUR_PAPER);
    struct text_style role = build_style(b, TYPE_SMALL, WEIGHT_REGULAR, COLOUR_MUTED);
    name.align = role.align = ALIGN_CENTRE;
    int h = build_text(b, x, y, w, b->state->rep, &name, 1);
    return h + build_text(b, x, y + h, w, b->state->role, &role, 2);
}

static void draw_progress(struct build *b)
{
    const int h = b->look.unit / 2;
    int done = (int)(b->page.w * build_fraction(b->state->progress) + 0.5);
    struct box track = {b->page.x, b->page.y + b->page.h - h, b->page.w, h};
    list_round(b->list, track, h / 2, 0, COLOUR_HAIR);
    if (done >= h)
        list_round(b->list, (struct box){track.x, track.y, done, h}, h / 2, 0,
                   look_tint(b->state->rep).light);
    b->page.h -= h + b->look.gap;
}

static struct text_style caption_style(const struct build *b)
{
    struct text_style style = build_style(b, TYPE_LEAD, WEIGHT_REGULAR, COLOUR_PAPER);
    style.align = b->look.portrait ? ALIGN_CENTRE : ALIGN_LEFT;
    return style;
}

static int caption_height(struct build *b)
{
    struct text_style style = caption_style(b);
    return build_text_height(b, b->page.w, b->state->caption, &style, BUILD_LINES_ALL);
}

static void draw_caption(struct build *b)
{
    struct text_style style = caption_style(b);
    int top = b->look.portrait ? 0 : build_middle(b, caption_height(b)) - b->page.y;
    int y = build_body_begin(b) + top;
    y += build_text(b, b->page.x, y, b->page.w, b->state->caption, &style, BUILD_LINES_ALL);
    build_body_end(b, y);
}

/* Portrait, name and caption below each other, all of it in the middle. */
static void draw_upright(struct build *b, int radius, int reach)
{
    const struct look *look = &b->look;
    int height = 2 * reach + look_px(look, 60) + look->margin + caption_height(b);
    int top = build_middle(b, height);
    draw_voice(b, b->page.x + b->page.w / 2, top + reach, radius);
    int taken = top + 2 * reach - b->page.y;
    taken += draw_name(b, b->page.x, b->page.y + taken, b->page.w) + look->margin;
    b->page.y += taken;
    b->page.h -= taken;
    draw_caption(b);
}

void page_listen(struct build *b)
{
    static const struct button buttons[] = {
        {"Back", NULL, ACTION_BACK, false},
        {"Say it again", NULL, ACTION_REPEAT, false},
        {"My turn", NULL, ACTION_SKIP, true},
    };
    build_footer(b, buttons, 3);
    draw_progress(b);
    const struct look *look = &b->look;
    const int radius = look_px(look, 68), reach = radius + 5 * look->unit;
    if (look->portrait) {
        draw_upright(b, radius, reach);
        return;
    }
    const int column = 2 * reach;
    int name_y = build_middle(b, 2 * reach + look_px(look, 60)) + 2 * reach;
    draw_voice(b, b->page.x + reach, name_y - reach, radius);
    (void)draw_name(b, b->page.x, name_y, column);
    b->page.x += column + look->margin;
    b->page.w -= column + look->margin;
    draw_caption(b);
}
