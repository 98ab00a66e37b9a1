/* The lower part of the ending: care and targets side by side, the place of the conversation on its
 * line with the words that put it there, the scores of the answers, and three questions. */
#include "screen/pages.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const enum move care[] = {MOVE_EMPATHY, MOVE_OPEN_QUESTION, MOVE_SUPPORT};
static const enum move targets[] = {MOVE_EXPECTATION, MOVE_ADVICE, MOVE_COMMAND};
enum { KINDS = 3, SCORES_SHOWN = 8 };

static int heading(struct build *b, int y, const char *text)
{
    struct text_style style = build_style(b, TYPE_LEAD, WEIGHT_SEMIBOLD, COLOUR_PAPER);
    return build_text(b, b->page.x, y, b->page.w, text, &style, 2) + b->look.unit;
}

/* One kind of move: its shape, its label, how often. */
static int draw_kind(struct build *b, int x, int y, int width, enum move move, unsigned count)
{
    const struct meaning *meaning = meaning_of(move);
    struct text_style label =
        build_style(b, TYPE_BODY, WEIGHT_REGULAR, count > 0 ? COLOUR_PAPER : COLOUR_MUTED);
    struct text_style number = build_style(b, TYPE_BODY, WEIGHT_SEMIBOLD, label.colour);
    const int icon = look_px(&b->look, 14) & ~1, line_h = text_line_height(label.px);
    const int number_w = look_px(&b->look, 40), text_x = x + icon + b->look.unit;
    char text[16];
    build_shape(b, meaning->shape, (struct box){x, y + (line_h - icon) / 2, icon, icon},
                meaning->colour, COLOUR_RAISED);
    build_line(b, (struct box){text_x, y, x + width - number_w - text_x, line_h}, meaning->label,
               &label);
    (void)snprintf(text, sizeof text, "%u", count);
    number.align = ALIGN_RIGHT;
    build_line(b, (struct box){x + width - number_w, y, number_w, line_h}, text, &number);
    return line_h + b->look.unit / 2;
}

static int draw_column(struct build *b, int x, int y, int width, const char *title,
                       const enum move *moves, const unsigned *counts)
{
    const int pad = b->look.gap, top = y;
    struct text_style style = build_style(b, TYPE_SMALL, WEIGHT_SEMIBOLD, COLOUR_MUTED);
    const int line_h = text_line_height(b->look.px[TYPE_BODY]) + b->look.unit / 2;
    const int h = 2 * pad + text_line_height(style.px) + b->look.unit + KINDS * line_h;
    list_round(b->list, (struct box){x, y, width, h}, b->look.radius, 0, COLOUR_RAISED);
    y += pad;
    y += build_text(b, x + pad, y, width - 2 * pad, title, &style, 1) + b->look.unit;
    for (size_t i = 0; i < KINDS; i++)
        y += draw_kind(b, x + pad, y, width - 2 * pad, moves[i], counts[moves[i]]);
    return y + pad - top;
}

static int draw_columns(struct build *b, int y, const struct conversation_sum *sum)
{
    const int gap = b->look.gap, width = (b->page.w - gap) / 2;
    int left_h = draw_column(b, b->page.x, y, width, "Care", care, sum->care);
    int right_h =
        draw_column(b, b->page.x + width + gap, y, width, "Targets", targets, sum->targets);
    return (left_h > right_h ? left_h : right_h) + gap;
}

/* The line from passive to aggressive, its stations, and a mark where the conversation lies. */
static int draw_line(struct build *b, int y, const struct conversation_sum *sum)
{
    static const char *const stations[STANCE_COUNT] = {"Passive", "Leading", "Managing",
                                                       "Aggressive"};
    const struct look *look = &b->look;
    const int mark = look_px(look, 18) & ~1, tick = look_px(look, 8) & ~1, rail = look->stroke + 1;
    const int quarter = b->page.w / STANCE_COUNT, x0 = b->page.x + quarter / 2;
    const int length = quarter * (STANCE_COUNT - 1), middle = y + mark / 2;
    struct text_style style = build_style(b, TYPE_BODY, WEIGHT_REGULAR, COLOUR_MUTED);
    style.align = ALIGN_CENTRE;
    list_round(b->list, (struct box){x0, middle - rail / 2, length, rail}, 0, 0, COLOUR_EDGE);
    const int line_h = text_line_height(style.px), labels_y = y + mark + look->unit;
    for (int s = 0; s < STANCE_COUNT; s++) {
        struct text_style label = style;
        if (s == (int)sum->stance) {
            label.colour = COLOUR_PAPER;
            label.weight = WEIGHT_SEMIBOLD;
        }
        const int x = x0 + s * quarter;
        list_disc(b->list, x, middle, tick / 2, COLOUR_EDGE);
        build_line(b, (struct box){x - quarter / 2, labels_y, quarter, line_h}, stations[s],
                   &label);
    }
    const int at = x0 + (int)lround(build_fraction(sum->place) * length);
    list_disc(b->list, at, middle, mark / 2, COLOUR_PAPER);
    return mark + look->unit + line_h + look->gap;
}

