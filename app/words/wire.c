#include "words/wire.h"

#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Header, little endian: magic 4, version 1, type 1, zero 2, sequence 4, length 4, checksum 4.
 * The checksum covers everything but itself. */
static const uint8_t magic[4] = {'S', 'b', 'W', 'r'};
enum { AT_VERSION = 4, AT_TYPE = 5, AT_ZERO = 6, AT_SEQUENCE = 8, AT_LENGTH = 12, AT_SUM = 16 };

/* A PIECE: flags 4, then its samples. */
enum { FLAGS_SIZE = 4, FLAGS_ALL = WIRE_FIRST | WIRE_LAST | WIRE_REPLY | WIRE_QUICK };

/* One word of a RESULT: start 4, end 4 (1/100 s), and two guesses, the word and its rival. A guess:
 * posterior 4 (millionths), bytes of text 1, text. */
enum {
    TIMES_SIZE = 8,
    GUESS_FIXED_SIZE = 5,
    WORD_FIXED_SIZE = TIMES_SIZE + 2 * GUESS_FIXED_SIZE,
    POSTERIOR_ONE = 1000000,
    TICKS_PER_SECOND = 100
};

void wire_bytes_init(struct wire_bytes *b)
{
    *b = (struct wire_bytes){0};
}

void wire_bytes_done(struct wire_bytes *b)
{
    free(b->data);
    wire_bytes_init(b);
}

void wire_bytes_take(struct wire_bytes *b, size_t count)
{
    size_t waiting = b->count - b->taken;
    b->taken += count < waiting ? count : waiting;
    if (b->taken == b->count)
        b->taken = b->count = 0;
}

/* Room for `more` bytes behind what waits; NULL when there is no memory. */
static uint8_t *reserve(struct wire_bytes *b, size_t more)
{
    if (b->taken > 0 && b->capacity - b->count < more) {
        memmove(b->data, b->data + b->taken, b->count - b->taken);
        b->count -= b->taken;
        b->taken = 0;
    }
    if (b->data == NULL || b->capacity - b->count < more) {
        size_t capacity = b->capacity < 4096 ? 4096 : b->capacity;
        while (capacity - b->count < more)
            capacity *= 2;
        uint8_t *data = realloc(b->data, capacity);
        if (data == NULL)
            return NULL;
        b->data = data;
        b->capacity = capacity;
    }
    return b->data + b->count;
}

static void put_u32(uint8_t *to, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        to[i] = (uint8_t)(value >> (8 * i));
}

static uint32_t get_u32(const uint8_t *from)
{
    uint32_t value = 0;
    for (int i = 0; i < 4; i++)
        value |= (uint32_t)from[i] << (8 * i);
    return value;
}

/* FNV-1a, 32 bits (Fowler, Noll, Vo): finds a stray write, which is all it is for. */
static uint32_t hash_more(uint32_t hash, const uint8_t *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        hash = (hash ^ bytes[i]) * UINT32_C(16777619);
    return hash;
}

static uint32_t checksum(const uint8_t *header, const uint8_t *payload, size_t length)
{
    uint32_t hash = hash_more(UINT32_C(2166136261), header, AT_SUM);
    return hash_more(hash, payload, length);
}

/* Room for a message; its payload is to be written at WIRE_HEADER_SIZE, then sealed. */
static uint8_t *open_message(struct wire_bytes *to, size_t length)
{
    return reserve(to, WIRE_HEADER_SIZE + length);
}

static enum err seal(struct wire_bytes *to, enum wire_type type, uint32_t sequence, size_t length)
{
    uint8_t *header = to->data + to->count;
    memcpy(header, magic, sizeof magic);
    header[AT_VERSION] = WIRE_VERSION;
    header[AT_TYPE] = (uint8_t)type;
    header[AT_ZERO] = header[AT_ZERO + 1] = 0;
    put_u32(header + AT_SEQUENCE, sequence);
    put_u32(header + AT_LENGTH, (uint32_t)length);
    put_u32(header + AT_SUM, checksum(header, header + WIRE_HEADER_SIZE, length));
    to->count += WIRE_HEADER_SIZE + length;
    return ERR_NONE;
}

enum err wire_put_ready(struct wire_bytes *to)
{
    return open_message(to, 0) == NULL ? ERR_MEMORY : seal(to, WIRE_READY, 0, 0);
}

enum err wire_put_failed(struct wire_bytes *to, const char *reason)
{
    char text[WIRE_TEXT_MAX + 1];
    (void)utf8_copy(text, sizeof text, reason);
    size_t length = strlen(text);
    uint8_t *message = open_message(to, length);
    if (message == NULL)
        return ERR_MEMORY;
    memcpy(message + WIRE_HEADER_SIZE, text, length);
    return seal(to, WIRE_FAILED, 0, length);
}

/* What a chunk is, is said by its first piece; a piece that neither begins nor ends has sound. */
static bool piece_makes_sense(unsigned flags, size_t count)
{
    bool of_first = (flags & (WIRE_REPLY | WIRE_QUICK)) != 0;
    return (flags & ~(unsigned)FLAGS_ALL) == 0 && count <= WIRE_PIECE_MAX &&
           (count > 0 || (flags & WIRE_LAST) != 0) && (!of_first || (flags & WIRE_FIRST) != 0);
}

