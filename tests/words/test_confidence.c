/* What a word's posterior and its neighbours' make of its confidence. */
#include "words/confidence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

/* `count` words with the posterior `around`, the middle one with `own`; its confidence. */
static double middle(size_t count, double around, double own)
{
    struct words w;
    words_init(&w);
    for (size_t i = 0; i < count; i++) {
        struct word word = {.text = "so", .posterior = i == count / 2 ? own : around};
        assert_int_equal(words_add(&w, &word), ERR_NONE);
    }
    confidence_calibrate(&w);
    for (size_t i = 0; i < count; i++)
        assert_true(w.list[i].confidence > 0.0 && w.list[i].confidence < 1.0);
    double confidence = w.list[count / 2].confidence;
    words_done(&w);
    return confidence;
}

static void nothing_to_do(void **state)
{
    (void)state;
    struct words w;
    words_init(&w);
    confidence_calibrate(&w);
    assert_int_equal(w.count, 0);
}

static void a_word_is_worth_what_it_and_its_neighbours_are(void **state)
{
    (void)state;
    assert_true(middle(61, 0.9, 0.9) > middle(61, 0.9, 0.5));
    assert_true(middle(61, 0.9, 0.5) > middle(61, 0.6, 0.5));
    assert_true(middle(61, 0.9, 0.5) > middle(61, 0.9, 0.1));
    /* even odds all around are 1 / (1 + e^1.72) */
    assert_true(fabs(middle(61, 0.5, 0.5) - 0.1519) < 1e-3);
    /* one word alone: z = -1.72 + (0.51 + 0.47) ln 9 */
    assert_true(fabs(middle(1, 0.9, 0.9) - 0.6067) < 1e-3);
}

static void who_is_far_away_does_not_count(void **state)
{
    (void)state;
    struct words w;
    words_init(&w);
    for (size_t i = 0; i < 100; i++) {
        struct word word = {.text = "so", .posterior = i < 50 ? 0.99 : 0.3};
        assert_int_equal(words_add(&w, &word), ERR_NONE);
    }
    confidence_calibrate(&w);
    assert_true(fabs(w.list[0].confidence - w.list[19].confidence) < 1e-9);
    assert_true(w.list[20].confidence < w.list[19].confidence - 1e-3);
    assert_true(fabs(w.list[80].confidence - w.list[99].confidence) < 1e-9);
    double before = w.list[50].confidence;
    confidence_calibrate(&w);
    assert_true(w.list[50].confidence == before);
    words_done(&w);
}

static void certainty_and_no_number_have_bounds(void **state)
{
    (void)state;
    assert_true(middle(9, 1.0, 1.0) > 0.95);
    assert_true(middle(9, 0.0, 0.0) < 0.01);
    assert_true(middle(9, (double)NAN, (double)NAN) == middle(9, 0.0, 0.0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_to_do),
        cmocka_unit_test(a_word_is_worth_what_it_and_its_neighbours_are),
        cmocka_unit_test(who_is_far_away_does_not_count),
        cmocka_unit_test(certainty_and_no_number_have_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
