/* Reading replies: covering, timing, limits, verdicts of the hard rules, outcomes. */
#include "moves/moves.h"
#include "moves/taught.h"

#include "base/utf8.h"
#include "moves/cues.h"
#include "moves/model.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const caption = "Nine months on this deal, and now there is a new director.";

static void read_words(const struct words *words, double speech_s, struct moves *m)
{
    struct moves_prompt prompt = {.caption = caption};
    assert_int_equal(taught_read(words, &prompt, speech_s, m), ERR_NONE);
}

static void read_text(const char *text, struct moves *m)
{
    struct words words;
    words_init(&words);
    assert_int_equal(words_from_text(&words, text, NULL), ERR_NONE);
    read_words(&words, (double)NAN, m);
    words_done(&words);
}

/* Every word is in exactly one clause, in order, and all that is shown is valid. */
static void assert_sound(const struct words *words, const struct moves *m)
{
    size_t next = 0;
    for (size_t i = 0; i < m->clause_count; i++) {
        assert_int_equal(m->clauses[i].first_word, next);
        assert_true(m->clauses[i].word_count >= 1);
        assert_true(m->clauses[i].confidence >= 0 && m->clauses[i].confidence <= 1);
        assert_true(m->clauses[i].why[0] != '\0');
        assert_true(utf8_valid(m->clauses[i].why, strlen(m->clauses[i].why)));
        next += m->clauses[i].word_count;
    }
    assert_int_equal(next, words->count);
    assert_true(utf8_valid(m->why, strlen(m->why)));
    assert_true(m->confidence >= 0 && m->confidence <= 1);
}

static void add(struct words *words, const char *text, double start_s, double end_s)
{
    struct word word = {.start_s = start_s, .end_s = end_s, .confidence = 1};
    (void)snprintf(word.text, sizeof word.text, "%s", text);
    assert_int_equal(words_add(words, &word), ERR_NONE);
}

static void all_cue_tables_compile(void **state)
{
    (void)state;
    struct cue_set set;
    const char *bad = NULL;
    enum err err = cue_set_new(&set, &bad);
    if (bad != NULL)
        print_message("broken cue: %s\n", bad);
    assert_int_equal(err, ERR_NONE);
    assert_true(set.patterns.pattern_count > 300);
    cue_set_done(&set);
}

static void verdicts_follow_the_scoring_rules(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum verdict verdict;
    } cases[] = {
        {"You put nine months into this deal and it was taken from you. Call the director today.",
         VERDICT_EMPATHY_FIRST},
        {"Call the director today. You put nine months into this deal and it was taken from you.",
         VERDICT_ADVICE_FIRST},
        {"You put nine months into this deal and it was taken from you. What hurts most?",
         VERDICT_EMPATHY_ONLY},
        {"Call the director today and send him the proposal before noon.", VERDICT_NO_EMPATHY},
        {"I hear you, but you need to call the director today.", VERDICT_FALSE_EMPATHY},
        {"At least you have other deals, and it could be worse.", VERDICT_FALSE_EMPATHY},
        /* A substantive restatement survives "but". */
        {"You put nine months into this deal and you feel robbed, but I need the plan by Friday.",
         VERDICT_EMPATHY_FIRST},
        /* A wish and letting off are no direction. */
        {"You feel robbed after nine months. It would be nice if they called you back.",
         VERDICT_EMPATHY_ONLY},
        {"You feel robbed after nine months. Forget the number this month.", VERDICT_EMPATHY_ONLY},
        /* A question before empathy is neutral. */
        {"Did you hear it from him? You feel robbed after nine months. Let's call him.",
         VERDICT_EMPATHY_FIRST},
        /* "What if we" and "have you thought of" are direction. */
        {"What if we went to see him? You feel robbed after nine months of work.",
         VERDICT_ADVICE_FIRST},
        {"Have you thought of calling him? You feel robbed after nine months of work.",
         VERDICT_ADVICE_FIRST},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct moves m;
        moves_init(&m);
        read_text(cases[i].text, &m);
        if (m.verdict != cases[i].verdict)
            print_message("%s (%s): %s\n", verdict_name(m.verdict), m.why, cases[i].text);
        assert_int_equal(m.verdict, cases[i].verdict);
        moves_done(&m);
    }
}

