/* The ribbon on the card, from top to bottom: lengths of the pauses, the waveform that can be
 * touched, rails and names of the moves, a legend for names without room, and the panel with what
 * was said in the piece that was touched last. */
#include "screen/pages.h"
#include "screen/ribbon.h"

#include <stdio.h>

struct strip {
    struct ribbon ribbon;
    struct box wave;       /* the part that can be touched */
    int lane_h;            /* of the labels above and the names below */
    size_t after;          /* the pause after empathy */
    unsigned named, shown; /* moves with a name under the ribbon; all its moves: bits */
};

static struct text_style small_style(const struct build *b, uint32_t colour)
{
    return build_style(b, TYPE_SMALL, WEIGHT_SEMIBOLD, colour);
}

static int icon_size(const struct build *b)
{
    return look_px(&b->look, 12) & ~1;
}

/* -- the pauses -- */

enum { LABELS_MAX = 40 };

struct labels {
    struct box taken[LABELS_MAX];
    size_t count;
};

/* A place of that width centred over a gap, or false when another label is too near. */
static bool label_place(struct build *b, const struct strip *s, struct span gap, int width,
                        struct labels *labels, struct box *out)
{
    const struct ribbon *r = &s->ribbon;
    int x = (ribbon_x(r, gap.start_s) + ribbon_x(r, gap.end_s) - width) / 2;
    x = x + width > r->x + r->width ? r->x + r->width - width : x;
    x = x < r->x ? r->x : x;
    struct box box = {x, s->wave.y - s->lane_h, width, s->lane_h};
    if (labels->count == LABELS_MAX || width > r->width)
        return false;
    struct box wide = box_grown(box, b->look.unit / 2);
    for (size_t i = 0; i < labels->count; i++)
        if (!box_empty(box_common(wide, labels->taken[i])))
            return false;
    labels->taken[labels->count++] = box;
    *out = box;
    return true;
}

static double length_of(struct span pause)
{
    double length_s = pause.end_s - pause.start_s;
    return length_s < 999 ? length_s : 999;
}

static bool label_pause(struct build *b, const struct strip *s, struct span gap,
                        struct labels *labels)
{
    struct text_style style = build_style(b, TYPE_SMALL, WEIGHT_REGULAR, COLOUR_MUTED);
    char text[16];
    struct box box;
    (void)snprintf(text, sizeof text, "%.1f s", length_of(gap));
    style.align = ALIGN_CENTRE;
    if (!label_place(b, s, gap, build_width(b, text, &style), labels, &box))
        return false;
    build_line(b, box, text, &style);
    return true;
}

/* The pause that the method is about has its sign, its name where there is room, and the colour of
 * what counts. */
static void label_after(struct build *b, const struct strip *s, struct labels *labels)
{
    static const char *const forms[] = {"Pause after empathy ", "Pause ", ""};
    const struct span gap = s->ribbon.card->voice.pauses[s->after];
    const int icon = icon_size(b), indent = icon + b->look.unit / 2;
    struct text_style style = small_style(b, meaning_pause.colour);
    for (size_t i = s->ribbon.width < look_px(&b->look, 500); i < 3; i++) {
        char text[48];
        struct box box;
        (void)snprintf(text, sizeof text, "%s%.1f s", forms[i], length_of(gap));
        if (!label_place(b, s, gap, indent + build_width(b, text, &style), labels, &box))
            continue;
        build_shape(b, meaning_pause.shape,
                    (struct box){box.x, box.y + (box.h - icon) / 2, icon, icon}, style.colour,
                    COLOUR_INK);
        build_line(b, (struct box){box.x + indent, box.y, box.w - indent, box.h}, text, &style);
        return;
    }
}

/* The next pause in the order of length, after the one of index `*at` (RIBBON_NO_PAUSE at first);
 * false at the end. */
static bool next_longest(const struct voice_report *voice, size_t *at)
{
    const size_t last = *at;
    size_t best = RIBBON_NO_PAUSE;
    for (size_t i = 0; i < voice->pause_count; i++) {
        double length_s = length_of(voice->pauses[i]);
        if (last != RIBBON_NO_PAUSE) {
            double before_s = length_of(voice->pauses[last]);
            if (length_s > before_s || (length_s >= before_s && i <= last))
                continue;
        }
        if (best == RIBBON_NO_PAUSE || length_s > length_of(voice->pauses[best]))
            best = i;
    }
    *at = best;
    return best != RIBBON_NO_PAUSE;
}

