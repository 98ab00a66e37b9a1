/* Chunks that go to the recogniser's child while they grow: what the child gets of them, seen with
 * a child that tells it, and what the real one does when the order is broken. */
#include "words/recogniser.h"

#include "base/rate.h"
#include "words/chunker.h"
#include "words/link.h"
#include "words/wire.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { SECOND = RATE_HZ, NOTHING = 0, FIRST = 1, LAST = 2, WHOLE = FIRST | LAST };

static char real_program[4096], fake_program[4096];
static int16_t ramp[60 * SECOND];

static void await_answers(struct recogniser *r)
{
    for (int i = 0; i < 600 && recogniser_pending(r) > 0; i++)
        (void)recogniser_poll(r, 100);
    assert_int_equal(recogniser_pending(r), 0);
}

static void await_ready(struct recogniser *r)
{
    for (int i = 0; i < 600 && recogniser_state(r) == RECOGNISER_LOADING; i++)
        (void)recogniser_poll(r, 100);
    assert_int_equal(recogniser_state(r), RECOGNISER_READY);
}

static struct recogniser *start_with(struct recogniser_config config)
{
    config.program = fake_program;
    struct recogniser *r = NULL;
    assert_int_equal(recogniser_new(&config, &r, NULL), ERR_NONE);
    await_ready(r);
    assert_int_equal(recogniser_begin(r), ERR_NONE);
    return r;
}

static struct recogniser *start(void)
{
    return start_with((struct recogniser_config){.model_dir = "answer"});
}

static enum err try_piece(struct recogniser *r, size_t at, size_t count, int ends)
{
    return recogniser_add(r, &(struct chunk){.samples = ramp + at,
                                             .count = count,
                                             .start_s = (double)at / RATE_HZ,
                                             .first = (ends & FIRST) != 0,
                                             .last = (ends & LAST) != 0});
}

static void add(struct recogniser *r, size_t at, size_t count, int ends)
{
    assert_int_equal(try_piece(r, at, count, ends), ERR_NONE);
}

/* The child heard these samples of the ramp as word `number`, under these flags. */
static void assert_heard(const struct recogniser *r, size_t number, const char *flags, size_t at,
                         size_t count)
{
    int sum = 0;
    for (size_t i = at; i < at + count; i++)
        sum += ramp[i];
    char wanted[WORD_TEXT_MAX];
    (void)snprintf(wanted, sizeof wanted, "%s%zu:%d", flags, count, sum);
    const struct words *words = recogniser_words(r);
    assert_true(number < words->count);
    assert_string_equal(words->list[number].text, wanted);
    assert_float_equal(words->list[number].start_s, (double)at / RATE_HZ, 0.006);
    assert_float_equal(words->list[number].end_s, (double)(at + count) / RATE_HZ, 0.006);
}

static void a_chunk_arrives_whole_in_whatever_pieces_it_came(void **state)
{
    (void)state;
    static const size_t steps[] = {100, 1600, 7000, 16000, 70000};
    struct recogniser *r = start();
    const size_t length = 5 * SECOND;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        assert_int_equal(recogniser_begin(r), ERR_NONE);
        for (size_t at = 0; at < length; at += steps[i]) {
            size_t step = length - at < steps[i] ? length - at : steps[i];
            add(r, SECOND + at, step,
                (at == 0 ? FIRST : NOTHING) | (at + step == length ? LAST : NOTHING));
            if (at + step < length)
                assert_int_equal(recogniser_pending(r), 1);
            assert_int_equal(recogniser_poll(r, 0), ERR_NONE);
        }
        await_answers(r);
        assert_int_equal(recogniser_words(r)->count, 1);
        assert_heard(r, 0, "reply-", SECOND, length);
    }
    assert_false(recogniser_lost(r));
    recogniser_free(r);
}

static void an_end_without_sound_and_a_chunk_of_a_minute_are_fine(void **state)
{
    (void)state;
    struct recogniser *r = start();
    add(r, 0, SECOND, FIRST);
    add(r, SECOND, 0, LAST);
    add(r, 0, 60 * SECOND, WHOLE);
    add(r, 0, 0, WHOLE); /* is nothing */
    assert_int_equal(recogniser_pending(r), 2);
    await_answers(r);
    assert_heard(r, 0, "reply-", 0, SECOND);
    assert_int_equal(recogniser_words(r)->count, 2);
    recogniser_free(r);
}