static void few_words_or_little_speech_are_too_short(void **state)
{
    (void)state;
    struct moves m;
    struct words words;
    moves_init(&m);
    words_init(&words);
    read_words(&words, (double)NAN, &m);
    assert_int_equal(m.verdict, VERDICT_TOO_SHORT);
    assert_int_equal(m.outcome, OUTCOME_AGAIN);
    assert_int_equal(m.clause_count, 0);
    read_text("um you must uh be really very tired", &m); /* six words and two hesitations */
    assert_int_equal(m.verdict, VERDICT_TOO_SHORT);
    assert_true(m.clause_count >= 1);
    assert_int_equal(
        words_from_text(&words, "you put nine months into this deal and it was taken", NULL),
        ERR_NONE);
    read_words(&words, 2.9, &m);
    assert_int_equal(m.verdict, VERDICT_TOO_SHORT);
    read_words(&words, 3.1, &m);
    assert_int_equal(m.verdict, VERDICT_EMPATHY_ONLY);
    words_done(&words);
    moves_done(&m);
}

static void words_that_mean_nothing_are_not_praised(void **state)
{
    (void)state;
    struct moves m;
    moves_init(&m);
    read_text("lamp river table window paper green yellow candle bottle marble", &m);
    assert_true(m.verdict == VERDICT_UNCLEAR || m.verdict == VERDICT_NO_EMPATHY);
    assert_true(m.outcome == OUTCOME_AGAIN || m.outcome == OUTCOME_UNHEARD);
    assert_true(strlen(m.why) > 0);
    moves_done(&m);
}

static void words_that_were_hardly_heard_are_unclear(void **state)
{
    (void)state;
    struct moves m;
    struct words words;
    moves_init(&m);
    words_init(&words);
    assert_int_equal(
        words_from_text(&words, "You put nine months into this deal and you feel robbed.", NULL),
        ERR_NONE);
    read_words(&words, 5, &m);
    assert_int_equal(m.verdict, VERDICT_EMPATHY_ONLY);
    double before = m.confidence;
    for (size_t i = 0; i < words.count; i++)
        words.list[i].confidence = 0.5;
    read_words(&words, 5, &m);
    assert_true(m.confidence <= before);
    for (size_t i = 0; i < words.count; i++)
        words.list[i].confidence = 0.05;
    read_words(&words, 5, &m);
    assert_int_equal(m.verdict, VERDICT_UNCLEAR);
    words_done(&words);
    moves_done(&m);
}

static void a_pause_cuts_and_clauses_have_the_times_of_their_words(void **state)
{
    (void)state;
    static const char *const first[] = {"you", "must", "be", "exhausted"};
    static const char *const second[] = {"let's", "call", "the", "director", "tomorrow"};
    struct moves m;
    struct words words;
    moves_init(&m);
    words_init(&words);
    for (size_t i = 0; i < 4; i++)
        add(&words, first[i], 1.0 + 0.25 * (double)i, 1.25 + 0.25 * (double)i);
    for (size_t i = 0; i < 5; i++)
        add(&words, second[i], 3.0 + 0.25 * (double)i, 3.25 + 0.25 * (double)i);
    read_words(&words, 3.5, &m);
    assert_int_equal(m.clause_count, 2);
    assert_int_equal(m.clauses[0].move, MOVE_EMPATHY);
    assert_int_equal(m.clauses[1].move, MOVE_ADVICE);
    assert_true(fabs(m.clauses[0].start_s - 1.0) < 1e-9);
    assert_true(fabs(m.clauses[0].end_s - 2.0) < 1e-9);
    assert_true(fabs(m.clauses[1].start_s - 3.0) < 1e-9);
    assert_true(fabs(m.clauses[1].end_s - 4.25) < 1e-9);
    assert_int_equal(m.verdict, VERDICT_EMPATHY_FIRST);
    assert_ptr_equal(moves_first(&m, MOVE_ADVICE), &m.clauses[1]);
    assert_null(moves_first(&m, MOVE_SUPPORT));
    words_done(&words);
    moves_done(&m);
}

static void typed_clauses_have_no_times_and_show_their_evidence(void **state)
{
    (void)state;
    struct moves m;
    moves_init(&m);
    read_text("You gave nine months to one deal, and now you are frustrated.", &m);
    assert_true(isnan(m.clauses[0].start_s) && isnan(m.clauses[0].end_s));
    bool feeling = false;
    bool echo = false;
    for (size_t i = 0; i < m.clause_count; i++) {
        feeling |= strstr(m.clauses[i].why, "names the feeling") != NULL;
        echo |= strstr(m.clauses[i].why, "says back: nine, months, deal") != NULL;
    }
    assert_true(feeling);
    assert_true(echo);
    moves_done(&m);
}

