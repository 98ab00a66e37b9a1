/* Every allocation of ours fails once. */
#include "scenario/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scarce/memory.h"

enum { FAILURES_MAX = 2000 };

/* Loads with the allocation number `n` failing; false when there were not so many. */
static bool load_short_of_memory(long n, enum err *err, struct problems *problems)
{
    struct scenario *s = NULL;
    scarce_begin(n, SCARCE_ONCE);
    *err = scenario_load(fixture_dir(), &s, problems);
    bool failed = scarce_end();
    assert_true((s != NULL) == (*err == ERR_NONE));
    scenario_free(s);
    return failed;
}

static void loading_reports_every_failed_allocation(void **state)
{
    (void)state;
    enum err err;
    long n = 0;
    for (; n < FAILURES_MAX; n++) {
        struct problems problems;
        problems_init(&problems);
        bool failed = load_short_of_memory(n, &err, &problems);
        assert_int_equal(problems.count, 0);
        problems_done(&problems);
        if (!failed)
            break;
        assert_int_equal(err, ERR_MEMORY);
    }
    assert_int_equal(err, ERR_NONE);
    assert_in_range(n, 30, FAILURES_MAX - 1);
}

static void a_broken_pack_is_never_taken_for_a_good_one(void **state)
{
    (void)state;
    char *text = fixture_edit("[empathy]", "[empaty]\n    audio: x\n    capton: x");
    fixture_write_text("scenario.yaml", text);
    free(text);
    bool failed = true;
    for (long n = 0; failed; n++) {
        enum err err;
        struct problems problems;
        problems_init(&problems);
        failed = load_short_of_memory(n, &err, &problems);
        assert_true(err == ERR_MEMORY || (err == ERR_INPUT && problems.errors > 0));
        assert_true(failed || (problems.count == 3 && problems.dropped == 0));
        problems_done(&problems);
        assert_true(n < FAILURES_MAX);
    }
    fixture_write_text("scenario.yaml", fixture_text);
}

static void listing_reports_every_failed_allocation(void **state)
{
    (void)state;
    bool failed = true;
    for (long n = 0; failed; n++) {
        struct scenario **list = NULL;
        size_t count = 0;
        struct problems problems;
        problems_init(&problems);
        scarce_begin(n, SCARCE_ONCE);
        enum err err = scenario_list("tests/data/replies/scenarios", &list, &count, &problems);
        failed = scarce_end();
        assert_int_equal(err, failed ? ERR_MEMORY : ERR_NONE);
        assert_int_equal(count, failed ? 0 : 4);
        scenario_list_free(list, count);
        problems_done(&problems);
        assert_true(n < FAILURES_MAX);
    }
}

static void problems_without_memory_are_counted(void **state)
{
    (void)state;
    struct problems problems;
    problems_init(&problems);
    scarce_begin(0, SCARCE_ONCE);
    problems_add(&problems, false, "file", 1, "first");
    problems_add(&problems, true, "file", 2, "second");
    (void)scarce_end();
    assert_int_equal(problems.errors, 1);
    assert_int_equal(problems.dropped, 1);
    assert_int_equal(problems.count, 1);
    problems_done(&problems);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loading_reports_every_failed_allocation),
        cmocka_unit_test(a_broken_pack_is_never_taken_for_a_good_one),
        cmocka_unit_test(listing_reports_every_failed_allocation),
        cmocka_unit_test(problems_without_memory_are_counted),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
