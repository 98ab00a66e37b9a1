/* The result as text and as a QR code. */
#include "kiosk/take_home.h"

#include <math.h>
#include <qrencode.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct conversation talk = {
    .count = 2,
    .answers = {
        {.score = 52, .pause_after_empathy_s = (double)NAN},
        {.score = 88,
         .turn = 1,
         .pause_after_empathy_s = 1.23,
         .moves = {[MOVE_EMPATHY] = 2, [MOVE_SUPPORT] = 1, [MOVE_EXPECTATION] = 1},
         .places = {[MOVE_EMPATHY] = 0.4, [MOVE_SUPPORT] = 0.25, [MOVE_EXPECTATION] = 0.45}}}};
static void the_text_has_the_figures_and_no_words_of_theirs(void **state)
{
    (void)state;
    char title[] = "Back to square one";
    struct scenario scenario = {.title = title};
    struct take_home t = {.dark = NULL};
    strcpy(talk.answers[1].quotes[MOVE_EMPATHY], "you put nine months into this");
    assert_int_equal(take_home_make(&t, &scenario, &talk), ERR_NONE);
    assert_string_equal(t.text, "Sayback: Back to square one\nAnswers, in order: 52, 88 of 100\n"
                                "Care 3, targets 1\nPlace: leading\n"
                                "Last pause after empathy: 1.2 s\n");
    take_home_done(&t);
    assert_null(t.dark);
    assert_int_equal(t.code.side, 0);
    assert_string_equal(t.text, "");
}

static void the_code_is_that_of_the_text(void **state)
{
    (void)state;
    char title[] = "Gespr\xC3\xA4"
                   "ch \xF0\x9F\x98\x80";
    struct scenario scenario = {.title = title};
    struct take_home t = {.dark = NULL};
    assert_int_equal(take_home_make(&t, &scenario, &talk), ERR_NONE);
    QRcode *wanted = QRcode_encodeString8bit(t.text, 0, QR_ECLEVEL_L);
    assert_non_null(wanted);
    assert_int_equal(t.code.side, wanted->width);
    for (int i = 0; i < wanted->width * wanted->width; i++)
        assert_int_equal(t.code.dark[i], wanted->data[i] & 1);
    QRcode_free(wanted);
    take_home_done(&t);
}

static void the_longest_practice_fits(void **state)
{
    (void)state;
    static char title[4000];
    static struct conversation longest = {.count = CONVERSATION_ANSWERS_MAX};
    memset(title, 'W', sizeof title - 1);
    for (size_t i = 0; i < longest.count; i++)
        longest.answers[i] = (struct conversation_answer){.turn = (int)i, .score = 100};
    for (size_t i = 0; i < longest.count; i++)
        memset(longest.answers[i].moves, 255, sizeof longest.answers[i].moves);
    struct scenario scenario = {.title = title};
    struct take_home t = {.dark = NULL};
    assert_int_equal(take_home_make(&t, &scenario, &longest), ERR_NONE);
    assert_int_equal(t.text[strlen(t.text) - 1], '\n');
    assert_true(strlen(t.text) < TAKE_HOME_TEXT_MAX - 1);
    assert_true(t.code.side <= 53); /* version 9: what the list of a screen has room for */
    take_home_done(&t);
}

static void nothing_answered_is_nothing_to_take(void **state)
{
    (void)state;
    static const struct conversation none = {.count = 0};
    struct scenario scenario = {.title = NULL};
    struct take_home t = {.dark = NULL};
    assert_int_equal(take_home_make(&t, &scenario, &none), ERR_NONE);
    assert_int_equal(t.code.side, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_text_has_the_figures_and_no_words_of_theirs),
        cmocka_unit_test(the_code_is_that_of_the_text),
        cmocka_unit_test(the_longest_practice_fits),
        cmocka_unit_test(nothing_answered_is_nothing_to_take),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
