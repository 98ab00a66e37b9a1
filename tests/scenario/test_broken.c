/* What is said about a text that is wrong: the sentence, the line, and nothing besides. */
#include "scenario/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum what { ERROR, WARNING, ONE_OF_TWO /* an error, and a second problem with it */ };

/* One edit of fixture_text, and the problem that it makes. */
struct broken {
    const char *find, *put;
    int line;
    enum what what;
    const char *says;
};

static void check_table(const struct broken *table, size_t size)
{
    size_t failed = 0;
    for (size_t i = 0; i < size; i++) {
        const struct broken *b = &table[i];
        char *text = fixture_edit(b->find, b->put);
        struct scenario *s = NULL;
        struct problems problems;
        problems_init(&problems);
        fixture_write_text("scenario.yaml", text);
        enum err err = scenario_load(fixture_dir(), &s, &problems);
        size_t count = b->what == ONE_OF_TWO ? 2 : 1;
        bool warning = b->what == WARNING;
        bool good = fixture_has(&problems, warning, b->line, b->says) && problems.count == count &&
                    (s != NULL) == warning && err == (warning ? ERR_NONE : ERR_INPUT) &&
                    (problems.errors == 0) == warning;
        if (!good) {
            print_message("case %zu: \"%s\" for \"%s\" gives %zu problems, %zu are right\n", i,
                          b->put, b->find, problems.count, count);
            fixture_print(&problems);
            failed++;
        }
        scenario_free(s);
        problems_done(&problems);
        free(text);
    }
    assert_int_equal(failed, 0);
}

#define CHECK(table) check_table((table), sizeof(table) / sizeof(table)[0])

static void unknown_keys_are_warned_about_and_ignored(void **state)
{
    (void)state;
    static const struct broken table[] = {
        {"rep: Ann", "rep: Ann\nroll: boss", 4, WARNING, "did you mean 'role'?"},
        {"rep: Ann", "rep: Ann\ncolour: red", 4, WARNING, "known are format, title, rep"},
        {"rep: Ann", "rep: Ann\ncaption: Hi.", 4, WARNING, "'caption' belongs to a turn"},
        {"    caption: Bye.", "    caption: Bye.\n    goal: x", 17, WARNING,
         "turn 'done': 'goal' belongs to the top level"},
        {"    caption: Bye.", "    caption: Bye.\n    Model-Reply: x", 17, WARNING,
         "did you mean 'model_reply'?"},
        {"      heard: done", "      heard: done\n      let-off: done", 14, WARNING,
         "did you mean 'let_off'?"},
        {"      heard: done", "      heard: done\n      again: done", 14, WARNING,
         "known are heard, unheard, let_off"},
        {"      heard: done", "      heard: done\n      ending: x", 14, WARNING,
         "belongs to the turn itself"},
        {"rep: Ann", "rep: Ann\n\"\\u65E5\\u672C\": x", 4, WARNING, "'日本' is not known"},
    };
    CHECK(table);
}

