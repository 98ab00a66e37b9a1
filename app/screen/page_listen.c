/* The rep speaks: a portrait whose ring follows the voice, and the caption. */
#include "screen/pages.h"

/* The ring around the portrait widens with the voice. */
static void draw_voice(struct build *b, int x, int y, int radius)
{
    const struct look *look = &b->look;
    const struct tint tint = look_tint(b->state->rep);
    const double level = b->view->comfort.still ? 0 : b->state->level;
    const int reach = (int)(build_fraction(level) * 3 * look->unit + 0.5);
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

/* The portrait as large as it can be, and all that its ring may reach. */
struct rep {
    int radius, reach;
};

static struct rep rep_of(const struct build *b, int height_most)
{
    const int ring = 5 * b->look.unit, least = look_px(&b->look, 26);
    int radius = look_px(&b->look, 68);
    if (2 * (radius + ring) > height_most)
        radius = height_most / 2 - ring;
    if (radius < least)
        radius = least;
    return (struct rep){radius, radius + ring};
}

static int name_height(const struct build *b)
{
    return text_line_height(b->look.px[TYPE_LEAD]) + 2 * text_line_height(b->look.px[TYPE_SMALL]);
}

static bool has_caption(const struct build *b)
{
    return b->state->caption != NULL && b->state->caption[0] != '\0';
}

/* Portrait, name and caption below each other, all of it in the middle. */
static void draw_upright(struct build *b)
{
    const struct look *look = &b->look;
    const struct rep rep = rep_of(b, b->page.h - name_height(b));
    const int gap = has_caption(b) ? look->margin : 0;
    int height = 2 * rep.reach + name_height(b) + gap + caption_height(b);
    int top = build_middle(b, height);
    draw_voice(b, b->page.x + b->page.w / 2, top + rep.reach, rep.radius);
    int taken = top + 2 * rep.reach - b->page.y;
    taken += draw_name(b, b->page.x, b->page.y + taken, b->page.w) + gap;
    b->page.y += taken;
    b->page.h -= taken;
    if (has_caption(b))
        draw_caption(b);
}

static void draw_beside(struct build *b)
{
    const struct rep rep = rep_of(b, b->page.h - name_height(b));
    const int column = 2 * rep.reach;
    int name_y = build_middle(b, 2 * rep.reach + name_height(b)) + 2 * rep.reach;
    draw_voice(b, b->page.x + rep.reach, name_y - rep.reach, rep.radius);
    (void)draw_name(b, b->page.x, name_y, column);
    b->page.x += column + b->look.margin;
    b->page.w -= column + b->look.margin;
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
    if (b->look.portrait || !has_caption(b))
        draw_upright(b);
    else
        draw_beside(b);
}
