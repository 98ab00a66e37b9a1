/* The messages between program and recogniser: round trips, and bytes that are no message. */
#include "words/wire.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct words some_words(void)
{
    struct words words;
    words_init(&words);
    static const struct word list[] = {
        {.text = "that", .start_s = 0.0, .end_s = 0.31, .posterior = 0.25},
        {.text = "must",
         .start_s = 0.31,
         .end_s = 0.5,
         .posterior = 0.75,
         .rival = "most",
         .rival_posterior = 0.25},
        {.text = "caf\xC3\xA9's", .start_s = 1.0, .end_s = 1.0, .posterior = 0.0}};
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(words_add(&words, &list[i]), ERR_NONE);
    return words;
}

/* All four kinds in a row. */
static struct wire_bytes every_message(void)
{
    struct wire_bytes bytes;
    wire_bytes_init(&bytes);
    struct words words = some_words();
    static const int16_t samples[] = {0, 1, -1, 32767, -32768};
    assert_int_equal(wire_put_ready(&bytes), ERR_NONE);
    assert_int_equal(wire_put_failed(&bytes, "No model."), ERR_NONE);
    assert_int_equal(wire_put_piece(&bytes, 0xFFFFFFFFU, WIRE_FIRST | WIRE_QUICK, samples, 5),
                     ERR_NONE);
    assert_int_equal(wire_put_piece(&bytes, 7, WIRE_LAST, NULL, 0), ERR_NONE);
    assert_int_equal(wire_put_result(&bytes, 8, &words), ERR_NONE);
    words_done(&words);
    return bytes;
}

static void check_message(size_t number, const struct wire_message *m)
{
    static const enum wire_type types[] = {WIRE_READY, WIRE_FAILED, WIRE_PIECE, WIRE_PIECE,
                                           WIRE_RESULT};
    static const uint32_t sequences[] = {0, 0, 0xFFFFFFFFU, 7, 8};
    assert_in_range(number, 0, 4);
    assert_int_equal(m->type, types[number]);
    assert_int_equal(m->sequence, sequences[number]);
    if (m->type == WIRE_FAILED) {
        char text[WIRE_TEXT_MAX + 1];
        assert_true(wire_get_text(m, text));
        assert_string_equal(text, "No model.");
    }
    if (m->type == WIRE_PIECE) {
        static const int16_t wanted[] = {0, 1, -1, 32767, -32768};
        static int16_t samples[WIRE_PIECE_MAX];
        unsigned flags = 0;
        size_t count = 9;
        assert_true(wire_get_piece(m, &flags, samples, &count));
        assert_int_equal(count, number == 2 ? 5 : 0);
        assert_int_equal(flags, number == 2 ? WIRE_FIRST | WIRE_QUICK : WIRE_LAST);
        assert_memory_equal(samples, wanted, count * sizeof wanted[0]);
    }
    if (m->type == WIRE_RESULT) {
        struct words wanted = some_words(), words;
        words_init(&words);
        assert_true(wire_get_words(m, &words));
        assert_int_equal(words.count, wanted.count);
        for (size_t i = 0; i < wanted.count; i++) {
            assert_string_equal(words.list[i].text, wanted.list[i].text);
            assert_true(words.list[i].start_s == wanted.list[i].start_s);
            assert_true(words.list[i].end_s == wanted.list[i].end_s);
            assert_true(words.list[i].posterior == wanted.list[i].posterior);
            assert_string_equal(words.list[i].rival, wanted.list[i].rival);
            assert_true(words.list[i].rival_posterior == wanted.list[i].rival_posterior);
            assert_int_equal(words.list[i].mark, 0);
        }
        words_done(&words);
        words_done(&wanted);
    }
}

static void every_message_survives_in_pieces_of_any_size(void **state)
{
    (void)state;
    struct wire_bytes sent = every_message();
    for (size_t piece = 1; piece <= sent.count; piece++) {
        struct wire_bytes received;
        wire_bytes_init(&received);
        size_t number = 0;
        for (size_t at = 0; at < sent.count; at += piece) {
            size_t step = sent.count - at < piece ? sent.count - at : piece;
            assert_int_equal(wire_feed(&received, sent.data + at, step), ERR_NONE);
            struct wire_message message;
            enum wire_status status;
            while ((status = wire_next(&received, &message)) == WIRE_MESSAGE)
                check_message(number++, &message);
            assert_int_equal(status, WIRE_MORE);
        }
        assert_int_equal(number, 5);
        wire_bytes_done(&received);
    }
    wire_bytes_done(&sent);
}