static void top_level_keys_are_checked(void **state)
{
    (void)state;
    static const struct broken table[] = {
        {"format: 1\n", "", 1, ERROR, "'format' is missing"},
        {"format: 1", "format: 2", 1, ERROR, "this pack is of format 2"},
        {"format: 1\ntitle: A small one", "format: 12\ntitle: [x]", 1, ERROR, "of format 12"},
        {"format: 1", "format: one", 1, ERROR, "'format' must be 1, not one"},
        {"format: 1", "format: 0", 1, ERROR, "'format' must be 1, not 0"},
        {"format: 1", "format:", 1, ERROR, "'format' must be 1, not nothing"},
        {"format: 1", "format: [1]", 1, ERROR, "'format' must be 1, not a list"},
        {"format: 1", "fromat: 1", 1, ONE_OF_TWO, "'format' is missing"},
        {"title: A small one\n", "", 1, ERROR, "'title' is missing"},
        {"title: A small one", "title:", 2, ERROR, "'title' has no value"},
        {"title: A small one", "title: \"  \"", 2, ERROR, "'title' has no value"},
        {"title: A small one", "title: {a: b}", 2, ERROR, "'title' must be a text, not a mapping"},
        {"rep: Ann\n", "", 1, ERROR, "'rep' is missing"},
        {"rep: Ann", "rep: [Ann, Bob]", 3, ERROR, "'rep' must be a text, not a list"},
        {"rep: Ann", "rep: Ann\nrole: ~", 4, WARNING, "'role' has no value"},
        {"difficulty: 2\n", "", 1, WARNING, "'difficulty' is missing and counts as 2"},
        {"difficulty: 2", "difficulty: 4", 4, ERROR, "1 (gentle), 2 (firm) or 3 (hard), not 4"},
        {"difficulty: 2", "difficulty: 0", 4, ERROR, "1 (gentle), 2 (firm) or 3 (hard), not 0"},
        {"difficulty: 2", "difficulty: hard", 4, ERROR, "3 (hard), not hard"},
        {"difficulty: 2", "difficulty: [2]", 4, ERROR, "3 (hard), not a list"},
        {"vocabulary: [forecast]", "vocabulary: forecast", 5, ERROR,
         "'vocabulary' must be a list, such as [forecast, Ann]"},
        {"vocabulary: [forecast]", "vocabulary: [a, [b]]", 5, ERROR, "must be a text, not a list"},
        {"vocabulary: [forecast]", "vocabulary:\n- a\n-\n- c", 7, WARNING, "has no value"},
        {"start: opening\n", "", 1, ERROR, "'start' is missing"},
        {"start: opening", "start: openning", 6, ERROR, "did you mean 'opening'?"},
        {"start: opening", "start: nowhere", 6, ERROR, "the turns are opening, done"},
        {"start: opening", "start: done", 6, ERROR, "'done', an ending"},
        {"turns:\n", "turn:\n", 1, ONE_OF_TWO, "'turns' is missing"},
    };
    CHECK(table);
}

static void turns_are_checked(void **state)
{
    (void)state;
    static const struct broken table[] = {
        {"    audio: opening.wav\n", "", 8, ERROR, "'audio' is missing; only an ending"},
        {"    audio: opening.wav\n    caption: Hello.\n", "", 8, ERROR,
         "turn 'opening': has neither 'audio' nor 'caption'"},
        {"    caption: Bye.\n", "", 15, ERROR, "turn 'done': has neither 'audio' nor 'caption'"},
        {"    caption: Hello.\n", "", 8, WARNING, "turn 'opening': 'caption' is missing"},
        {"    caption: Hello.", "    caption: [Hello]", 10, ERROR, "'caption' must be a text"},
        {"    expects: [empathy]\n", "", 8, WARNING, "'expects' is missing"},
        {"[empathy]", "empathy", 11, ERROR, "must be a list in brackets"},
        {"[empathy]", "[emphathy]", 11, ERROR, "did you mean 'empathy'?"},
        {"[empathy]", "[empathy, open question]", 11, ERROR, "did you mean 'open_question'?"},
        {"[empathy]", "[kindness]", 11, ERROR, "known are empathy, open_question, expectation"},
        {"[empathy]", "[command]", 11, ERROR, "'command', which no good reply needs"},
        {"[empathy]", "[empathy, empathy]", 11, WARNING, "lists 'empathy' twice"},
        {"[empathy]", "\n    - empathy\n    - [x]", 13, ERROR, "names of moves, not a list"},
        {"      heard: done\n", "", 12, ERROR, "turn 'opening': 'heard' is missing"},
        {"      unheard: done\n", "", 12, ERROR, "turn 'opening': 'unheard' is missing"},
        {"      unheard: done", "      unheard: don", 14, ERROR, "did you mean 'done'?"},
        {"      unheard: done", "      unheard: done\n      let_off: gone", 15, ERROR,
         "'next: let_off' names 'gone'"},
        {"      unheard: done", "      unheard: [done]", 14, ERROR, "must be a text, not a list"},
        {"    next:\n      heard: done\n      unheard: done\n", "", 8, ERROR,
         "neither 'next' nor 'ending'"},
        {"    next:\n      heard: done\n      unheard: done\n", "    next: done\n", 12, ERROR,
         "'next' must hold 'heard: ...' and 'unheard: ...'"},
        {"    ending: commitment", "    ending: commitment\n    next: {heard: done, unheard: done}",
         18, ERROR, "both 'ending' and 'next'"},
        {"    ending: commitment", "    ending:", 17, ERROR, "'ending' has no value"},
        {"    ending: commitment", "    ending: comitment", 17, WARNING,
         "did you mean 'commitment'?"},
        {"    ending: commitment", "    ending: x\n    expects: [empathy]", 18, WARNING,
         "'expects' has no use in an ending"},
        {"  done:\n",
         "  a_name_that_nobody_could_read_out_in_one_go:\n    caption: x\n    ending: y\n  done:\n",
         15, ONE_OF_TWO, "has 43 characters; at most 40 fit"},
        {"  done:\n    caption: Bye.\n    ending: commitment\n", "  done: bye\n", 15, ERROR,
         "turn 'done': must hold keys such as"},
        {"  done:\n", "  aside:\n    caption: Oh.\n    ending: x\n  done:\n", 15, WARNING,
         "turn 'aside': nothing leads here"},
        {"      heard: done\n      unheard: done", "      heard: opening\n      unheard: opening",
         8, ONE_OF_TWO, "turn 'opening': from here no ending can be reached"},
        {"  done:\n    caption: Bye.\n    ending: commitment\n",
         "  done:\n    audio: opening.wav\n    caption: And?\n    expects: []\n"
         "    next: {heard: done, unheard: opening}\n",
         8, ERROR, "no ending can be reached"},
        {"      heard: done\n",
         "      heard: loop\n      let_off: done\n"
         "  loop:\n    audio: opening.wav\n    caption: Round.\n    expects: [empathy]\n"
         "    next: {heard: loop, unheard: loop}\n  other:\n    caption: x\n    ending: x\n"
         "    note:\n",
         12, ONE_OF_TWO, "'unheard' is missing"},
    };
    CHECK(table);
}

