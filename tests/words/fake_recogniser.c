/* Stands in for sayback-recogniser: it tells what it was sent. Every chunk is answered with one
 * word that lasts as long as the chunk: its flags, its number of samples, their sum. As "model" it
 * takes "answer", or "mute": then no chunk is ever answered. */
#include "words/wire.h"

#include "base/rate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool send_all(struct wire_bytes *out)
{
    while (out->count > out->taken) {
        ssize_t sent = write(STDOUT_FILENO, out->data + out->taken, out->count - out->taken);
        if (sent <= 0)
            return false;
        wire_bytes_take(out, (size_t)sent);
    }
    return true;
}

struct heard {
    struct wire_order order;
    unsigned flags; /* of the first piece */
    int sum;
};

static bool tell(const struct heard *heard, uint32_t sequence)
{
    struct word word = {.end_s = (double)heard->order.count / RATE_HZ, .posterior = 1.0};
    (void)snprintf(
        word.text, sizeof word.text, "%s%s%zu:%d", (heard->flags & WIRE_REPLY) != 0 ? "reply-" : "",
        (heard->flags & WIRE_QUICK) != 0 ? "quick-" : "", heard->order.count, heard->sum);
    struct words words;
    words_init(&words);
    struct wire_bytes out;
    wire_bytes_init(&out);
    bool good = words_add(&words, &word) == ERR_NONE &&
                wire_put_result(&out, sequence, &words) == ERR_NONE && send_all(&out);
    words_done(&words);
    wire_bytes_done(&out);
    return good;
}

static bool take(struct heard *heard, const struct wire_message *message, bool mute)
{
    static int16_t samples[WIRE_PIECE_MAX];
    unsigned flags;
    size_t count;
    if (!wire_get_piece(message, &flags, samples, &count) ||
        !wire_order_take(&heard->order, message->sequence, flags, count))
        return false;
    if ((flags & WIRE_FIRST) != 0) {
        heard->flags = flags;
        heard->sum = 0;
    }
    for (size_t i = 0; i < count; i++)
        heard->sum += samples[i];
    return (flags & WIRE_LAST) == 0 || mute || tell(heard, message->sequence);
}

int main(int argc, char **argv)
{
    bool mute = argc > 1 && strcmp(argv[1], "mute") == 0;
    struct wire_bytes in, out;
    wire_bytes_init(&in);
    wire_bytes_init(&out);
    if (wire_put_ready(&out) != ERR_NONE || !send_all(&out))
        return EXIT_FAILURE;
    struct heard heard = {0};
    uint8_t bytes[WIRE_FEED_MAX];
    for (;;) {
        ssize_t got = read(STDIN_FILENO, bytes, sizeof bytes);
        if (got <= 0)
            return EXIT_SUCCESS;
        struct wire_message message;
        enum wire_status status;
        if (wire_feed(&in, bytes, (size_t)got) != ERR_NONE)
            return EXIT_FAILURE;
        while ((status = wire_next(&in, &message)) == WIRE_MESSAGE)
            if (!take(&heard, &message, mute))
                return EXIT_FAILURE;
        if (status == WIRE_BROKEN)
            return EXIT_FAILURE;
    }
}
