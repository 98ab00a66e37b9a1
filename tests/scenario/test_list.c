#include "scenario/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

struct listing {
    struct scenario **list;
    size_t count;
    struct problems problems;
    enum err err;
};

static struct listing list_of(const char *dir)
{
    struct listing l = {0};
    problems_init(&l.problems);
    l.err = scenario_list(dir, &l.list, &l.count, &l.problems);
    return l;
}

static void done(struct listing *l)
{
    scenario_list_free(l->list, l->count);
    problems_done(&l->problems);
}

static void add_pack(const char *name, const char *title, const char *difficulty)
{
    char path[64], text[512];
    snprintf(path, sizeof path, "packs/%s", name);
    assert_int_equal(mkdir(fixture_path(path), 0700), 0);
    snprintf(path, sizeof path, "packs/%s/opening.wav", name);
    fixture_write_wav(path, 80);
    snprintf(path, sizeof path, "packs/%s/scenario.yaml", name);
    snprintf(text, sizeof text, "difficulty: %s\ntitle: %s\nformat: 1\n%s", difficulty, title,
             strstr(fixture_text, "rep: Ann"));
    char *twin = strstr(text, "difficulty: 2\nvocabulary");
    memmove(twin, strchr(twin, '\n') + 1, strlen(strchr(twin, '\n')));
    fixture_write_text(path, text);
}

static void make_packs(void)
{
    assert_int_equal(mkdir(fixture_path("packs"), 0700), 0);
    add_pack("a", "zebra", "1");
    add_pack("b", "Apple", "3");
    add_pack("c", "ant", "2");
    add_pack("d", "Bee", "2");
    add_pack("f", "ant", "2");
    add_pack("e", "Ant", "2");
}

static void packs_are_sorted_by_difficulty_and_then_title(void **state)
{
    (void)state;
    static const char order[] = "acefdb";
    make_packs();
    fixture_write_text("packs/README.md", "no pack");
    assert_int_equal(mkdir(fixture_path("packs/notes"), 0700), 0);
    struct listing l = list_of(fixture_path("packs"));
    assert_int_equal(l.err, ERR_NONE);
    fixture_print(&l.problems);
    assert_int_equal(l.problems.count, 0);
    assert_int_equal(l.count, strlen(order));
    for (size_t i = 0; i < l.count; i++)
        assert_int_equal(l.list[i]->name[0], order[i]);
    done(&l);
}

static void broken_packs_are_left_out_and_named(void **state)
{
    (void)state;
    make_packs();
    fixture_write_text("packs/d/scenario.yaml", "format: 2\n");
    fixture_write_text("packs/b/opening.wav", "no sound");
    struct listing l = list_of(fixture_path("packs"));
    assert_int_equal(l.err, ERR_NONE);
    assert_int_equal(l.count, 4);
    assert_int_equal(l.problems.count, 2);
    assert_true(fixture_has(&l.problems, false, 1, "of format 2"));
    assert_true(fixture_has(&l.problems, false, -1, "not a sound file"));
    assert_string_equal(l.problems.list[0].file, fixture_path("packs/b/scenario.yaml"));
    assert_string_equal(l.problems.list[1].file, fixture_path("packs/d/scenario.yaml"));
    done(&l);
}

static void a_folder_without_packs_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *dir, *says;
    } table[] = {
        {"packs", "no folder in here holds a scenario.yaml"},
        {"nothing", "there is no such folder"},
        {"opening.wav", "this is a file"},
        {".", "this is a single pack"},
    };
    assert_int_equal(mkdir(fixture_path("packs"), 0700), 0);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct listing l = list_of(fixture_path(table[i].dir));
        assert_int_equal(l.err, ERR_INPUT);
        assert_null(l.list);
        assert_int_equal(l.problems.count, 1);
        assert_true(fixture_has(&l.problems, false, 0, table[i].says));
        done(&l);
    }
}

static void a_folder_with_nothing_but_broken_packs_is_refused(void **state)
{
    (void)state;
    assert_int_equal(mkdir(fixture_path("packs"), 0700), 0);
    add_pack("a", "x", "7");
    struct listing l = list_of(fixture_path("packs"));
    assert_int_equal(l.err, ERR_INPUT);
    assert_int_equal(l.count, 0);
    assert_true(fixture_has(&l.problems, false, 1, "'difficulty'"));
    assert_true(
        fixture_has(&l.problems, false, 0, "no pack in this folder is fit to load (1 refused)"));
    done(&l);
}

#define IN_A_FRESH_FOLDER(test)                                                                    \
    cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_FRESH_FOLDER(packs_are_sorted_by_difficulty_and_then_title),
        IN_A_FRESH_FOLDER(broken_packs_are_left_out_and_named),
        IN_A_FRESH_FOLDER(a_folder_without_packs_is_refused),
        IN_A_FRESH_FOLDER(a_folder_with_nothing_but_broken_packs_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
