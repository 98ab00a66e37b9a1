#include "base/utf8.h"
#include "scenario/document.h"
#include "scenario/problem.h"
#include "scenario/syntax.h"
#include "scenario/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void a_misspelt_word_finds_the_one_that_was_meant(void **state)
{
    (void)state;
    static const char *const words[] = {"empathy", "open_question", "expectation",
                                        "heard",   "unheard",       "let_off",
                                        "rep",     "vocabulary",    "situation"};
    static const struct {
        const char *word, *meant;
    } table[] = {
        {"empaty", "empathy"},
        {"EMPATHY", "empathy"},
        {"emapthy", "empathy"},
        {"open question", "open_question"},
        {"open-questions", "open_question"},
        {"expectations", "expectation"},
        {"haerd", "heard"},
        {"un_heard", "unheard"},
        {"letoff", "let_off"},
        {"vocab", "vocabulary"},
        {"rpe", "rep"},
        {"kindness", NULL},
        {"x", NULL},
        {"", NULL},
        {"situational awareness of everybody in the room at once", NULL},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        const char *found = near_find(table[i].word, words, sizeof words / sizeof words[0]);
        if (table[i].meant == NULL) {
            assert_null(found);
        } else {
            assert_non_null(found);
            assert_string_equal(found, table[i].meant);
        }
    }
}

static void a_hint_lists_what_there_is_and_never_overflows(void **state)
{
    (void)state;
    const char *many[40];
    for (size_t i = 0; i < 40; i++)
        many[i] = "a word of some length";
    assert_string_equal(HINT("zzz", many, 2, "known are"),
                        "known are a word of some length, a word of some length");
    const char *hint = HINT("zzz", many, 40, "known are");
    assert_true(strlen(hint) < HINT_SIZE);
    assert_string_equal(hint + strlen(hint) - 5, ", ...");
}

static void a_quoted_text_is_short_and_harmless(void **state)
{
    (void)state;
    static const char long_one[] =
        "\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5"
        "\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5"
        "\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5";
    assert_string_equal(BRIEF("plain"), "plain");
    assert_string_equal(BRIEF("a\nb\tc\x1B[31m\xC2\x9B!\xFF"), "a b c?[31m?!?");
    const char *cut = BRIEF(long_one);
    assert_int_equal(strlen(cut), 16 * 3 + 3);
    assert_true(utf8_valid(cut, strlen(cut)));
}

static void white_space_is_tidied(void **state)
{
    (void)state;
    char title[] = " \n A\t small\n\n one \n", prose[] = "\n One.\n\n Two. \n\n", blank[] = " \n ";
    text_tidy(title, true);
    text_tidy(prose, false);
    text_tidy(blank, true);
    assert_string_equal(title, "A small one");
    assert_string_equal(prose, "One.\n\n Two.");
    assert_string_equal(blank, "");
}

static void problems_beyond_the_limit_are_counted(void **state)
{
    (void)state;
    struct problems p;
    problems_init(&p);
    for (int i = 0; i < PROBLEMS_MAX + 5; i++)
        problems_add(&p, i % 2 == 1, "a/scenario.yaml", i, "number %d", i);
    assert_int_equal(p.count, PROBLEMS_MAX);
    assert_int_equal(p.dropped, 5);
    assert_int_equal(p.errors, PROBLEMS_MAX / 2 + 3);
    assert_string_equal(p.list[PROBLEMS_MAX - 1].text, "number 199");
    assert_int_equal(p.list[PROBLEMS_MAX - 1].line, PROBLEMS_MAX - 1);
    assert_string_equal(p.list[7].file, "a/scenario.yaml");
    problems_done(&p);
    assert_null(p.list);
    assert_int_equal(p.count + p.capacity + p.errors + p.dropped, 0);
}

static void a_long_sentence_is_cut_between_letters(void **state)
{
    (void)state;
    char text[2 * DIAG_TEXT_MAX + 2] = "x";
    for (size_t i = 1; i + 2 < sizeof text; i += 2)
        memcpy(text + i, "\xC3\xA9", 3);
    struct problems p;
    problems_init(&p);
    problems_add(&p, false, text, 1, "%s", text);
    assert_int_equal(strlen(p.list[0].text), DIAG_TEXT_MAX - 1);
    assert_true(utf8_valid(p.list[0].text, strlen(p.list[0].text)));
    assert_true(utf8_valid(p.list[0].file, strlen(p.list[0].file)));
    problems_done(&p);
}

static void lines_are_counted_as_libyaml_does(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int lines;
    } table[] = {
        {"", 1},
        {"a", 1},
        {"a\n", 1},
        {"a\nb", 2},
        {"a\r\nb\r\n", 2},
        {"a\rb\r", 2},
        {"\n\n\n", 3},
        {"a\xC2\x85"
         "b",
         2},
        {"a\xE2\x80\xA8"
         "b",
         2},
        {"a\xE2\x80\xA9", 1},
        {"a\xE2\x80", 1},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        assert_int_equal(syntax_last_line(table[i].text, strlen(table[i].text)), table[i].lines);
}

/* libyaml needs 4.8 s for 64 KB of "[" when nobody stops it. */
static void deep_nesting_ends_the_reading_at_once(void **state)
{
    (void)state;
    static const char *const starts[] = {"[", "[\n", "{a: ", "- ", "? ", "{[", "- - \n"};
    char *text = malloc(DOCUMENT_BYTES_MAX);
    assert_non_null(text);
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        size_t step = strlen(starts[i]), length = 0;
        for (; length + step <= DOCUMENT_BYTES_MAX; length += step)
            memcpy(text + length, starts[i], step);
        struct document d;
        struct problems p;
        document_init(&d);
        problems_init(&p);
        assert_int_equal(document_read(text, length, "x", &d, &p), ERR_INPUT);
        assert_int_equal(p.count, 1);
        assert_int_equal(d.count, 0);
        problems_done(&p);
        document_done(&d);
    }
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_misspelt_word_finds_the_one_that_was_meant),
        cmocka_unit_test(a_hint_lists_what_there_is_and_never_overflows),
        cmocka_unit_test(a_quoted_text_is_short_and_harmless),
        cmocka_unit_test(white_space_is_tidied),
        cmocka_unit_test(problems_beyond_the_limit_are_counted),
        cmocka_unit_test(a_long_sentence_is_cut_between_letters),
        cmocka_unit_test(lines_are_counted_as_libyaml_does),
        cmocka_unit_test(deep_nesting_ends_the_reading_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
