#include "score/tip.h"

#include "base/utf8.h"
#include "score/parts.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

/* So close to the band nobody hears a difference, and a tip about it would sound petty. Ours. */
#define PACE_DEAD_BAND_WPM 10.0

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
static void
say(struct card *card, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(card->tip, sizeof card->tip, format, arguments);
    va_end(arguments);
    utf8_trim_cut(card->tip);
}

/* The verdict itself calls for a change: what was wrong comes before all fine tuning. */
static bool tip_on_verdict(struct card *card)
{
    char quote[80] = "";
    const struct clause *empathy = moves_first(&card->moves, MOVE_EMPATHY);
    const struct clause *minimising = moves_first(&card->moves, MOVE_MINIMISING);
    switch (card->moves.verdict) {
    case VERDICT_UNCLEAR:
        say(card, "Say it once more, a little closer to the microphone and in short sentences.");
        return true;
    case VERDICT_TOO_SHORT:
        say(card, "Take your time: say back what you heard, pause, then ask or say what you need.");
        return true;
    case VERDICT_ADVICE_FIRST:
        if (!parts_quotable(card, empathy)) {
            say(card, "Same words, other way round: begin with the empathy, pause, then go on.");
            return true;
        }
        parts_quote(card, empathy, 8, quote, sizeof quote);
        say(card, "Same words, other way round: begin with \"%s\", pause, and only then go on.",
            quote);
        return true;
    case VERDICT_FALSE_EMPATHY:
        if (!parts_quotable(card, minimising)) { /* no words to point at, or not understood well */
            say(card, "Say back what happened to them, in your own words, and stop there for a "
                      "breath.");
            return true;
        }
        parts_quote(card, minimising, 6, quote, sizeof quote);
        say(card, "Leave out \"%s\". Say back what happened to them, and stop there for a breath.",
            quote);
        return true;
    case VERDICT_NO_EMPATHY:
        say(card, "Before anything else, say in one sentence what this must be like for them.");
        return true;
    default:
        return false;
    }
}

static bool tip_on_command(struct card *card)
{
    char quote[80];
    const struct clause *command = parts_surely(card, MOVE_COMMAND);
    if (command == NULL)
        return false;
    parts_quote(card, command, 8, quote, sizeof quote);
    if (parts_quotable(card, command))
        say(card, "\"%s\" sounds like an order or blame. Say what you need, why, and by when.",
            quote);
    else
        say(card,
            "Part of it sounded like an order or blame. Say what you need, why, and by when.");
    return true;
}

static bool tip_on_minimising(struct card *card)
{
    char quote[80];
    const struct clause *minimising = parts_surely(card, MOVE_MINIMISING);
    if (minimising == NULL)
        return false;
    parts_quote(card, minimising, 8, quote, sizeof quote);
    if (parts_quotable(card, minimising))
        say(card, "\"%s\" makes it smaller than it feels to them. Leave it out.", quote);
    else
        say(card, "Part of it made it smaller than it feels to them. Leave that part out.");
    return true;
}

/* Something in a good order spoils it, or is missing. */
static bool tip_on_moves(struct card *card, move_set expects)
{
    if (tip_on_command(card) || tip_on_minimising(card))
        return true;
    if (card->moves.outcome == OUTCOME_LET_OFF) {
        say(card, "They felt heard. Now say what you need from them, and by when.");
        return true;
    }
    switch (parts_missing(card, expects)) {
    case MOVE_OPEN_QUESTION:
        say(card,
            "After the empathy, ask one question that starts with \"what\" or \"how\", and wait.");
        return true;
    case MOVE_EXPECTATION:
        say(card, "After the pause, say what you need from them, and by when.");
        return true;
    case MOVE_SUPPORT:
        say(card, "Close with an offer: \"What can I take off your plate?\"");
        return true;
    default:
        return false;
    }
}

static bool tip_on_voice(struct card *card)
{
    double pause_s = card->voice.pause_after_empathy_s;
    double wpm = card->voice.words_per_minute;
    const struct clause *empathy = moves_first(&card->moves, MOVE_EMPATHY);
    if (!isnan(pause_s) && pause_s < PARTS_PAUSE_MIN_S && !parts_quotable(card, empathy)) {
        say(card, "After the empathy, breathe once before you go on: one second is enough.");
        return true;
    }
    if (!isnan(pause_s) && pause_s < PARTS_PAUSE_MIN_S) {
        char quote[80] = "";
        parts_quote(card, empathy, 8, quote, sizeof quote);
        say(card, "After \"%s\", breathe once before you go on: one second is enough.", quote);
        return true;
    }
    if (!isnan(wpm) && wpm > PARTS_PACE_MAX_WPM + PACE_DEAD_BAND_WPM) {
        say(card, "Slow down a little: leave a breath between sentences.");
        return true;
    }
    if (!isnan(wpm) && wpm < PARTS_PACE_MIN_WPM - PACE_DEAD_BAND_WPM) {
        say(card, "Keep the calm, and let the sentences themselves flow a little faster.");
        return true;
    }
    if (!isnan(card->voice.jump_db) && card->voice.jump_db >= PARTS_JUMP_DB) {
        say(card, "Keep your voice as even at the loudest point as at the beginning.");
        return true;
    }
    return false;
}

void tip_choose(struct card *card, move_set expects)
{
    if (tip_on_verdict(card) || tip_on_moves(card, expects) || tip_on_voice(card))
        return;
    say(card, "Keep this order. Try it with somebody you find harder to hear.");
}
