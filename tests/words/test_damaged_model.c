/* A model whose files are cut, empty, of another kind or of another version must end in a sentence,
 * within three children, and never in a recogniser that hears nonsense. Each case is a folder of
 * links to the packaged model with one file that is not what it should be. */
#include "words/model.h"
#include "words/recogniser.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <stdint.h>

static const char *const parts[] = {
    "en-us/feat.params", "en-us/mdef",         "en-us/means",
    "en-us/variances",   "en-us/noisedict",    "en-us/transition_matrices",
    "en-us/sendump",     "cmudict-en-us.dict", "en-us.lm.bin"};
enum { PARTS = sizeof parts / sizeof parts[0] };

static char program[MODEL_PATH_MAX];
static char folder[] = "/tmp/sayback-damaged-XXXXXX";

static void path_of(char path[MODEL_PATH_MAX], const char *in, const char *part)
{
    assert_true(snprintf(path, MODEL_PATH_MAX, "%s/%s", in, part) < MODEL_PATH_MAX);
}

static void link_part(const char *part)
{
    char from[MODEL_PATH_MAX], to[MODEL_PATH_MAX];
    path_of(from, model_folder(NULL), part);
    path_of(to, folder, part);
    (void)remove(to);
    assert_int_equal(symlink(from, to), 0);
}

static void write_part(const char *part, const void *bytes, size_t count)
{
    char path[MODEL_PATH_MAX];
    path_of(path, folder, part);
    (void)remove(path);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, count, file), count);
    assert_int_equal(fclose(file), 0);
}

static char *read_part(const char *part, size_t *count)
{
    char path[MODEL_PATH_MAX];
    path_of(path, model_folder(NULL), part);
    FILE *file = fopen(path, "rb");
    struct stat status;
    assert_non_null(file);
    assert_int_equal(fstat(fileno(file), &status), 0);
    *count = (size_t)status.st_size;
    char *bytes = malloc(*count + 1);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, *count, file), *count);
    assert_int_equal(fclose(file), 0);
    return bytes;
}

/* Starts a recogniser on the folder and waits until it is ready or has failed; returns which, and
 * in *children how many it took. `why` holds its sentence. */
static enum recogniser_state outcome(int *children, struct diag *why)
{
    struct recogniser_config config = {.program = program, .model_dir = folder};
    struct recogniser *r = NULL;
    assert_int_equal(recogniser_new(&config, &r, NULL), ERR_NONE);
    long last = -1;
    *children = 0;
    while (recogniser_state(r) == RECOGNISER_LOADING) {
        if (recogniser_child(r) != last)
            ++*children;
        last = recogniser_child(r);
        (void)recogniser_poll(r, 1000);
    }
    enum recogniser_state state = recogniser_state(r);
    (void)diag_set(why, ERR_NONE, 0, "%s", recogniser_why(r));
    recogniser_free(r);
    return state;
}

static void assert_refused(const char *part, const char *how)
{
    int children = 0;
    struct diag why = {0};
    if (outcome(&children, &why) != RECOGNISER_FAILED)
        fail_msg("%s, %s: taken", part, how);
    if (children > 3 || strstr(why.text, folder) == NULL || why.text[strlen(why.text) - 1] != '.')
        fail_msg("%s, %s: %d children, \"%s\"", part, how, children, why.text);
}

static void the_same_folder_with_nothing_damaged_is_taken(void **state)
{
    (void)state;
    int children = 0;
    struct diag why = {0};
    assert_int_equal(outcome(&children, &why), RECOGNISER_READY);
    assert_int_equal(children, 1);
}

static void every_part_that_is_cut_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < PARTS; i++) {
        size_t count;
        char *bytes = read_part(parts[i], &count);
        write_part(parts[i], bytes, count / 2);
        assert_refused(parts[i], "cut in half");
        write_part(parts[i], bytes, 10);
        assert_refused(parts[i], "cut to ten bytes");
        free(bytes);
        link_part(parts[i]);
    }
}

