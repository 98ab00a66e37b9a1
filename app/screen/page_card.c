/* The card: the verdict as a sentence, the score, the reply as a ribbon, one thing to try, and
 * below them the evidence: where the points come from, and what was said, move by move. */
#include "screen/pages.h"

#include <stdio.h>

/* The score in a ring that is as full as the score; "–" when it is not known. */
static void draw_score(struct build *b, int x, int y, int radius)
{
    const struct card *card = b->state->card;
    const struct look *look = &b->look;
    const int thickness = look->unit * 3 / 4;
    const int score = card->score > 100 ? 100 : card->score < 0 ? -1 : card->score;
    list_ring(b->list, x, y, radius, thickness, LIST_FULL_TURN, COLOUR_HAIR);
    list_ring(b->list, x, y, radius, thickness, score * LIST_FULL_TURN / 100, COLOUR_PAPER);
    char text[16];
    (void)snprintf(text, sizeof text, "%d", score);
    struct text_style big = build_style(b, TYPE_SCORE, WEIGHT_SEMIBOLD, COLOUR_PAPER);
    struct text_style small = build_style(b, TYPE_SMALL, WEIGHT_REGULAR, COLOUR_MUTED);
    big.align = small.align = ALIGN_CENTRE;
    const int half_w = radius - thickness;
    /* "100" stands above the middle, where the ring is narrower than at its widest. */
    const int chord = 2 * half_w * 4 / 5;
    for (int step = TYPE_SCORE; step > TYPE_LEAD && build_width(b, text, &big) > chord; step--)
        big.px = look->px[step - 1];
    const int big_h = text_line_height(big.px), small_h = text_line_height(small.px);
    /* The ring is narrow where the small line stands: "of 100" is as wide as it may be. */
    int top = score < 0 ? y - big_h / 2 : y - (big_h + small_h) / 2;
    build_line(b, (struct box){x - half_w, top, 2 * half_w, big_h}, score < 0 ? "–" : text, &big);
    if (score >= 0)
        build_line(b, (struct box){x - half_w, top + big_h - big.px / 5, 2 * half_w, small_h},
                   "of 100", &small);
}

/* What stands under the headline: why there is no score or a low one, then what to know about the
 * recording. */
static void verdict_explained(const struct card *card, char *to, size_t size)
{
    const char *why = "";
    if (card->score < 0)
        why = card->moves.why[0] != '\0' ? card->moves.why : "There is no score for this turn.";
    else if (card->moves.marked)
        why = card->moves.why;
    else if (card->capped)
        why = "A command or a brush-off keeps the score low, whatever else went well.";
    bool both = why[0] != '\0' && card->note[0] != '\0';
    (void)snprintf(to, size, "%s%s%s", why, both ? " " : "", card->note);
}

/* Headline on the left, score on the right; returns the height. */
static int draw_verdict(struct build *b, int y)
{
    const struct card *card = b->state->card;
    const struct look *look = &b->look;
    const int r = look_px(look, 44);
    const int x = b->page.x, w = b->page.w - 2 * r - look->margin;
    struct text_style title = build_style(b, TYPE_TITLE, WEIGHT_SEMIBOLD, COLOUR_PAPER);
    struct text_style line = build_style(b, TYPE_BODY, WEIGHT_REGULAR, COLOUR_MUTED);
    char more[2 * CARD_BECAUSE_MAX];
    verdict_explained(card, more, sizeof more);
    int h = build_text_height(b, w, card->headline, &title, BUILD_LINES_ALL) +
            build_text_height(b, w, more, &line, BUILD_LINES_ALL);
    int height = h > 2 * r ? h : 2 * r;
    int text_y = y + (height - h) / 2;
    text_y += build_text(b, x, text_y, w, card->headline, &title, BUILD_LINES_ALL);
    (void)build_text(b, x, text_y, w, more, &line, BUILD_LINES_ALL);
    draw_score(b, b->page.x + b->page.w - r, y + height / 2, r);
    return height;
}

/* `draw` false: only measures. */
static int draw_tip(struct build *b, int y, bool draw)
{
    const char *tip = b->state->card->tip;
    if (tip[0] == '\0')
        return 0;
    const struct look *look = &b->look;
    const int pad = look->gap, icon = look_px(look, 16) & ~1;
    struct text_style label = build_style(b, TYPE_SMALL, WEIGHT_SEMIBOLD, meaning_tip.colour);
    struct text_style text = build_style(b, TYPE_BODY, WEIGHT_REGULAR, COLOUR_PAPER);
    const int x = b->page.x + pad + icon + look->unit * 3 / 2;
    const int w = b->page.x + b->page.w - pad - x;
    const int label_h = text_line_height(label.px);
    int text_h = build_text_height(b, w, tip, &text, BUILD_LINES_ALL);
    struct box box = {b->page.x, y, b->page.w, label_h + text_h + 2 * pad - look->unit};
    const int height = box.h + look->gap * 3 / 2;
    if (!draw)
        return height;
    list_round(b->list, box, look->radius, 0, COLOUR_RAISED);
    y += pad - look->unit / 2;
    build_shape(b, meaning_tip.shape,
                (struct box){box.x + pad, y + (label_h - icon) / 2, icon, icon}, meaning_tip.colour,
                COLOUR_RAISED);
    build_line(b, (struct box){x, y, w, label_h}, meaning_tip.label, &label);
    build_text(b, x, y + label_h, w, tip, &text, BUILD_LINES_ALL);
    return height;
}

