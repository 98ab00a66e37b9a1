/* "That was me showing empathy": what was heard of an unclear answer, part by part, to be ticked.
 */
#include "screen/pages.h"

/* A box with the sign of empathy in it, or an empty one. */
static void draw_tick(struct build *b, struct box box, bool ticked)
{
    const struct meaning *empathy = meaning_of(MOVE_EMPATHY);
    const struct look *look = &b->look;
    if (!ticked) {
        list_round(b->list, box, look->radius / 2, look->stroke, COLOUR_EDGE);
        return;
    }
    list_round(b->list, box, look->radius / 2, 0, empathy->colour);
    const int inset = box.w / 4;
    build_shape(b, empathy->shape,
                (struct box){box.x + inset, box.y + inset, box.w - 2 * inset, box.h - 2 * inset},
                COLOUR_INK, empathy->colour);
}

static int draw_part(struct build *b, int y, size_t index)
{
    const struct look *look = &b->look;
    const struct clause *clause = &b->state->card->moves.clauses[index];
    const int pad = look->gap, box_w = look_px(look, 28) & ~1;
    const int x = b->page.x + 2 * pad + box_w, w = b->page.x + b->page.w - pad - x;
    int words_h = card_words(b, x, y, w, clause, false);
    int h = words_h + 2 * pad > look->target ? words_h + 2 * pad : look->target;
    struct box box = {b->page.x, y, b->page.w, h};
    struct target target = build_target(b, box, ACTION_TICK, index, false);
    list_round(b->list, box, look->radius, 0, target.pressed ? COLOUR_PRESSED : COLOUR_RAISED);
    if (target.focused)
        build_focus_ring(b, box, look->radius);
    draw_tick(b, (struct box){b->page.x + pad, y + (h - box_w) / 2, box_w, box_w},
              b->state->ticks != NULL && b->state->ticks[index]);
    (void)card_words(b, x, y + (h - words_h) / 2, w, clause, true);
    return h + look->unit;
}

void page_mark(struct build *b)
{
    static const struct button buttons[] = {
        {"Back", NULL, ACTION_BACK, false},
        {"That is all", NULL, ACTION_MARKED, true},
    };
    const struct card *card = b->state->card;
    build_heading(b, "Where did you show empathy?",
                  "Touch every part in which you put their side or their feeling into words.");
    build_footer(b, buttons, 2);
    if (card == NULL)
        return;
    int y = build_body_begin(b) + b->look.unit; /* room for the ring of the focus */
    for (size_t i = 0; i < card->moves.clause_count; i++)
        y += draw_part(b, y, i);
    build_body_end(b, y - b->look.unit);
}
