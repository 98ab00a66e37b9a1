/* What the real recogniser makes of real replies. */
#include "words/speech.h"

#include "base/rate.h"
#include "words/chunker.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char program[4096];

static struct recogniser *start(void)
{
    struct recogniser_config config = {.program = program, .thorough = true};
    struct recogniser *r = NULL;
    assert_int_equal(recogniser_new(&config, &r, NULL), ERR_NONE);
    return r;
}

static struct speech load(const char *id)
{
    char path[256];
    (void)snprintf(path, sizeof path, "tests/data/replies/%s.flac", id);
    struct speech speech;
    assert_int_equal(speech_load(path, &speech), 0);
    return speech;
}

static struct words copy_of(const struct words *words)
{
    struct words copy;
    words_init(&copy);
    for (size_t i = 0; i < words->count; i++)
        assert_int_equal(words_add(&copy, &words->list[i]), ERR_NONE);
    return copy;
}

static void assert_same(const struct words *a, const struct words *b)
{
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        assert_string_equal(a->list[i].text, b->list[i].text);
        assert_true(a->list[i].start_s == b->list[i].start_s);
        assert_true(a->list[i].end_s == b->list[i].end_s);
        assert_true(a->list[i].confidence == b->list[i].confidence);
    }
}

static void most_words_of_a_reply_are_heard(void **state)
{
    (void)state;
    static const char *const ids[] = {"new_decision_maker_01", "burnout_overload_01"};
    struct recogniser *r = start();
    for (size_t i = 0; i < 2; i++) {
        struct speech speech = load(ids[i]);
        assert_true(speech_recognise(r, &speech, 1600) > 1);
        assert_false(recogniser_lost(r));
        char *truth = speech_truth(ids[i]);
        assert_non_null(truth);
        size_t count = 0;
        size_t errors = speech_errors(truth, recogniser_words(r), &count);
        assert_true(count > 20);
        assert_true(errors * 2 < count); /* findings: one word in eight to four with such voices */
        free(truth);
        speech_done(&speech);
    }
    recogniser_free(r);
}

static void words_come_in_order_on_the_time_line_of_the_reply(void **state)
{
    (void)state;
    struct recogniser *r = start();
    struct speech speech = load("lost_on_price_02");
    assert_true(speech_recognise(r, &speech, 1600) > 0);
    const struct words *words = recogniser_words(r);
    assert_true(words->count > 10);
    double earliest_s = 0.0;
    for (size_t i = 0; i < words->count; i++) {
        const struct word *w = &words->list[i];
        assert_true(w->start_s >= earliest_s && w->end_s > w->start_s);
        assert_true(w->confidence >= 0.0 && w->confidence <= 1.0);
        assert_null(strpbrk(w->text, "()<>[]+ "));
        earliest_s = w->end_s;
    }
    assert_true(earliest_s <= (double)speech.count / RATE_HZ);
    speech_done(&speech);
    recogniser_free(r);
}

static void the_same_reply_gives_the_same_words_every_time(void **state)
{
    (void)state;
    struct recogniser *r = start();
    struct speech one = load("burnout_overload_01"), other = load("third_missed_quota_03");
    assert_true(speech_recognise(r, &one, 1600) > 0);
    struct words first = copy_of(recogniser_words(r));
    assert_true(first.count > 0);

    /* again in the same child, after another voice, and in blocks of another size */
    assert_true(speech_recognise(r, &other, 1600) > 0);
    assert_true(speech_recognise(r, &one, 441) > 0);
    assert_same(recogniser_words(r), &first);
    recogniser_free(r);

    r = start();
    assert_true(speech_recognise(r, &one, one.count) > 0);
    assert_same(recogniser_words(r), &first);
    recogniser_free(r);

    words_done(&first);
    speech_done(&one);
    speech_done(&other);
}

static void a_reply_of_silence_has_no_words(void **state)
{
    (void)state;
    struct recogniser *r = start();
    struct speech silence = {calloc(5 * RATE_HZ, sizeof(float)), 5 * RATE_HZ};
    assert_non_null(silence.samples);
    assert_int_equal(speech_recognise(r, &silence, 1600), 0);
    assert_int_equal(recogniser_words(r)->count, 0);
    speech_done(&silence);
    recogniser_free(r);
}

static void chunks_too_short_or_too_quiet_for_a_word_are_answered(void **state)
{
    (void)state;
    struct recogniser *r = start();
    static const int16_t zeros[2 * RATE_HZ];
    static const size_t counts[] = {1, 100, 410, 1599, 1600, RATE_HZ, 2 * RATE_HZ};
    assert_int_equal(recogniser_begin(r), ERR_NONE);
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
        assert_int_equal(recogniser_add(r, &(struct chunk){.samples = zeros,
                                                           .count = counts[i],
                                                           .start_s = 3.0 * (double)i,
                                                           .first = true,
                                                           .last = true}),
                         ERR_NONE);
    while (recogniser_pending(r) > 0)
        assert_int_equal(recogniser_poll(r, 1000), ERR_NONE);
    assert_false(recogniser_lost(r));
    recogniser_free(r);
}

static int prepare(void **state)
{
    (void)state;
    const char *folder = getenv("SAYBACK_BIN");
    (void)snprintf(program, sizeof program, "%s/sayback-recogniser",
                   folder == NULL ? "build/dev/bin" : folder);
    return access(program, X_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(most_words_of_a_reply_are_heard),
        cmocka_unit_test(words_come_in_order_on_the_time_line_of_the_reply),
        cmocka_unit_test(the_same_reply_gives_the_same_words_every_time),
        cmocka_unit_test(a_reply_of_silence_has_no_words),
        cmocka_unit_test(chunks_too_short_or_too_quiet_for_a_word_are_answered),
    };
    return cmocka_run_group_tests(tests, prepare, NULL);
}