/* Where something of that height begins that would begin at y: not in the last lines of the first
 * screenful when it does not fit there, so that nobody sees half a line before they scroll. */
static int past_fold(const struct build *b, int top, int y, int height)
{
    const int fold = top + b->page.h;
    bool cut = y < fold && y + height > fold;
    return cut && fold - y < look_px(&b->look, 140) ? fold : y;
}

static void draw_evidence(struct build *b, int *y)
{
    const struct look *look = &b->look;
    const int gap = look->margin;
    if (b->page.w < look_px(look, 640)) {
        *y += card_parts(b, b->page.x, *y, b->page.w) + gap;
        *y += card_moves(b, b->page.x, *y, b->page.w);
        return;
    }
    const int w = (b->page.w - gap) / 2;
    int left = card_parts(b, b->page.x, *y, w);
    int right = card_moves(b, left > 0 ? b->page.x + b->page.w - w : b->page.x, *y, w);
    *y += left > right ? left : right;
}

/* "The model reply", where the turn has one. Returns how many buttons there are now. */
static size_t add_model(const struct build *b, struct button *buttons, size_t count)
{
    if (b->state->model != NULL && b->state->model[0] != '\0')
        buttons[count++] = (struct button){"Model reply", NULL, ACTION_MODEL, false};
    return count;
}

/* Without a score there is no outcome to go on with: the turn is done again, or the person says
 * themselves what the kiosk was not sure of. */
static void draw_buttons_without_outcome(struct build *b)
{
    const struct card *card = b->state->card;
    struct button buttons[4] = {{"Back", NULL, ACTION_BACK, false}};
    size_t count = add_model(b, buttons, 1);
    if (card != NULL && card->moves.verdict == VERDICT_UNCLEAR && card->moves.clause_count > 0)
        buttons[count++] = (struct button){"Mark it myself", "Mark it", ACTION_MARK, false};
    buttons[count++] = (struct button){"Try this turn again", "Try again", ACTION_AGAIN, true};
    build_footer(b, buttons, count);
}

/* "Hear Nina's answer": put together here, because the name comes from outside. */
static void draw_buttons(struct build *b)
{
    char rep[128], label[160];
    size_t length = text_clean(rep, sizeof rep, b->state->rep);
    bool last = b->state->is_last_turn;
    if (last)
        (void)snprintf(label, sizeof label, "Hear how it ends");
    else if (length == 0)
        (void)snprintf(label, sizeof label, "Hear the answer");
    else
        (void)snprintf(label, sizeof label, "Hear %s’s answer", rep);
    struct button buttons[4] = {{"Back", NULL, ACTION_BACK, false}};
    size_t count = add_model(b, buttons, 1);
    buttons[count++] = (struct button){"Try this turn again", "Try again", ACTION_AGAIN, false};
    buttons[count++] = (struct button){label, last ? NULL : "Hear the answer", ACTION_NEXT, true};
    build_footer(b, buttons, count);
}

/* What lies behind the fold is announced where there is room for it. */
static void draw_more(struct build *b, int y, int end)
{
    struct text_style style = build_style(b, TYPE_SMALL, WEIGHT_REGULAR, COLOUR_MUTED);
    const int h = text_line_height(style.px);
    style.align = ALIGN_CENTRE;
    if (b->state->card->part_count > 0 && end - y + b->look.gap >= h)
        build_line(b, (struct box){b->page.x, end - h, b->page.w, h},
                   "Below: where the points come from", &style);
}

void page_card(struct build *b)
{
    const struct card *card = b->state->card;
    if (card == NULL || card->score < 0)
        draw_buttons_without_outcome(b);
    else
        draw_buttons(b);
    if (card == NULL)
        return;
    const int top = build_body_begin(b);
    int y = top + draw_verdict(b, top) + b->look.gap / 2;
    int said_h = card_ribbon(b, b->page.x, y, b->page.w);
    if (said_h == 0)
        said_h = card_strip(b, b->page.x, y, b->page.w);
    y += said_h > 0 ? said_h + b->look.gap : 0;
    y = past_fold(b, top, y, draw_tip(b, y, false) - b->look.gap * 3 / 2);
    y += draw_tip(b, y, true);
    const int evidence_y = past_fold(b, top, y, b->page.h);
    if (evidence_y > y)
        draw_more(b, y, evidence_y);
    y = evidence_y;
    int tries_h = card_attempts(b, b->page.x, y, b->page.w);
    y += tries_h > 0 ? tries_h + b->look.gap * 3 / 2 : 0;
    draw_evidence(b, &y);
    build_body_end(b, y);
}
