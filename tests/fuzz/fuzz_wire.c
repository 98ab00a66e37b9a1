/* Any bytes at all given to the reader of messages: it must refuse or understand them, and what it
 * understands must keep what wire.h promises. */
#include "words/wire.h"
#include "words/wire_words.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool promise)
{
    if (!promise)
        abort();
}

static void look_at_vocabulary(const struct wire_message *message)
{
    struct vocabulary words;
    vocabulary_init(&words);
    if (wire_get_vocabulary(message, &words)) {
        check(words.count <= VOCABULARY_WORDS_MAX);
        for (size_t i = 0; i < words.count; i++)
            check(vocabulary_fits(words.list[i], strlen(words.list[i])));
        /* What was understood is said again in the same bytes. */
        struct wire_bytes again;
        wire_bytes_init(&again);
        struct wire_message copy;
        check(wire_put_vocabulary(&again, &words) != ERR_INPUT);
        if (wire_next(&again, &copy) == WIRE_MESSAGE)
            check(copy.length == message->length &&
                  memcmp(copy.payload, message->payload, copy.length) == 0);
        wire_bytes_done(&again);
    } else {
        check(words.count == 0);
    }
    vocabulary_done(&words);
}

static void look_at(const struct wire_message *message, struct wire_order *order)
{
    look_at_vocabulary(message);

    char text[WIRE_TEXT_MAX + 1];
    (void)wire_get_text(message, text);

    static int16_t samples[WIRE_PIECE_MAX];
    unsigned flags;
    size_t count;
    if (wire_get_piece(message, &flags, samples, &count)) {
        struct wire_order before = *order;
        check(count <= WIRE_PIECE_MAX && (count > 0 || (flags & WIRE_LAST) != 0));
        if (wire_order_take(order, message->sequence, flags, count)) {
            check(order->count <= WIRE_CHUNK_MAX && order->sequence == message->sequence);
            check(before.growing == ((flags & WIRE_FIRST) == 0));
            check(order->growing == ((flags & WIRE_LAST) == 0));
        } else {
            check(before.growing == order->growing && before.count == order->count);
        }
        struct wire_bytes again;
        wire_bytes_init(&again);
        check(wire_put_piece(&again, message->sequence, flags, samples, count) != ERR_INPUT);
        wire_bytes_done(&again);
    }

    struct words words;
    words_init(&words);
    if (wire_get_words(message, &words)) {
        double earliest_s = 0.0;
        for (size_t i = 0; i < words.count; i++) {
            const struct word *word = &words.list[i];
            check(word->start_s >= earliest_s && word->end_s >= word->start_s);
            check(word->posterior >= 0.0 && word->posterior <= 1.0);
            check(word->text[0] != '\0');
            check(word->rival_posterior >= 0.0 && word->rival_posterior <= 1.0);
            check((word->rival[0] != '\0') == (word->rival_posterior > 0.0));
            earliest_s = word->end_s;
        }
        /* What was understood can be said again. */
        struct wire_bytes again;
        wire_bytes_init(&again);
        if (words.count == 0 || words.list[words.count - 1].end_s < 1e6)
            check(wire_put_result(&again, message->sequence, &words) != ERR_INPUT);
        wire_bytes_done(&again);
    } else {
        check(words.count == 0);
    }
    words_done(&words);
}

/* The first byte says in what pieces the rest arrives. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    size_t piece = (size_t)data[0] + 1;
    struct wire_order order = {0};
    struct wire_bytes received;
    wire_bytes_init(&received);
    enum wire_status status = WIRE_MORE;
    for (size_t at = 1; at < size && status != WIRE_BROKEN; at += piece) {
        size_t step = size - at < piece ? size - at : piece;
        if (wire_feed(&received, data + at, step) != ERR_NONE)
            break;
        struct wire_message message;
        while ((status = wire_next(&received, &message)) == WIRE_MESSAGE)
            look_at(&message, &order);
    }
    wire_bytes_done(&received);

    /* Payloads with no frame around them: the checksum would keep most of them from ever being
     * read. */
    static const enum wire_type types[] = {WIRE_FAILED, WIRE_PIECE, WIRE_RESULT, WIRE_WORDS};
    struct wire_message bare = {
        .type = types[data[0] % 4], .payload = data + 1, .length = size - 1};
    look_at(&bare, &order);
    return 0;
}
