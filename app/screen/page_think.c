/* The moment between answer and card. It stands still: what is slow here is the recogniser, and it
 * should have the processor. */
#include "screen/pages.h"

void page_think(struct build *b)
{
    static const struct button back = {"Back", NULL, ACTION_BACK, false};
    build_footer(b, &back, 1);
    const struct look *look = &b->look;
    struct text_style title = build_style(b, TYPE_HERO, WEIGHT_SEMIBOLD, COLOUR_PAPER);
    struct text_style line = build_style(b, TYPE_LEAD, WEIGHT_REGULAR, COLOUR_MUTED);
    title.align = line.align = ALIGN_CENTRE;
    const char *doing = "Going over what you said, and how you said it.";
    const int dot = look->unit * 3 / 4, dots_h = 6 * look->unit;
    const int w = b->page.w, x = b->page.x;
    int height = dots_h + text_line_height(title.px) + build_text_height(b, w, doing, &line, 3);
    int y = build_middle(b, height);
    for (int i = -1; i <= 1; i++)
        list_disc(b->list, x + w / 2 + i * 4 * dot, y + dot, dot, COLOUR_PAPER);
    y += dots_h;
    y += build_text(b, x, y, w, "One moment", &title, 1);
    (void)build_text(b, x, y, w, doing, &line, 3);
}