static void one_wrong_byte_anywhere_is_noticed(void **state)
{
    (void)state;
    struct wire_bytes sent;
    wire_bytes_init(&sent);
    struct words words = some_words();
    assert_int_equal(wire_put_result(&sent, 8, &words), ERR_NONE);
    for (size_t at = 0; at < sent.count; at++) {
        for (unsigned bit = 0; bit < 8; bit++) {
            struct wire_bytes received;
            wire_bytes_init(&received);
            sent.data[at] ^= (uint8_t)(1U << bit);
            assert_int_equal(wire_feed(&received, sent.data, sent.count), ERR_NONE);
            struct wire_message message;
            enum wire_status status = wire_next(&received, &message);
            /* a greater length in the header waits for bytes that the checksum will refuse */
            assert_int_not_equal(status, WIRE_MESSAGE);
            sent.data[at] ^= (uint8_t)(1U << bit);
            wire_bytes_done(&received);
        }
    }
    words_done(&words);
    wire_bytes_done(&sent);
}

static void a_message_cut_short_is_waited_for(void **state)
{
    (void)state;
    struct wire_bytes sent;
    wire_bytes_init(&sent);
    assert_int_equal(wire_put_failed(&sent, "because"), ERR_NONE);
    for (size_t length = 0; length < sent.count; length++) {
        struct wire_bytes received;
        wire_bytes_init(&received);
        assert_int_equal(wire_feed(&received, sent.data, length), ERR_NONE);
        struct wire_message message;
        assert_int_equal(wire_next(&received, &message), WIRE_MORE);
        wire_bytes_done(&received);
    }
    wire_bytes_done(&sent);
}

static void garbage_is_refused_at_its_first_wrong_byte(void **state)
{
    (void)state;
    struct wire_bytes received;
    wire_bytes_init(&received);
    assert_int_equal(wire_feed(&received, (const uint8_t *)"S!", 2), ERR_NONE);
    struct wire_message message;
    assert_int_equal(wire_next(&received, &message), WIRE_BROKEN);
    assert_int_equal(wire_next(&received, &message), WIRE_BROKEN);
    wire_bytes_done(&received);
}

/* Header of a message with these fields; its checksum is not looked at before the rest. */
static enum wire_status next_of_header(uint8_t version, uint8_t type, uint8_t zero, uint32_t length)
{
    uint8_t header[WIRE_HEADER_SIZE] = {'S', 'b', 'W', 'r', version, type, zero};
    for (int i = 0; i < 4; i++)
        header[12 + i] = (uint8_t)(length >> (8 * i));
    struct wire_bytes received;
    wire_bytes_init(&received);
    assert_int_equal(wire_feed(&received, header, sizeof header), ERR_NONE);
    struct wire_message message;
    enum wire_status status = wire_next(&received, &message);
    wire_bytes_done(&received);
    return status;
}

static void headers_past_a_limit_are_refused_before_their_payload(void **state)
{
    (void)state;
    assert_int_equal(next_of_header(WIRE_VERSION, WIRE_PIECE, 0, 6), WIRE_MORE); /* the good one */
    assert_int_equal(next_of_header(WIRE_VERSION - 1, WIRE_PIECE, 0, 6), WIRE_BROKEN);
    assert_int_equal(next_of_header(WIRE_VERSION + 1, WIRE_PIECE, 0, 6), WIRE_BROKEN);
    assert_int_equal(next_of_header(WIRE_VERSION, 0, 0, 6), WIRE_BROKEN);
    assert_int_equal(next_of_header(WIRE_VERSION, 6, 0, 6), WIRE_BROKEN);
    assert_int_equal(next_of_header(WIRE_VERSION, WIRE_PIECE, 1, 6), WIRE_BROKEN);
    assert_int_equal(next_of_header(WIRE_VERSION, WIRE_PIECE, 0, 2), WIRE_BROKEN);
    assert_int_equal(next_of_header(WIRE_VERSION, WIRE_PIECE, 0, 4), WIRE_MORE);
    assert_int_equal(next_of_header(WIRE_VERSION, WIRE_PIECE, 0, 5), WIRE_BROKEN);
    assert_int_equal(next_of_header(WIRE_VERSION, WIRE_PIECE, 0, WIRE_PAYLOAD_MAX), WIRE_MORE);
    assert_int_equal(next_of_header(WIRE_VERSION, WIRE_PIECE, 0, WIRE_PAYLOAD_MAX + 2),
                     WIRE_BROKEN);
    assert_int_equal(next_of_header(WIRE_VERSION, WIRE_PIECE, 0, 0xFFFFFFFEU), WIRE_BROKEN);
    assert_int_equal(next_of_header(WIRE_VERSION, WIRE_READY, 0, 1), WIRE_BROKEN);
    assert_int_equal(next_of_header(WIRE_VERSION, WIRE_FAILED, 0, WIRE_TEXT_MAX), WIRE_MORE);
    assert_int_equal(next_of_header(WIRE_VERSION, WIRE_FAILED, 0, WIRE_TEXT_MAX + 1), WIRE_BROKEN);
    assert_int_equal(next_of_header(WIRE_VERSION, WIRE_RESULT, 0, 3), WIRE_BROKEN);
    assert_int_equal(next_of_header(WIRE_VERSION, WIRE_RESULT, 0, 1U << 20), WIRE_BROKEN);
}

