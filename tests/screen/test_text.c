#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "screen/fake_metric.h"
#include "screen/text.h"

#include "base/utf8.h"

#include <string.h>

/* 20 px: 11 px a character. */
static const struct text_style style = {20, WEIGHT_REGULAR, ALIGN_LEFT, 0};
enum { CHARACTER_PX = 11 };

static void cleaning_makes_any_bytes_showable(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to;
    } cases[] = {
        {"plain", "plain"},
        {"Jürgen 😀", "Jürgen 😀"},
        {"a\tb\x01"
         "c\x7F",
         "a b c"},
        {"one\ntwo\n", "one\ntwo"},
        {"\xFF", "\xEF\xBF\xBD"},
        {"cut \xC3", "cut \xEF\xBF\xBD"},
        {"a\xE2\x80\x8D"
         "b\xEF\xB8\x8F"
         "c\xEF\xBB\xBF",
         "abc"}, /* joiner, selector, BOM */
        {"c\xC2\x85"
         "d",
         "c d"}, /* a C1 control character */
        {"", ""},
        {NULL, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char to[64];
        size_t length = text_clean(to, sizeof to, cases[i].from);
        assert_string_equal(to, cases[i].to);
        assert_int_equal(length, strlen(to));
    }
}

static void cleaning_cuts_at_a_character_and_says_so(void **state)
{
    (void)state;
    for (size_t size = 8; size < 24; size++) {
        char to[24];
        size_t length = text_clean(to, size, "ÄÖÜäöüßÄÖÜäöüß");
        assert_true(length < size);
        assert_true(utf8_valid(to, length));
        assert_string_equal(to + length - 3, "…");
    }
}

static void lines_break_at_spaces(void **state)
{
    (void)state;
    const char *text = "one two three";
    size_t next;
    assert_int_equal(text_break(&fake_metric, text, strlen(text), &style, 7 * CHARACTER_PX, &next),
                     7);
    assert_int_equal(next, 8);
    assert_int_equal(
        text_break(&fake_metric, text, strlen(text), &style, 7 * CHARACTER_PX - 1, &next), 3);
    assert_int_equal(next, 4);
}

static void lines_break_at_newlines_and_keep_empty_ones(void **state)
{
    (void)state;
    const char *text = "one\n\ntwo";
    size_t next;
    assert_int_equal(text_break(&fake_metric, text, strlen(text), &style, 1000, &next), 3);
    assert_int_equal(next, 4);
    assert_int_equal(text_break(&fake_metric, text + 4, 4, &style, 1000, &next), 0);
    assert_int_equal(next, 1);
}

static void a_word_too_long_for_a_line_is_broken_inside(void **state)
{
    (void)state;
    const char *text = "Überüberlang";
    size_t next;
    size_t fits = text_break(&fake_metric, text, strlen(text), &style, 5 * CHARACTER_PX, &next);
    assert_int_equal(fits, strlen("Überü"));
    assert_int_equal(next, fits);
    /* Not even one character fits: it is taken all the same, or the paragraph would never end. */
    assert_int_equal(text_break(&fake_metric, text, strlen(text), &style, 1, &next), 2);
    assert_int_equal(next, 2);
}

static void every_paragraph_ends_and_loses_no_word(void **state)
{
    (void)state;
    const char *text = "a  bb ccc\ndddd eeeee ffffff ggggggg";
    for (int width = 1; width < 40 * CHARACTER_PX; width += 7) {
        size_t at = 0, length = strlen(text), letters = 0;
        for (int lines = 0; at < length; lines++) {
            size_t next;
            size_t fits = text_break(&fake_metric, text + at, length - at, &style, width, &next);
            assert_true(next > 0 && next >= fits);
            assert_true(lines < 100);
            for (size_t i = 0; i < fits; i++)
                letters += text[at + i] != ' ' && text[at + i] != '\n';
            at += next;
        }
        assert_int_equal(letters, 1 + 2 + 3 + 4 + 5 + 6 + 7);
    }
}

static void shortening_fits_and_ends_in_an_ellipsis(void **state)
{
    (void)state;
    for (int characters = 1; characters < 16; characters++) {
        char text[64] = "Größenordnungen";
        size_t length =
            text_shorten(&fake_metric, text, sizeof text, &style, characters * CHARACTER_PX, false);
        assert_int_equal(length, strlen(text));
        assert_true(utf8_valid(text, length));
        assert_int_equal(utf8_count(text), characters);
        if (characters < 15)
            assert_string_equal(text + length - 3, "…");
        else
            assert_string_equal(text, "Größenordnungen");
    }
    char text[64] = "abc";
    assert_int_equal(text_shorten(&fake_metric, text, sizeof text, &style, 3, false), 0);
    char more[64] = "one two ";
    text_shorten(&fake_metric, more, sizeof more, &style, 1000, true);
    assert_string_equal(more, "one two…");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cleaning_makes_any_bytes_showable),
        cmocka_unit_test(cleaning_cuts_at_a_character_and_says_so),
        cmocka_unit_test(lines_break_at_spaces),
        cmocka_unit_test(lines_break_at_newlines_and_keep_empty_ones),
        cmocka_unit_test(a_word_too_long_for_a_line_is_broken_inside),
        cmocka_unit_test(every_paragraph_ends_and_loses_no_word),
        cmocka_unit_test(shortening_fits_and_ends_in_an_ellipsis),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
