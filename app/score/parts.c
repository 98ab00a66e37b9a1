#include "score/parts.h"

#include "base/utf8.h"
#include "score/tone.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    WEIGHT_ORDER = 40,
    WEIGHT_PAUSE = 15,
    WEIGHT_MOVES = 20,
    WEIGHT_PACE = 10,
    WEIGHT_FILLERS = 5,
    WEIGHT_TONE = 10
};

/* The order in which the method wants them. */
static const enum move wanted[] = {MOVE_EMPATHY,     MOVE_OPEN_QUESTION, MOVE_CLOSED_QUESTION,
                                   MOVE_EXPECTATION, MOVE_SUPPORT,       MOVE_ADVICE};
enum { WANTED_COUNT = sizeof wanted / sizeof *wanted };

static const char *const phrases[MOVE_COUNT] = {
    [MOVE_OTHER] = "something else",
    [MOVE_EMPATHY] = "empathy",
    [MOVE_OPEN_QUESTION] = "an open question",
    [MOVE_CLOSED_QUESTION] = "a question",
    [MOVE_EXPECTATION] = "a clear expectation",
    [MOVE_SUPPORT] = "an offer of help",
    [MOVE_ADVICE] = "advice",
    [MOVE_COMMAND] = "a command",
    [MOVE_MINIMISING] = "playing it down",
    [MOVE_LETTING_OFF] = "letting them off",
};

/* A move in words for people: "an open question". */
static const char *phrase(enum move move)
{
    return phrases[move];
}

static bool has(const struct card *card, enum move move)
{
    return moves_first(&card->moves, move) != NULL;
}

const struct clause *parts_surely(const struct card *card, enum move move)
{
    for (size_t i = 0; i < card->moves.clause_count; i++) {
        const struct clause *clause = &card->moves.clauses[i];
        if (clause->move == move && clause->confidence >= CARD_SURE)
            return clause;
    }
    return NULL;
}

enum move parts_missing(const struct card *card, move_set expects)
{
    for (size_t i = 0; i < WANTED_COUNT; i++)
        if ((expects & MOVE_BIT(wanted[i])) != 0 && !has(card, wanted[i]))
            return wanted[i];
    return MOVE_OTHER;
}

void parts_quote(const struct card *card, const struct clause *clause, size_t max_words, char *to,
                 size_t size)
{
    size_t used = 0;
    to[0] = '\0';
    for (size_t i = 0; i < clause->word_count && i < max_words; i++) {
        const char *word = card->words.list[clause->first_word + i].text;
        int written = snprintf(to + used, size - used, "%s%s", i > 0 ? " " : "", word);
        if (written < 0 || (size_t)written >= size - used) {
            utf8_trim_cut(to);
            return;
        }
        used += (size_t)written;
    }
    if (clause->word_count > max_words && used + 4 <= size)
        memcpy(to + used, "...", 4);
}

bool parts_quotable(const struct card *card, const struct clause *clause)
{
    static const double heard_min = 0.6; /* mean word confidence; ours */
    if (clause == NULL || clause->word_count == 0)
        return false;
    double sum = 0.0;
    for (size_t i = 0; i < clause->word_count; i++)
        sum += card->words.list[clause->first_word + i].confidence;
    return sum / (double)clause->word_count >= heard_min;
}

static struct card_part *add(struct card *card, const char *name, const char *label, double of)
{
    struct card_part *part = &card->parts[card->part_count++];
    *part = (struct card_part){.name = name, .label = label, .of = of};
    return part;
}

/* Seconds behind a quotation, where they are known: ` (2.1 s)`. */
static void when(char *to, size_t size, double at_s)
{
    if (isnan(at_s))
        to[0] = '\0';
    else
        snprintf(to, size, " (at %.1f s)", at_s);
}

static const struct clause *first_directive(const struct card *card)
{
    for (size_t i = 0; i < card->moves.clause_count; i++) {
        enum move move = card->moves.clauses[i].move;
        if (move == MOVE_ADVICE || move == MOVE_EXPECTATION || move == MOVE_COMMAND)
            return &card->moves.clauses[i];
    }
    return NULL;
}

static double order_share(enum verdict verdict)
{
    switch (verdict) {
    case VERDICT_EMPATHY_FIRST:
    case VERDICT_EMPATHY_ONLY: /* what was not said is the matter of the expected moves */
        return 1.0;
    case VERDICT_ADVICE_FIRST:
        return 0.35;
    case VERDICT_FALSE_EMPATHY:
        return 0.1;
    default:
        return 0.0;
    }
}

