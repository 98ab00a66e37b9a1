/* The list of scenarios: cards in one column or two. All cards have the same size, so that only
 * those that can be seen need to be looked at. */
#include "screen/pages.h"

static const char *const difficulty_words[] = {"Not rated", "Gentle", "Firm", "Hard"};
enum { DIFFICULTY_MOST = 3 };

static void draw_difficulty(struct build *b, int x, int y, int width, int h, int difficulty)
{
    if (difficulty < 1 || difficulty > DIFFICULTY_MOST)
        difficulty = 0;
    const int r = look_px(&b->look, 5), step = 3 * r;
    for (int i = 0; i < DIFFICULTY_MOST; i++) {
        int cx = x + r + i * step;
        if (i < difficulty)
            list_disc(b->list, cx, y + h / 2, r, COLOUR_PAPER);
        else
            list_ring(b->list, cx, y + h / 2, r, b->look.stroke, LIST_FULL_TURN, COLOUR_EDGE);
    }
    struct text_style style = build_style(b, TYPE_SMALL, WEIGHT_REGULAR, COLOUR_MUTED);
    int text_x = x + DIFFICULTY_MOST * step + b->look.unit / 2;
    build_line(b, (struct box){text_x, y, x + width - text_x, h}, difficulty_words[difficulty],
               &style);
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

static void draw_item(struct build *b, struct box box, size_t index)
{
    struct target target = build_target(b, box, ACTION_PICK, index, index == 0);
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
    int y = box.y + (box.h - title_h - 2 * small_h - look->unit) / 2;
    build_line(b, (struct box){x, y, w, title_h}, item->title, &title);
    y += title_h + look->unit / 4;
    draw_who(b, (struct box){x, y, w, small_h}, item);
    y += small_h + look->unit * 3 / 4;
    draw_difficulty(b, x, y, w, small_h, item->difficulty);
}

static void draw_empty(struct build *b)
{
    struct text_style style = build_style(b, TYPE_LEAD, WEIGHT_REGULAR, COLOUR_PAPER);
    build_text(b, b->page.x, b->page.y + 2 * b->look.margin, b->page.w,
               "There are no conversations on this kiosk yet. Whoever looks after it can add some.",
               &style, 4);
}

void page_choose(struct build *b)
{
    build_heading(b, "Who would you like to talk to?",
                  "They tell you something hard. You answer aloud, in your own words.");
    if (b->state->item_count == 0) {
        draw_empty(b);
        return;
    }
    /* The list runs down to the edge of the screen: a card cut in two says that there is more. */
    b->page.h = b->look.height - b->page.y;
    const int columns = b->page.w >= look_px(&b->look, 640) ? 2 : 1;
    const int gap = b->look.gap, h = look_px(&b->look, 104);
    const int w = (b->page.w - (columns - 1) * gap) / columns;
    b->view->target_columns = (size_t)columns;
    int top = build_body_begin(b) + b->look.unit;
    int y = top;
    for (size_t i = 0; i < b->state->item_count; i++) {
        int column = (int)(i % (size_t)columns);
        draw_item(b, (struct box){b->page.x + column * (w + gap), y, w, h}, i);
        if (column == columns - 1 || i + 1 == b->state->item_count)
            y += h + gap;
    }
    build_body_end(b, y - gap + b->look.margin);
}