static int draw_evidence(struct build *b, int y, const struct conversation_sum *sum)
{
    const int top = y;
    struct text_style style = build_style(b, TYPE_BODY, WEIGHT_REGULAR, COLOUR_PAPER);
    const int icon = look_px(&b->look, 14) & ~1, line_h = text_line_height(style.px);
    const int x = b->page.x + icon + b->look.unit;
    for (size_t i = 0; i < sum->evidence_count; i++) {
        const struct meaning *meaning = meaning_of(sum->evidence[i].move);
        char text[CONVERSATION_QUOTE_MAX + 64];
        (void)snprintf(text, sizeof text, "%s: “%s”", meaning->label, sum->evidence[i].quote);
        build_shape(b, meaning->shape, (struct box){b->page.x, y + (line_h - icon) / 2, icon, icon},
                    meaning->colour, COLOUR_INK);
        y += build_text(b, x, y, b->page.x + b->page.w - x, text, &style, 2) + b->look.unit / 2;
    }
    return y - top + b->look.gap;
}

/* "Your answers, in order: 52, 71, 88 of 100." */
static int draw_scores(struct build *b, int y, const struct conversation *c)
{
    char text[160];
    size_t first = c->count > SCORES_SHOWN ? c->count - SCORES_SHOWN : 0;
    size_t used = (size_t)snprintf(text, sizeof text,
                                   "Your %s, in order: ", first > 0 ? "last answers" : "answers");
    for (size_t i = first; i < c->count; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%d", i > first ? ", " : "",
                                 c->answers[i].score);
    (void)snprintf(text + used, sizeof text - used, " of 100.");
    struct text_style style = build_style(b, TYPE_BODY, WEIGHT_REGULAR, COLOUR_PAPER);
    return build_text(b, b->page.x, y, b->page.w, text, &style, 3) + b->look.gap;
}

static int draw_questions(struct build *b, int y)
{
    static const char *const questions[] = {
        "Was I fully present?",
        "Did I treat them as I would my best customer?",
        "Did I give advice before I understood?",
    };
    const int top = y;
    struct text_style style = build_style(b, TYPE_BODY, WEIGHT_REGULAR, COLOUR_PAPER);
    y += heading(b, y, "Three questions for yourself");
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
        y += build_text(b, b->page.x, y, b->page.w, questions[i], &style, 2) + b->look.unit / 2;
    return y - top;
}

/* White all round: readers need a margin of four modules. */
enum { QUIET_MODULES = 4 };

static void draw_code(struct build *b, struct box box, int module)
{
    const struct screen_code *code = &b->state->code;
    const int x0 = box.x + QUIET_MODULES * module, y0 = box.y + QUIET_MODULES * module;
    list_rect(b->list, box, COLOUR_PAPER);
    for (int row = 0; row < code->side; row++) {
        const unsigned char *dark = code->dark + (size_t)row * (size_t)code->side;
        for (int from = 0, to; from < code->side; from = to) {
            for (to = from; to < code->side && dark[to] == dark[from]; to++)
                ;
            if (dark[from])
                list_rect(b->list,
                          (struct box){x0 + from * module, y0 + row * module, (to - from) * module,
                                       module},
                          COLOUR_INK);
        }
    }
}

static int draw_take_home(struct build *b, int y)
{
    static const char text[] = "Point your phone's camera at this: it holds your scores as plain "
                               "text. No link, no network, none of your words.";
    const int top = y, side = b->state->code.side + 2 * QUIET_MODULES;
    if (b->state->code.side <= 0)
        return 0;
    const int wanted = look_px(&b->look, 190);
    const int module = wanted > side ? wanted / side : 1, size = module * side;
    struct text_style style = build_style(b, TYPE_BODY, WEIGHT_REGULAR, COLOUR_PAPER);
    const int x = b->page.x + size + b->look.gap, w = b->page.x + b->page.w - x;
    y += heading(b, y, "To take home");
    int text_h = build_text_height(b, w, text, &style, BUILD_LINES_ALL);
    draw_code(b, (struct box){b->page.x, y, size, size}, module);
    build_text(b, x, y + (text_h < size ? (size - text_h) / 2 : 0), w, text, &style,
               BUILD_LINES_ALL);
    y += text_h > size ? text_h : size;
    return y - top;
}

int ending_sum(struct build *b, int y)
{
    const struct conversation *c = b->state->conversation;
    const int top = y;
    const struct conversation_sum *sum = b->state->sum;
    if (c == NULL || sum == NULL || c->count == 0)
        return 0;
    y += heading(b, y, "What you gave");
    y += draw_columns(b, y, sum);
    if (sum->stance != STANCE_COUNT) {
        y += heading(b, y, "Where it was");
        y += draw_line(b, y, sum);
        y += draw_evidence(b, y, sum);
    }
    y += draw_scores(b, y, c);
    y += draw_questions(b, y) + b->look.gap;
    y += draw_take_home(b, y);
    return y - top;
}
