/* How the conversation ended, in plain words, and what the rep said last. */
#include "screen/pages.h"

#include <stdio.h>
#include <string.h>

struct ending {
    const char *name;
    const char *headline; /* %s is the rep */
    const char *meaning;
    enum move move; /* whose accent and shape it takes */
};

static const struct ending endings[] = {
    {"commitment", "%s commits", "A promise of their own, made after they were heard.",
     MOVE_EMPATHY},
    {"compliance", "%s only complies",
     "They said yes so that the conversation would end. Do not count on it.", MOVE_ADVICE},
    {"let_off_the_hook", "%s is let off the hook", "They feel better, and nothing has been agreed.",
     MOVE_LETTING_OFF},
};

/* "walks_out" → "Walks out" */
static void prettify(const char *name, char *to, size_t size)
{
    size_t length = text_clean(to, size, name);
    for (size_t i = 0; i < length; i++)
        if (to[i] == '_' || to[i] == '-')
            to[i] = ' ';
    if (to[0] >= 'a' && to[0] <= 'z')
        to[0] = (char)(to[0] - 'a' + 'A');
}

static const struct ending *find_ending(const char *name)
{
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (strcmp(endings[i].name, name) == 0)
            return &endings[i];
    return NULL;
}

/* Splits at the name, so that no text from outside ever is a format. */
static void write_headline(const struct screen_state *state, const struct ending *known, char *to,
                           size_t size)
{
    char rep[128];
    if (known == NULL) {
        prettify(state->ending, to, size);
        if (to[0] == '\0')
            (void)snprintf(to, size, "The conversation is over");
        return;
    }
    if (text_clean(rep, sizeof rep, state->rep) == 0)
        (void)snprintf(rep, sizeof rep, "Your rep");
    (void)snprintf(to, size, "%s%s", rep, known->headline + strlen("%s"));
}

static int draw_quote(struct build *b, int y)
{
    const struct screen_state *state = b->state;
    if (state->caption == NULL || state->caption[0] == '\0')
        return 0;
    const struct look *look = &b->look;
    const int r = look_px(look, 26), pad = look->gap;
    struct text_style style = build_style(b, TYPE_LEAD, WEIGHT_REGULAR, COLOUR_PAPER);
    const int x = b->page.x + pad + 2 * r + pad, w = b->page.x + b->page.w - pad - x;
    int text_h = build_text_height(b, w, state->caption, &style, BUILD_LINES_ALL);
    int h = text_h > 2 * r ? text_h : 2 * r;
    struct box box = {b->page.x, y, b->page.w, h + 2 * pad};
    list_round(b->list, box, look->radius, 0, COLOUR_RAISED);
    build_portrait(b, box.x + pad + r, y + pad + r, r, state->rep, TYPE_LEAD);
    build_text(b, x, y + pad + (h - text_h) / 2, w, state->caption, &style, BUILD_LINES_ALL);
    return box.h;
}

/* Draws from `y` on and returns the height, so that a first round can find the middle. */
static int draw_ending(struct build *b, int y)
{
    const char *name = b->state->ending != NULL ? b->state->ending : "";
    const struct ending *known = find_ending(name);
    const struct look *look = &b->look;
    struct text_style title = build_style(b, TYPE_HERO, WEIGHT_SEMIBOLD, COLOUR_PAPER);
    struct text_style line = build_style(b, TYPE_LEAD, WEIGHT_REGULAR, COLOUR_MUTED);
    char headline[512];
    write_headline(b->state, known, headline, sizeof headline);
    const struct meaning *meaning = meaning_of(known != NULL ? known->move : MOVE_OTHER);
    const int icon = look_px(look, 28) & ~1, top = y;
    int x = b->page.x;
    if (known != NULL) {
        int line_h = text_line_height(title.px);
        build_shape(b, meaning->shape, (struct box){x, y + (line_h - icon) / 2, icon, icon},
                    meaning->colour, COLOUR_INK);
        x += icon + look->gap;
    }
    const int w = b->page.x + b->page.w - x;
    y += build_text(b, x, y, w, headline, &title, 3);
    if (known != NULL)
        y += build_text(b, x, y, w, known->meaning, &line, 4);
    y += look->gap * 3 / 2;
    y += draw_quote(b, y);
    return y - top;
}

void page_ending(struct build *b)
{
    static const struct button buttons[] = {
        {"Back to the list", NULL, ACTION_BACK, false},
        {"Again", NULL, ACTION_AGAIN, true},
    };
    build_footer(b, buttons, 2);
    int y = build_body_begin(b) + b->look.margin;
    y += draw_ending(b, y);
    y += 2 * b->look.gap;
    y += ending_sum(b, y);
    build_body_end(b, y);
}
