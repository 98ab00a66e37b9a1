#include "score/tone.h"

#include "score/parts.h"
#include "voice/stretch.h"

#include <math.h>
#include <stdio.h>

/* All bands are ours unless a source is named; METHOD.md lists them. */

/* Spread of the pitch through the empathy, over that of the warm-up or of the whole reply. Rated
 * empathy goes with less variation (Xiao et al. 2014). A voice that hardly moves is steady anyway.
 */
#define STEADY_RATIO 1.1
#define RESTLESS_RATIO 1.5
#define RESTLESS_SEMITONES 3.5
/* Louder than the reply's own level by this is not steady either. */
#define STEADY_DB 3.0

/* Melody over the last half second of an expectation, semitones per second: 2 semitones in that
 * time are heard as a rise or a fall. */
#define RISING 4.0
#define FALLING (-4.0)

/* Syllables a second over those of the warm-up; without one, the fastest twentieth of 117
 * recordings (tests/accuracy/voice). */
#define FAST_RATIO 1.25
#define FAST_RATE 5.3
/* Fast is hurried when nothing else slows it: an answer at once, or no pause of this length. */
#define AT_ONCE_S 0.2
#define PAUSE_S 0.5

/* Over the warm-up's level. */
#define LOUDER_DB 6.0

static const struct {
    const char *name;
    bool fault;
} kinds[TONE_KINDS] = {
    [TONE_INTENSE] = {"intense", true},           [TONE_HURRIED] = {"hurried", true},
    [TONE_UPWARD] = {"upward_expectation", true}, [TONE_RESTLESS] = {"restless_empathy", true},
    [TONE_FIRM] = {"firm_expectation", false},    [TONE_STEADY] = {"steady_empathy", false},
};

const char *tone_name(enum tone_kind kind)
{
    return kinds[kind].name;
}

bool tone_is_fault(enum tone_kind kind)
{
    return kinds[kind].fault;
}

/* The next free entry. */
static struct tone *add(struct card *card, enum tone_kind kind, struct span span)
{
    struct tone *tone = &card->tones[card->tone_count++];
    *tone = (struct tone){.kind = kind, .span = span};
    return tone;
}

static double known_or(double value, double otherwise)
{
    return isnan(value) ? otherwise : value;
}

static void find_intense(struct card *card)
{
    const struct voice_report *v = &card->voice;
    double over_warm_up_db = v->active_dbfs - card->speaker.active_dbfs;
    if (v->jump_db >= PARTS_JUMP_DB) {
        struct tone *tone = add(card, TONE_INTENSE, v->loudest);
        snprintf(tone->text, sizeof tone->text,
                 "At %.1f s you were %.0f dB over your own level, which sounds intense.",
                 v->loudest.start_s, v->jump_db);
    } else if (over_warm_up_db >= LOUDER_DB) {
        struct span all = {v->speech_start_s, v->speech_end_s};
        struct tone *tone = add(card, TONE_INTENSE, all);
        snprintf(tone->text, sizeof tone->text,
                 "You spoke %.0f dB louder than in your warm-up, which sounds intense.",
                 over_warm_up_db);
    }
}

static double longest_pause_s(const struct voice_report *v)
{
    double longest_s = 0.0;
    for (size_t i = 0; i < v->pause_count; i++)
        longest_s = fmax(longest_s, v->pauses[i].end_s - v->pauses[i].start_s);
    return longest_s;
}

static void find_hurried(struct card *card)
{
    const struct voice_report *v = &card->voice;
    double usual = card->speaker.syllables_per_second;
    double rate = v->syllables_per_second;
    bool at_once = v->response_gap_s < AT_ONCE_S;
    if (!(rate >= (isnan(usual) ? FAST_RATE : FAST_RATIO * usual)) ||
        !(at_once || longest_pause_s(v) < PAUSE_S))
        return;
    struct span all = {v->speech_start_s, v->speech_end_s};
    struct tone *tone = add(card, TONE_HURRIED, all);
    const char *how = at_once ? "and began at once" : "with hardly a pause";
    if (isnan(usual))
        snprintf(tone->text, sizeof tone->text, "It sounds hurried: %.1f syllables a second, %s.",
                 rate, how);
    else
        snprintf(tone->text, sizeof tone->text,
                 "It sounds hurried: %.1f syllables a second, %.1f in your warm-up, %s.", rate,
                 usual, how);
}

/* From the first empathy to the end of the run of it. */
static bool empathy_span(const struct card *card, struct span *out)
{
    const struct clause *c = parts_surely(card, MOVE_EMPATHY);
    const struct clause *end = card->moves.clauses + card->moves.clause_count;
    if (c == NULL)
        return false;
    out->start_s = c->start_s;
    for (; c < end && c->move == MOVE_EMPATHY; c++)
        out->end_s = c->end_s;
    return true;
}

static void find_steady(struct card *card)
{
    struct span span;
    if (!empathy_span(card, &span))
        return;
    const struct voice_report *v = &card->voice;
    struct voice_stretch s = voice_stretch(v, span, STRETCH_SLACK_S);
    double usual = known_or(card->speaker.pitch_sd_semitones, v->pitch_sd_semitones);
    double ratio = s.pitch_sd_semitones / usual;
    double louder_db = s.active_dbfs - v->active_dbfs;
    if (isnan(ratio) || isnan(louder_db))
        return;
    if (ratio >= RESTLESS_RATIO && s.pitch_sd_semitones >= RESTLESS_SEMITONES) {
        struct tone *tone = add(card, TONE_RESTLESS, s.span);
        snprintf(tone->text, sizeof tone->text,
                 "Your voice went up and down through the empathy, %.1f to %.1f s; calm lands "
                 "better.",
                 s.span.start_s, s.span.end_s);
    } else if (ratio <= STEADY_RATIO && louder_db <= STEADY_DB) {
        struct tone *tone = add(card, TONE_STEADY, s.span);
        snprintf(tone->text, sizeof tone->text,
                 "Your voice stayed steady through the empathy, %.1f to %.1f s.", s.span.start_s,
                 s.span.end_s);
    }
}

/* The last one: it is what stays with them. */
static const struct clause *last_expectation(const struct card *card)
{
    for (size_t i = card->moves.clause_count; i-- > 0;) {
        const struct clause *c = &card->moves.clauses[i];
        if (c->move == MOVE_EXPECTATION && c->confidence >= CARD_SURE)
            return c;
    }
    return NULL;
}

static void find_firm(struct card *card, bool faults)
{
    const struct clause *c = last_expectation(card);
    if (c == NULL)
        return;
    struct span span = {c->start_s, c->end_s};
    struct voice_stretch s = voice_stretch(&card->voice, span, STRETCH_SLACK_S);
    if (faults && s.final_slope >= RISING) {
        struct tone *tone = add(card, TONE_UPWARD, s.span);
        snprintf(tone->text, sizeof tone->text,
                 "At %.1f s your expectation went up at the end, like a question.", s.span.end_s);
    } else if (!faults && s.final_slope <= FALLING) {
        struct tone *tone = add(card, TONE_FIRM, s.span);
        snprintf(tone->text, sizeof tone->text,
                 "Your expectation came down at the end, at %.1f s: it sounds meant.",
                 s.span.end_s);
    }
}

void tone_find(struct card *card)
{
    card->tone_count = 0;
    find_intense(card);
    find_hurried(card);
    find_firm(card, true);
    find_steady(card);
    find_firm(card, false);
}