/* The longest first; those that find no room stay gaps without a label. */
static void draw_pauses(struct build *b, const struct strip *s)
{
    enum { TRIES = 96 };
    const struct voice_report *voice = &s->ribbon.card->voice;
    const int y = s->wave.y + s->wave.h / 2, stroke = b->look.stroke;
    struct labels labels = {.count = 0};
    if (s->after != RIBBON_NO_PAUSE)
        label_after(b, s, &labels);
    size_t at = RIBBON_NO_PAUSE;
    for (int tries = 0; tries < TRIES && next_longest(voice, &at); tries++) {
        const struct span gap = voice->pauses[at];
        const int x = ribbon_x(&s->ribbon, gap.start_s) + b->look.unit / 2;
        const int end = ribbon_x(&s->ribbon, gap.end_s) - b->look.unit / 2;
        const bool after = at == s->after;
        if (end > x)
            list_round(b->list,
                       (struct box){x, y - stroke / 2, end - x, after ? 2 * stroke : stroke},
                       stroke / 2, 0, after ? meaning_pause.colour : COLOUR_EDGE);
        if (!after)
            (void)label_pause(b, s, gap, &labels);
    }
}

/* -- the waveform -- */

static void draw_wave(struct build *b, const struct strip *s)
{
    double levels[RIBBON_BARS_MAX];
    const struct ribbon *r = &s->ribbon;
    const int unit = b->look.unit;
    int step = unit * 5 / 8 > 2 ? unit * 5 / 8 : 2;
    if (r->width / step > RIBBON_BARS_MAX)
        step = (r->width + RIBBON_BARS_MAX - 1) / RIBBON_BARS_MAX;
    const size_t count = r->width < step ? 1 : (size_t)(r->width / step);
    const int bar = step * 5 / 8 > 1 ? step * 5 / 8 : 1, least = bar;
    const int most = s->wave.h - unit;
    ribbon_levels(r, count, levels);
    for (size_t i = 0; i < count; i++) {
        if (levels[i] < 0)
            continue;
        int left = r->x + (int)((double)r->width * (double)i / (double)count);
        int h = least + (int)((most - least) * build_fraction(levels[i]) + 0.5);
        size_t clause = ribbon_clause_at(r, left + bar / 2);
        list_round(b->list, (struct box){left, s->wave.y + (s->wave.h - h) / 2, bar, h}, bar / 2, 0,
                   meaning_of(r->card->moves.clauses[clause].move)->colour);
    }
}

static bool valid_piece(const struct build *b, const struct ribbon *r)
{
    return b->state->piece > 0 && b->state->piece <= r->count;
}

/* A clause from its first sound to its last, without its share of the pauses beside it. */
static struct box spoken(const struct strip *s, size_t piece)
{
    const struct ribbon *r = &s->ribbon;
    const struct clause *clause = &r->card->moves.clauses[piece];
    int from = ribbon_x(r, clause->start_s), to = ribbon_x(r, clause->end_s);
    from = from > r->edge[piece] ? from : r->edge[piece];
    to = to < r->edge[piece + 1] && piece + 1 < r->count ? to : r->edge[piece + 1];
    return (struct box){from, s->wave.y, to > from ? to - from : 1, s->wave.h};
}

/* Behind the bars: what was touched last. */
static void draw_chosen(struct build *b, const struct strip *s)
{
    const struct ribbon *r = &s->ribbon;
    if (!valid_piece(b, r))
        return;
    const size_t piece = b->state->piece - 1;
    struct box box = box_grown(spoken(s, piece), b->look.unit / 2);
    const int from = box.x > r->edge[piece] ? box.x : r->edge[piece];
    const int to = box.x + box.w < r->edge[piece + 1] ? box.x + box.w : r->edge[piece + 1];
    box = (struct box){from, s->wave.y, to - from > 2 ? to - from : 2, s->wave.h};
    list_round(b->list, box, b->look.radius / 2, 0, COLOUR_PRESSED);
    list_round(b->list, box, b->look.radius / 2, b->look.stroke, COLOUR_EDGE);
}

/* Before the bars: how far it has been played. */
static void draw_playhead(struct build *b, const struct strip *s)
{
    const struct ribbon *r = &s->ribbon;
    if (!valid_piece(b, r) || b->state->sound != SOUND_PLAYING)
        return;
    const struct clause *clause = &r->card->moves.clauses[b->state->piece - 1];
    const double length_s = clause->end_s - clause->start_s;
    const int w = b->look.stroke;
    int x = ribbon_x(r, clause->start_s + length_s * build_fraction(b->state->progress)) - w / 2;
    list_rect(b->list, (struct box){x, s->wave.y, w, s->wave.h}, COLOUR_PAPER);
}

