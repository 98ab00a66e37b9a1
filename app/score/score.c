#include "score/score.h"

#include "score/parts.h"
#include "score/tip.h"
#include "score/tone.h"

#include <math.h>
#include <stdio.h>

/* A command or a minimising clause caps the turn (scoring design, "Blockers"). */
enum { SCORE_CAP = 60 };

static const char *headline(const struct card *card)
{
    switch (card->moves.verdict) {
    case VERDICT_EMPATHY_FIRST:
        return "Empathy came first.";
    case VERDICT_EMPATHY_ONLY:
        return card->moves.outcome == OUTCOME_LET_OFF ? "You showed empathy, but asked for nothing."
                                                      : "You showed empathy and left room.";
    case VERDICT_ADVICE_FIRST:
        return "The empathy was there, but it came second.";
    case VERDICT_FALSE_EMPATHY:
        return "It began like empathy and was taken back.";
    case VERDICT_NO_EMPATHY:
        return "Empathy was missing.";
    case VERDICT_TOO_SHORT:
        return "That was too short to judge.";
    default:
        return "I could not understand enough to judge.";
    }
}

static bool judged(const struct card *card)
{
    return card->moves.verdict != VERDICT_UNCLEAR && card->moves.verdict != VERDICT_TOO_SHORT;
}

/* Parts that could not be measured are missing: the others grow so that they add up to 100. */
static double rescale(struct card *card)
{
    double of = 0.0, points = 0.0;
    for (size_t i = 0; i < card->part_count; i++)
        of += card->parts[i].of;
    for (size_t i = 0; i < card->part_count; i++) {
        card->parts[i].points *= 100.0 / of;
        card->parts[i].of *= 100.0 / of;
        points += card->parts[i].points;
    }
    return points;
}

void score_card(struct card *card, move_set expects)
{
    card->part_count = 0;
    card->score = -1;
    card->capped = false;
    card->tone_count = 0;
    if (judged(card)) {
        tone_find(card);
        parts_measure(card, expects);
        double points = rescale(card);
        bool blocked =
            parts_surely(card, MOVE_COMMAND) != NULL || parts_surely(card, MOVE_MINIMISING) != NULL;
        card->capped = blocked && points > SCORE_CAP;
        /* A hundred is for a reply with nothing left to gain, not for one that rounds to it. */
        int rounded = points < 100.0 - 1e-6 && points > 99.0 ? 99 : (int)lround(points);
        card->score = card->capped ? SCORE_CAP : rounded;
    }
    snprintf(card->headline, sizeof card->headline, "%s", headline(card));
    tip_choose(card, expects);
}
