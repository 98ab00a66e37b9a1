/* The warm-up: quiet for a moment, one sentence read aloud, and what that told. */
#include "screen/pages.h"

/* The sentence on its card: grey until it is its turn. */
static int draw_sentence(struct build *b, int y, bool draw)
{
    const struct look *look = &b->look;
    const bool now = b->state->room != ROOM_HUSH;
    struct text_style style =
        build_style(b, TYPE_TITLE, WEIGHT_REGULAR, now ? COLOUR_PAPER : COLOUR_MUTED);
    const int pad = look->gap, w = b->page.w - 2 * pad;
    int h = build_text_height(b, w, b->state->read_aloud, &style, BUILD_LINES_ALL) + 2 * pad;
    if (!draw)
        return h;
    struct box box = {b->page.x, y, b->page.w, h};
    list_round(b->list, box, look->radius, 0, COLOUR_RAISED);
    if (now)
        list_round(b->list, box, look->radius, look->stroke, COLOUR_EDGE);
    build_text(b, box.x + pad, y + pad, w, b->state->read_aloud, &style, BUILD_LINES_ALL);
    return h;
}

static bool troubled(const struct build *b)
{
    return b->state->says != NULL && b->state->says[0] != '\0';
}

/* What is wrong right now and what to do, beside its sign; otherwise what is going on. */
static int draw_now(struct build *b, int y, bool draw)
{
    const struct look *look = &b->look;
    struct text_style calm = build_style(b, TYPE_BODY, WEIGHT_REGULAR, COLOUR_MUTED);
    struct text_style says = build_style(b, TYPE_BODY, WEIGHT_SEMIBOLD, COLOUR_PAPER);
    const int lines = 2 * text_line_height(calm.px); /* the same for both, so that nothing jumps */
    const int icon = look_px(look, 16) & ~1, line_h = text_line_height(says.px);
    const int indent = troubled(b) ? icon + look->unit : 0;
    const int x = b->page.x + indent, w = b->page.w - indent;
    const char *calmly = b->state->room == ROOM_HUSH ? "I am listening to the room."
                                                     : "As you would say it to somebody.";
    if (!troubled(b)) {
        if (draw)
            build_text(b, x, y, w, calmly, &calm, 1);
        return lines;
    }
    int h = build_text_height(b, w, b->state->says, &says, BUILD_LINES_ALL);
    if (draw) {
        build_shape(b, meaning_caution.shape,
                    (struct box){b->page.x, y + (line_h - icon) / 2, icon, icon},
                    meaning_caution.colour, COLOUR_INK);
        build_text(b, x, y, w, b->state->says, &says, BUILD_LINES_ALL);
        build_text(b, x, y + h, w, b->state->mend, &calm, BUILD_LINES_ALL);
    }
    h += build_text_height(b, w, b->state->mend, &calm, BUILD_LINES_ALL);
    return h > lines ? h : lines;
}

void page_room(struct build *b)
{
    static const struct button buttons[] = {
        {"Back", NULL, ACTION_BACK, false},
        {"Skip this", NULL, ACTION_SKIP, false},
    };
    build_footer(b, buttons, 2);
    const struct look *look = &b->look;
    struct text_style title = build_style(b, TYPE_HERO, WEIGHT_SEMIBOLD, COLOUR_PAPER);
    const char *ask =
        b->state->room == ROOM_HUSH ? "Quiet for a moment, please." : "Now read this aloud.";
    const int meter_h = look_px(look, 64), w = b->page.w;
    int height = build_text_height(b, w, ask, &title, 2) + draw_sentence(b, 0, false) +
                 draw_now(b, 0, false) + meter_h + 3 * look->gap;
    int top = build_middle(b, height) - b->page.y;
    int y = build_body_begin(b) + top;
    y += build_text(b, b->page.x, y, w, ask, &title, 2) + look->gap;
    y += draw_sentence(b, y, true) + look->gap;
    build_meter(b, (struct box){b->page.x, y, w, meter_h},
                b->state->room == ROOM_HUSH || troubled(b) ? COLOUR_EDGE : COLOUR_PAPER);
    y += meter_h + look->gap;
    y += draw_now(b, y, true);
    build_body_end(b, y);
}

/* A tick for what is good, the sign of caution for the rest. */
static void draw_sign(struct build *b, struct box box)
{
    if (b->state->room != ROOM_GOOD) {
        build_shape(b, meaning_caution.shape, box, meaning_caution.colour, COLOUR_INK);
        return;
    }
    const int thick = box.w / 6 + 1;
    const struct draw_point left = {box.x + thick, box.y + box.h / 2},
                            foot = {box.x + box.w * 2 / 5, box.y + box.h - thick},
                            tip = {box.x + box.w - thick, box.y + thick};
    list_line(b->list, left, foot, thick, COLOUR_PAPER);
    list_line(b->list, foot, tip, thick, COLOUR_PAPER);
}

static void draw_choices(struct build *b)
{
    static const struct button fit[] = {
        {"Back", NULL, ACTION_BACK, false},
        {"Check again", NULL, ACTION_RETAKE, false},
        {"Begin", NULL, ACTION_NEXT, true},
    };
    static const struct button unfit[] = {
        {"Back", NULL, ACTION_BACK, false},
        {"Begin all the same", "Begin", ACTION_NEXT, false},
        {"Check again", NULL, ACTION_RETAKE, true},
    };
    build_footer(b, b->state->room == ROOM_BAD ? unfit : fit, 3);
}

void page_room_done(struct build *b)
{
    draw_choices(b);
    const struct look *look = &b->look;
    struct text_style says = build_style(b, TYPE_HERO, WEIGHT_SEMIBOLD, COLOUR_PAPER);
    struct text_style mend = build_style(b, TYPE_LEAD, WEIGHT_REGULAR, COLOUR_PAPER);
    struct text_style figures = build_style(b, TYPE_SMALL, WEIGHT_REGULAR, COLOUR_MUTED);
    const char *then = b->state->room == ROOM_GOOD ? "The room and the microphone are fit for "
                                                     "practice."
                                                   : b->state->mend;
    const int icon = look_px(look, 28) & ~1, line_h = text_line_height(says.px);
    const int x = b->page.x + icon + look->gap, w = b->page.x + b->page.w - x;
    int height = build_text_height(b, w, b->state->says, &says, BUILD_LINES_ALL) + 2 * look->gap +
                 build_text_height(b, w, then, &mend, BUILD_LINES_ALL) +
                 build_text_height(b, w, b->state->figures, &figures, BUILD_LINES_ALL);
    int top = build_middle(b, height) - b->page.y;
    int y = build_body_begin(b) + top;
    draw_sign(b, (struct box){b->page.x, y + (line_h - icon) / 2, icon, icon});
    y += build_text(b, x, y, w, b->state->says, &says, BUILD_LINES_ALL) + look->gap;
    y += build_text(b, x, y, w, then, &mend, BUILD_LINES_ALL) + look->gap;
    y += build_text(b, x, y, w, b->state->figures, &figures, BUILD_LINES_ALL);
    build_body_end(b, y);
}