static void broken_yaml_is_explained(void **state)
{
    (void)state;
    static const struct broken table[] = {
        {"rep: Ann", "rep: Ann\nrep: Bob", 4, ERROR, "a second time (first in line 3)"},
        {"  done:\n", "  done:\n    caption: x\n    ending: y\n  done:\n", 18, ERROR,
         "'done' stands here a second time (first in line 15)"},
        {"rep: Ann", "rep: &ann Ann", 3, ERROR, "anchors (&ann) are not taken"},
        {"rep: Ann", "rep: *ann", 3, ERROR, "aliases (*ann) are not taken"},
        {"rep: Ann", "rep: *really* Ann", 3, ERROR, "starts with * must be in quotes"},
        {"rep: Ann", "rep: !!str Ann", 3, ERROR, "tags (tag:yaml.org,2002:str) are not taken"},
        {"rep: Ann", "rep: !Ann", 3, ERROR, "must be in quotes"},
        {"rep: Ann", "rep: Ann\n<<: *other", 4, ONE_OF_TWO, "aliases (*other)"},
        {"rep: Ann", "rep: Ann\n*a : x", 4, ERROR, "aliases (*a)"},
        {"rep: Ann", "rep: Ann\n\"\": x", 4, ERROR, "no key before the ':'"},
        {"rep: Ann", "rep: Ann\n? [a, b]\n: x", 4, ERROR, "a list stands where a key belongs"},
        {"    ending: commitment\n", "    ending: commitment\n---\ntitle: Two\n", 18, ERROR,
         "a second document starts here"},
        {"format: 1", "%TAG !e! tag:e.org,2000:\n---\nformat: 1", 1, ERROR, "%TAG is not taken"},
        {"rep: Ann", "rep:\tAnn\n\trole: x", 4, ERROR, "a tab; YAML is indented with spaces"},
        {"rep: Ann", "rep: @ann", 3, ERROR, "starts with @ must be in quotes"},
        {"rep: Ann", "rep: `Ann`", 3, ERROR, "starts with ` must be in quotes"},
        {"    caption: Hello.", "    caption: Well: hello.", 10, ERROR,
         "a text with ': ' in it must be in quotes"},
        {"    caption: Hello.", "    caption: \"Hello", 10, ERROR, "opened here and never closed"},
        {"    caption: Hello.", "    caption: 'Hello", 10, ERROR, "opened here and never closed"},
        {"    caption: Hello.", "    caption: \"Yes\" she said", 10, ERROR,
         "closing quotation mark"},
        {"    caption: Hello.", "    caption: \"a \\q\"", 10, ERROR, "use single quotes"},
        {"    caption: Hello.", "    caption: \"a \\x4\"", 10, ERROR, "use single quotes"},
        {"    caption: Hello.", "    caption: \"a \\0 b\"", 10, ERROR, "a control character"},
        {"    caption: Hello.", "    caption: \"a \\e[31m\"", 10, ERROR, "a control character"},
        {"rep: Ann", "rep: Ann\n\"a\\nb\": x", 4, ERROR, "a key holds a control character"},
        {"    caption: Hello.", "    caption: >- Hello", 10, ERROR,
         "the text starts on the next line"},
        {"    caption: Hello.", "    caption: >-\n    Hello.", 11, ERROR, "no 'key: value'"},
        {"rep: Ann", "rep: Ann\nrole", 4, ERROR, "no 'key: value'"},
        {"rep: Ann", "rep: Ann\n  role: boss", 4, ERROR, "keys of one level start in one column"},
        {"[empathy]", "[empathy", 11, ERROR, "the list that starts here with '['"},
        {"    next:\n      heard: done\n      unheard: done\n",
         "    next: {heard: done, unheard: done\n", 12, ERROR, "starts here with '{'"},
        {"vocabulary: [forecast]", "vocabulary: [[[[[[[[x]]]]]]]]", 5, ERROR, "deeper than 8"},
        {"  done:\n", " done:\n", 15, ERROR, "keys of one level start in one column"},
        {"rep: Ann", "rep: A\x01nn", 3, ERROR, "a control character in this line"},
        {"rep: Ann", "rep: A\xC2\x9Bnn", 3, ERROR, "a control character in this line"},
        {"rep: Ann", "rep: Ren\xE9", 3, ERROR, "not UTF-8; save the file as UTF-8"},
        {"rep: Ann", "rep: \xED\xA0\x80", 3, ERROR, "not UTF-8"},
        {"rep: Ann", "rep: A\xEF\xBB\xBFnn", 3, ERROR, "an invisible character"},
    };
    CHECK(table);
}