static void part_order(struct card *card)
{
    struct card_part *part = add(card, "order", "Empathy first", WEIGHT_ORDER);
    part->points = order_share(card->moves.verdict) * part->of;

    char empathy[96] = "", directive[96] = "", empathy_at[32] = "", directive_at[32] = "";
    const struct clause *e = moves_first(&card->moves, MOVE_EMPATHY);
    const struct clause *d = first_directive(card);
    if (e != NULL) {
        parts_quote(card, e, 8, empathy, sizeof empathy);
        when(empathy_at, sizeof empathy_at, e->start_s);
    }
    if (d != NULL) {
        parts_quote(card, d, 8, directive, sizeof directive);
        when(directive_at, sizeof directive_at, d->start_s);
    }
    const char *what = d != NULL ? phrase(d->move) : "";
    size_t size = sizeof part->because;
    if (e != NULL && d != NULL && e < d)
        snprintf(part->because, size, "You showed empathy, \"%s\"%s, before %s, \"%s\"%s.", empathy,
                 empathy_at, what, directive, directive_at);
    else if (e != NULL && d != NULL)
        snprintf(part->because, size, "You began with %s, \"%s\"%s; empathy, \"%s\"%s, came after.",
                 what, directive, directive_at, empathy, empathy_at);
    else if (e != NULL)
        snprintf(part->because, size, "You showed empathy, \"%s\"%s, and left the next step open.",
                 empathy, empathy_at);
    else if (card->moves.verdict == VERDICT_FALSE_EMPATHY)
        snprintf(part->because, size, "%s", card->moves.why);
    else if (d != NULL)
        snprintf(part->because, size, "You went straight to %s, \"%s\"%s.", what, directive,
                 directive_at);
    else
        snprintf(part->because, size,
                 "Nothing named their feeling or said back what they told you.");
    utf8_trim_cut(part->because);
}

static double clamp01(double x)
{
    return x < 0.0 ? 0.0 : x > 1.0 ? 1.0 : x;
}

/* What lies outside a band is shown rounded away from it: "0.7 s; 0.7 to 3 s lets it land" would
 * make no sense to anybody. The points come from the exact value. */
static void part_pause(struct card *card)
{
    double pause_s = card->voice.pause_after_empathy_s;
    if (isnan(pause_s))
        return;
    struct card_part *part = add(card, "pause_after_empathy", "Pause after empathy", WEIGHT_PAUSE);
    size_t size = sizeof part->because;
    if (pause_s < VOICE_PAUSE_MIN_S) {
        snprintf(part->because, size, "You went on at once; %.1f to %.0f s lets it land.",
                 PARTS_PAUSE_MIN_S, PARTS_PAUSE_MAX_S);
    } else if (pause_s < PARTS_PAUSE_MIN_S) {
        part->points = part->of * clamp01(pause_s / PARTS_PAUSE_MIN_S) * 0.8;
        snprintf(part->because, size, "You paused %.2f s; %.1f to %.0f s lets it land.",
                 floor(100.0 * pause_s) / 100.0, PARTS_PAUSE_MIN_S, PARTS_PAUSE_MAX_S);
    } else if (pause_s <= PARTS_PAUSE_MAX_S) {
        part->points = part->of;
        snprintf(part->because, size, "You let it land: %.1f s of silence.", pause_s);
    } else {
        /* Too long is a smaller fault than too short: half is left from twice the band on. */
        part->points = part->of * (1.0 - 0.5 * clamp01(pause_s / PARTS_PAUSE_MAX_S - 1.0));
        snprintf(part->because, size, "You paused %.1f s; over %.0f s it may feel like a wait.",
                 ceil(10.0 * pause_s) / 10.0, PARTS_PAUSE_MAX_S);
    }
}

enum { LIST_MAX = 112 }; /* all phrases of `wanted` in one list */

/* Writes the expected moves that were made, or those that were not: "a, b and c". Returns how many.
 */
static size_t list_moves(const struct card *card, move_set expects, bool made, const char *last,
                         char *list)
{
    enum move found[WANTED_COUNT];
    size_t count = 0, used = 0;
    for (size_t i = 0; i < WANTED_COUNT; i++)
        if ((expects & MOVE_BIT(wanted[i])) != 0 && has(card, wanted[i]) == made)
            found[count++] = wanted[i];
    list[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        const char *before = i == 0 ? "" : i + 1 == count ? last : ", ";
        snprintf(list + used, LIST_MAX - used, "%s%s", before, phrase(found[i]));
        used = strlen(list);
    }
    return count;
}

