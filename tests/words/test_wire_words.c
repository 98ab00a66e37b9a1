/* The message that carries a vocabulary, and what a child is told when. */
#include "words/briefing.h"
#include "words/wire_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct vocabulary vocabulary_of(const char *text)
{
    struct vocabulary v;
    vocabulary_init(&v);
    assert_int_equal(vocabulary_add(&v, text), ERR_NONE);
    return v;
}

static void assert_survives(const struct vocabulary *v)
{
    struct wire_bytes bytes;
    wire_bytes_init(&bytes);
    assert_int_equal(wire_put_vocabulary(&bytes, v), ERR_NONE);
    struct wire_message message;
    assert_int_equal(wire_next(&bytes, &message), WIRE_MESSAGE);
    assert_int_equal(message.type, WIRE_WORDS);
    struct vocabulary got;
    vocabulary_init(&got);
    assert_true(wire_get_vocabulary(&message, &got));
    assert_true(vocabulary_same(&got, v));
    assert_int_equal(got.bytes, v->bytes);
    vocabulary_done(&got);
    assert_int_equal(wire_next(&bytes, &message), WIRE_MORE);
    wire_bytes_done(&bytes);
}

static void a_vocabulary_survives(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "a", "kestrel kestrel's ashworth o'brien"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct vocabulary v = vocabulary_of(texts[i]);
        assert_survives(&v);
        vocabulary_done(&v);
    }
}

static void a_full_one_fits(void **state)
{
    (void)state;
    for (int length = 4; length < 48; length += 43) {
        struct vocabulary v;
        vocabulary_init(&v);
        for (unsigned i = 0; i < 3000; i++) {
            char word[60];
            (void)snprintf(word, sizeof word, "%c%c%c%.*s", 'a' + (int)(i & 15),
                           'a' + (int)(i >> 4 & 15), 'a' + (int)(i >> 8), length - 3,
                           "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz");
            assert_int_equal(vocabulary_add(&v, word), ERR_NONE);
        }
        assert_true(v.count > 1000);
        assert_survives(&v);
        vocabulary_done(&v);
    }
}

static void malformed_payloads_are_refused_and_leave_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *payload;
        size_t length;
    } cases[] = {
        {"\1\0\0", 3},              /* no room for the count */
        {"\1\0\0\0", 4},            /* a word short */
        {"\2\0\0\0\1a", 6},         /* one word short */
        {"\1\0\0\0\2a", 6},         /* a letter short */
        {"\1\0\0\0\1a ", 7},        /* something behind */
        {"\0\0\0\0\1a", 6},         /* likewise */
        {"\1\0\0\0\0", 5},          /* an empty word */
        {"\1\0\0\0\1A", 6},         /* no small letter */
        {"\1\0\0\0\3a b", 8},       /* nor is a space */
        {"\1\0\0\0\2a\0", 7},       /* nor a NUL */
        {"\1\0\0\0\2a'", 7},        /* an apostrophe outside */
        {"\2\0\0\0\1a\1a", 8},      /* twice */
        {"\2\0\0\0\1b\1a", 8},      /* out of order */
        {"\xFF\xFF\xFF\xFF\1a", 6}, /* far too many */
        {"\xD1\7\0\0\1a", 6},       /* 2001 */
        {"\1\0\0\0\x30"
         "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuv",
         53}, /* a word of 48 bytes */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wire_message message = {.type = WIRE_WORDS,
                                       .payload = (const uint8_t *)cases[i].payload,
                                       .length = cases[i].length};
        struct vocabulary v;
        vocabulary_init(&v);
        assert_false(wire_get_vocabulary(&message, &v));
        assert_int_equal(v.count, 0);
        assert_null(v.list);
    }
    struct wire_message other = {
        .type = WIRE_RESULT, .payload = (const uint8_t *)"\0\0\0\0", .length = 4};
    struct vocabulary v;
    vocabulary_init(&v);
    assert_false(wire_get_vocabulary(&other, &v));
}