static void pieces_that_make_no_sense_are_refused(void **state)
{
    (void)state;
    static const struct {
        uint32_t flags;
        size_t count;
        bool good;
    } cases[] = {
        {0, 1, true},
        {0, 0, false}, /* neither sound nor an end */
        {WIRE_FIRST, 0, false},
        {WIRE_LAST, 0, true},
        {WIRE_FIRST | WIRE_LAST, 0, true},
        {WIRE_FIRST | WIRE_REPLY | WIRE_QUICK, 1, true},
        {WIRE_REPLY, 1, false}, /* what a chunk is, is said at its beginning */
        {WIRE_QUICK | WIRE_LAST, 1, false},
        {16, 1, false},
        {0x80000001U, 1, false},
    };
    static const int16_t sample = 1;
    static int16_t samples[WIRE_PIECE_MAX];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wire_bytes sent;
        wire_bytes_init(&sent);
        assert_int_equal(wire_put_piece(&sent, 1, cases[i].flags, &sample, cases[i].count),
                         cases[i].good ? ERR_NONE : ERR_INPUT);
        wire_bytes_done(&sent);
        uint8_t payload[6] = {(uint8_t)cases[i].flags, 0, 0, (uint8_t)(cases[i].flags >> 24), 1, 0};
        struct wire_message message = {
            .type = WIRE_PIECE, .payload = payload, .length = 4 + 2 * cases[i].count};
        unsigned flags;
        size_t count;
        assert_int_equal(wire_get_piece(&message, &flags, samples, &count), cases[i].good);
    }
}

static void pieces_out_of_order_are_refused(void **state)
{
    (void)state;
    struct wire_order order = {0};
    assert_false(wire_order_take(&order, 1, 0, 10)); /* nothing was begun */
    assert_false(wire_order_take(&order, 1, WIRE_LAST, 0));
    assert_true(wire_order_take(&order, 1, WIRE_FIRST, 10));
    assert_false(wire_order_take(&order, 2, WIRE_FIRST, 10)); /* a second first one */
    assert_false(wire_order_take(&order, 2, 0, 10));          /* of another chunk */
    assert_true(wire_order_take(&order, 1, 0, WIRE_CHUNK_MAX - 10));
    assert_false(wire_order_take(&order, 1, 0, 1)); /* too long in all */
    assert_true(wire_order_take(&order, 1, WIRE_LAST, 0));
    assert_false(wire_order_take(&order, 1, WIRE_LAST, 0)); /* ended twice */
    assert_true(wire_order_take(&order, 2, WIRE_FIRST | WIRE_LAST, 10));
    assert_true(wire_order_take(&order, 3, WIRE_FIRST | WIRE_LAST, WIRE_CHUNK_MAX));
    assert_false(wire_order_take(&order, 4, WIRE_FIRST, WIRE_CHUNK_MAX + 1));
    assert_true(wire_order_take(&order, 4, WIRE_FIRST, 0));
}

static void what_is_over_a_limit_is_not_written(void **state)
{
    (void)state;
    struct wire_bytes sent;
    wire_bytes_init(&sent);
    int16_t *samples = calloc(WIRE_PIECE_MAX + 1, sizeof *samples);
    assert_non_null(samples);
    assert_int_equal(wire_put_piece(&sent, 1, WIRE_LAST, samples, WIRE_PIECE_MAX + 1), ERR_INPUT);
    assert_int_equal(sent.count, 0);
    assert_int_equal(wire_put_piece(&sent, 1, WIRE_LAST, samples, WIRE_PIECE_MAX), ERR_NONE);
    assert_int_equal(sent.count, WIRE_HEADER_SIZE + WIRE_PAYLOAD_MAX);
    free(samples);
    struct words words = some_words();
    words.list[0].end_s = -1.0;
    assert_int_equal(wire_put_result(&sent, 1, &words), ERR_INPUT);
    words_done(&words);
    wire_bytes_done(&sent);
}

