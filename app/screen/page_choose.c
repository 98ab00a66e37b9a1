/* The list of scenarios: cards in one column or two, all or those of one difficulty. All cards have
 * the same size, so that only those that can be seen need to be looked at. */
#include "screen/pages.h"

#include <stdio.h>

static const char *const difficulty_words[] = {"Not rated", "Gentle", "Firm", "Hard"};

static int known_difficulty(const struct screen_item *item)
{
    return item->difficulty < 1 || item->difficulty > DIFFICULTY_MOST ? 0 : item->difficulty;
}

/* One, two or three discs, and in words; then the minutes. */
static void draw_difficulty(struct build *b, struct box line, const struct screen_item *item)
{
    const int difficulty = known_difficulty(item);
    const int r = look_px(&b->look, 5), step = 3 * r, middle = line.y + line.h / 2;
    for (int i = 0; i < DIFFICULTY_MOST; i++) {
        int cx = line.x + r + i * step;
        if (i < difficulty)
            list_disc(b->list, cx, middle, r, COLOUR_PAPER);
        else
            list_ring(b->list, cx, middle, r, b->look.stroke, LIST_FULL_TURN, COLOUR_EDGE);
    }
    char text[64];
    int used = snprintf(text, sizeof text, "%s", difficulty_words[difficulty]);
    if (item->minutes > 0)
        (void)snprintf(text + used, sizeof text - (size_t)used, " · about %d min",
                       item->minutes < 99 ? item->minutes : 99);
    struct text_style style = build_style(b, TYPE_SMALL, WEIGHT_REGULAR, COLOUR_MUTED);
    int text_x = line.x + DIFFICULTY_MOST * step + b->look.unit / 2;
    build_line(b, (struct box){text_x, line.y, line.x + line.w - text_x, line.h}, text, &style);
}

static const char *reach_says(const struct screen_item *item)
{
    static const char *const says[] = {[REACH_TRIED] = "Tried",
                                       [REACH_UNHEARD] = "Best so far: not yet heard",
                                       [REACH_HEARD] = "Best so far: heard",
                                       [REACH_FINISHED] = "Finished"};
    return (unsigned)item->reach <= REACH_FINISHED ? says[item->reach] : NULL;
}

/* How far people got: in words, with a tick before what is finished. */
static void draw_reach(struct build *b, struct box line, const struct screen_item *item)
{
    struct text_style style = build_style(b, TYPE_SMALL, WEIGHT_SEMIBOLD, COLOUR_PAPER);
    if (item->reach == REACH_FINISHED) {
        const int icon = look_px(&b->look, 12), thick = b->look.stroke;
        const int y = line.y + (line.h - icon) / 2;
        const struct draw_point left = {line.x + thick, y + icon / 2},
                                foot = {line.x + icon * 2 / 5, y + icon - thick},
                                tip = {line.x + icon - thick, y + thick};
        list_line(b->list, left, foot, thick, COLOUR_PAPER);
        list_line(b->list, foot, tip, thick, COLOUR_PAPER);
        line.x += icon + b->look.unit / 2;
        line.w -= icon + b->look.unit / 2;
    }
    build_line(b, line, reach_says(item), &style);
}

/* "Nina, sales development rep", without a comma where one of them is missing. */
static void draw_who(struct build *b, struct box box, const struct screen_item *item)
{
    char who[256];
    size_t used = text_clean(who, sizeof who - 2, item->rep);
    if (used > 0 && item->role != NULL && item->role[0] != '\0') {
        who[used++] = ',';
        who[used++] = ' ';
        who[used] = '\0';
    }
    /* Cut to 254 bytes, the name leaves no room for a role that could still be read. */
    if (used + 16 < sizeof who)
        (void)text_clean(who + used, sizeof who - used, item->role);
    struct text_style style = build_style(b, TYPE_SMALL, WEIGHT_REGULAR, COLOUR_MUTED);
    build_line(b, box, who, &style);
}

static int item_height(const struct build *b)
{
    const struct look *look = &b->look;
    return text_line_height(look->px[TYPE_BODY]) + 3 * text_line_height(look->px[TYPE_SMALL]) +
           3 * look->gap;
}

static void draw_item(struct build *b, struct box box, size_t index, bool is_default)
{
    struct target target = build_target(b, box, ACTION_PICK, index, is_default);
    if (box_empty(box_common(box, b->list->clip)))
        return;
    const struct screen_item *item = &b->state->items[index];
    const struct look *look = &b->look;
    list_round(b->list, box, look->radius, 0, target.pressed ? COLOUR_PRESSED : COLOUR_RAISED);
    if (target.focused)
        build_focus_ring(b, box, look->radius);
    const int disc = look_px(look, 26), pad = 2 * look->unit;
    build_portrait(b, box.x + pad + disc, box.y + box.h / 2, disc, item->rep, TYPE_LEAD);
    struct text_style title = build_style(b, TYPE_BODY, WEIGHT_SEMIBOLD, COLOUR_PAPER);
    const int x = box.x + pad + 2 * disc + pad, w = box.x + box.w - pad - x;
    const int title_h = text_line_height(title.px);
    const int small_h = text_line_height(look->px[TYPE_SMALL]);
    const bool reached = reach_says(item) != NULL;
    int y = box.y + (box.h - title_h - (reached ? 3 : 2) * small_h - look->unit) / 2;
    build_line(b, (struct box){x, y, w, title_h}, item->title, &title);
    y += title_h + look->unit / 4;
    draw_who(b, (struct box){x, y, w, small_h}, item);
    y += small_h + look->unit / 2;
    draw_difficulty(b, (struct box){x, y, w, small_h}, item);
    if (reached)
        draw_reach(b, (struct box){x, y + small_h + look->unit / 4, w, small_h}, item);
}

