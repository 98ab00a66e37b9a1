/* Tone from tracks that are laid out by hand: every band from both sides. */
#include "score/tone.h"

#include "score/sample_card.h"
#include "score/score.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Empathy from 1.0 to 4.2 s, an expectation from 4.2 to 7.0 s. */
static const struct sample_clause clauses[] = {
    {MOVE_EMPATHY, "you put nine months into this deal yourself"},
    {MOVE_EXPECTATION, "I need a new plan by Thursday"},
};

enum { FRAMES = 700, EMPATHY_END = 420 };

/* What the voice does: semitones that the empathy goes up and down by, and the rest; semitones a
 * second over the last second; how loud the empathy is over the rest. */
struct manner {
    double empathy_semitones, rest_semitones, final_slope, louder_db;
};

static double pitch_of(const struct manner *m, int frame)
{
    double swing = frame < EMPATHY_END ? m->empathy_semitones : m->rest_semitones;
    double semitones = frame % 20 < 10 ? swing : -swing;
    if (frame >= FRAMES - 100)
        semitones = m->final_slope * (frame - FRAMES) / 100.0;
    return 120.0 * exp2(semitones / 12.0);
}

static void make(struct card *card, const struct manner *m)
{
    card_init(card);
    sample_card(card, VERDICT_EMPATHY_FIRST, OUTCOME_HEARD, clauses, 2);
    struct voice_report *v = &card->voice;
    v->track.power = calloc(FRAMES, sizeof *v->track.power);
    v->track.pitch = calloc(FRAMES, sizeof *v->track.pitch);
    assert_non_null(v->track.power);
    assert_non_null(v->track.pitch);
    v->track.frame_count = FRAMES;
    for (int i = 100; i < FRAMES; i++) {
        double over_db = i < EMPATHY_END ? m->louder_db : 0.0;
        v->track.power[i] = pow(10.0, (-26.0 + over_db) / 10.0);
        v->track.pitch[v->track.pitch_count++] =
            (struct pitch_point){0.005 + 0.01 * i, pitch_of(m, i)};
    }
    v->speech_end_s = 7.0;
    v->active_dbfs = -26.0;
    v->pitch_sd_semitones = 2.0;
    v->syllables_per_second = 4.2;
}

static bool finds(const struct card *card, enum tone_kind kind)
{
    for (size_t i = 0; i < card->tone_count; i++)
        if (card->tones[i].kind == kind)
            return true;
    return false;
}

static void the_voice_through_the_empathy_has_a_dead_band(void **state)
{
    (void)state;
    static const struct {
        double semitones, usual, louder_db;
        bool steady, restless;
    } table[] = {
        {2.0, (double)NAN, 0.0, true, false}, /* as in the whole reply */
        {2.5, (double)NAN, 0.0, false, false}, {4.0, (double)NAN, 0.0, false, true},
        {4.0, 3.9, 0.0, true, false},  /* lively by nature: the warm-up says so */
        {1.0, 0.5, 0.0, false, false}, /* twice as lively, but hardly so */
        {2.0, (double)NAN, 4.0, false, false},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct manner m = {table[i].semitones, 1.0, 0.0, table[i].louder_db};
        struct card card;
        make(&card, &m);
        card.speaker.pitch_sd_semitones = table[i].usual;
        tone_find(&card);
        assert_int_equal(finds(&card, TONE_STEADY), table[i].steady);
        assert_int_equal(finds(&card, TONE_RESTLESS), table[i].restless);
        card_done(&card);
    }
}

static void an_expectation_rises_falls_or_is_not_spoken_of(void **state)
{
    (void)state;
    static const struct {
        double slope;
        bool upward, firm;
    } table[] = {{8.0, true, false},
                 {5.0, true, false},
                 {3.0, false, false},
                 {-3.0, false, false},
                 {-5.0, false, true}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct manner m = {2.0, 2.0, table[i].slope, 0.0};
        struct card card;
        make(&card, &m);
        tone_find(&card);
        assert_int_equal(finds(&card, TONE_UPWARD), table[i].upward);
        assert_int_equal(finds(&card, TONE_FIRM), table[i].firm);
        card_done(&card);
    }
}

/* The next clause goes on without a pause: the melody is not over. */
static void an_end_that_no_silence_follows_says_nothing(void **state)
{
    (void)state;
    struct manner m = {2.0, 2.0, 8.0, 0.0};
    struct card card;
    make(&card, &m);
    card.voice.speech_end_s = 9.0;
    tone_find(&card);
    assert_false(finds(&card, TONE_UPWARD));
    card_done(&card);
}