static void a_reason_that_is_too_long_is_cut_at_a_character(void **state)
{
    (void)state;
    char reason[2 * WIRE_TEXT_MAX + 2] = "x";
    for (size_t i = 1; i + 1 < sizeof reason; i += 2)
        memcpy(reason + i, "\xC3\xA9", 2);
    reason[sizeof reason - 1] = '\0';
    struct wire_bytes sent;
    wire_bytes_init(&sent);
    assert_int_equal(wire_put_failed(&sent, reason), ERR_NONE);
    struct wire_message message;
    assert_int_equal(wire_next(&sent, &message), WIRE_MESSAGE);
    char text[WIRE_TEXT_MAX + 1];
    assert_true(wire_get_text(&message, text));
    assert_int_equal(strlen(text), 511);
    assert_memory_equal(text, reason, 511);
    wire_bytes_done(&sent);
}

/* A RESULT's payload given byte by byte; the framing around it is not looked at here. */
static bool words_in(const uint8_t *payload, size_t length)
{
    struct wire_message message = {.type = WIRE_RESULT, .payload = payload, .length = length};
    struct words words;
    words_init(&words);
    bool good = wire_get_words(&message, &words);
    assert_int_equal(words.count, good ? payload[0] : 0);
    words_done(&words);
    return good;
}

static void malformed_words_are_refused_whole(void **state)
{
    (void)state;
    enum { RIVAL = 4 + 15, SECOND = RIVAL + 7, END = SECOND + 14 + 5 };
    /* two words: "ok" 0.05..0.09 s or else "oh", "a" 0.09..0.10 s */
    static const uint8_t good[END] = {2, 0, 0, 0,                                           /* */
                                      5, 0, 0, 0, 9,  0,   0,   0, 1, 0, 0, 0, 2, 'o', 'k', /* */
                                      1, 0, 0, 0, 2,  'o', 'h',                             /* */
                                      9, 0, 0, 0, 10, 0,   0,   0, 1, 0, 0, 0, 1, 'a',      /* */
                                      0, 0, 0, 0, 0};
    static const struct {
        size_t at;
        uint8_t value;
    } faults[] = {
        {0, 3},            /* more words than there are */
        {0, 1},            /* fewer: bytes are left over */
        {3, 0xFF},         /* four thousand million words */
        {4, 10},           /* ends before it starts */
        {15, 0x10},        /* posterior over 1 */
        {16, 0},           /* no text */
        {16, 60},          /* text past the end */
        {17, 0},           /* a NUL in the text */
        {17, 0xFF},        /* no UTF-8 */
        {RIVAL, 0},        /* a rival that is impossible */
        {RIVAL + 2, 0x10}, /* the rival's posterior over 1 */
        {RIVAL + 4, 60},   /* the rival past the end */
        {RIVAL + 5, 0xFF}, /* no UTF-8 */
        {SECOND, 8},       /* starts inside the word before */
        {SECOND + 12, 48}, /* text longer than any word */
        {END - 5, 1},      /* a chance of being no word */
    };
    assert_true(words_in(good, sizeof good));
    for (size_t length = 4; length < sizeof good; length++)
        assert_false(words_in(good, length));
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        uint8_t bad[END];
        memcpy(bad, good, sizeof bad);
        bad[faults[i].at] = faults[i].value;
        assert_false(words_in(bad, sizeof bad));
    }
}

static void random_bytes_behind_a_good_start_do_no_harm(void **state)
{
    (void)state;
    uint32_t random = 5;
    for (int round = 0; round < 200; round++) {
        struct wire_bytes received = every_message();
        for (int i = 0; i < 8; i++) {
            random = random * 1664525U + 1013904223U;
            received.data[(random >> 8) % received.count] ^= (uint8_t)(random >> 3);
        }
        struct wire_message message;
        struct words words;
        words_init(&words);
        while (wire_next(&received, &message) == WIRE_MESSAGE)
            (void)wire_get_words(&message, &words);
        words_done(&words);
        wire_bytes_done(&received);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_message_survives_in_pieces_of_any_size),
        cmocka_unit_test(one_wrong_byte_anywhere_is_noticed),
        cmocka_unit_test(a_message_cut_short_is_waited_for),
        cmocka_unit_test(garbage_is_refused_at_its_first_wrong_byte),
        cmocka_unit_test(headers_past_a_limit_are_refused_before_their_payload),
        cmocka_unit_test(pieces_that_make_no_sense_are_refused),
        cmocka_unit_test(pieces_out_of_order_are_refused),
        cmocka_unit_test(what_is_over_a_limit_is_not_written),
        cmocka_unit_test(a_reason_that_is_too_long_is_cut_at_a_character),
        cmocka_unit_test(malformed_words_are_refused_whole),
        cmocka_unit_test(random_bytes_behind_a_good_start_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
