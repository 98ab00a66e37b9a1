/* Typed text becomes words. */
#include "words/words.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Splits `text` and compares with `wanted`, where a mark follows its word at once: "no, no." */
static void assert_split(const char *text, const char *wanted)
{
    struct words words;
    words_init(&words);
    assert_int_equal(words_from_text(&words, text, NULL), ERR_NONE);
    char shown[512] = "";
    for (size_t i = 0; i < words.count; i++) {
        if (i > 0)
            strcat(shown, " ");
        strcat(shown, words.list[i].text);
        char mark[2] = {words.list[i].mark, '\0'};
        strcat(shown, mark);
        assert_true(isnan(words.list[i].start_s) && isnan(words.list[i].end_s));
        assert_true(words.list[i].confidence == 1.0);
    }
    assert_string_equal(shown, wanted);
    words_done(&words);
}

static void text_is_split_into_lower_case_words_with_marks(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        {"", ""},
        {" \t\n", ""},
        {"?!,.", ""},
        {"I Hear YOU.", "i hear you."},
        {"well, okay: fine; yes", "well, okay, fine, yes"},
        {"really?! no!", "really? no."},
        {"what?...", "what?"},
        {"wait... so", "wait. so"},
        {"don't 'quote' me", "don't quote me"},
        {"don\xE2\x80\x99t", "don't"},
        {"\xE2\x80\x98tis", "tis"},
        {"\xE2\x80\x9CQuoted\xE2\x80\x9D text", "quoted text"},
        {"one-on-one", "one-on-one"},
        {"you know - maybe", "you know, maybe"},
        {"yes\xE2\x80\x94no", "yes, no"},
        {"so\xE2\x80\xA6 right", "so. right"},
        {"caf\xC3\xA9 42%", "caf\xC3\xA9 42"},
        {"trailing' and- stop", "trailing and, stop"},
        {"(aside) [noise]", "aside noise"},
        {"a\xC2\xA0"
         "b",
         "a b"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        assert_split(table[i][0], table[i][1]);
}

static void a_mark_before_the_first_new_word_does_not_touch_the_old_ones(void **state)
{
    (void)state;
    struct words words;
    words_init(&words);
    assert_int_equal(words_from_text(&words, "one", NULL), ERR_NONE);
    assert_int_equal(words_from_text(&words, "? two.", NULL), ERR_NONE);
    assert_int_equal(words.count, 2);
    assert_int_equal(words.list[0].mark, 0);
    assert_int_equal(words.list[1].mark, '.');
    words_done(&words);
}

static void text_that_is_no_utf8_is_refused_and_adds_nothing(void **state)
{
    (void)state;
    struct words words;
    words_init(&words);
    struct diag why = {0};
    assert_int_equal(words_from_text(&words, "fine \xFF", &why), ERR_INPUT);
    assert_int_equal(words.count, 0);
    assert_non_null(strstr(why.text, "UTF-8"));
    assert_int_equal(words_from_text(&words, "\xC3", NULL), ERR_INPUT);
    words_done(&words);
}

static void text_of_too_many_words_is_refused_and_adds_nothing(void **state)
{
    (void)state;
    size_t length = 2 * (WORDS_COUNT_MAX + 1);
    char *text = malloc(length + 1);
    assert_non_null(text);
    for (size_t i = 0; i < length; i++)
        text[i] = i % 2 == 0 ? 'a' : ' ';
    text[length] = '\0';
    struct words words;
    words_init(&words);
    struct diag why = {0};
    assert_int_equal(words_from_text(&words, text, &why), ERR_INPUT);
    assert_int_equal(words.count, 0);
    assert_non_null(strstr(why.text, "20000"));
    text[length - 2] = '\0'; /* one fewer just fits */
    assert_int_equal(words_from_text(&words, text, &why), ERR_NONE);
    assert_int_equal(words.count, WORDS_COUNT_MAX);
    words_done(&words);
    free(text);
}

static void a_word_longer_than_any_is_cut_and_stays_valid(void **state)
{
    (void)state;
    char text[401];
    for (size_t i = 0; i < 400; i += 2)
        memcpy(text + i, "\xC3\xA9", 2);
    text[400] = '\0';
    struct words words;
    words_init(&words);
    assert_int_equal(words_from_text(&words, text, NULL), ERR_NONE);
    assert_int_equal(words.count, 1);
    assert_int_equal(strlen(words.list[0].text), 46);
    words_done(&words);
}

static void words_join_with_single_spaces(void **state)
{
    (void)state;
    struct words words;
    words_init(&words);
    char *text = words_text(&words);
    assert_string_equal(text, "");
    free(text);
    assert_int_equal(words_from_text(&words, "So, what  now?", NULL), ERR_NONE);
    text = words_text(&words);
    assert_string_equal(text, "so what now");
    free(text);
    words_done(&words);
}

static void a_word_is_doubtful_when_it_is_less_likely_right_than_wrong(void **state)
{
    (void)state;
    static const struct {
        double confidence;
        bool doubtful;
    } rows[] = {{0.0, true}, {0.499, true}, {0.5, false}, {1.0, false}, {NAN, true}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct word word = {.text = "here", .confidence = rows[i].confidence};
        assert_int_equal(word_doubtful(&word), rows[i].doubtful);
    }
    struct words words;
    words_init(&words);
    assert_int_equal(words_from_text(&words, "I hear you", NULL), ERR_NONE);
    for (size_t i = 0; i < words.count; i++)
        assert_false(word_doubtful(&words.list[i]));
    words_done(&words);
}

static void doubtful_words_are_bracketed_in_the_marked_text_alone(void **state)
{
    (void)state;
    struct words words;
    words_init(&words);
    char *text = words_text_marked(&words);
    assert_string_equal(text, "");
    free(text);
    assert_int_equal(words_from_text(&words, "I hear you now", NULL), ERR_NONE);
    words.list[0].confidence = words.list[1].confidence = words.list[3].confidence = 0.2;
    text = words_text_marked(&words);
    assert_string_equal(text, "[i?] [hear?] you [now?]");
    free(text);
    text = words_text(&words);
    assert_string_equal(text, "i hear you now");
    free(text);
    words_done(&words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_is_doubtful_when_it_is_less_likely_right_than_wrong),
        cmocka_unit_test(doubtful_words_are_bracketed_in_the_marked_text_alone),
        cmocka_unit_test(text_is_split_into_lower_case_words_with_marks),
        cmocka_unit_test(a_mark_before_the_first_new_word_does_not_touch_the_old_ones),
        cmocka_unit_test(text_that_is_no_utf8_is_refused_and_adds_nothing),
        cmocka_unit_test(text_of_too_many_words_is_refused_and_adds_nothing),
        cmocka_unit_test(a_word_longer_than_any_is_cut_and_stays_valid),
        cmocka_unit_test(words_join_with_single_spaces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
