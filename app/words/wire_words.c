#include "words/wire_words.h"

#include <stdint.h>
#include <string.h>

/* Payload: count 4 (little endian), then for each word bytes of text 1, text. */
enum { COUNT_SIZE = 4 };

enum err wire_put_vocabulary(struct wire_bytes *to, const struct vocabulary *v)
{
    uint8_t payload[WIRE_VOCABULARY_MAX];
    uint8_t *p = payload;
    for (int i = 0; i < COUNT_SIZE; i++)
        *p++ = (uint8_t)(v->count >> (8 * i));
    for (size_t i = 0; i < v->count; i++) {
        size_t length = strlen(v->list[i]);
        *p++ = (uint8_t)length;
        memcpy(p, v->list[i], length);
        p += length;
    }
    return wire_put(to, WIRE_WORDS, 0, payload, (size_t)(p - payload));
}

/* The word at *p, moved behind it; false when there is none that fits. */
static bool get_word(const uint8_t **p, const uint8_t *end, char text[WORD_TEXT_MAX])
{
    if (*p == end)
        return false;
    size_t length = **p;
    if ((size_t)(end - *p) <= length || !vocabulary_fits((const char *)*p + 1, length))
        return false;
    memcpy(text, *p + 1, length);
    text[length] = '\0';
    *p += 1 + length;
    return true;
}

bool wire_get_vocabulary(const struct wire_message *message, struct vocabulary *out)
{
    if (message->type != WIRE_WORDS || message->length < COUNT_SIZE ||
        message->length > WIRE_VOCABULARY_MAX)
        return false;
    const uint8_t *p = message->payload, *end = p + message->length;
    size_t count = 0;
    for (int i = 0; i < COUNT_SIZE; i++)
        count |= (size_t)*p++ << (8 * i);
    char text[WORD_TEXT_MAX];
    bool good = count <= VOCABULARY_WORDS_MAX;
    for (size_t i = 0; good && i < count; i++)
        good = get_word(&p, end, text) && (i == 0 || strcmp(out->list[i - 1], text) < 0) &&
               vocabulary_add(out, text) == ERR_NONE && out->count == i + 1;
    good = good && p == end;
    if (!good)
        vocabulary_done(out);
    return good;
}
