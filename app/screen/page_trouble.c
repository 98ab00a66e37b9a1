/* Something is missing, and this is what to do about it. */
#include "screen/pages.h"

void page_trouble(struct build *b)
{
    static const struct button buttons[] = {
        {"Back", NULL, ACTION_BACK, false},
        {"Try again", NULL, ACTION_START, true},
    };
    build_footer(b, buttons, 2);
    const struct look *look = &b->look;
    struct text_style title = build_style(b, TYPE_HERO, WEIGHT_SEMIBOLD, COLOUR_PAPER);
    struct text_style text = build_style(b, TYPE_LEAD, WEIGHT_REGULAR, COLOUR_PAPER);
    const int icon = look_px(look, 28) & ~1, line_h = text_line_height(title.px);
    int x = b->page.x + icon + look->gap, w = b->page.x + b->page.w - x;
    int y = build_body_begin(b) + look->gap;
    build_shape(b, meaning_caution.shape,
                (struct box){b->page.x, y + (line_h - icon) / 2, icon, icon},
                meaning_caution.colour, COLOUR_INK);
    y += build_text(b, x, y, w, "Something is not right", &title, 2) + look->gap;
    y += build_text(b, x, y, w, b->state->trouble, &text, BUILD_LINES_ALL);
    build_body_end(b, y);
}