static void pieces_out_of_order_or_too_long_are_refused(void **state)
{
    (void)state;
    struct recogniser *r = start();
    assert_int_equal(try_piece(r, 0, SECOND, NOTHING), ERR_INPUT);
    assert_int_equal(try_piece(r, 0, SECOND, LAST), ERR_INPUT);
    add(r, 0, SECOND, FIRST);
    assert_int_equal(try_piece(r, 0, SECOND, FIRST), ERR_INPUT);
    assert_int_equal(try_piece(r, 0, 59 * SECOND + 1, NOTHING), ERR_INPUT);
    add(r, SECOND, SECOND, LAST);
    assert_int_equal(try_piece(r, 0, SECOND, LAST), ERR_INPUT);
    await_answers(r);
    assert_heard(r, 0, "reply-", 0, 2 * SECOND);
    recogniser_free(r);
}

static void a_child_killed_in_the_middle_of_a_chunk_loses_that_chunk_only(void **state)
{
    (void)state;
    struct recogniser *r = start();
    add(r, 0, 2 * SECOND, WHOLE);
    await_answers(r);
    add(r, 3 * SECOND, SECOND, FIRST);
    assert_int_equal(recogniser_poll(r, 0), ERR_NONE);
    pid_t old = (pid_t)recogniser_child(r);
    assert_int_equal(kill(old, SIGKILL), 0);
    for (int i = 0; i < 600 && recogniser_child(r) == old; i++)
        (void)recogniser_poll(r, 100);
    assert_true(recogniser_lost(r));
    assert_int_equal(recogniser_pending(r), 0);
    add(r, 4 * SECOND, SECOND, NOTHING); /* of the chunk that is lost */
    add(r, 5 * SECOND, SECOND, LAST);
    assert_int_equal(recogniser_pending(r), 0);
    add(r, 7 * SECOND, SECOND, FIRST);
    add(r, 8 * SECOND, SECOND, LAST);
    await_answers(r);
    assert_int_equal(recogniser_words(r)->count, 2);
    assert_heard(r, 0, "reply-", 0, 2 * SECOND);
    assert_heard(r, 1, "reply-", 7 * SECOND, 2 * SECOND); /* a new child knows of no reply yet */
    recogniser_free(r);
}

static void a_child_that_never_answers_is_replaced_once_the_chunk_is_complete(void **state)
{
    (void)state;
    struct recogniser *r =
        start_with((struct recogniser_config){.model_dir = "mute", .patience_ms = 100});
    long old = recogniser_child(r);
    add(r, 0, SECOND / 100, FIRST);
    /* a chunk that grows asks for no answer: this wait is longer than any patience */
    assert_int_equal(recogniser_poll(r, 400), ERR_NONE);
    assert_int_equal(recogniser_child(r), old);
    assert_false(recogniser_lost(r));
    add(r, 0, 0, LAST);
    await_answers(r);
    assert_true(recogniser_lost(r));
    assert_true(recogniser_child(r) != old);
    recogniser_free(r);
}

/* The words of chunks that pile up while the child is stopped: 4 s, then `first` and `more`. */
static struct recogniser *behind_by(bool thorough, size_t first, size_t more)
{
    struct recogniser *r =
        start_with((struct recogniser_config){.model_dir = "answer", .thorough = thorough});
    assert_int_equal(kill((pid_t)recogniser_child(r), SIGSTOP), 0);
    add(r, 0, 9 * SECOND, WHOLE);
    assert_int_equal(recogniser_poll(r, 0), ERR_NONE);
    add(r, 9 * SECOND, first, FIRST);
    assert_int_equal(recogniser_poll(r, 0), ERR_NONE);
    add(r, 9 * SECOND + first, more, LAST);
    assert_int_equal(kill((pid_t)recogniser_child(r), SIGCONT), 0);
    await_answers(r);
    assert_heard(r, 0, "reply-", 0, 9 * SECOND);
    assert_int_equal(recogniser_words(r)->count, 2);
    return r;
}

static void quick_is_asked_for_when_more_than_3_s_wait(void **state)
{
    (void)state;
    struct recogniser *r = behind_by(false, SECOND, 2 * SECOND);
    assert_heard(r, 1, "", 9 * SECOND, 3 * SECOND);
    recogniser_free(r);
    r = behind_by(false, SECOND, 2 * SECOND + 1);
    assert_heard(r, 1, "quick-", 9 * SECOND, 3 * SECOND + 1);
    recogniser_free(r);
    r = behind_by(true, SECOND, 5 * SECOND);
    assert_heard(r, 1, "", 9 * SECOND, 6 * SECOND);
    recogniser_free(r);
}

