/* The two columns of the card: the moves with the words that made them, and the parts of the score
 * with their reasons. */
#include "screen/pages.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Under this the label gets a question mark: it is a guess, and says so. */
#define DOUBTFUL_BELOW 0.5
/* Silences as short as this are no pause worth a line (Campione & Véronis 2002, as in voice.h). */
#define PAUSE_SHOWN_S 0.25

static int heading(struct build *b, int x, int y, int w, const char *text)
{
    struct text_style style = build_style(b, TYPE_SMALL, WEIGHT_SEMIBOLD, COLOUR_MUTED);
    return build_text(b, x, y, w, text, &style, 1) + b->look.unit;
}

/* The words of a clause in quotation marks; what does not fit is dropped at a word. */
static void quote(const struct words *words, const struct clause *clause, char *to, size_t size)
{
    size_t used = 0;
    const size_t room = size - sizeof "“…”";
    const char *before = "“", *after = "”";
    size_t last = clause->first_word + clause->word_count;
    for (size_t i = clause->first_word; i < last && i < words->count; i++) {
        size_t length = strnlen(words->list[i].text, WORD_TEXT_MAX);
        if (used + strlen(before) + length > room) {
            after = "…”";
            break;
        }
        used += (size_t)snprintf(to + used, size - used, "%s%.*s", before, (int)length,
                                 words->list[i].text);
        before = " ";
    }
    (void)snprintf(to + used, size - used, "%s", used > 0 ? after : "");
}

/* One move: its chip, its words, and the rule that saw it. Returns its height. */
static int draw_clause(struct build *b, int x, int y, int w, const struct clause *clause)
{
    const struct look *look = &b->look;
    const struct meaning *meaning = meaning_of(clause->move);
    const bool quiet = clause->move == MOVE_OTHER;
    const int rail = look->unit / 2, indent = rail + look->unit * 3 / 2, top = y;
    struct text_style said =
        build_style(b, TYPE_BODY, WEIGHT_REGULAR, quiet ? COLOUR_MUTED : COLOUR_PAPER);
    struct text_style why = build_style(b, TYPE_SMALL, WEIGHT_REGULAR, COLOUR_MUTED);
    char words[2048];
    quote(&b->state->card->words, clause, words, sizeof words);
    build_chip(b, x + indent, y, w - indent, meaning, clause->confidence < DOUBTFUL_BELOW);
    y += build_chip_height(b) + look->unit / 2;
    y += build_text(b, x + indent, y, w - indent, words, &said, BUILD_LINES_ALL);
    if (!quiet)
        y += build_text(b, x + indent, y, w - indent, clause->why, &why, BUILD_LINES_ALL);
    list_round(b->list, (struct box){x, top, rail, y - top}, rail / 2, 0, meaning->colour);
    return y - top + look->gap;
}

static int draw_pause(struct build *b, int x, int y, int w, double seconds)
{
    const struct look *look = &b->look;
    const int indent = look->unit * 2, icon = look_px(look, 14) & ~1;
    char text[48];
    (void)snprintf(text, sizeof text, "Pause, %.1f s", seconds < 999 ? seconds : 999.0);
    struct text_style style = build_style(b, TYPE_SMALL, WEIGHT_SEMIBOLD, COLOUR_PAPER);
    int line_h = text_line_height(style.px);
    build_shape(b, meaning_pause.shape,
                (struct box){x + indent, y + (line_h - icon) / 2, icon, icon}, meaning_pause.colour,
                COLOUR_INK);
    int text_x = x + indent + icon + look->unit;
    build_line(b, (struct box){text_x, y, x + w - text_x, line_h}, text, &style);
    return line_h + look->gap;
}

int card_moves(struct build *b, int x, int y, int width)
{
    const struct card *card = b->state->card;
    const double pause_s = card->voice.pause_after_empathy_s;
    const int top = y;
    bool after_empathy = false, pause_drawn = !(pause_s >= PAUSE_SHOWN_S); /* NAN: unknown */
    y += heading(b, x, y, width, "What you said, move by move");
    for (size_t i = 0; i < card->moves.clause_count; i++) {
        const struct clause *clause = &card->moves.clauses[i];
        if (after_empathy && !pause_drawn && clause->move != MOVE_EMPATHY) {
            y += draw_pause(b, x, y, width, pause_s);
            pause_drawn = true;
        }
        after_empathy = after_empathy || clause->move == MOVE_EMPATHY;
        y += draw_clause(b, x, y, width, clause);
    }
    if (card->moves.clause_count == 0) {
        struct text_style style = build_style(b, TYPE_BODY, WEIGHT_REGULAR, COLOUR_MUTED);
        y += build_text(b, x, y, width, "No words were understood.", &style, 2);
    }
    return y - top;
}

/* "12 of 15", with a decimal only where there is one. */
static void points_text(const struct card_part *part, char *to, size_t size)
{
    double points = round(part->points * 10) / 10, of = round(part->of * 10) / 10;
    (void)snprintf(to, size, "%.*f of %.*f", points == floor(points) ? 0 : 1, points,
                   of == floor(of) ? 0 : 1, of);
}

static int draw_part(struct build *b, int x, int y, int w, const struct card_part *part)
{
    const struct look *look = &b->look;
    const int top = y, bar_h = look->unit, points_w = look_px(look, 110);
    struct text_style label = build_style(b, TYPE_BODY, WEIGHT_SEMIBOLD, COLOUR_PAPER);
    struct text_style points = build_style(b, TYPE_BODY, WEIGHT_REGULAR, COLOUR_PAPER);
    struct text_style why = build_style(b, TYPE_SMALL, WEIGHT_REGULAR, COLOUR_MUTED);
    points.align = ALIGN_RIGHT;
    char text[48];
    points_text(part, text, sizeof text);
    const int line_h = text_line_height(label.px);
    build_line(b, (struct box){x, y, w - points_w, line_h}, part->label, &label);
    build_line(b, (struct box){x + w - points_w, y, points_w, line_h}, text, &points);
    y += line_h + look->unit / 2;
    int full = part->of > 0 ? (int)(w * build_fraction(part->points / part->of) + 0.5) : 0;
    list_round(b->list, (struct box){x, y, w, bar_h}, bar_h / 2, 0, COLOUR_HAIR);
    if (full >= bar_h)
        list_round(b->list, (struct box){x, y, full, bar_h}, bar_h / 2, 0, COLOUR_PAPER);
    y += bar_h + look->unit / 2;
    y += build_text(b, x, y, w, part->because, &why, BUILD_LINES_ALL);
    return y - top + look->gap;
}

int card_parts(struct build *b, int x, int y, int width)
{
    const struct card *card = b->state->card;
    const int top = y;
    if (card->part_count == 0)
        return 0;
    y += heading(b, x, y, width, "Where the points come from");
    for (size_t i = 0; i < card->part_count && i < CARD_PARTS_MAX; i++)
        y += draw_part(b, x, y, width, &card->parts[i]);
    return y - top;
}
