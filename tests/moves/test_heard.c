/* Words as a recogniser hands them over: no marks, hardly a silence between them, some misheard. */
#include "moves/moves.h"
#include "moves/taught.h"
#include "moves/tokens.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *const caption = "Eleven weeks I nursed that hospital tender, and yesterday "
                                   "their director handed it to a cousin. "
                                   "I have not told my team yet.";

/* Words of `text` as heard: "/" is a silence of 0.15 s, "~" before a word one that was heard badly,
 * all others have the confidence given; "here|hear" may have been "hear" with a likelihood of 0.4.
 */
static void hear(struct words *words, const char *text, double confidence)
{
    char copy[1000];
    double clock_s = 0.4;
    words_init(words);
    (void)snprintf(copy, sizeof copy, "%s", text);
    for (char *part = strtok(copy, " "); part != NULL; part = strtok(NULL, " ")) {
        if (strcmp(part, "/") == 0) {
            clock_s += 0.15;
            continue;
        }
        bool doubtful = part[0] == '~';
        struct word word = {.start_s = clock_s, .confidence = doubtful ? 0.3 : confidence};
        char *rival = strchr(part, '|');
        if (rival != NULL) {
            *rival++ = '\0';
            word.rival_posterior = 0.4;
            (void)snprintf(word.rival, sizeof word.rival, "%s", rival);
        }
        (void)snprintf(word.text, sizeof word.text, "%s", part + doubtful);
        clock_s += 0.1 + 0.04 * (double)strlen(word.text);
        word.end_s = clock_s;
        assert_int_equal(words_add(words, &word), ERR_NONE);
    }
}

static void read_heard(const char *text, double confidence, struct moves *m)
{
    struct words words;
    struct moves_prompt prompt = {.caption = caption};
    hear(&words, text, confidence);
    moves_init(m);
    assert_int_equal(taught_read(&words, &prompt, (double)NAN, m), ERR_NONE);
    words_done(&words);
}

static size_t longest_clause(const struct moves *m)
{
    size_t most = 0;
    for (size_t i = 0; i < m->clause_count; i++)
        most = m->clauses[i].word_count > most ? m->clauses[i].word_count : most;
    return most;
}

static void a_deliberate_pause_ends_a_clause_even_inside_empathy(void **state)
{
    (void)state;
    struct moves m;
    read_heard(
        "you sound absolutely worn out / / / / / / eleven weeks and midnight tenders and then "
        "i go and drop two more on top of it",
        0.9, &m);
    assert_true(m.clause_count >= 2);
    assert_int_equal(m.clauses[0].move, MOVE_EMPATHY);
    assert_int_equal(m.clauses[0].word_count, 5); /* so that the pause behind it can be measured */
    moves_done(&m);
}

static void a_word_left_hanging_before_a_pause_ends_none(void **state)
{
    (void)state;
    struct moves m;
    read_heard("eleven weeks of your life and / / / / / they handed it to a cousin", 0.9, &m);
    for (size_t i = 0; i < m.clause_count; i++)
        assert_int_not_equal(m.clauses[i].first_word, 6);
    moves_done(&m);
}

static void moves_that_abut_are_told_apart(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum verdict verdict;
    } cases[] = {
        {"okay then send the tender file to their office tonight you must be gutted after eleven "
         "weeks of nursing it",
         VERDICT_ADVICE_FIRST},
        {"morning come in and grab a chair you nursed it for eleven weeks and their director gave "
         "it "
         "to a cousin what hurts most about it i need the loss report by thursday",
         VERDICT_EMPATHY_FIRST},
        {"you must be so angry after all those weeks what would help you tell the team",
         VERDICT_EMPATHY_ONLY},
        {"i expect you in the nine o'clock meeting and i need the numbers by monday how many calls "
         "did you make",
         VERDICT_NO_EMPATHY},
        {"i hear you but at least you have two other hospitals on the list and these things happen",
         VERDICT_FALSE_EMPATHY},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct moves m;
        read_heard(cases[i].text, 0.9, &m);
        if (m.verdict != cases[i].verdict)
            print_message("%s: %s\n", verdict_name(m.verdict), cases[i].text);
        assert_int_equal(m.verdict, cases[i].verdict);
        if (longest_clause(&m) > 24)
            print_message("a clause of %zu words: %s\n", longest_clause(&m), cases[i].text);
        assert_true(longest_clause(&m) <= 24);
        moves_done(&m);
    }
}

static void a_short_silence_helps_to_cut(void **state)
{
    (void)state;
    struct moves m;
    read_heard(
        "that is a cruel way to lose it / phone the purchasing office / and ask them for the "
        "scores",
        0.9, &m);
    assert_int_equal(m.verdict, VERDICT_EMPATHY_FIRST);
    assert_true(m.clause_count >= 2);
    assert_int_equal(m.clauses[1].first_word, 8);
    assert_int_equal(m.clauses[1].move, MOVE_ADVICE);
    moves_done(&m);
}

static void a_phrase_is_not_cut_to_make_an_order_of_its_noun(void **state)
{
    (void)state;
    struct moves m;
    read_heard("you feel like you are back at the starting line after eleven weeks of work", 0.9,
               &m);
    assert_int_equal(m.verdict, VERDICT_EMPATHY_ONLY);
    assert_null(moves_first(&m, MOVE_ADVICE));
    moves_done(&m);
}

