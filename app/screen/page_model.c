/* One way in which the answer could have gone, below the line that it answers. */
#include "screen/pages.h"

void page_model(struct build *b)
{
    static const struct button buttons[] = {{"Back to the card", NULL, ACTION_BACK, true}};
    build_heading(b, "A model reply", "One way to answer. Your own words are as good.");
    build_footer(b, buttons, 1);
    const struct look *look = &b->look;
    struct text_style rep = build_style(b, TYPE_BODY, WEIGHT_REGULAR, COLOUR_MUTED);
    struct text_style reply = build_style(b, TYPE_LEAD, WEIGHT_REGULAR, COLOUR_PAPER);
    const int rail = look->unit / 2, indent = rail + look->gap;
    const int readable = look_px(look, 680); /* longer lines lose the eye */
    const int w = b->page.w - indent < readable ? b->page.w - indent : readable;
    int y = build_body_begin(b) + look->unit;
    y += build_text(b, b->page.x, y, w + indent, b->state->caption, &rep, BUILD_LINES_ALL);
    y += look->gap;
    int h = build_text(b, b->page.x + indent, y, w, b->state->model, &reply, BUILD_LINES_ALL);
    if (h > 0)
        list_round(b->list, (struct box){b->page.x, y, rail, h}, rail / 2, 0, COLOUR_EDGE);
    build_body_end(b, y + h);
}
