/* A model folder is looked at before the library may. */
#include "words/model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static const char *const parts[] = {
    "en-us/feat.params", "en-us/mdef",         "en-us/means",
    "en-us/variances",   "en-us/noisedict",    "en-us/transition_matrices",
    "en-us/sendump",     "cmudict-en-us.dict", "en-us.lm.bin"};
enum { PARTS = sizeof parts / sizeof parts[0] };

static void write_part(const char *folder, const char *part, const char *content)
{
    char path[300];
    (void)snprintf(path, sizeof path, "%s/%s", folder, part);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(content, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void remove_part(const char *folder, const char *part)
{
    char path[300];
    (void)snprintf(path, sizeof path, "%s/%s", folder, part);
    (void)remove(path);
}

static int make_folder(void **state)
{
    static char folder[] = "/tmp/sayback-model-XXXXXX";
    memcpy(folder + strlen(folder) - 6, "XXXXXX", 6);
    if (mkdtemp(folder) == NULL)
        return -1;
    char inner[300];
    (void)snprintf(inner, sizeof inner, "%s/en-us", folder);
    if (mkdir(inner, 0700) != 0)
        return -1;
    for (size_t i = 0; i < PARTS; i++)
        write_part(folder, parts[i], "x");
    *state = folder;
    return 0;
}

static int remove_folder(void **state)
{
    for (size_t i = 0; i < PARTS; i++)
        remove_part(*state, parts[i]);
    remove_part(*state, "en-us/mixture_weights");
    remove_part(*state, "en-us");
    return rmdir(*state);
}

static void a_whole_folder_is_taken(void **state)
{
    struct model_paths paths;
    assert_int_equal(model_find(*state, &paths, NULL), ERR_NONE);
    assert_non_null(strstr(paths.acoustic, "/en-us"));
    assert_non_null(strstr(paths.dictionary, "/cmudict-en-us.dict"));
    assert_non_null(strstr(paths.language, "/en-us.lm.bin"));
}

static void each_missing_or_empty_part_is_named_with_the_remedy(void **state)
{
    for (size_t i = 0; i < PARTS; i++) {
        for (int empty = 0; empty < 2; empty++) {
            remove_part(*state, parts[i]);
            if (empty)
                write_part(*state, parts[i], "");
            struct model_paths paths;
            struct diag why = {0};
            assert_int_equal(model_find(*state, &paths, &why), ERR_SYSTEM);
            assert_non_null(strstr(why.text, parts[i]));
            assert_non_null(strstr(why.text, "pocketsphinx-en-us"));
            write_part(*state, parts[i], "x");
        }
    }
}

static void plain_mixture_weights_do_instead_of_packed_ones(void **state)
{
    struct model_paths paths;
    remove_part(*state, "en-us/sendump");
    write_part(*state, "en-us/mixture_weights", "x");
    assert_int_equal(model_find(*state, &paths, NULL), ERR_NONE);
}

static void no_folder_is_refused_with_the_remedy(void **state)
{
    (void)state;
    struct model_paths paths;
    struct diag why = {0};
    assert_int_equal(model_find("/nowhere/at/all", &paths, &why), ERR_SYSTEM);
    assert_non_null(strstr(why.text, "/nowhere/at/all"));
    assert_non_null(strstr(why.text, "pocketsphinx-en-us"));
    assert_int_equal(model_find("/etc/passwd", &paths, &why), ERR_SYSTEM);
    assert_non_null(strstr(why.text, "not a folder"));
}

static void the_given_folder_goes_before_the_environment_and_that_before_the_package(void **state)
{
    (void)state;
    assert_int_equal(setenv("SAYBACK_MODEL", "/from/environment", 1), 0);
    assert_string_equal(model_folder("/given"), "/given");
    assert_string_equal(model_folder(NULL), "/from/environment");
    assert_string_equal(model_folder(""), "/from/environment");
    assert_int_equal(setenv("SAYBACK_MODEL", "", 1), 0);
    assert_string_equal(model_folder(NULL), "/usr/share/pocketsphinx/model/en-us");
    assert_int_equal(unsetenv("SAYBACK_MODEL"), 0);
    assert_string_equal(model_folder(NULL), "/usr/share/pocketsphinx/model/en-us");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_whole_folder_is_taken, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(each_missing_or_empty_part_is_named_with_the_remedy,
                                        make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(plain_mixture_weights_do_instead_of_packed_ones,
                                        make_folder, remove_folder),
        cmocka_unit_test(no_folder_is_refused_with_the_remedy),
        cmocka_unit_test(the_given_folder_goes_before_the_environment_and_that_before_the_package),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
