#include "score/sample_card.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

void sample_card(struct card *card, enum verdict verdict, enum outcome outcome,
                 const struct sample_clause *clauses, size_t count)
{
    card->moves.clauses = calloc(count, sizeof *card->moves.clauses);
    assert_non_null(card->moves.clauses);
    for (size_t i = 0; i < count; i++) {
        struct clause *clause = &card->moves.clauses[i];
        clause->move = clauses[i].move;
        clause->first_word = card->words.count;
        clause->confidence = 0.9;
        assert_int_equal(words_from_text(&card->words, clauses[i].text, NULL), ERR_NONE);
        clause->word_count = card->words.count - clause->first_word;
        clause->start_s = 1.0 + 0.4 * (double)clause->first_word;
        clause->end_s = 1.0 + 0.4 * (double)card->words.count;
        snprintf(clause->why, sizeof clause->why, "because of clause %zu", i);
    }
    for (size_t i = 0; i < card->words.count; i++) {
        card->words.list[i].start_s = 1.0 + 0.4 * (double)i;
        card->words.list[i].end_s = 1.4 + 0.4 * (double)i;
    }
    card->moves.clause_count = count;
    card->moves.verdict = verdict;
    card->moves.outcome = outcome;
    card->moves.confidence = 0.8;
    snprintf(card->moves.why, sizeof card->moves.why, "because of the order");
    snprintf(card->scenario, sizeof card->scenario, "back-to-square-one");
    snprintf(card->turn, sizeof card->turn, "opening");
    struct voice_report *v = &card->voice;
    v->speech_start_s = 1.0;
    v->speech_end_s = 31.0;
    v->response_gap_s = 1.0;
    v->words_per_minute = 140.0;
    v->fillers_at_least = 0;
    v->pause_after_empathy_s = 1.2;
    v->jump_db = 3.0;
    v->snr_db = 40.0;
}
