/* The language of the cues, and the opening of words into tokens. */
#include "moves/match.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct lexicon lexicon;

static struct tokens tokens_of(const char *text)
{
    struct words words;
    struct tokens tokens;
    words_init(&words);
    assert_int_equal(words_from_text(&words, text, NULL), ERR_NONE);
    assert_int_equal(tokens_from_words(&lexicon, &words, &tokens), ERR_NONE);
    words_done(&words);
    return tokens;
}

static bool matches(const char *pattern, const char *text)
{
    struct pattern_set set;
    assert_int_equal(pattern_set_new(&pattern, 1, &set, NULL), ERR_NONE);
    struct tokens tokens = tokens_of(text);
    bool found = false;
    size_t last = 0;
    for (size_t at = 0; at < tokens.count && !found; at++)
        found = pattern_matches(&set, 0, tokens.list, 0, tokens.count, at, &last);
    tokens_done(&tokens);
    pattern_set_done(&set);
    return found;
}

static void patterns_match_what_they_say(void **state)
{
    (void)state;
    static const struct {
        const char *pattern;
        const char *text;
        bool found;
    } cases[] = {
        {"no wonder", "and no wonder then", true},
        {"no wonder", "no small wonder", false},
        {"you are|feel [feel]", "you are gutted", true},
        {"you are|feel [feel]", "you feel really frustrated", true}, /* a soft word between */
        {"you are|feel [feel]", "you are a gutted", false},
        {"you are .. [feel]", "you are a bit gutted", true},
        {"you are .. [feel]", "you are not gutted", false}, /* no gap over "not" */
        {"you are ... [feel]", "you are one two three four five six gutted", false},
        {"i do? need", "i do need it", true},
        {"i do? need", "i need it", true},
        {"< call", "okay so call him", true},
        {"< call", "i call him", false},
        {"< call", "when he is there, call him", true}, /* set off by a comma */
        {"me too >", "me too", true},
        {"me too >", "me too small", false},
        {"me too >", "me too, i guess", true},
        {"you could !have", "you could call", true},
        {"you could !have", "you could have called", false},
        {"i am", "i'm here", true},
        {"let us", "let's go", true},
        {"is not", "it isn't", true},
        {"can not", "i can't", true},
        {"can not", "i cannot", true},
        {"going to", "i'm gonna go", true},
        {"i was", "i i was there", true}, /* a stutter counts once */
        {"i need", "i um need it", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool found = matches(cases[i].pattern, cases[i].text);
        if (found != cases[i].found)
            print_message("%s: %s\n", cases[i].pattern, cases[i].text);
        assert_int_equal(found, cases[i].found);
    }
}

static void patterns_outside_the_language_are_refused(void **state)
{
    (void)state;
    static const char *const broken[] = {"[nosuchclass]", "a||b", "", "do? need", "!a b", ".. a"};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        const char *texts[] = {"fine", broken[i]};
        struct pattern_set set;
        size_t bad = 0;
        assert_int_equal(pattern_set_new(texts, 2, &set, &bad), ERR_INPUT);
        assert_int_equal(bad, 1);
    }
}

static void tokens_know_their_word_and_the_pause_before(void **state)
{
    (void)state;
    struct words words;
    struct tokens tokens;
    struct word said[] = {{.text = "you've", .start_s = 0.0, .end_s = 0.4, .confidence = 0.9},
                          {.text = "um", .start_s = 0.5, .end_s = 0.7, .confidence = 0.9},
                          {.text = "lost", .start_s = 1.2, .end_s = 1.5, .confidence = 0.5}};
    words_init(&words);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(words_add(&words, &said[i]), ERR_NONE);
    assert_int_equal(tokens_from_words(&lexicon, &words, &tokens), ERR_NONE);
    assert_int_equal(tokens.count, 3);
    assert_true(token_is(&tokens.list[1], "have"));
    assert_int_equal(tokens.list[1].word, 0);
    assert_int_equal(tokens.list[2].word, 2);
    assert_true(tokens.list[2].pause_before_s > 0.499 && tokens.list[2].pause_before_s < 0.501);
    assert_true(tokens.list[2].confidence > 0.49 && tokens.list[2].confidence < 0.51);
    tokens_done(&tokens);
    words_done(&words);
}

static void stems_bring_forms_of_a_word_together(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{"proposals", "proposal"}, {"shouting", "shouted"},
                                           {"companies", "company"},  {"hired", "hire"},
                                           {"dropped", "dropping"},   {"calls", "call"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct tokens a = tokens_of(pairs[i][0]);
        struct tokens b = tokens_of(pairs[i][1]);
        assert_string_equal(a.list[0].stem, b.list[0].stem);
        tokens_done(&a);
        tokens_done(&b);
    }
}

static int set_up(void **state)
{
    (void)state;
    lexicon_init(&lexicon);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_match_what_they_say),
        cmocka_unit_test(patterns_outside_the_language_are_refused),
        cmocka_unit_test(tokens_know_their_word_and_the_pause_before),
        cmocka_unit_test(stems_bring_forms_of_a_word_together),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