static void a_reply_is_read_without_a_caption(void **state)
{
    (void)state;
    struct moves m;
    struct words words;
    const char *const vocabulary[] = {"tender", NULL, "\xFF\xFE"};
    struct moves_prompt prompt = {.vocabulary = vocabulary, .vocabulary_count = 3};
    moves_init(&m);
    words_init(&words);
    assert_int_equal(
        words_from_text(&words, "You must be exhausted by now. Let's call the director.", NULL),
        ERR_NONE);
    assert_int_equal(taught_read(&words, &prompt, (double)NAN, &m), ERR_NONE);
    assert_int_equal(m.verdict, VERDICT_EMPATHY_FIRST);
    words_done(&words);
    moves_done(&m);
}

static void broken_bytes_and_empty_words_are_survived(void **state)
{
    (void)state;
    static const char *const texts[] = {"you",      "",     "must", "\xFF\xFE\x80", "be",  "'s",
                                        "\xE2\x80", "n't",  "'",    "exhausted",    "um",  "let's",
                                        "-",        "call", "9",    "\xC3\xA9",     "him", ""};
    struct moves m;
    struct words words;
    moves_init(&m);
    words_init(&words);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        add(&words, texts[i], (double)NAN, (double)NAN);
    words.list[4].confidence = (double)NAN;
    words.list[5].confidence = 7;
    memset(words.list[3].text, 'x', WORD_TEXT_MAX); /* not even ended */
    words.list[3].text[WORD_TEXT_MAX - 1] = '\0';
    read_words(&words, (double)NAN, &m);
    assert_sound(&words, &m);
    words_done(&words);
    for (size_t i = 0; i < 12; i++)
        add(&words, i % 2 == 0 ? "" : "um", 0, 0);
    read_words(&words, (double)NAN, &m);
    assert_int_equal(m.verdict, VERDICT_TOO_SHORT);
    assert_sound(&words, &m);
    words_done(&words);
    moves_done(&m);
}

/* A cheap source of words that hit many cues in every order. */
static void add_babble(struct words *words, size_t count)
{
    static const char *const texts[] = {"you",  "must", "be",   "i",     "need", "let's", "what",
                                        "is",   "so",   "but",  "tired", "and",  "call",  "when",
                                        "nine", "deal", "have", "that",  "not",  "the",   "by"};
    unsigned seed = 7;
    for (size_t i = 0; i < count; i++) {
        seed = seed * 1664525u + 1013904223u;
        add(words, texts[(seed >> 16) % (sizeof texts / sizeof *texts)], (double)NAN, (double)NAN);
    }
}

static void ten_thousand_words_are_read(void **state)
{
    (void)state;
    struct moves m;
    struct words words;
    moves_init(&m);
    words_init(&words);
    add_babble(&words, 10000);
    read_words(&words, 3600, &m);
    assert_sound(&words, &m);
    assert_true(m.clause_count >= 10000 / 32);
    words_done(&words);
    moves_done(&m);
}

static void a_thousand_clauses_are_read(void **state)
{
    (void)state;
    struct moves m;
    struct words words;
    moves_init(&m);
    words_init(&words);
    for (int i = 0; i < 500; i++)
        assert_int_equal(
            words_from_text(&words, "You must be tired of it. Call the director tomorrow.", NULL),
            ERR_NONE);
    read_words(&words, 3600, &m);
    assert_sound(&words, &m);
    assert_int_equal(m.clause_count, 1000);
    words_done(&words);
    moves_done(&m);
}

static void what_a_person_marks_is_empathy(void **state)
{
    (void)state;
    struct moves m;
    moves_init(&m);
    read_text("You built it, and they took it from you. I need the plan by Friday at noon.", &m);
    assert_int_equal(m.verdict, VERDICT_EMPATHY_FIRST);
    assert_true(m.clause_count >= 2 && m.clause_count <= 8);
    assert_false(m.marked);
    bool empathy[8] = {false};
    moves_mark_empathy(&m, empathy, MOVE_BIT(MOVE_EMPATHY));
    assert_int_equal(m.verdict, VERDICT_NO_EMPATHY);
    assert_int_equal(m.outcome, OUTCOME_UNHEARD);
    empathy[0] = true;
    moves_mark_empathy(&m, empathy, MOVE_BIT(MOVE_EMPATHY));
    assert_true(m.marked);
    assert_true(m.clauses[0].marked);
    assert_int_equal(m.clauses[0].move, MOVE_EMPATHY);
    assert_int_equal(m.verdict, VERDICT_EMPATHY_FIRST);
    assert_int_equal(m.outcome, OUTCOME_HEARD);
    assert_true(isnan(m.confidence));
    assert_non_null(strstr(m.clauses[0].why, "you marked"));
    moves_done(&m);
}