/* Which clause a touch means: of several that share a target one after the other. */
static size_t meant(const struct build *b, const struct ribbon_touch *touch)
{
    const size_t chosen = b->state->piece; /* + 1 */
    if (touch->count > 1 && chosen > touch->first && chosen < touch->first + touch->count)
        return chosen;
    return touch->first;
}

static void draw_touches(struct build *b, const struct strip *s)
{
    struct ribbon_touch touches[RIBBON_TOUCHES_MAX];
    const size_t count = ribbon_touches(&s->ribbon, b->look.target, touches);
    for (size_t i = 0; i < count; i++) {
        struct box box = {touches[i].from, s->wave.y, touches[i].to - touches[i].from, s->wave.h};
        struct target target = build_target(b, box, ACTION_HEAR, meant(b, &touches[i]), false);
        struct box inner = box_grown(box, -b->look.stroke);
        if (target.pressed)
            list_round(b->list, inner, b->look.radius / 2, 0, COLOUR_RAISED);
        if (target.focused)
            list_round(b->list, inner, b->look.radius / 2, b->look.stroke + 1, COLOUR_PAPER);
    }
}

/* -- the names of the moves -- */

/* Sign and name, or the sign alone, in a box of that width. */
static bool draw_name(struct build *b, struct box box, const struct chip *chip)
{
    struct text_style style = small_style(b, COLOUR_MUTED);
    const int icon = icon_size(b), indent = icon + b->look.unit / 2;
    if (box.w < icon)
        return false;
    build_shape(b, chip->shape, (struct box){box.x, box.y + (box.h - icon) / 2, icon, icon},
                chip->colour, COLOUR_INK);
    if (indent + build_width(b, chip->label, &style) > box.w)
        return false;
    build_line(b, (struct box){box.x + indent, box.y, box.w - indent, box.h}, chip->label, &style);
    return true;
}

/* A rail under each piece, and one name under neighbours that are the same. */
static void draw_names(struct build *b, struct strip *s)
{
    const struct ribbon *r = &s->ribbon;
    const struct clause *clauses = r->card->moves.clauses;
    const int rail = look_px(&b->look, 4), y = s->wave.y + s->wave.h, gap = b->look.unit / 4 + 1;
    for (size_t i = 0, run = 0; i < r->count; i++) {
        const struct chip chip = card_chip(&clauses[run]);
        const struct box piece = spoken(s, i);
        const int w = piece.x + piece.w < r->edge[i + 1] - gap ? piece.w : piece.w - gap;
        s->shown |= 1u << clauses[i].move;
        list_round(b->list, (struct box){piece.x, y, w > 1 ? w : 1, rail}, rail / 2, 0,
                   meaning_of(clauses[i].move)->colour);
        if (i + 1 < r->count && clauses[i + 1].move == clauses[i].move &&
            (clauses[i + 1].confidence < CARD_SURE) == (clauses[i].confidence < CARD_SURE))
            continue;
        const int x = spoken(s, run).x;
        const int end = i + 1 < r->count ? spoken(s, i + 1).x : r->x + r->width;
        struct box box = {x, y + rail, end - x - b->look.unit, s->lane_h};
        if (draw_name(b, box, &chip))
            s->named |= 1u << clauses[i].move;
        run = i + 1;
    }
}

/* What can be done with the ribbon, on the last line of the legend where it has room; a crowded
 * legend has the last word. Returns the height. */
static int draw_hint(struct build *b, const struct strip *s, struct box end, int x, int width)
{
    static const char text[] = "Touch a part to hear it again and to see why.";
    struct text_style style = build_style(b, TYPE_SMALL, WEIGHT_REGULAR, COLOUR_MUTED);
    struct box box = {end.x, end.y, x + width - end.x, s->lane_h};
    if (valid_piece(b, &s->ribbon) || b->state->sound == SOUND_GONE)
        return end.x > x ? s->lane_h : 0;
    if (build_width(b, text, &style) > box.w && end.h == 1)
        box = (struct box){x, end.y + s->lane_h, width, s->lane_h};
    if (build_width(b, text, &style) <= box.w)
        build_line(b, box, text, &style);
    return box.y + s->lane_h - end.y;
}