enum err wire_put_piece(struct wire_bytes *to, uint32_t sequence, unsigned flags,
                        const int16_t *samples, size_t count)
{
    if (!piece_makes_sense(flags, count))
        return ERR_INPUT;
    uint8_t *message = open_message(to, FLAGS_SIZE + count * 2);
    if (message == NULL)
        return ERR_MEMORY;
    uint8_t *p = message + WIRE_HEADER_SIZE;
    put_u32(p, flags);
    p += FLAGS_SIZE;
    for (size_t i = 0; i < count; i++) {
        uint16_t bits = (uint16_t)samples[i];
        *p++ = (uint8_t)bits;
        *p++ = (uint8_t)(bits >> 8);
    }
    return seal(to, WIRE_PIECE, sequence, FLAGS_SIZE + count * 2);
}

static bool word_fits(const struct word *word)
{
    return word->text[0] != '\0' && memchr(word->text, 0, WORD_TEXT_MAX) != NULL &&
           memchr(word->rival, 0, WORD_TEXT_MAX) != NULL && word->start_s >= 0.0 &&
           word->end_s >= word->start_s && word->end_s < 1e6;
}

static uint8_t *put_guess(uint8_t *p, const char *text, double posterior)
{
    double certain = fmin(fmax(posterior, 0.0), 1.0); /* NAN becomes 0 */
    size_t length = strlen(text);
    put_u32(p, (uint32_t)lround(certain * POSTERIOR_ONE));
    p[4] = (uint8_t)length;
    memcpy(p + GUESS_FIXED_SIZE, text, length);
    return p + GUESS_FIXED_SIZE + length;
}

static uint8_t *put_word(uint8_t *p, const struct word *word)
{
    put_u32(p, (uint32_t)lround(word->start_s * TICKS_PER_SECOND));
    put_u32(p + 4, (uint32_t)lround(word->end_s * TICKS_PER_SECOND));
    return put_guess(put_guess(p + TIMES_SIZE, word->text, word->posterior), word->rival,
                     word->rival_posterior);
}

enum err wire_put_result(struct wire_bytes *to, uint32_t sequence, const struct words *words)
{
    if (words->count > WIRE_WORDS_MAX)
        return ERR_INPUT;
    size_t length = 4;
    for (size_t i = 0; i < words->count; i++) {
        if (!word_fits(&words->list[i]))
            return ERR_INPUT;
        length += WORD_FIXED_SIZE + strlen(words->list[i].text) + strlen(words->list[i].rival);
    }
    uint8_t *message = open_message(to, length);
    if (message == NULL)
        return ERR_MEMORY;
    uint8_t *p = message + WIRE_HEADER_SIZE;
    put_u32(p, (uint32_t)words->count);
    p += 4;
    for (size_t i = 0; i < words->count; i++)
        p = put_word(p, &words->list[i]);
    return seal(to, WIRE_RESULT, sequence, length);
}

enum err wire_feed(struct wire_bytes *from, const uint8_t *bytes, size_t count)
{
    size_t waiting = from->count - from->taken;
    if (count > WIRE_FEED_MAX || waiting > WIRE_HEADER_SIZE + WIRE_PAYLOAD_MAX)
        return ERR_INPUT;
    if (count == 0)
        return ERR_NONE;
    uint8_t *room = reserve(from, count);
    if (room == NULL)
        return ERR_MEMORY;
    memcpy(room, bytes, count);
    from->count += count;
    return ERR_NONE;
}

static bool length_fits(uint8_t type, size_t length)
{
    switch (type) {
    case WIRE_READY:
        return length == 0;
    case WIRE_FAILED:
        return length <= WIRE_TEXT_MAX;
    case WIRE_PIECE:
        return length >= FLAGS_SIZE && length % 2 == 0 && length <= WIRE_PAYLOAD_MAX;
    case WIRE_RESULT:
        return length >= 4 && length <= 4 + WIRE_WORDS_MAX * (WORD_FIXED_SIZE + 2 * WORD_TEXT_MAX);
    case WIRE_WORDS:
        return length >= 4 && length <= WIRE_VOCABULARY_MAX;
    default:
        return false;
    }
}

enum err wire_put(struct wire_bytes *to, enum wire_type type, uint32_t sequence,
                  const uint8_t *payload, size_t length)
{
    if (!length_fits((uint8_t)type, length))
        return ERR_INPUT;
    uint8_t *message = open_message(to, length);
    if (message == NULL)
        return ERR_MEMORY;
    if (length > 0)
        memcpy(message + WIRE_HEADER_SIZE, payload, length);
    return seal(to, type, sequence, length);
}