static void every_part_that_is_something_else_is_refused(void **state)
{
    (void)state;
    static const char text[] = "This is a text and no model.\n";
    char noise[5000];
    uint32_t random = 1;
    for (size_t i = 0; i < sizeof noise; i++) {
        random = random * 1664525U + 1013904223U;
        noise[i] = (char)(random >> 24);
    }
    for (size_t i = 0; i < PARTS; i++) {
        write_part(parts[i], text, sizeof text - 1);
        assert_refused(parts[i], "a text");
        write_part(parts[i], noise, sizeof noise);
        assert_refused(parts[i], "noise");
        link_part(parts[i]);
    }
}

static void a_language_model_of_another_kind_or_order_is_refused(void **state)
{
    (void)state;
    static const char arpa[] = "\\data\\\nngram 1=3\n\n\\1-grams:\n-1.0 <s>\n-1.0 </s>\n"
                               "-0.5 hello\n\n\\end\\\n";
    write_part("en-us.lm.bin", arpa, sizeof arpa - 1);
    assert_refused("en-us.lm.bin", "ARPA");
    size_t count;
    char *bytes = read_part("en-us.lm.bin", &count);
    for (char order = 0; order < 6; order++) {
        if (order == 3)
            continue;
        bytes[sizeof "Trie Language Model" - 1] = order;
        write_part("en-us.lm.bin", bytes, count);
        assert_refused("en-us.lm.bin", "another order");
    }
    free(bytes);
    link_part("en-us.lm.bin");
}

static void parts_of_another_version_or_in_each_other_s_place_are_refused(void **state)
{
    (void)state;
    size_t count;
    char *bytes = read_part("en-us/mdef", &count);
    bytes[4] = 9; /* the version of its format */
    write_part("en-us/mdef", bytes, count);
    assert_refused("en-us/mdef", "version 9");
    free(bytes);
    link_part("en-us/mdef");

    static const char *const swapped[][2] = {{"en-us/means", "en-us/transition_matrices"},
                                             {"en-us/transition_matrices", "en-us/means"},
                                             {"en-us/sendump", "en-us/mdef"},
                                             {"en-us/mdef", "en-us/sendump"},
                                             {"cmudict-en-us.dict", "en-us/feat.params"},
                                             {"en-us.lm.bin", "cmudict-en-us.dict"}};
    for (size_t i = 0; i < sizeof swapped / sizeof swapped[0]; i++) {
        bytes = read_part(swapped[i][1], &count);
        write_part(swapped[i][0], bytes, count);
        assert_refused(swapped[i][0], swapped[i][1]);
        free(bytes);
        link_part(swapped[i][0]);
    }
}

static int prepare(void **state)
{
    (void)state;
    const char *bin = getenv("SAYBACK_BIN");
    (void)snprintf(program, sizeof program, "%s/sayback-recogniser",
                   bin == NULL ? "build/dev/bin" : bin);
    if (mkdtemp(folder) == NULL)
        return -1;
    char inner[MODEL_PATH_MAX];
    path_of(inner, folder, "en-us");
    if (mkdir(inner, 0700) != 0)
        return -1;
    for (size_t i = 0; i < PARTS; i++)
        link_part(parts[i]);
    return access(program, X_OK);
}

static int finish(void **state)
{
    (void)state;
    char path[MODEL_PATH_MAX];
    for (size_t i = 0; i < PARTS; i++) {
        path_of(path, folder, parts[i]);
        (void)remove(path);
    }
    path_of(path, folder, "en-us");
    (void)rmdir(path);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_folder_with_nothing_damaged_is_taken),
        cmocka_unit_test(every_part_that_is_cut_is_refused),
        cmocka_unit_test(every_part_that_is_something_else_is_refused),
        cmocka_unit_test(a_language_model_of_another_kind_or_order_is_refused),
        cmocka_unit_test(parts_of_another_version_or_in_each_other_s_place_are_refused),
    };
    return cmocka_run_group_tests(tests, prepare, finish);
}