static void the_same_words_give_the_same_result(void **state)
{
    (void)state;
    struct moves a;
    struct moves b;
    struct words words;
    moves_init(&a);
    moves_init(&b);
    words_init(&words);
    add_babble(&words, 300);
    read_words(&words, 60, &a);
    read_words(&words, 60, &b);
    read_words(&words, 60, &b); /* what b held is freed */
    assert_int_equal(a.clause_count, b.clause_count);
    assert_string_equal(a.why, b.why);
    assert_memory_equal(&a.confidence, &b.confidence, sizeof a.confidence);
    for (size_t i = 0; i < a.clause_count; i++) {
        assert_int_equal(a.clauses[i].move, b.clauses[i].move);
        assert_string_equal(a.clauses[i].why, b.clauses[i].why);
    }
    words_done(&words);
    moves_done(&a);
    moves_done(&b);
}

static void made_unclear_keeps_the_clauses_and_says_why(void **state)
{
    (void)state;
    struct moves m;
    moves_init(&m);
    read_text("You must be exhausted by now. Let's call the director.", &m);
    size_t count = m.clause_count;
    moves_make_unclear(&m, "Part of it was lost.");
    assert_int_equal(m.verdict, VERDICT_UNCLEAR);
    assert_int_equal(m.outcome, OUTCOME_AGAIN);
    assert_int_equal(m.clause_count, count);
    assert_string_equal(m.why, "Part of it was lost.");
    moves_done(&m);
    assert_null(m.clauses);
}

static void a_broken_model_is_refused_with_a_sentence(void **state)
{
    (void)state;
    static const char path[] = "assets/language/moves.model";
    unsigned char *bytes = malloc(MODEL_BYTES_MAX);
    assert_non_null(bytes);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t size = fread(bytes, 1, MODEL_BYTES_MAX, file);
    (void)fclose(file);
    assert_true(size < 1000000); /* small enough for any card */
    struct moves_model *model = NULL;
    struct diag why = {.text = ""};
    static const size_t cuts[] = {0, 7, 19, 20, 500, 100000};
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        why.text[0] = '\0';
        assert_int_equal(model_from_bytes(bytes, cuts[i], "it", &model, &why), ERR_SYSTEM);
        assert_non_null(strstr(why.text, "it"));
        assert_null(model);
    }
    bytes[8]++;
    assert_int_equal(model_from_bytes(bytes, size, "it", &model, &why), ERR_SYSTEM);
    assert_non_null(strstr(why.text, "version"));
    bytes[8]--;
    bytes[size / 2] ^= 1;
    assert_int_equal(model_from_bytes(bytes, size, "it", &model, &why), ERR_SYSTEM);
    assert_non_null(strstr(why.text, "damaged"));
    free(bytes);
    assert_int_equal(moves_model_load("no/such/file", &model, &why), ERR_SYSTEM);
    assert_non_null(strstr(why.text, "no/such/file"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_cue_tables_compile),
        cmocka_unit_test(verdicts_follow_the_scoring_rules),
        cmocka_unit_test(few_words_or_little_speech_are_too_short),
        cmocka_unit_test(words_that_mean_nothing_are_not_praised),
        cmocka_unit_test(words_that_were_hardly_heard_are_unclear),
        cmocka_unit_test(a_pause_cuts_and_clauses_have_the_times_of_their_words),
        cmocka_unit_test(typed_clauses_have_no_times_and_show_their_evidence),
        cmocka_unit_test(a_reply_is_read_without_a_caption),
        cmocka_unit_test(broken_bytes_and_empty_words_are_survived),
        cmocka_unit_test(ten_thousand_words_are_read),
        cmocka_unit_test(a_thousand_clauses_are_read),
        cmocka_unit_test(a_broken_model_is_refused_with_a_sentence),
        cmocka_unit_test(what_a_person_marks_is_empathy),
        cmocka_unit_test(the_same_words_give_the_same_result),
        cmocka_unit_test(made_unclear_keeps_the_clauses_and_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