static void every_cut_of_a_message_waits_for_more_and_every_changed_byte_breaks_it(void **state)
{
    (void)state;
    struct vocabulary v = vocabulary_of("kestrel priya");
    struct wire_bytes whole;
    wire_bytes_init(&whole);
    assert_int_equal(wire_put_vocabulary(&whole, &v), ERR_NONE);
    vocabulary_done(&v);
    for (size_t i = 0; i < whole.count; i++) {
        struct wire_bytes bytes;
        struct wire_message message;
        wire_bytes_init(&bytes);
        assert_int_equal(wire_feed(&bytes, whole.data, i), ERR_NONE);
        assert_int_equal(wire_next(&bytes, &message), WIRE_MORE);
        wire_bytes_done(&bytes);
        assert_int_equal(wire_feed(&bytes, whole.data, whole.count), ERR_NONE);
        bytes.data[i] ^= 0x20;
        assert_int_not_equal(wire_next(&bytes, &message), WIRE_MESSAGE);
        wire_bytes_done(&bytes);
    }
    wire_bytes_done(&whole);
}

static void a_payload_over_the_limit_of_its_type_is_not_sent(void **state)
{
    (void)state;
    static uint8_t payload[WIRE_VOCABULARY_MAX + 1];
    struct wire_bytes bytes;
    wire_bytes_init(&bytes);
    assert_int_equal(wire_put(&bytes, WIRE_WORDS, 0, payload, sizeof payload), ERR_INPUT);
    assert_int_equal(wire_put(&bytes, WIRE_WORDS, 0, payload, 3), ERR_INPUT);
    assert_int_equal(wire_put(&bytes, WIRE_READY, 0, payload, 1), ERR_INPUT);
    assert_int_equal(bytes.count, 0);
    wire_bytes_done(&bytes);
}

static size_t sent(struct briefing *b, bool fresh)
{
    struct wire_bytes out;
    wire_bytes_init(&out);
    assert_int_equal(briefing_send(b, &out, fresh), ERR_NONE);
    size_t count = out.count;
    wire_bytes_done(&out);
    return count;
}

static void children_are_told_until_two_in_a_row_die_of_it(void **state)
{
    (void)state;
    struct briefing b;
    briefing_init(&b);
    assert_int_equal(sent(&b, true), 0);
    struct vocabulary v = vocabulary_of("kestrel");
    bool changed = false;
    assert_int_equal(briefing_set(&b, &v, &changed), ERR_NONE);
    assert_true(changed);
    assert_int_equal(briefing_set(&b, &v, &changed), ERR_NONE);
    assert_false(changed);

    assert_true(sent(&b, true) > 0);
    briefing_child_died(&b); /* the first */
    assert_true(sent(&b, true) > 0);
    briefing_answered(&b); /* the second lives with it ... */
    briefing_child_died(&b);
    briefing_child_died(&b); /* ... and what its successors die of before they are told is other */
    assert_true(sent(&b, true) > 0);
    briefing_child_died(&b);
    assert_true(sent(&b, true) > 0);
    briefing_child_died(&b); /* two in a row */
    assert_int_equal(sent(&b, true), 0);

    assert_int_equal(briefing_set(&b, &v, &changed), ERR_NONE);
    assert_true(changed); /* asked for again, it is tried again */
    vocabulary_done(&v);
    assert_int_equal(briefing_set(&b, &v, &changed), ERR_NONE);
    assert_true(changed);
    assert_true(sent(&b, false) > 0); /* an empty one must be told to a child that had another */
    briefing_done(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_vocabulary_survives),
        cmocka_unit_test(a_full_one_fits),
        cmocka_unit_test(malformed_payloads_are_refused_and_leave_nothing),
        cmocka_unit_test(every_cut_of_a_message_waits_for_more_and_every_changed_byte_breaks_it),
        cmocka_unit_test(a_payload_over_the_limit_of_its_type_is_not_sent),
        cmocka_unit_test(children_are_told_until_two_in_a_row_die_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
