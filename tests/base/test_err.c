#include "base/err.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void a_refusal_is_one_line_with_code_sentence_and_place(void **state)
{
    (void)state;
    struct diag why = {.text = "left over", .line = 99};
    enum err code = diag_set(&why, ERR_INPUT, 7, "%s: turn '%s' is unknown", "pack", "x");
    assert_int_equal(code, ERR_INPUT);
    assert_string_equal(why.text, "pack: turn 'x' is unknown");
    assert_int_equal(why.line, 7);
}

static void the_code_is_returned_without_a_diag_too(void **state)
{
    (void)state;
    assert_int_equal(diag_set(NULL, ERR_DEVICE, 0, "no %s", "microphone"), ERR_DEVICE);
    assert_int_equal(diag_set(NULL, ERR_NONE, 0, "all is well"), ERR_NONE);
}

static void a_sentence_that_just_fits_is_kept_whole(void **state)
{
    (void)state;
    char text[DIAG_TEXT_MAX];
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    struct diag why;
    (void)diag_set(&why, ERR_SYSTEM, 0, "%s", text);
    assert_string_equal(why.text, text);
}

/* One byte, then characters of three bytes: 511 bytes hold 1 + 170 * 3, so 512 would fit only a
 * part of the next one whichever way the limit is read. */
static void a_long_sentence_is_cut_between_characters(void **state)
{
    (void)state;
    for (size_t lead = 0; lead < 3; lead++) {
        char text[2 * DIAG_TEXT_MAX] = "";
        memset(text, 'a', lead);
        while (strlen(text) < DIAG_TEXT_MAX + 20)
            strcat(text, "€");
        struct diag why;
        (void)diag_set(&why, ERR_INPUT, 0, "%s", text);
        size_t length = strlen(why.text);
        assert_int_equal(length, lead + (DIAG_TEXT_MAX - 1 - lead) / 3 * 3);
        assert_true(utf8_valid(why.text, length));
        assert_memory_equal(why.text, text, length);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_refusal_is_one_line_with_code_sentence_and_place),
        cmocka_unit_test(the_code_is_returned_without_a_diag_too),
        cmocka_unit_test(a_sentence_that_just_fits_is_kept_whole),
        cmocka_unit_test(a_long_sentence_is_cut_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