static bool listed(const struct build *b, size_t index)
{
    return b->view->filter == 0 || b->state->items[index].difficulty == b->view->filter;
}

/* The one that is chosen is filled and dark on light, the others are outlines. */
static void draw_filter(struct build *b, struct box box, int difficulty)
{
    const struct look *look = &b->look;
    const bool chosen = b->view->filter == difficulty;
    struct target target = build_target(b, box, ACTION_FILTER, (size_t)difficulty, false);
    struct text_style style =
        build_style(b, TYPE_SMALL, WEIGHT_SEMIBOLD, chosen ? COLOUR_INK : COLOUR_PAPER);
    style.align = ALIGN_CENTRE;
    if (chosen) {
        list_round(b->list, box, box.h / 2, 0,
                   target.pressed ? COLOUR_PAPER_PRESSED : COLOUR_PAPER);
    } else {
        list_round(b->list, box, box.h / 2, 0, target.pressed ? COLOUR_PRESSED : COLOUR_INK);
        list_round(b->list, box, box.h / 2, look->stroke, COLOUR_EDGE);
    }
    if (target.focused)
        build_focus_ring(b, box, box.h / 2);
    const int pad = look->unit;
    build_line(b, (struct box){box.x + pad, box.y, box.w - 2 * pad, box.h},
               difficulty == 0 ? "All" : difficulty_words[difficulty], &style);
}

/* The difficulties on the left, the controls of the view on the right. */
static void draw_filters(struct build *b)
{
    const struct look *look = &b->look;
    const int h = look->finger > 6 * look->unit ? look->finger : 6 * look->unit;
    const int own = build_comfort_width(b), gap = look->unit;
    const int room = (b->page.w - own - gap) / (DIFFICULTY_MOST + 1) - gap;
    const int w = room < look_px(look, 96) ? room : look_px(look, 96);
    const int row = h > look->target ? h : look->target;
    for (int i = 0; i <= DIFFICULTY_MOST && b->state->item_count > 0; i++)
        draw_filter(b, (struct box){b->page.x + i * (w + gap), b->page.y + (row - h) / 2, w, h}, i);
    build_comfort_place(b, b->page.x + b->page.w - own, b->page.y + (row - look->target) / 2);
    b->view->rows_first = b->view->target_count;
    b->page.y += row + look->unit / 2;
    b->page.h -= row + look->unit / 2;
}

static void draw_none(struct build *b, const char *why)
{
    struct text_style style = build_style(b, TYPE_LEAD, WEIGHT_REGULAR, COLOUR_PAPER);
    build_text(b, b->page.x, b->page.y + b->look.margin, b->page.w, why, &style, 4);
}

/* Those that are listed, from `top` on; returns where they end, `top` when there are none. */
static int draw_items(struct build *b, int top)
{
    const int columns = b->page.w >= look_px(&b->look, 640) ? 2 : 1;
    const int gap = b->look.gap, h = item_height(b);
    const int w = (b->page.w - (columns - 1) * gap) / columns;
    int count = 0;
    b->view->target_columns = (size_t)columns;
    for (size_t i = 0; i < b->state->item_count; i++) {
        if (!listed(b, i))
            continue;
        const int column = count % columns, row = count / columns;
        draw_item(b, (struct box){b->page.x + column * (w + gap), top + row * (h + gap), w, h}, i,
                  count == 0);
        count++;
    }
    return top + (count + columns - 1) / columns * (h + gap);
}

void page_choose(struct build *b)
{
    build_heading(b, "Who would you like to talk to?",
                  "They tell you something hard. You answer aloud, in your own words.");
    draw_filters(b);
    if (b->state->item_count == 0) {
        draw_none(b, "There are no conversations on this kiosk yet. Whoever looks after it can add "
                     "some.");
        return;
    }
    /* The list runs down to the edge of the screen: a card cut in two says that there is more. */
    b->page.h = b->look.height - b->page.y;
    const int top = build_body_begin(b) + b->look.unit;
    const int bottom = draw_items(b, top);
    build_body_end(b, bottom == top ? top : bottom - b->look.gap + b->look.margin);
    if (bottom == top)
        draw_none(b, "There is none of this difficulty yet.");
}
