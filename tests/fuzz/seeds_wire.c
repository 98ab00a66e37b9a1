/* Writes the seeds of the target `wire` anew, after a change of the messages:
 *   build/dev/tests/seeds_wire tests/fuzz/corpus/wire
 * The first byte of each says in what pieces the rest arrives (fuzz_wire.c). */
#include "words/wire.h"
#include "words/wire_words.h"

#include <stdio.h>
#include <stdlib.h>

static const char *folder;

static void check(bool good)
{
    if (good)
        return;
    (void)fprintf(stderr, "seeds_wire: can't write to %s\n", folder);
    exit(EXIT_FAILURE);
}

static void write_seed(const char *name, uint8_t piece, const uint8_t *bytes, size_t count)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    check(file != NULL);
    check(fputc(piece, file) != EOF && fwrite(bytes, 1, count, file) == count);
    check(fclose(file) == 0);
}

/* Takes what was put. */
static void write_messages(const char *name, uint8_t piece, struct wire_bytes *bytes)
{
    write_seed(name, piece, bytes->data + bytes->taken, bytes->count - bytes->taken);
    wire_bytes_done(bytes);
}

static void write_words(void)
{
    struct wire_bytes b;
    wire_bytes_init(&b);
    struct words words;
    words_init(&words);
    check(wire_put_result(&b, 1, &words) == ERR_NONE);
    write_messages("no-words", 255, &b);
    static const struct word list[] = {
        {.text = "you", .start_s = 0.1, .end_s = 0.3, .posterior = 0.5},
        {.text = "know",
         .start_s = 0.3,
         .end_s = 0.6,
         .posterior = 0.75,
         .rival = "no",
         .rival_posterior = 0.25}};
    check(words_add(&words, &list[0]) == ERR_NONE && words_add(&words, &list[1]) == ERR_NONE);
    check(wire_put_result(&b, 4, &words) == ERR_NONE);
    /* read as a bare payload when the first byte is 2 modulo 4 */
    write_seed("bare-result", 2, b.data + WIRE_HEADER_SIZE, b.count - WIRE_HEADER_SIZE);
    write_messages("result", 0, &b);
    words_done(&words);
}

static void write_vocabulary(void)
{
    struct wire_bytes b;
    wire_bytes_init(&b);
    struct vocabulary words;
    vocabulary_init(&words);
    check(vocabulary_add(&words, "Jennifer's Kestrel") == ERR_NONE);
    check(wire_put_vocabulary(&b, &words) == ERR_NONE);
    write_messages("words", 255, &b);
    vocabulary_done(&words);
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    folder = argv[1];
    static const int16_t samples[] = {0, 1, -1, 300, -32768, 32767};
    struct wire_bytes b;
    wire_bytes_init(&b);
    check(wire_put_ready(&b) == ERR_NONE);
    write_messages("ready", 255, &b);
    check(wire_put_failed(&b, "No model.") == ERR_NONE);
    write_messages("failed", 255, &b);
    check(wire_put_piece(&b, 3, WIRE_FIRST | WIRE_REPLY, samples, 6) == ERR_NONE);
    check(wire_put_piece(&b, 3, 0, samples, 2) == ERR_NONE);
    check(wire_put_piece(&b, 3, WIRE_LAST, NULL, 0) == ERR_NONE);
    check(wire_put_piece(&b, 4, WIRE_FIRST | WIRE_LAST | WIRE_QUICK, samples, 4) == ERR_NONE);
    write_messages("pieces", 7, &b);
    check(wire_put_piece(&b, 5, WIRE_FIRST, samples, 6) == ERR_NONE);
    check(wire_put_piece(&b, 6, WIRE_FIRST, samples, 6) == ERR_NONE);
    check(wire_put_piece(&b, 7, 0, samples, 6) == ERR_NONE);
    write_messages("pieces-out-of-order", 255, &b);
    static const uint8_t bare[] = {3, 0, 0, 0, 1, 0, 255, 255};
    write_seed("bare-piece", 1, bare, sizeof bare);
    write_words();
    write_vocabulary();
    return EXIT_SUCCESS;
}