static void part_moves(struct card *card, move_set expects)
{
    char done[LIST_MAX], missing[LIST_MAX];
    size_t made = list_moves(card, expects, true, " and ", done);
    size_t expected = made + list_moves(card, expects, false, " or ", missing);
    if (expected == 0)
        return;
    struct card_part *part = add(card, "expected_moves", "What this moment asks for", WEIGHT_MOVES);
    part->points = part->of * (double)made / (double)expected;
    if (made == expected)
        snprintf(part->because, sizeof part->because, "You gave %s.", done);
    else if (made == 0)
        snprintf(part->because, sizeof part->because, "I did not find %s.", missing);
    else
        snprintf(part->because, sizeof part->because, "You gave %s; I did not find %s.", done,
                 missing);
}

static void part_pace(struct card *card)
{
    double wpm = card->voice.words_per_minute;
    if (isnan(wpm))
        return;
    struct card_part *part = add(card, "pace", "Pace", WEIGHT_PACE);
    double outside = wpm < PARTS_PACE_MIN_WPM   ? PARTS_PACE_MIN_WPM - wpm
                     : wpm > PARTS_PACE_MAX_WPM ? wpm - PARTS_PACE_MAX_WPM
                                                : 0.0;
    double shown = outside > 0.0 ? (wpm < PARTS_PACE_MIN_WPM ? floor(wpm) : ceil(wpm)) : round(wpm);
    part->points = part->of * clamp01(1.0 - outside / 50.0); /* ours: nothing left 50 wpm outside */
    snprintf(part->because, sizeof part->because, "%.0f words a minute; %s %.0f to %.0f.", shown,
             outside > 0.0 ? "calm coaching talk is" : "inside the calm band of",
             PARTS_PACE_MIN_WPM, PARTS_PACE_MAX_WPM);
}

static void part_fillers(struct card *card)
{
    double minutes = (card->voice.speech_end_s - card->voice.speech_start_s) / 60.0;
    if (card->voice.fillers_at_least < 0 || isnan(minutes) || minutes <= 0.0)
        return;
    struct card_part *part = add(card, "fillers", "Fillers", WEIGHT_FILLERS);
    /* A rate from a few seconds would make one "um" a dozen a minute. */
    double rate = card->voice.fillers_at_least / (minutes < 0.5 ? 0.5 : minutes);
    part->points =
        part->of * clamp01((12.0 - rate) / (12.0 - 5.0)); /* Laske & DiGennaro Reed 2024 */
    if (card->voice.fillers_at_least == 0)
        snprintf(part->because, sizeof part->because, "I heard none.");
    else
        snprintf(part->because, sizeof part->because,
                 "I heard at least %d; up to 5 a minute is harmless.",
                 card->voice.fillers_at_least);
}

/* What is left of the points for each fault. Ours: tone is heard, but words weigh more. */
#define TONE_FAULT_SHARE 0.7

/* Everything good about the tone, as far as there is room. */
static void praise_tone(const struct card *card, char *to, size_t size)
{
    size_t used = 0;
    for (size_t i = 0; i < card->tone_count; i++) {
        size_t length = strlen(card->tones[i].text);
        if (used + length + 2 > size)
            return;
        used += (size_t)snprintf(to + used, size - used, "%s%s", used > 0 ? " " : "",
                                 card->tones[i].text);
    }
    if (used == 0)
        snprintf(to, size, "Your loudness stayed steady: no moment stood out by %.0f dB.",
                 PARTS_JUMP_DB);
}

static void part_tone(struct card *card)
{
    double jump_db = card->voice.jump_db;
    if (isnan(jump_db))
        return;
    struct card_part *part = add(card, "tone", "Tone", WEIGHT_TONE);
    part->points = part->of * clamp01(1.0 - (jump_db - PARTS_JUMP_DB) / PARTS_JUMP_DB);
    for (size_t i = 0; i < card->tone_count; i++)
        if (tone_is_fault(card->tones[i].kind) &&
            (card->tones[i].kind != TONE_INTENSE || jump_db < PARTS_JUMP_DB))
            part->points *= TONE_FAULT_SHARE;
    if (card->tone_count > 0 && tone_is_fault(card->tones[0].kind))
        snprintf(part->because, sizeof part->because, "%s", card->tones[0].text);
    else
        praise_tone(card, part->because, sizeof part->because);
}

void parts_measure(struct card *card, move_set expects)
{
    card->part_count = 0;
    part_order(card);
    part_pause(card);
    part_moves(card, expects);
    part_pace(card);
    part_fillers(card);
    part_tone(card);
}
