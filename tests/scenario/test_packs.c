/* Packs that are fit to load, and what is in memory then. */
#include "scenario/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct scenario *load(const char *dir)
{
    struct scenario *s = NULL;
    struct problems problems;
    problems_init(&problems);
    enum err err = scenario_load(dir, &s, &problems);
    fixture_print(&problems);
    assert_int_equal(err, ERR_NONE);
    assert_int_equal(problems.count, 0);
    problems_done(&problems);
    return s;
}

static struct scenario *load_text(const char *text)
{
    fixture_write_text("scenario.yaml", text);
    return load(fixture_dir());
}

/* What scenario.h promises to whoever holds a scenario. */
static void check_promises(const struct scenario *s)
{
    assert_true(s->title[0] != '\0' && s->rep[0] != '\0' && s->name[0] != '\0');
    assert_non_null(s->role);
    assert_non_null(s->situation);
    assert_non_null(s->goal);
    assert_in_range(s->difficulty, 1, 3);
    assert_in_range(s->start, 0, s->turn_count - 1);
    for (size_t i = 0; i < s->turn_count; i++) {
        const struct scenario_turn *turn = &s->turns[i];
        assert_non_null(turn->caption);
        assert_int_equal(scenario_turn_index(s, turn->name), i);
        assert_int_equal(turn->next[OUTCOME_AGAIN], turn->ending != NULL ? -1 : (int)i);
        for (int o = OUTCOME_HEARD; o < OUTCOME_COUNT; o++) {
            if (turn->ending != NULL)
                assert_int_equal(turn->next[o], -1);
            else
                assert_in_range(turn->next[o], 0, s->turn_count - 1);
        }
        if (turn->ending == NULL)
            assert_int_equal(access(turn->audio, R_OK), 0);
    }
}

static void check_all_in(const char *dir, size_t expected)
{
    struct scenario **list = NULL;
    size_t count = 0;
    struct problems problems;
    problems_init(&problems);
    assert_int_equal(scenario_list(dir, &list, &count, &problems), ERR_NONE);
    fixture_print(&problems);
    assert_int_equal(problems.count, 0);
    assert_int_equal(count, expected);
    for (size_t i = 0; i < count; i++) {
        check_promises(list[i]);
        if (i > 0)
            assert_true(list[i - 1]->difficulty <= list[i]->difficulty);
    }
    scenario_list_free(list, count);
    problems_done(&problems);
}

static void all_bundled_packs_load_without_a_word(void **state)
{
    (void)state;
    check_all_in("scenarios", 14);
    check_all_in("tests/data/replies/scenarios", 4);
}

static void a_pack_holds_what_its_text_says(void **state)
{
    (void)state;
    struct scenario *s = load("scenarios/am-i-next");
    assert_string_equal(s->dir, "scenarios/am-i-next");
    assert_string_equal(s->name, "am-i-next");
    assert_string_equal(s->title, "Am I next");
    assert_string_equal(s->rep, "Nina");
    assert_string_equal(s->role, "sales development rep");
    assert_int_equal(s->difficulty, 2);
    assert_non_null(strstr(s->goal, "no false promises, no brushing it off. Then point her"));
    assert_int_equal(s->vocabulary_count, 6);
    assert_string_equal(s->vocabulary[5], "Ben");
    assert_int_equal(s->turn_count, 6);
    const struct scenario_turn *opening = &s->turns[s->start];
    assert_string_equal(opening->name, "opening");
    assert_string_equal(opening->audio, "scenarios/am-i-next/opening.flac");
    assert_int_equal(opening->line, 15);
    assert_int_equal(opening->expects, MOVE_BIT(MOVE_EMPATHY) | MOVE_BIT(MOVE_OPEN_QUESTION));
    assert_null(opening->ending);
    assert_non_null(strstr(opening->model_reply, "You watched Ben"));
    assert_string_equal(s->turns[opening->next[OUTCOME_HEARD]].name, "opens_up");
    assert_string_equal(s->turns[opening->next[OUTCOME_UNHEARD]].name, "shuts_down");
    const struct scenario_turn *opens_up = &s->turns[scenario_turn_index(s, "opens_up")];
    assert_string_equal(s->turns[opens_up->next[OUTCOME_LET_OFF]].name, "drifts");
    assert_string_equal(s->turns[opens_up->next[OUTCOME_LET_OFF]].ending, "let_off_the_hook");
    assert_int_equal(scenario_turn_index(s, "nowhere"), -1);
    scenario_free(s);
}

static void being_let_off_without_a_branch_of_its_own_goes_where_unheard_goes(void **state)
{
    (void)state;
    char *text = fixture_edit("      unheard: done\n",
                              "      unheard: cold\n"
                              "  cold:\n    caption: Fine.\n    ending: compliance\n");
    struct scenario *s = load_text(text);
    assert_int_equal(s->turns[s->start].next[OUTCOME_UNHEARD], scenario_turn_index(s, "cold"));
    assert_int_equal(s->turns[s->start].next[OUTCOME_LET_OFF], scenario_turn_index(s, "cold"));
    scenario_free(s);
    free(text);
}

