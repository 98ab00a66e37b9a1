/* The two columns of the card: the moves with the words that made them, and the parts of the score
 * with their reasons. */
#include "screen/pages.h"
#include "screen/text.h"

#include <stdio.h>
#include <string.h>

/* Silences as short as this are no pause worth a line (Campione & Véronis 2002, as in voice.h). */
#define PAUSE_SHOWN_S 0.25

static int heading(struct build *b, int x, int y, int w, const char *text)
{
    struct text_style style = build_style(b, TYPE_SMALL, WEIGHT_SEMIBOLD, COLOUR_MUTED);
    return build_text(b, x, y, w, text, &style, 1) + b->look.unit;
}

enum { QUOTE_MAX = 2048, QUOTE_DOUBTS_MAX = 256 };

/* The words of a clause in quotation marks, fit to be shown, and where the doubtful ones are. */
struct quote {
    char text[QUOTE_MAX];
    size_t used;
    struct build_doubt doubts[QUOTE_DOUBTS_MAX];
    size_t doubt_count;
};

static void quote_add(struct quote *q, const char *text)
{
    q->used += (size_t)snprintf(q->text + q->used, QUOTE_MAX - q->used, "%s", text);
}

/* Doubtful neighbours become one stretch. */
static void quote_doubt(struct quote *q, size_t from, bool goes_on)
{
    if (goes_on && q->doubt_count > 0)
        q->doubts[q->doubt_count - 1].to = q->used;
    else if (q->doubt_count < QUOTE_DOUBTS_MAX)
        q->doubts[q->doubt_count++] = (struct build_doubt){from, q->used};
}

/* What does not fit is dropped at a word. */
static void quote(const struct words *words, const struct clause *clause, struct quote *q)
{
    static const char before[] = "“", cut[] = "…”", after[] = "”";
    const size_t end = clause->first_word + clause->word_count;
    bool doubted = false;
    q->used = q->doubt_count = 0;
    q->text[0] = '\0';
    for (size_t i = clause->first_word; i < end && i < words->count; i++) {
        char word[4 * WORD_TEXT_MAX];
        size_t length = text_clean(word, sizeof word, words->list[i].text);
        if (q->used + sizeof before + length + sizeof cut > QUOTE_MAX) {
            quote_add(q, cut);
            return;
        }
        quote_add(q, i == clause->first_word ? before : " ");
        size_t from = q->used;
        quote_add(q, word);
        bool doubtful = word_doubtful(&words->list[i]);
        if (doubtful)
            quote_doubt(q, from, doubted);
        doubted = doubtful;
    }
    quote_add(q, q->used > 0 ? after : "");
}

int card_words(struct build *b, int x, int y, int width, const struct clause *clause, bool draw)
{
    struct text_style style = build_style(b, TYPE_BODY, WEIGHT_REGULAR, COLOUR_PAPER);
    struct quote words;
    quote(&b->state->card->words, clause, &words);
    if (!draw)
        return build_text_height(b, width, words.text, &style, BUILD_LINES_ALL);
    return build_text_doubted(b, x, y, width, words.text, &style, words.doubts, words.doubt_count);
}

struct chip card_chip(const struct clause *clause)
{
    const struct meaning *meaning = meaning_of(clause->move);
    const bool doubtful = clause->confidence < CARD_SURE;
    struct chip chip = {.shape = meaning->shape,
                        .colour = meaning->colour,
                        .outlined = doubtful || clause->move == MOVE_OTHER};
    (void)snprintf(chip.label, sizeof chip.label, "%s%s", meaning->label,
                   doubtful && clause->move != MOVE_OTHER ? "?" : "");
    return chip;
}

static struct chip chip_of_pause(double seconds)
{
    struct chip chip = {
        .shape = meaning_pause.shape, .colour = meaning_pause.colour, .outlined = true};
    (void)snprintf(chip.label, sizeof chip.label, "%s %.1f s", meaning_pause.label,
                   seconds < 999 ? seconds : 999.0);
    return chip;
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
    struct quote words;
    quote(&b->state->card->words, clause, &words);
    struct chip chip = card_chip(clause);
    build_chip(b, x + indent, y, w - indent, &chip);
    y += build_chip_height(b) + look->unit / 2;
    y += build_text_doubted(b, x + indent, y, w - indent, words.text, &said, words.doubts,
                            words.doubt_count);
    if (!quiet || clause->marked)
        y += build_text(b, x + indent, y, w - indent, clause->why, &why, BUILD_LINES_ALL);
    list_round(b->list, (struct box){x, top, rail, y - top}, rail / 2, 0, meaning->colour);
    return y - top + look->gap;
}

