#include "kiosk/keep.h"

#include "sound/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void cards_are_numbered_and_never_replaced(void **state)
{
    (void)state;
    struct card card;
    char path[512], dir[400];
    card_init(&card);
    snprintf(dir, sizeof dir, "%s", scratch_path("cards"));
    assert_int_equal(keep_open(dir, NULL), ERR_NONE);
    assert_int_equal(keep_open(dir, NULL), ERR_NONE); /* it is there already */
    for (int i = 1; i <= 3; i++) {
        assert_int_equal(keep_card(dir, &card, NULL), ERR_NONE);
        struct stat info;
        snprintf(path, sizeof path, "%s/card-%04d.json", dir, i);
        assert_int_equal(stat(path, &info), 0);
        assert_true(info.st_size > 100);
        assert_int_equal(info.st_mode & 0777, 0600); /* for the owner alone */
    }
    snprintf(path, sizeof path, "%s/card-0004.json", dir);
    assert_int_not_equal(access(path, F_OK), 0);
    assert_int_equal(unlink(scratch_path("cards/card-0002.json")), 0);
    assert_int_equal(keep_card(dir, &card, NULL), ERR_NONE); /* fills the gap */
    assert_int_equal(access(scratch_path("cards/card-0002.json"), F_OK), 0);
    card_done(&card);
}

static void a_folder_that_cannot_be_made_is_refused_by_name(void **state)
{
    (void)state;
    struct diag why = {.text = ""};
    assert_int_equal(keep_open("/nowhere/at/all", &why), ERR_INPUT);
    assert_non_null(strstr(why.text, "/nowhere/at/all"));
    const char *file = scratch_write("file", "x", 1);
    assert_int_equal(keep_open(file, &why), ERR_INPUT);
    assert_non_null(strstr(why.text, "folder"));
}

static void a_folder_that_went_away_is_told_and_nothing_is_left_behind(void **state)
{
    (void)state;
    struct card card;
    struct diag why = {.text = ""};
    card_init(&card);
    assert_int_equal(keep_card("/nowhere/at/all", &card, &why), ERR_SYSTEM);
    assert_non_null(strstr(why.text, "/nowhere/at/all"));
    card_done(&card);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cards_are_numbered_and_never_replaced),
        cmocka_unit_test(a_folder_that_cannot_be_made_is_refused_by_name),
        cmocka_unit_test(a_folder_that_went_away_is_told_and_nothing_is_left_behind),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