static void fast_is_hurried_only_when_nothing_slows_it(void **state)
{
    (void)state;
    static const struct {
        double rate, usual, gap_s;
        bool with_pause, hurried;
    } table[] = {
        {5.4, (double)NAN, 1.0, false, true}, {5.2, (double)NAN, 1.0, false, false},
        {5.4, (double)NAN, 1.0, true, false}, {5.4, (double)NAN, 0.1, true, true},
        {5.4, 5.0, 0.1, false, false}, /* who always speaks so */
        {4.2, 3.3, 1.0, false, true},         {(double)NAN, (double)NAN, 0.1, false, false},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct manner m = {2.0, 2.0, 0.0, 0.0};
        struct card card;
        make(&card, &m);
        card.voice.syllables_per_second = table[i].rate;
        card.voice.response_gap_s = table[i].gap_s;
        card.speaker.syllables_per_second = table[i].usual;
        struct span pause = {4.2, 4.9};
        if (table[i].with_pause) {
            card.voice.pauses = malloc(sizeof *card.voice.pauses);
            assert_non_null(card.voice.pauses);
            card.voice.pauses[0] = pause;
            card.voice.pause_count = 1;
        }
        tone_find(&card);
        assert_int_equal(finds(&card, TONE_HURRIED), table[i].hurried);
        card_done(&card);
    }
}

static void loud_is_told_with_its_second_or_against_the_warm_up(void **state)
{
    (void)state;
    struct manner m = {2.0, 2.0, 0.0, 0.0};
    struct card card;
    make(&card, &m);
    card.voice.jump_db = 7.0;
    card.voice.loudest = (struct span){5.0, 6.0};
    tone_find(&card);
    assert_int_equal(card.tones[0].kind, TONE_INTENSE);
    assert_non_null(strstr(card.tones[0].text, "At 5.0 s"));
    card.voice.jump_db = 3.0;
    tone_find(&card);
    assert_false(finds(&card, TONE_INTENSE));
    card.speaker.active_dbfs = -33.0;
    tone_find(&card);
    assert_true(finds(&card, TONE_INTENSE));
    assert_non_null(strstr(card.tones[0].text, "7 dB louder than in your warm-up"));
    card_done(&card);
}

static const struct card_part *tone_part(const struct card *card)
{
    for (size_t i = 0; i < card->part_count; i++)
        if (strcmp(card->parts[i].name, "tone") == 0)
            return &card->parts[i];
    return NULL;
}

static void a_fault_costs_points_and_is_the_reason(void **state)
{
    (void)state;
    struct manner good = {2.0, 2.0, -6.0, 0.0}, bad = {2.0, 2.0, 6.0, 0.0};
    struct card card;
    make(&card, &good);
    score_card(&card, MOVE_BIT(MOVE_EMPATHY));
    assert_true(fabs(tone_part(&card)->points - tone_part(&card)->of) < 1e-9);
    assert_non_null(strstr(tone_part(&card)->because, "stayed steady"));
    assert_non_null(strstr(tone_part(&card)->because, "sounds meant"));
    card_done(&card);
    make(&card, &bad);
    score_card(&card, MOVE_BIT(MOVE_EMPATHY));
    assert_true(fabs(tone_part(&card)->points - 0.7 * tone_part(&card)->of) < 1e-9);
    assert_non_null(strstr(tone_part(&card)->because, "like a question"));
    card_done(&card);
}

static void nothing_is_said_of_what_nobody_measured(void **state)
{
    (void)state;
    struct card card;
    card_init(&card);
    sample_card(&card, VERDICT_EMPATHY_FIRST, OUTCOME_HEARD, clauses, 2);
    card.voice.jump_db = (double)NAN;
    tone_find(&card);
    assert_int_equal(card.tone_count, 0);
    card_done(&card);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_voice_through_the_empathy_has_a_dead_band),
        cmocka_unit_test(an_expectation_rises_falls_or_is_not_spoken_of),
        cmocka_unit_test(an_end_that_no_silence_follows_says_nothing),
        cmocka_unit_test(fast_is_hurried_only_when_nothing_slows_it),
        cmocka_unit_test(loud_is_told_with_its_second_or_against_the_warm_up),
        cmocka_unit_test(a_fault_costs_points_and_is_the_reason),
        cmocka_unit_test(nothing_is_said_of_what_nobody_measured),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