static void a_chunk_that_did_not_have_to_wait_is_never_quick(void **state)
{
    (void)state;
    struct recogniser *r = start();
    for (size_t i = 0; i < 3; i++) {
        add(r, 9 * SECOND * i, 9 * SECOND, WHOLE);
        await_answers(r);
        assert_heard(r, i, i == 0 ? "reply-" : "", 9 * SECOND * i, 9 * SECOND);
    }
    recogniser_free(r);
}

static void a_new_reply_ends_the_chunk_that_grew_and_throws_its_words_away(void **state)
{
    (void)state;
    struct recogniser *r = start();
    add(r, 0, SECOND, FIRST);
    assert_int_equal(recogniser_poll(r, 0), ERR_NONE);
    long child = recogniser_child(r);
    assert_int_equal(recogniser_begin(r), ERR_NONE);
    assert_int_equal(recogniser_pending(r), 0);
    add(r, 5 * SECOND, SECOND, FIRST);
    add(r, 6 * SECOND, SECOND, LAST);
    await_answers(r);
    assert_int_equal(recogniser_words(r)->count, 1);
    assert_heard(r, 0, "reply-", 5 * SECOND, 2 * SECOND);
    assert_int_equal(recogniser_child(r), child);
    assert_false(recogniser_lost(r));
    recogniser_free(r);
}

/* How the real child ends after these pieces. */
static int status_after(const unsigned *flags, const size_t *counts, size_t pieces)
{
    struct link link;
    link_init(&link);
    assert_int_equal(link_start(&link, real_program, "", NULL), ERR_NONE);
    for (size_t i = 0; i < pieces; i++)
        assert_int_equal(wire_put_piece(&link.out, 1, flags[i], ramp, counts[i]), ERR_NONE);
    /* it says nothing but READY */
    for (int i = 0; i < 600 && link_move(&link, 100); i++)
        continue;
    return link_end(&link, 1000);
}

static void the_real_child_ends_when_the_order_is_broken(void **state)
{
    (void)state;
    static const struct {
        unsigned flags[8];
        size_t counts[8];
        size_t pieces;
    } cases[] = {
        {{0}, {SECOND}, 1},
        {{WIRE_FIRST, WIRE_FIRST}, {SECOND, SECOND}, 2},
        {{WIRE_FIRST, 0, 0, 0, 0, 0, 0},
         {10 * SECOND, 10 * SECOND, 10 * SECOND, 10 * SECOND, 10 * SECOND, 10 * SECOND, 1},
         7},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int status = status_after(cases[i].flags, cases[i].counts, cases[i].pieces);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 3);
    }
}

static int prepare(void **state)
{
    (void)state;
    const char *folder = getenv("SAYBACK_BIN");
    (void)snprintf(real_program, sizeof real_program, "%s/sayback-recogniser",
                   folder == NULL ? "build/dev/bin" : folder);
    ssize_t length = readlink("/proc/self/exe", fake_program, sizeof fake_program - 32);
    if (length <= 0)
        return -1;
    fake_program[length] = '\0';
    strcpy(strrchr(fake_program, '/'), "/fake_recogniser");
    for (size_t i = 0; i < sizeof ramp / sizeof ramp[0]; i++)
        ramp[i] = (int16_t)(i * 7 % 60000 - 30000);
    return access(real_program, X_OK) + access(fake_program, X_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chunk_arrives_whole_in_whatever_pieces_it_came),
        cmocka_unit_test(an_end_without_sound_and_a_chunk_of_a_minute_are_fine),
        cmocka_unit_test(pieces_out_of_order_or_too_long_are_refused),
        cmocka_unit_test(a_child_killed_in_the_middle_of_a_chunk_loses_that_chunk_only),
        cmocka_unit_test(a_child_that_never_answers_is_replaced_once_the_chunk_is_complete),
        cmocka_unit_test(quick_is_asked_for_when_more_than_3_s_wait),
        cmocka_unit_test(a_chunk_that_did_not_have_to_wait_is_never_quick),
        cmocka_unit_test(a_new_reply_ends_the_chunk_that_grew_and_throws_its_words_away),
        cmocka_unit_test(the_real_child_ends_when_the_order_is_broken),
    };
    return cmocka_run_group_tests(tests, prepare, NULL);
}