static void one_small_word_misheard_leaves_a_cue_standing(void **state)
{
    (void)state;
    struct moves well;
    struct moves badly;
    read_heard("i can only imagine and that must have hurt you a lot", 0.9, &well);
    read_heard("i ~and only imagine and that must ~of hurt you a lot", 0.9, &badly);
    assert_int_equal(well.verdict, VERDICT_EMPATHY_ONLY);
    assert_int_equal(badly.verdict, VERDICT_EMPATHY_ONLY);
    assert_true(badly.confidence <= well.confidence);
    moves_done(&well);
    moves_done(&badly);
}

/* Only a word that was heard badly may be another. */
static void a_doubtful_word_that_sounds_alike_says_the_prompt_back(void **state)
{
    (void)state;
    struct moves doubtful;
    struct moves sure;
    read_heard("you saw it taken by the ~dyrector without so much as a warning", 0.9, &doubtful);
    read_heard("you saw it taken by the dyrector without so much as a warning", 0.9, &sure);
    assert_non_null(strstr(doubtful.clauses[0].why, "says back"));
    for (size_t i = 0; i < sure.clause_count; i++)
        assert_null(strstr(sure.clauses[i].why, "says back"));
    moves_done(&doubtful);
    moves_done(&sure);
}

/* The hurt lost to a word that sounds like it: it counts all the same. */
static void what_a_word_may_have_been_counts(void **state)
{
    (void)state;
    struct moves without, with;
    read_heard("they ~heard you", 0.9, &without);
    read_heard("they ~heard|hurt you", 0.9, &with);
    assert_int_equal(without.clauses[0].move, MOVE_EMPATHY);
    assert_int_equal(with.clauses[0].move, MOVE_EMPATHY);
    assert_true(with.clauses[0].confidence > without.clauses[0].confidence);
    moves_done(&without);
    moves_done(&with);
}

static void a_rival_goes_with_a_word_that_is_one_token(void **state)
{
    (void)state;
    static const struct {
        const char *text, *stem;
    } cases[] = {{"~heard|hurting", "hurt"}, {"~heard", ""}, {"~its|it's", ""}, {"~i'm|time", ""}};
    struct lexicon lexicon;
    lexicon_init(&lexicon);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct words words;
        struct tokens tokens;
        hear(&words, cases[i].text, 0.9);
        assert_int_equal(tokens_from_words(&lexicon, &words, &tokens), ERR_NONE);
        assert_string_equal(tokens.list[0].rival.stem, cases[i].stem);
        assert_true((tokens.list[0].rival.share > 0) == (cases[i].stem[0] != '\0'));
        tokens_done(&tokens);
        words_done(&words);
    }
}

static void badly_heard_words_are_unclear(void **state)
{
    (void)state;
    static const char *const text = "the river was in the paper and some green bottles went over "
                                    "there to the house of candles";
    struct moves m;
    read_heard(text, 0.35, &m);
    assert_int_equal(m.verdict, VERDICT_UNCLEAR);
    assert_int_equal(m.outcome, OUTCOME_AGAIN);
    moves_done(&m);
}

static void a_clear_order_is_no_empathy_even_when_the_rest_was_heard_badly(void **state)
{
    (void)state;
    struct moves m;
    read_heard("i need you to send me the full report by friday at noon and ~bottle ~green ~river",
               0.48, &m);
    assert_int_equal(m.verdict, VERDICT_NO_EMPATHY);
    moves_done(&m);
}

static void a_verdict_is_never_certain(void **state)
{
    (void)state;
    static const char *const text = "you nursed that tender for eleven weeks and they gave it to a "
                                    "cousin you must be gutted i need the loss report by thursday";
    static const double heard[] = {1.0, 0.8, 0.6, 0.45};
    for (size_t i = 0; i < sizeof heard / sizeof *heard; i++) {
        struct moves m;
        read_heard(text, heard[i], &m);
        assert_int_equal(m.verdict, VERDICT_EMPATHY_FIRST);
        assert_true(m.confidence < 0.98);
        moves_done(&m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_deliberate_pause_ends_a_clause_even_inside_empathy),
        cmocka_unit_test(a_word_left_hanging_before_a_pause_ends_none),
        cmocka_unit_test(moves_that_abut_are_told_apart),
        cmocka_unit_test(a_short_silence_helps_to_cut),
        cmocka_unit_test(a_phrase_is_not_cut_to_make_an_order_of_its_noun),
        cmocka_unit_test(one_small_word_misheard_leaves_a_cue_standing),
        cmocka_unit_test(a_doubtful_word_that_sounds_alike_says_the_prompt_back),
        cmocka_unit_test(what_a_word_may_have_been_counts),
        cmocka_unit_test(a_rival_goes_with_a_word_that_is_one_token),
        cmocka_unit_test(badly_heard_words_are_unclear),
        cmocka_unit_test(a_clear_order_is_no_empathy_even_when_the_rest_was_heard_badly),
        cmocka_unit_test(a_verdict_is_never_certain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