/* Names that found no room under the ribbon, and the hint. Returns the height. */
static int draw_legend(struct build *b, const struct strip *s, int x, int y, int width)
{
    const int gap = b->look.gap;
    const struct text_style style = small_style(b, COLOUR_MUTED);
    const unsigned missing = s->shown & ~s->named;
    struct box box = {x, y, 0, s->lane_h};
    int rows = 1;
    for (int move = 0; move < MOVE_COUNT; move++) {
        if (!(missing & 1u << move))
            continue;
        const struct clause clause = {.move = (enum move)move, .confidence = 1};
        const struct chip chip = card_chip(&clause);
        box.w = icon_size(b) + b->look.unit / 2 + build_width(b, chip.label, &style);
        if (box.x > x && box.x + box.w > x + width) {
            box.x = x;
            box.y += s->lane_h;
            rows++;
        }
        (void)draw_name(b, box, &chip);
        box.x += box.w + gap;
    }
    const struct box end = {box.x, box.y, 0, rows};
    return box.y - y + draw_hint(b, s, end, x, width);
}

/* -- the panel -- */

static void clock_text(double from_s, double to_s, char *to, size_t size)
{
    const int from = (int)from_s, end = (int)(to_s + 0.5);
    (void)snprintf(to, size, "%d:%02d–%d:%02d", from / 60, from % 60, end / 60, end % 60);
}

/* Chip and time; returns the height. */
static int draw_panel_head(struct build *b, struct box room, const struct clause *clause)
{
    const struct chip chip = card_chip(clause);
    struct text_style style = build_style(b, TYPE_SMALL, WEIGHT_REGULAR, COLOUR_MUTED);
    char time[48];
    const int h = build_chip_height(b);
    build_chip(b, room.x, room.y, room.w, &chip);
    const int x = room.x + build_chip_width(b, &chip) + b->look.unit;
    clock_text(clause->start_s, clause->end_s, time, sizeof time);
    if (x + build_width(b, time, &style) <= room.x + room.w)
        build_line(b, (struct box){x, room.y, room.x + room.w - x, h}, time, &style);
    return h + b->look.unit / 2;
}

static int draw_panel(struct build *b, int x, int y, int width, size_t piece)
{
    static const struct button hear = {"Hear it again", "Again", ACTION_HEAR, false};
    static const struct button stop = {"Stop", NULL, ACTION_HEAR, false};
    const struct look *look = &b->look;
    const struct clause *clause = &b->state->card->moves.clauses[piece];
    const bool gone = b->state->sound == SOUND_GONE;
    const int pad = look->gap * 3 / 4, button_w = gone ? 0 : look_px(look, 150);
    struct text_style why = build_style(b, TYPE_SMALL, WEIGHT_REGULAR, COLOUR_MUTED);
    struct box room = {x + pad, y + pad, width - 2 * pad - (gone ? 0 : button_w + look->gap), 0};
    int h = build_chip_height(b) + look->unit / 2 +
            card_words(b, room.x, 0, room.w, clause, false) +
            build_text_height(b, room.w, clause->why, &why, BUILD_LINES_ALL);
    h = (h > look->target ? h : look->target) + 2 * pad;
    list_round(b->list, (struct box){x, y, width, h}, look->radius, 0, COLOUR_RAISED);
    room.y += draw_panel_head(b, room, clause);
    room.y += card_words(b, room.x, room.y, room.w, clause, true);
    (void)build_text(b, room.x, room.y, room.w, clause->why, &why, BUILD_LINES_ALL);
    if (!gone)
        build_button(b, (struct box){x + width - pad - button_w, y + pad, button_w, look->target},
                     b->state->sound == SOUND_PLAYING ? &stop : &hear, piece);
    return h;
}

int card_ribbon(struct build *b, int x, int y, int width)
{
    const struct look *look = &b->look;
    struct strip s = {.lane_h = text_line_height(look->px[TYPE_SMALL])};
    if (!ribbon_of(b->state->card, x, width, &s.ribbon))
        return 0;
    const int top = y;
    s.after = ribbon_pause_after_empathy(&s.ribbon);
    s.wave = (struct box){x, y + s.lane_h, width, look->target};
    draw_chosen(b, &s);
    draw_touches(b, &s);
    draw_wave(b, &s);
    draw_pauses(b, &s);
    draw_playhead(b, &s);
    draw_names(b, &s);
    y = s.wave.y + s.wave.h + look_px(look, 4) + s.lane_h + look->unit / 2;
    y += draw_legend(b, &s, x, y, width);
    if (valid_piece(b, &s.ribbon)) {
        y += look->unit / 2;
        y += draw_panel(b, x, y, width, b->state->piece - 1);
    }
    return y - top;
}