static void names_of_sounds_stay_inside_the_pack(void **state)
{
    (void)state;
    static const struct broken table[] = {
        {"opening.wav", "/etc/passwd", 9, ERROR, "starts with '/'"},
        {"opening.wav", "../opening.wav", 9, ERROR, "leads out of the pack's folder"},
        {"opening.wav", "a/../../opening.wav", 9, ERROR, "leads out of the pack's folder"},
        {"opening.wav", "a//..", 9, ERROR, "leads out of the pack's folder"},
        {"opening.wav", "..", 9, ERROR, "leads out of the pack's folder"},
        {"opening.wav", "..\\opening.wav", 9, ERROR, "has a backslash"},
        {"opening.wav", "'C:\\opening.wav'", 9, ERROR, "has a backslash"},
        {"opening.wav", "\"a\\nb.wav\"", 9, ERROR, "has a line break or a tab"},
        {"opening.wav", "\"a\\tb.wav\"", 9, ERROR, "has a line break or a tab"},
        {"opening.wav", "\"a\\0.wav\"", 9, ERROR, "a control character"},
        {"opening.wav", "Opening.WAV", 9, ERROR, "did you mean 'opening.wav'?"},
        {"opening.wav", "..opening.wav", 9, ERROR, "there is no file '..opening.wav'"},
        {"opening.wav", "tune.flac", 9, ERROR, "it holds opening.wav"},
        {"opening.wav", "opening.wav/x", 9, ERROR, "there is no file"},
        {"opening.wav", ".", 9, ERROR, "leads out of the pack"},
        {"opening.wav", "scenario.yaml", 9, ERROR, "not a sound file"},
    };
    CHECK(table);
}

