/* What the disk holds: folders that are no packs, files that lead elsewhere, clips that are none.
 */
#define _XOPEN_SOURCE 700

#include "scenario/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { NOBODY = 65534 };

static bool is_refused(const char *dir, int line, const char *says)
{
    struct scenario *s = NULL;
    struct problems problems;
    problems_init(&problems);
    enum err err = scenario_load(dir, &s, &problems);
    bool good = err == ERR_INPUT && s == NULL && problems.count == 1 &&
                fixture_has(&problems, false, line, says);
    if (!good)
        fixture_print(&problems);
    scenario_free(s);
    problems_done(&problems);
    return good;
}

static void refuses_what_is_no_folder(void **state)
{
    (void)state;
    assert_true(is_refused(fixture_path("nothing"), 0, "there is no such folder"));
    assert_true(is_refused("", 0, "name the pack's folder"));
    assert_true(is_refused(fixture_path("opening.wav"), 0, "this is a file; a pack is a folder"));
    assert_true(is_refused(fixture_path("scenario.yaml"), 0, "name the folder that it is in"));
    assert_true(is_refused(fixture_path("opening.wav/x"), 0, "a part of this path is a file"));
}

static void refuses_a_folder_without_its_text(void **state)
{
    (void)state;
    assert_int_equal(mkdir(fixture_path("empty"), 0700), 0);
    assert_true(is_refused(fixture_path("empty"), 0, "the folder is empty"));
    fixture_write_wav("empty/opening.wav", 80);
    assert_true(is_refused(fixture_path("empty"), 0, "there is no scenario.yaml in this folder"));
    fixture_write_text("empty/Scenario.yml", fixture_text);
    assert_true(is_refused(fixture_path("empty"), 0, "rename 'Scenario.yml' if that is it"));
}

static void refuses_a_text_that_is_none(void **state)
{
    (void)state;
    fixture_write_text("scenario.yaml", "");
    assert_true(is_refused(fixture_dir(), 0, "only white space or comments"));
    fixture_write_text("scenario.yaml", "# nothing yet\n\n");
    assert_true(is_refused(fixture_dir(), 0, "only white space or comments"));
    fixture_write_text("scenario.yaml", "- title: x\n");
    assert_true(is_refused(fixture_dir(), 1, "not a list"));
    fixture_write_text("scenario.yaml", "Once upon a time\n");
    assert_true(is_refused(fixture_dir(), 1, "not a text"));
    fixture_write("scenario.yaml",
                  "\xFF\xFE"
                  "f\0o\0",
                  6);
    assert_true(is_refused(fixture_dir(), 1, "saved as UTF-16"));
    fixture_write("scenario.yaml", "format: 1\ntitle: \0\n", 19);
    assert_true(is_refused(fixture_dir(), 2, "a zero byte in this line"));
    assert_int_equal(remove(fixture_path("scenario.yaml")), 0);
    assert_int_equal(mkdir(fixture_path("scenario.yaml"), 0700), 0);
    assert_true(is_refused(fixture_dir(), 0, "no ordinary file"));
}

static void a_pipe_is_refused_and_not_waited_for(void **state)
{
    (void)state;
    assert_int_equal(remove(fixture_path("scenario.yaml")), 0);
    assert_int_equal(mkfifo(fixture_path("scenario.yaml"), 0600), 0);
    assert_true(is_refused(fixture_dir(), 0, "no ordinary file"));
    assert_int_equal(remove(fixture_path("scenario.yaml")), 0);
    fixture_write_text("scenario.yaml", fixture_text);
    assert_int_equal(remove(fixture_path("opening.wav")), 0);
    assert_int_equal(mkfifo(fixture_path("opening.wav"), 0600), 0);
    assert_true(is_refused(fixture_dir(), 9, "is a device or a pipe"));
}

static void refuses_a_pack_that_climbs_out_of_its_folder_by_a_link(void **state)
{
    (void)state;
    assert_int_equal(mkdir(fixture_path("pack"), 0700), 0);
    fixture_write_text("pack/scenario.yaml", fixture_text);
    assert_int_equal(symlink("../opening.wav", fixture_path("pack/opening.wav")), 0);
    assert_true(is_refused(fixture_path("pack"), 9, "a link that leads out of the pack"));
    assert_int_equal(remove(fixture_path("pack/opening.wav")), 0);
    assert_int_equal(symlink(fixture_dir(), fixture_path("pack/up")), 0);
    char *text = fixture_edit("opening.wav", "up/opening.wav");
    fixture_write_text("pack/scenario.yaml", text);
    free(text);
    assert_true(is_refused(fixture_path("pack"), 9, "a link that leads out of the pack"));
    assert_int_equal(remove(fixture_path("pack/scenario.yaml")), 0);
    assert_int_equal(symlink("../scenario.yaml", fixture_path("pack/scenario.yaml")), 0);
    assert_true(is_refused(fixture_path("pack"), 0, "a link that leads out of the pack"));
}

static void a_folder_whose_name_begins_like_the_packs_is_outside(void **state)
{
    (void)state;
    assert_int_equal(mkdir(fixture_path("pack"), 0700), 0);
    assert_int_equal(mkdir(fixture_path("pack-two"), 0700), 0);
    fixture_write_text("pack/scenario.yaml", fixture_text);
    fixture_write_wav("pack-two/opening.wav", 80);
    assert_int_equal(symlink("../pack-two/opening.wav", fixture_path("pack/opening.wav")), 0);
    assert_true(is_refused(fixture_path("pack"), 9, "a link that leads out of the pack"));
}