/* The clauses in the order of speech, with the pause after the empathy between them: what both the
 * strip and the column show. */
struct walk {
    const struct card *card;
    size_t next;
    bool after_empathy, pause_done;
};

static struct walk walk_begin(const struct card *card)
{
    bool no_pause = !(card->voice.pause_after_empathy_s >= PAUSE_SHOWN_S); /* NAN: unknown */
    return (struct walk){card, 0, false, no_pause};
}

/* False at the end. *clause is NULL where the pause is. */
static bool walk_on(struct walk *walk, const struct clause **clause)
{
    if (walk->next >= walk->card->moves.clause_count)
        return false;
    *clause = &walk->card->moves.clauses[walk->next];
    bool empathy = (*clause)->move == MOVE_EMPATHY;
    if (walk->after_empathy && !empathy && !walk->pause_done) {
        walk->pause_done = true;
        *clause = NULL;
        return true;
    }
    walk->after_empathy = walk->after_empathy || empathy;
    walk->next++;
    return true;
}

/* Places a chip on a strip that wraps; false when the strip is full. */
static bool strip_add(struct build *b, struct box *room, int x, const struct chip *chip)
{
    const int gap = b->look.unit, h = build_chip_height(b);
    int width = build_chip_width(b, chip);
    if (room->x > x && room->x + width > x + room->w) {
        if (room->h < 2 * h + gap)
            return false;
        room->x = x;
        room->y += h + gap;
        room->h -= h + gap;
    }
    build_chip(b, room->x, room->y, x + room->w - room->x, chip);
    room->x += width + gap;
    return true;
}

int card_strip(struct build *b, int x, int y, int width)
{
    enum { ROWS = 2 };
    const int gap = b->look.unit, h = build_chip_height(b);
    struct box room = {x, y, width, ROWS * h + (ROWS - 1) * gap};
    struct walk walk = walk_begin(b->state->card);
    const struct clause *clause, *before = NULL;
    bool any = false;
    while (walk_on(&walk, &clause)) {
        /* Filler says nothing about the order, nor does the same move going on. */
        if (clause != NULL &&
            (clause->move == MOVE_OTHER || (before != NULL && before->move == clause->move)))
            continue;
        struct chip chip = clause != NULL ? card_chip(clause)
                                          : chip_of_pause(walk.card->voice.pause_after_empathy_s);
        if (!strip_add(b, &room, x, &chip))
            break;
        any = true;
        before = clause;
    }
    return any ? room.y + h - y : 0;
}

/* One line on what dots mean, where there are any. Returns its height. */
static int draw_legend(struct build *b, int x, int y, int width)
{
    static const char text[] = "Grey and dotted: not heard clearly";
    static const struct build_doubt dotted = {0, sizeof "Grey and dotted" - 1};
    const struct card *card = b->state->card;
    struct text_style style = build_style(b, TYPE_SMALL, WEIGHT_REGULAR, COLOUR_MUTED);
    bool any = false;
    for (size_t i = 0; i < card->words.count && !any; i++)
        any = word_doubtful(&card->words.list[i]);
    if (!any || card->moves.clause_count == 0)
        return 0;
    return build_text_doubted(b, x, y, width, text, &style, &dotted, 1) + b->look.gap;
}

int card_moves(struct build *b, int x, int y, int width)
{
    const int top = y, indent = 2 * b->look.unit;
    struct walk walk = walk_begin(b->state->card);
    const struct clause *clause;
    y += heading(b, x, y, width, "What you said, move by move");
    y += draw_legend(b, x, y, width);
    while (walk_on(&walk, &clause)) {
        if (clause != NULL) {
            y += draw_clause(b, x, y, width, clause);
            continue;
        }
        struct chip chip = chip_of_pause(walk.card->voice.pause_after_empathy_s);
        build_chip(b, x + indent, y, width - indent, &chip);
        y += build_chip_height(b) + b->look.gap;
    }
    if (walk.card->moves.clause_count == 0) {
        struct text_style style = build_style(b, TYPE_BODY, WEIGHT_REGULAR, COLOUR_MUTED);
        y += build_text(b, x, y, width, "No words were understood.", &style, 2);
    }
    return y - top;
}

/* "12 of 15": whole points, since nobody can hear the tenth of one. */
static void points_text(const struct card_part *part, char *to, size_t size)
{
    (void)snprintf(to, size, "%.0f of %.0f", part->points, part->of);
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
