#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* Writes code point `code` the way RFC 3629 says, without judging it; returns its length. An
 * implementation of its own, so that the tests do not lean on what they test. */
static size_t encode(uint32_t code, unsigned length, char *to)
{
    static const unsigned char lead[] = {0, 0x00, 0xC0, 0xE0, 0xF0};
    for (unsigned i = length; i-- > 1;) {
        to[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    to[0] = (char)(lead[length] | code);
    return length;
}

static unsigned shortest(uint32_t code)
{
    return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

static void every_code_point_but_nul_and_the_surrogates_is_valid(void **state)
{
    (void)state;
    char text[4];
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        size_t length = encode(code, shortest(code), text);
        bool expected = code != 0 && (code < 0xD800 || code > 0xDFFF);
        if (utf8_valid(text, length) != expected)
            fail_msg("U+%04X", (unsigned)code);
    }
}

static void overlong_forms_are_refused(void **state)
{
    (void)state;
    char text[4];
    for (uint32_t code = 0; code < 0x10000; code++)
        for (unsigned length = shortest(code) + 1; length <= 4; length++)
            if (utf8_valid(text, encode(code, length, text)))
                fail_msg("U+%04X in %u bytes", (unsigned)code, length);
}

static void code_points_above_the_last_are_refused(void **state)
{
    (void)state;
    char text[4];
    for (uint32_t code = 0x110000; code < 0x200000; code++)
        if (utf8_valid(text, encode(code, 4, text)))
            fail_msg("U+%X", (unsigned)code);
}

static void every_cut_through_a_character_is_invalid(void **state)
{
    (void)state;
    static const char *const characters[] = {"é", "€", "😀"};
    for (size_t i = 0; i < 3; i++)
        for (size_t length = 1; length < strlen(characters[i]); length++) {
            assert_false(utf8_valid(characters[i], length));
            assert_false(utf8_valid(characters[i] + length, strlen(characters[i]) - length));
        }
}

static void nothing_is_valid_text(void **state)
{
    (void)state;
    assert_true(utf8_valid("", 0));
}

static void validity_looks_at_the_given_bytes_alone(void **state)
{
    (void)state;
    assert_true(utf8_valid("ab\xFF", 2));
    assert_false(utf8_valid("ab\xFF", 3));
    assert_false(utf8_valid("a\0b", 3));
}

static void a_step_is_one_character(void **state)
{
    (void)state;
    const char *text = "aé€😀";
    const size_t steps[] = {1, 2, 3, 4, 0};
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(utf8_step(text), steps[i]);
        text += steps[i];
    }
}

static void a_bad_byte_is_a_step_of_its_own(void **state)
{
    (void)state;
    assert_int_equal(utf8_step("\xFF"
                               "a"),
                     1);
    assert_int_equal(utf8_step("\x80"), 1);
    assert_int_equal(utf8_step("\xE2\x82"), 1); /* never past the NUL */
    assert_int_equal(utf8_step("\xF0\x9F\x98"), 1);
    assert_int_equal(utf8_count("a\xE2\x82z"), 4);
}

static void characters_are_counted_not_bytes(void **state)
{
    (void)state;
    assert_int_equal(utf8_count(""), 0);
    assert_int_equal(utf8_count("aé€😀"), 4);
}

static void a_cut_character_at_the_end_is_dropped(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", ""},           {"a", "a"},       {"é", "é"},         {"aé€😀", "aé€😀"},
        {"a\xC3", "a"},     {"a\xE2", "a"},   {"a\xE2\x82", "a"}, {"a\xF0\x9F\x98", "a"},
        {"é\xF0\x9F", "é"}, {"\xE2\x82", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[16];
        strcpy(text, cases[i][0]);
        utf8_trim_cut(text);
        assert_string_equal(text, cases[i][1]);
    }
}

static void a_copy_holds_as_many_whole_characters_as_fit(void **state)
{
    (void)state;
    const char *from = "aé€😀"; /* characters end after 1, 3, 6 and 10 bytes */
    const size_t kept[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10};
    for (size_t size = 1; size <= 11; size++) {
        char to[16];
        memset(to, '#', sizeof to);
        assert_int_equal(utf8_copy(to, size, from), size == 11);
        assert_int_equal(strlen(to), kept[size - 1]);
        assert_memory_equal(to, from, kept[size - 1]);
        assert_int_equal(to[size], '#');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_but_nul_and_the_surrogates_is_valid),
        cmocka_unit_test(overlong_forms_are_refused),
        cmocka_unit_test(code_points_above_the_last_are_refused),
        cmocka_unit_test(every_cut_through_a_character_is_invalid),
        cmocka_unit_test(nothing_is_valid_text),
        cmocka_unit_test(validity_looks_at_the_given_bytes_alone),
        cmocka_unit_test(a_step_is_one_character),
        cmocka_unit_test(a_bad_byte_is_a_step_of_its_own),
        cmocka_unit_test(characters_are_counted_not_bytes),
        cmocka_unit_test(a_cut_character_at_the_end_is_dropped),
        cmocka_unit_test(a_copy_holds_as_many_whole_characters_as_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