static void links_inside_a_pack_and_to_a_pack_are_followed(void **state)
{
    (void)state;
    assert_int_equal(rename(fixture_path("opening.wav"), fixture_path("real.wav")), 0);
    assert_int_equal(symlink("real.wav", fixture_path("opening.wav")), 0);
    assert_int_equal(symlink(".", fixture_path("other-name")), 0);
    struct scenario *s = NULL;
    struct problems problems;
    problems_init(&problems);
    assert_int_equal(scenario_load(fixture_path("other-name"), &s, &problems), ERR_NONE);
    assert_string_equal(s->name, "other-name");
    assert_int_equal(problems.count, 0);
    scenario_free(s);
    problems_done(&problems);
}

static void a_link_to_itself_or_to_nothing_is_refused(void **state)
{
    (void)state;
    assert_int_equal(remove(fixture_path("opening.wav")), 0);
    assert_int_equal(symlink("opening.wav", fixture_path("opening.wav")), 0);
    assert_true(is_refused(fixture_dir(), 9, "'opening.wav' cannot be opened"));
    assert_int_equal(remove(fixture_path("opening.wav")), 0);
    assert_int_equal(symlink("gone.wav", fixture_path("opening.wav")), 0);
    assert_true(is_refused(fixture_dir(), 9, "there is no file 'opening.wav'"));
}

static void clips_must_be_sound_of_a_minute_at_most(void **state)
{
    (void)state;
    fixture_write_wav("opening.wav", 60 * 8000 + 80);
    assert_true(is_refused(fixture_dir(), 9, "60.0 s long; at most 60 s"));
    fixture_write_wav("opening.wav", 0);
    assert_true(is_refused(fixture_dir(), 9, "turn 'opening': "));
    fixture_write_text("opening.wav", "");
    assert_true(is_refused(fixture_dir(), 9, "is empty"));
    fixture_write_text("opening.wav", "no sound at all");
    assert_true(is_refused(fixture_dir(), 9, "is not a sound file"));
    assert_int_equal(remove(fixture_path("opening.wav")), 0);
    assert_int_equal(mkdir(fixture_path("opening.wav"), 0700), 0);
    assert_true(is_refused(fixture_dir(), 9, "is a folder"));
}

static void a_clip_of_just_a_minute_is_taken(void **state)
{
    (void)state;
    struct scenario *s = NULL;
    struct problems problems;
    problems_init(&problems);
    fixture_write_wav("opening.wav", 60 * 8000);
    assert_int_equal(scenario_load(fixture_dir(), &s, &problems), ERR_NONE);
    scenario_free(s);
    problems_done(&problems);
}

/* Root may read everything, so the check is made by a child that is somebody else. */
static int refusals_as_nobody(void)
{
    if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
        return 3;
    struct scenario **list = NULL;
    size_t count = 0;
    struct problems problems;
    problems_init(&problems);
    enum err err = scenario_list(fixture_path("closed"), &list, &count, &problems);
    bool good = err == ERR_INPUT && fixture_has(&problems, false, 0, "the folder cannot be read");
    problems_done(&problems);
    return good && is_refused(fixture_path("closed"), 0, "cannot be opened: Permission denied") &&
                   is_refused(fixture_path("mute"), 9, "Permission denied")
               ? 0
               : 1;
}

static void what_may_not_be_read_is_named(void **state)
{
    (void)state;
    assert_int_equal(chmod(fixture_dir(), 0755), 0);
    assert_int_equal(mkdir(fixture_path("mute"), 0755), 0);
    fixture_write_text("mute/scenario.yaml", fixture_text);
    fixture_write_wav("mute/opening.wav", 80);
    assert_int_equal(chmod(fixture_path("mute/opening.wav"), 0), 0);
    assert_int_equal(mkdir(fixture_path("closed"), 0755), 0);
    fixture_write_text("closed/scenario.yaml", fixture_text);
    assert_int_equal(chmod(fixture_path("closed"), 0), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(refusals_as_nobody());
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(chmod(fixture_path("closed"), 0755), 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

#define IN_A_FRESH_PACK(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_FRESH_PACK(refuses_what_is_no_folder),
        IN_A_FRESH_PACK(refuses_a_folder_without_its_text),
        IN_A_FRESH_PACK(refuses_a_text_that_is_none),
        IN_A_FRESH_PACK(a_pipe_is_refused_and_not_waited_for),
        IN_A_FRESH_PACK(refuses_a_pack_that_climbs_out_of_its_folder_by_a_link),
        IN_A_FRESH_PACK(a_folder_whose_name_begins_like_the_packs_is_outside),
        IN_A_FRESH_PACK(links_inside_a_pack_and_to_a_pack_are_followed),
        IN_A_FRESH_PACK(a_link_to_itself_or_to_nothing_is_refused),
        IN_A_FRESH_PACK(clips_must_be_sound_of_a_minute_at_most),
        IN_A_FRESH_PACK(a_clip_of_just_a_minute_is_taken),
        IN_A_FRESH_PACK(what_may_not_be_read_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