enum wire_status wire_next(struct wire_bytes *from, struct wire_message *out)
{
    size_t waiting = from->count - from->taken;
    if (waiting == 0)
        return WIRE_MORE;
    const uint8_t *header = from->data + from->taken;
    if (memcmp(header, magic, waiting < sizeof magic ? waiting : sizeof magic) != 0)
        return WIRE_BROKEN; /* said early: garbage may never fill a header */
    if (waiting < WIRE_HEADER_SIZE)
        return WIRE_MORE;
    size_t length = get_u32(header + AT_LENGTH);
    if (header[AT_VERSION] != WIRE_VERSION || header[AT_ZERO] != 0 || header[AT_ZERO + 1] != 0 ||
        !length_fits(header[AT_TYPE], length))
        return WIRE_BROKEN;
    if (waiting - WIRE_HEADER_SIZE < length)
        return WIRE_MORE;
    const uint8_t *payload = header + WIRE_HEADER_SIZE;
    if (get_u32(header + AT_SUM) != checksum(header, payload, length))
        return WIRE_BROKEN;
    *out = (struct wire_message){.type = (enum wire_type)header[AT_TYPE],
                                 .sequence = get_u32(header + AT_SEQUENCE),
                                 .payload = payload,
                                 .length = length};
    wire_bytes_take(from, WIRE_HEADER_SIZE + length);
    return WIRE_MESSAGE;
}

bool wire_get_text(const struct wire_message *message, char text[WIRE_TEXT_MAX + 1])
{
    if (message->type != WIRE_FAILED || message->length > WIRE_TEXT_MAX ||
        !utf8_valid((const char *)message->payload, message->length))
        return false;
    memcpy(text, message->payload, message->length);
    text[message->length] = '\0';
    return true;
}

bool wire_get_piece(const struct wire_message *message, unsigned *flags, int16_t *samples,
                    size_t *count)
{
    if (message->type != WIRE_PIECE || message->length < FLAGS_SIZE || message->length % 2 != 0)
        return false;
    uint32_t bits = get_u32(message->payload);
    size_t length = (message->length - FLAGS_SIZE) / 2;
    if (!piece_makes_sense(bits, length))
        return false;
    const uint8_t *p = message->payload + FLAGS_SIZE;
    for (size_t i = 0; i < length; i++) {
        int32_t value = p[2 * i] | p[2 * i + 1] << 8;
        samples[i] = (int16_t)(value < 32768 ? value : value - 65536);
    }
    *flags = bits;
    *count = length;
    return true;
}

bool wire_order_take(struct wire_order *order, uint32_t sequence, unsigned flags, size_t count)
{
    bool first = (flags & WIRE_FIRST) != 0;
    size_t before = first ? 0 : order->count;
    if (first == order->growing || (!first && sequence != order->sequence) ||
        count > WIRE_CHUNK_MAX - before)
        return false;
    *order = (struct wire_order){(flags & WIRE_LAST) == 0, sequence, before + count};
    return true;
}

/* Reads one guess at *p and moves *p behind it; `text` holds only NULs before. */
static bool get_guess(const uint8_t **p, size_t *left, char text[WORD_TEXT_MAX], double *posterior)
{
    if (*left < GUESS_FIXED_SIZE)
        return false;
    uint32_t millionths = get_u32(*p);
    size_t length = (*p)[4];
    const char *said = (const char *)*p + GUESS_FIXED_SIZE;
    if (length >= WORD_TEXT_MAX || *left - GUESS_FIXED_SIZE < length ||
        millionths > POSTERIOR_ONE || !utf8_valid(said, length))
        return false;
    memcpy(text, said, length);
    *posterior = (double)millionths / POSTERIOR_ONE;
    *p += GUESS_FIXED_SIZE + length;
    *left -= GUESS_FIXED_SIZE + length;
    return true;
}

/* The same for a word with its rival; `earliest` is where the word before ended. */
static bool get_word(const uint8_t **p, size_t *left, uint32_t *earliest, struct word *word)
{
    if (*left < TIMES_SIZE)
        return false;
    uint32_t start = get_u32(*p), end = get_u32(*p + 4);
    if (start < *earliest || end < start)
        return false;
    *word = (struct word){.start_s = (double)start / TICKS_PER_SECOND,
                          .end_s = (double)end / TICKS_PER_SECOND};
    *earliest = end;
    *p += TIMES_SIZE;
    *left -= TIMES_SIZE;
    return get_guess(p, left, word->text, &word->posterior) && word->text[0] != '\0' &&
           get_guess(p, left, word->rival, &word->rival_posterior) &&
           (word->rival[0] == '\0') == (word->rival_posterior == 0.0);
}

bool wire_get_words(const struct wire_message *message, struct words *out)
{
    if (message->type != WIRE_RESULT || message->length < 4)
        return false;
    uint32_t count = get_u32(message->payload);
    const uint8_t *p = message->payload + 4;
    size_t left = message->length - 4;
    size_t before = out->count;
    uint32_t earliest = 0;
    bool good = count <= WIRE_WORDS_MAX;
    for (uint32_t i = 0; good && i < count; i++) {
        struct word word;
        good = get_word(&p, &left, &earliest, &word) && words_add(out, &word) == ERR_NONE;
    }
    good = good && left == 0;
    if (!good)
        out->count = before;
    return good;
}
