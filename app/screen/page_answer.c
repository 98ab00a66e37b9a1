/* The manager answers: a clear turn, a meter that lives, the time, and no hurry. */
#include "screen/pages.h"

#include <stdio.h>

enum { SECONDS_MOST = 99 * 60 + 59 };

/* What the rep said, small, to answer to. */
static void draw_caption(struct build *b)
{
    const struct look *look = &b->look;
    const int r = look_px(look, 20), x = b->page.x + 2 * r + look->gap * 3 / 4;
    struct text_style style = build_style(b, TYPE_BODY, WEIGHT_REGULAR, COLOUR_MUTED);
    /* What must stand below it: the turn, two lines, and bars as high as the time. */
    const int rest = look_px(look, 130) + 5 * look->unit;
    if (b->page.h < rest + 2 * r)
        return;
    int lines = look->portrait ? 6 : 3;
    while (lines > 1 && lines * text_line_height(style.px) > b->page.h - rest)
        lines--;
    int h =
        build_text(b, x, b->page.y, b->page.x + b->page.w - x, b->state->caption, &style, lines);
    if (h < 2 * r)
        h = 2 * r;
    build_portrait(b, b->page.x + r, b->page.y + r, r, b->state->rep, TYPE_BODY);
    b->page.y += h + look->unit;
    b->page.h -= h + look->unit;
}

static void draw_time(struct build *b, struct box box)
{
    double elapsed = b->state->elapsed_s;
    int seconds = elapsed > 0 ? elapsed < SECONDS_MOST ? (int)elapsed : SECONDS_MOST : 0;
    char text[16];
    (void)snprintf(text, sizeof text, "%d:%02d", seconds / 60, seconds % 60);
    struct text_style style = build_style(b, TYPE_TITLE, WEIGHT_REGULAR, COLOUR_PAPER);
    style.align = ALIGN_RIGHT;
    build_line(b, box, text, &style);
}

void page_answer(struct build *b)
{
    static const struct button buttons[] = {
        {"Back", NULL, ACTION_BACK, false},
        {"Say it again", NULL, ACTION_REPEAT, false},
        {"Start again", NULL, ACTION_RETAKE, false},
        {"I have finished", NULL, ACTION_FINISHED, true},
    };
    build_footer(b, buttons, 4);
    if (b->state->caption != NULL && b->state->caption[0] != '\0')
        draw_caption(b);
    const struct look *look = &b->look;
    struct text_style turn = build_style(b, TYPE_HERO, WEIGHT_SEMIBOLD, COLOUR_PAPER);
    struct text_style calm = build_style(b, TYPE_LEAD, WEIGHT_REGULAR, COLOUR_MUTED);
    struct text_style state = build_style(b, TYPE_SMALL, WEIGHT_REGULAR, COLOUR_MUTED);
    const char *patience = "Take your time. Pauses count.";
    const char *heard = b->state->heard_speech ? "I can hear you." : "Listening for your voice.";
    const int x = b->page.x, w = b->page.w;
    int meter_h = look_px(look, 88);
    const int state_h = text_line_height(state.px);
    int height = text_line_height(turn.px) + build_text_height(b, w, patience, &calm, 2) +
                 look->gap + meter_h + look->unit / 2 + state_h;
    while (height > b->page.h && meter_h > look_px(look, 40)) { /* bars can be low, words can't */
        meter_h--;
        height--;
    }
    int y = build_middle(b, height);
    y += build_text(b, x, y, w, "Your turn.", &turn, 1);
    y += build_text(b, x, y, w, patience, &calm, 2) + look->gap;
    const int time_w = look_px(look, 96);
    build_meter(b, (struct box){x, y, w - time_w, meter_h},
                b->state->heard_speech ? COLOUR_PAPER : COLOUR_EDGE);
    draw_time(b, (struct box){x + w - time_w, y, time_w, meter_h});
    y += meter_h + look->unit / 2;
    build_line(b, (struct box){x, y, w, state_h}, heard, &state);
}
