/* The messages between the program and its recogniser child, as bytes: framing, checks, payloads.
 * Pure: it moves no bytes and knows no processes. README.md has the table of messages. */
#ifndef SAYBACK_WIRE_H
#define SAYBACK_WIRE_H

#include "base/err.h"
#include "words/words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    WIRE_VERSION = 3,
    WIRE_HEADER_SIZE = 20,
    WIRE_PIECE_MAX = 10 * 16000, /* samples of one piece: 10 s at RATE_HZ */
    WIRE_CHUNK_MAX = 60 * 16000, /* samples of all pieces of a chunk */
    WIRE_WORDS_MAX = 4000,       /* of one chunk; ten a second would be 600 */
    WIRE_TEXT_MAX = 511,         /* bytes of a reason */
    WIRE_VOCABULARY_MAX = 65536, /* bytes of a vocabulary; wire_words.h */
    WIRE_PAYLOAD_MAX = 4 + WIRE_PIECE_MAX * 2
};

enum wire_type {
    WIRE_READY = 1,  /* child: the model is loaded */
    WIRE_FAILED = 2, /* child: it can't work, and why */
    WIRE_PIECE = 3,  /* parent: some samples of chunk `sequence` */
    WIRE_RESULT = 4, /* child: words of chunk `sequence`, after its last piece */
    WIRE_WORDS = 5   /* parent: the vocabulary from now on, in place of the one before */
};

/* What a piece is; joined by |. */
enum wire_flag {
    WIRE_FIRST = 1, /* of its chunk */
    WIRE_LAST = 2,  /* of its chunk */
    WIRE_REPLY = 4, /* with FIRST: its chunk is the first of a new reply */
    WIRE_QUICK = 8  /* with FIRST: the second pass may be left out for this chunk */
};

/* A growing row of bytes, taken from its front. */
struct wire_bytes {
    uint8_t *data; /* owned */
    size_t count;  /* bytes in `data` */
    size_t taken;  /* of which so many at the front are done with */
    size_t capacity;
};

void wire_bytes_init(struct wire_bytes *b);
void wire_bytes_done(struct wire_bytes *b); /* back to init */
/* Marks `count` bytes at the front as done with; at most what is waiting. */
void wire_bytes_take(struct wire_bytes *b, size_t count);

/* Each appends one whole message to `to`. ERR_MEMORY, or ERR_INPUT when a limit is passed; then
 * nothing was appended. Times and confidence of a RESULT are rounded to 10 ms and to a millionth.
 */
enum err wire_put_ready(struct wire_bytes *to);
enum err wire_put_failed(struct wire_bytes *to, const char *reason); /* cut to WIRE_TEXT_MAX */
/* `flags` of enum wire_flag; `samples` may be none in a last piece only. */
enum err wire_put_piece(struct wire_bytes *to, uint32_t sequence, unsigned flags,
                        const int16_t *samples, size_t count);
enum err wire_put_result(struct wire_bytes *to, uint32_t sequence, const struct words *words);

/* Any message: a copy of `length` bytes at `payload`, within the limit of `type`. */
enum err wire_put(struct wire_bytes *to, enum wire_type type, uint32_t sequence,
                  const uint8_t *payload, size_t length);

struct wire_message {
    enum wire_type type;
    uint32_t sequence;
    const uint8_t *payload; /* lent until the next call on the reader's bytes */
    size_t length;          /* within the limits of its type */
};

enum wire_status {
    WIRE_MORE,    /* no whole message yet */
    WIRE_MESSAGE, /* *out holds one */
    WIRE_BROKEN   /* these bytes are no message; what follows can't be trusted either */
};

/* Appends received bytes. ERR_INPUT when more waits than any message needs (take messages out
 * between calls, at most WIRE_FEED_MAX bytes a call), ERR_MEMORY. */
enum { WIRE_FEED_MAX = 65536 };
enum err wire_feed(struct wire_bytes *from, const uint8_t *bytes, size_t count);

/* Takes the next message off `from`. Any bytes whatever are safe. */
enum wire_status wire_next(struct wire_bytes *from, struct wire_message *out);

/* Payloads. False when the payload is malformed; then the output is untouched. */
/* `text` gets the reason of a FAILED, valid UTF-8. */
bool wire_get_text(const struct wire_message *message, char text[WIRE_TEXT_MAX + 1]);
/* `samples` (room for WIRE_PIECE_MAX) takes what a PIECE holds. */
bool wire_get_piece(const struct wire_message *message, unsigned *flags, int16_t *samples,
                    size_t *count);
/* Appends the words of a RESULT, in order, not overlapping, times from the chunk's start; false
 * also when memory runs out. */
bool wire_get_words(const struct wire_message *message, struct words *out);

/* The order of pieces, for whoever receives them; all zero before the first. */
struct wire_order {
    bool growing; /* a chunk is under way: */
    uint32_t sequence;
    size_t count; /* samples so far */
};

/* Takes the next piece. False when it breaks the order: a first piece inside a chunk, another piece
 * or another sequence outside, more than WIRE_CHUNK_MAX samples in all; then nothing was taken. */
bool wire_order_take(struct wire_order *order, uint32_t sequence, unsigned flags, size_t count);

#endif
