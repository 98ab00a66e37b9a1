/* The first try at a turn and this one, side by side, and what got better. */
#include "screen/pages.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { ROWS_MAX = 4, CELL_MAX = 48 };

/* One thing that both tries are compared by. */
struct row {
    const char *label;
    const char *better; /* what is said when it got better; NULL when it did not */
    char first[CELL_MAX], last[CELL_MAX];
};

static const char *order_of(enum verdict verdict)
{
    switch (verdict) {
    case VERDICT_EMPATHY_FIRST:
        return "Empathy first";
    case VERDICT_EMPATHY_ONLY:
        return "Empathy";
    case VERDICT_ADVICE_FIRST:
        return "Advice first";
    case VERDICT_FALSE_EMPATHY:
        return "Taken back";
    default:
        return "No empathy";
    }
}

/* How good an order is, for better or worse alone. */
static int rank_of(enum verdict verdict)
{
    return verdict == VERDICT_EMPATHY_FIRST || verdict == VERDICT_EMPATHY_ONLY ? 2
           : verdict == VERDICT_ADVICE_FIRST                                   ? 1
                                                                               : 0;
}

static void write_pause(double pause_s, char to[CELL_MAX])
{
    if (isnan(pause_s) || pause_s <= 0.0)
        (void)snprintf(to, CELL_MAX, "None");
    else
        (void)snprintf(to, CELL_MAX, "%.1f s", pause_s);
}

static unsigned care_of(const struct conversation_answer *a)
{
    return (unsigned)a->moves[MOVE_EMPATHY] + a->moves[MOVE_OPEN_QUESTION] + a->moves[MOVE_SUPPORT];
}

/* Longer is better up to what lets it land; METHOD.md has the band. */
static double landing(double pause_s)
{
    return isnan(pause_s) ? 0.0 : fmin(pause_s, 0.7);
}

static size_t fill_rows(const struct conversation_answer *first,
                        const struct conversation_answer *last, struct row rows[ROWS_MAX])
{
    rows[0] =
        (struct row){.label = "Score", .better = last->score > first->score ? "the score" : NULL};
    (void)snprintf(rows[0].first, CELL_MAX, "%d", first->score);
    (void)snprintf(rows[0].last, CELL_MAX, "%d", last->score);
    rows[1] = (struct row){.label = "Order",
                           .better = rank_of(last->verdict) > rank_of(first->verdict) ? "the order"
                                                                                      : NULL};
    (void)snprintf(rows[1].first, CELL_MAX, "%s", order_of(first->verdict));
    (void)snprintf(rows[1].last, CELL_MAX, "%s", order_of(last->verdict));
    bool landed = landing(last->pause_after_empathy_s) > landing(first->pause_after_empathy_s);
    rows[2] = (struct row){.label = "Pause after empathy", .better = landed ? "the pause" : NULL};
    write_pause(first->pause_after_empathy_s, rows[2].first);
    write_pause(last->pause_after_empathy_s, rows[2].last);
    rows[3] = (struct row){.label = "Moves of care",
                           .better = care_of(last) > care_of(first) ? "the care" : NULL};
    (void)snprintf(rows[3].first, CELL_MAX, "%u", care_of(first));
    (void)snprintf(rows[3].last, CELL_MAX, "%u", care_of(last));
    return ROWS_MAX;
}

/* "Better: the score, the order and the pause." */
static void write_better(const struct row *rows, size_t count, char *to, size_t size)
{
    size_t better = 0, written = 0, used = 0;
    for (size_t i = 0; i < count; i++)
        better += rows[i].better != NULL;
    used += (size_t)snprintf(to, size, "%s", better > 0 ? "Better: " : "Nothing got better yet.");
    for (size_t i = 0; i < count; i++) {
        if (rows[i].better == NULL)
            continue;
        const char *before = written == 0 ? "" : written + 1 == better ? " and " : ", ";
        used += (size_t)snprintf(to + used, size - used, "%s%s", before, rows[i].better);
        written++;
    }
    if (better > 0)
        (void)snprintf(to + used, size - used, ".");
}

/* One line of the table: label, first try, this try. */
static int draw_row(struct build *b, int x, int y, int width, const char *const cells[3],
                    const struct text_style *styles)
{
    const int column = width * 3 / 10, line_h = text_line_height(styles[0].px);
    const int label_w = width - 2 * column;
    build_line(b, (struct box){x, y, label_w, line_h}, cells[0], &styles[0]);
    build_line(b, (struct box){x + label_w, y, column, line_h}, cells[1], &styles[1]);
    build_line(b, (struct box){x + label_w + column, y, column, line_h}, cells[2], &styles[2]);
    return line_h + b->look.unit / 2;
}

int card_attempts(struct build *b, int x, int y, int width)
{
    const struct conversation_answer *first = b->state->first_try, *last = b->state->this_try;
    if (first == NULL || last == NULL)
        return 0;
    struct row rows[ROWS_MAX];
    char better[128];
    const int pad = b->look.gap, top = y, inner = width - 2 * pad;
    const size_t count = fill_rows(first, last, rows);
    const struct text_style small = build_style(b, TYPE_SMALL, WEIGHT_SEMIBOLD, COLOUR_MUTED);
    const struct text_style plain = build_style(b, TYPE_BODY, WEIGHT_REGULAR, COLOUR_MUTED);
    const struct text_style strong = build_style(b, TYPE_BODY, WEIGHT_SEMIBOLD, COLOUR_PAPER);
    const struct text_style heads[3] = {small, small, small};
    const int row_h = text_line_height(plain.px) + b->look.unit / 2;
    write_better(rows, count, better, sizeof better);
    int better_h = build_text_height(b, inner, better, &strong, 2);
    int h = 2 * pad + text_line_height(small.px) + b->look.unit / 2 + (int)count * row_h +
            b->look.unit / 2 + better_h;
    list_round(b->list, (struct box){x, y, width, h}, b->look.radius, 0, COLOUR_RAISED);
    y += pad;
    y += draw_row(b, x + pad, y, inner, (const char *const[]){"", "First try", "This try"}, heads);
    for (size_t i = 0; i < count; i++) {
        const struct text_style styles[3] = {plain, plain, rows[i].better ? strong : plain};
        const char *const cells[3] = {rows[i].label, rows[i].first, rows[i].last};
        y += draw_row(b, x + pad, y, inner, cells, styles);
    }
    y += b->look.unit / 2;
    y += build_text(b, x + pad, y, inner, better, &strong, 2);
    return y + pad - top;
}