/* `head`, then `count` numbers of so many digits, each with `before` and `after`, then `tail`. */
static char *numbers(const char *head, const char *before, int digits, const char *after,
                     size_t count, const char *tail)
{
    size_t each = strlen(before) + strlen(after) + (size_t)digits;
    char *text = malloc(strlen(head) + count * each + strlen(tail) + 1);
    assert_non_null(text);
    char *at = text + sprintf(text, "%s", head);
    for (size_t i = 0; i < count; i++)
        at += sprintf(at, "%s%0*zu%s", before, digits, i, after);
    strcpy(at, tail);
    return text;
}

static void check_put(const char *find, char *put, int line, const char *says)
{
    const struct broken b = {find, put, line, ERROR, says};
    check_table(&b, 1);
    free(put);
}

static void everything_has_a_limit(void **state)
{
    (void)state;
    static const char more[] = ": {caption: x, ending: y}\n", done[] = "  done:\n";
    check_put(done, numbers("", "  t", 2, more, 63, done), 78, "more than 64 turns");
    check_put("[forecast]", numbers("[x", ", w", 2, "", 64, "]"), 5, "more than 64 entries");
    check_put("[forecast]", numbers("[x", ", w", 4, "", 5000, "]"), 5, "more than 4096 entries");
    check_put("A small one", numbers("", "word ", 4, ".", 11, ""), 2,
              "'title' has 110 characters; at most 100 fit");
    check_put("Hello.", numbers("x", "", 10, "", 200, ""), 10, "2001 characters; at most 2000 fit");
    check_put("opening.wav", numbers("x", "", 10, "", 20, ""), 9, "keep it under 200 letters");
    check_put("Hello.", numbers("x", "", 10, "", 7000, ""), 0, "at most 65536 are read");
}

static void all_problems_are_reported_in_the_order_of_their_lines(void **state)
{
    (void)state;
    struct scenario *s = NULL;
    struct problems problems;
    problems_init(&problems);
    fixture_write_text("scenario.yaml", "format: 1\n"
                                        "titel: x\n"
                                        "rep: Ann\n"
                                        "difficulty: 9\n"
                                        "start: opening\n"
                                        "turns:\n"
                                        "  opening:\n"
                                        "    audio: nothing.wav\n"
                                        "    caption: Hi.\n"
                                        "    expects: [empaty, expectations]\n"
                                        "    next: {heard: nowhere}\n"
                                        "  done:\n"
                                        "    ending: x\n");
    assert_int_equal(scenario_load(fixture_dir(), &s, &problems), ERR_INPUT);
    assert_null(s);
    assert_true(fixture_has(&problems, false, 1, "'title' is missing"));
    assert_true(fixture_has(&problems, true, 2, "did you mean 'title'?"));
    assert_true(fixture_has(&problems, false, 4, "'difficulty'"));
    assert_true(fixture_has(&problems, false, 8, "there is no file 'nothing.wav'"));
    assert_true(fixture_has(&problems, false, 10, "did you mean 'empathy'?"));
    assert_true(fixture_has(&problems, false, 10, "did you mean 'expectation'?"));
    assert_true(fixture_has(&problems, false, 11, "'next: heard' names 'nowhere'"));
    assert_true(fixture_has(&problems, false, 11, "'unheard' is missing"));
    assert_true(fixture_has(&problems, false, 12, "neither 'audio' nor 'caption'"));
    assert_int_equal(problems.count, 9);
    assert_int_equal(problems.errors, 8);
    for (size_t i = 1; i < problems.count; i++)
        assert_true(problems.list[i - 1].line <= problems.list[i].line);
    for (size_t i = 0; i < problems.count; i++)
        assert_string_equal(problems.list[i].file, fixture_path("scenario.yaml"));
    problems_done(&problems);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unknown_keys_are_warned_about_and_ignored),
        cmocka_unit_test(top_level_keys_are_checked),
        cmocka_unit_test(turns_are_checked),
        cmocka_unit_test(broken_yaml_is_explained),
        cmocka_unit_test(names_of_sounds_stay_inside_the_pack),
        cmocka_unit_test(everything_has_a_limit),
        cmocka_unit_test(all_problems_are_reported_in_the_order_of_their_lines),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