static void endings_may_be_silent_and_optional_texts_empty(void **state)
{
    (void)state;
    struct scenario *s = load_text(fixture_text);
    const struct scenario_turn *done = &s->turns[scenario_turn_index(s, "done")];
    assert_null(done->audio);
    assert_string_equal(done->caption, "Bye.");
    assert_int_equal(done->line, 15);
    assert_string_equal(s->role, "");
    assert_string_equal(s->situation, "");
    assert_string_equal(s->goal, "");
    assert_null(s->turns[s->start].model_reply);
    scenario_free(s);
}

static void an_ending_may_be_heard_without_being_read(void **state)
{
    (void)state;
    char *text = fixture_edit("    caption: Bye.\n", "    audio: ./opening.wav\n");
    struct scenario *s = load_text(text);
    const struct scenario_turn *done = &s->turns[scenario_turn_index(s, "done")];
    assert_string_equal(done->caption, "");
    assert_string_equal(done->audio, fixture_path("./opening.wav"));
    scenario_free(s);
    free(text);
}

static void texts_are_trimmed_and_titles_stand_in_one_line(void **state)
{
    (void)state;
    char *text = fixture_edit("title: A small one\n", "title: >\n  \"A\n\n  small\" one\n\n"
                                                      "situation: |\n  One.\n\n  Two.\n\n");
    struct scenario *s = load_text(text);
    assert_string_equal(s->title, "\"A small\" one");
    assert_string_equal(s->situation, "One.\n\nTwo.");
    scenario_free(s);
    free(text);
}

static void files_from_windows_load(void **state)
{
    (void)state;
    char text[2 * 1024] = "\xEF\xBB\xBF", *to = text + strlen(text);
    for (const char *from = fixture_text; *from != '\0'; from++) {
        if (*from == '\n')
            *to++ = '\r';
        *to++ = *from;
    }
    *to = '\0';
    struct scenario *s = load_text(text);
    assert_string_equal(s->title, "A small one");
    assert_int_equal(s->turns[1].line, 15);
    scenario_free(s);
}

static void one_document_may_be_marked_as_such(void **state)
{
    (void)state;
    char text[2 * 1024];
    snprintf(text, sizeof text, "# ours\n%%YAML 1.1\n---\n%s...\n", fixture_text);
    struct scenario *s = load_text(text);
    assert_int_equal(s->turns[0].line, 11);
    scenario_free(s);
}

static void letters_of_any_language_are_kept(void **state)
{
    (void)state;
    char *text = fixture_edit("rep: Ann", "rep: \"Zo\\u00EB \xE6\x97\xA5\xE6\x9C\xAC\"");
    struct scenario *s = load_text(text);
    assert_string_equal(s->rep, "Zo\xC3\xAB \xE6\x97\xA5\xE6\x9C\xAC");
    scenario_free(s);
    free(text);
}

static void sounds_may_lie_in_a_folder_of_the_pack(void **state)
{
    (void)state;
    char command[256];
    snprintf(command, sizeof command, "mkdir %s/sounds", fixture_dir());
    assert_int_equal(system(command), 0);
    fixture_write_wav("sounds/one.wav", 80);
    char *text = fixture_edit("opening.wav", "sounds/one.wav");
    struct scenario *s = load_text(text);
    assert_string_equal(s->turns[0].audio, fixture_path("sounds/one.wav"));
    scenario_free(s);
    free(text);
}

static void a_trailing_slash_and_a_dot_change_nothing(void **state)
{
    (void)state;
    struct scenario *s = load("scenarios/am-i-next//");
    assert_string_equal(s->dir, "scenarios/am-i-next//");
    assert_string_equal(s->name, "am-i-next");
    assert_string_equal(s->turns[0].audio, "scenarios/am-i-next/opening.flac");
    scenario_free(s);
    s = load("scenarios/am-i-next/.");
    assert_string_equal(s->name, "am-i-next");
    scenario_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_bundled_packs_load_without_a_word),
        cmocka_unit_test(a_pack_holds_what_its_text_says),
        cmocka_unit_test(being_let_off_without_a_branch_of_its_own_goes_where_unheard_goes),
        cmocka_unit_test(endings_may_be_silent_and_optional_texts_empty),
        cmocka_unit_test(an_ending_may_be_heard_without_being_read),
        cmocka_unit_test(texts_are_trimmed_and_titles_stand_in_one_line),
        cmocka_unit_test(files_from_windows_load),
        cmocka_unit_test(one_document_may_be_marked_as_such),
        cmocka_unit_test(letters_of_any_language_are_kept),
        cmocka_unit_test(sounds_may_lie_in_a_folder_of_the_pack),
        cmocka_unit_test(a_trailing_slash_and_a_dot_change_nothing),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
