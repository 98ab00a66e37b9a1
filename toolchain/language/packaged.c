#include "packaged.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The file, little endian:
 *   "Trie Language Model", order (1 byte), number of n-grams of each order (4 each)
 *   kind of quantising (4), then 65536 floats each: probabilities and back-off weights of word
 *     pairs, probabilities of triples; all logarithms to the base 1.0001
 *   single words: probability, back-off (floats), first pair (4); one more than there are
 *   pairs, packed into bits: word before, back-off (16), probability (16), first triple; one more
 *   triples, packed: word before both, probability (16); one more
 *   bytes of all words (4), then the words, each ending in a NUL, in the order of their numbers
 * The trie is read backwards: under a word hang the words that may stand before it. Found out by
 * comparing with what ngram_model's own look-ups answer. */
static const char magic[] = "Trie Language Model";
static const double base = 1.0001;

enum { BINS = 65536, BIN_BITS = 16, UNIGRAM_BYTES = 12, PAST_END = 8 };

struct reader {
    const uint8_t *bytes;
    size_t size;
    size_t at;
    uint32_t count[ORDER_MAX];
};

static uint32_t number(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
           (uint32_t)bytes[3] << 24;
}

static double chance(const uint8_t *bytes)
{
    uint32_t whole = number(bytes);
    float value;
    memcpy(&value, &whole, sizeof value);
    return exp((double)value * log(base));
}

/* `count` bits from bit `offset` on; the packed parts end in bytes to spare. */
static uint32_t bits(const uint8_t *bytes, uint64_t offset, int count)
{
    const uint8_t *from = bytes + offset / 8;
    uint64_t value = (uint64_t)number(from) | (uint64_t)number(from + 4) << 32;
    return (uint32_t)(value >> (offset % 8) & ((1ULL << count) - 1));
}

static int bits_for(uint32_t largest)
{
    int count = 0;
    for (; largest != 0; largest >>= 1)
        count++;
    return count;
}

/* The next `size` bytes, or NULL when the file is too short. */
static const uint8_t *take(struct reader *r, size_t size)
{
    if (size > r->size - r->at)
        return NULL;
    r->at += size;
    return r->bytes + r->at - size;
}

static size_t packed_size(uint32_t count, int width)
{
    return (size_t)((((uint64_t)count + 1) * (uint64_t)width + 7) / 8 + PAST_END);
}

struct parts {
    const uint8_t *bins, *singles, *pairs, *triples, *names;
    int word_bits, next_bits;
    size_t names_size;
};

static bool take_parts(struct reader *r, struct parts *p)
{
    const uint8_t *head = take(r, sizeof magic - 1 + 1 + 4 * ORDER_MAX);
    if (head == NULL || memcmp(head, magic, sizeof magic - 1) != 0 ||
        head[sizeof magic - 1] != ORDER_MAX)
        return false;
    for (int i = 0; i < ORDER_MAX; i++)
        r->count[i] = number(head + sizeof magic + 4 * (size_t)i);
    p->word_bits = bits_for(r->count[0]);
    p->next_bits = bits_for(r->count[2]);
    const uint8_t *kind = take(r, 4);
    p->bins = take(r, (size_t)BINS * 3 * 4);
    p->singles = take(r, ((size_t)r->count[0] + 1) * UNIGRAM_BYTES);
    p->pairs = take(r, packed_size(r->count[1], p->word_bits + 2 * BIN_BITS + p->next_bits));
    p->triples = take(r, packed_size(r->count[2], p->word_bits + BIN_BITS));
    const uint8_t *size = take(r, 4);
    if (kind == NULL || number(kind) != 1 || size == NULL)
        return false;
    p->names_size = number(size);
    p->names = take(r, p->names_size);
    return p->names != NULL && p->names_size > 0 && p->names[p->names_size - 1] == '\0';
}

static bool add_words(const struct reader *r, const struct parts *p, struct vocabulary *v,
                      uint32_t *ids)
{
    size_t at = 0;
    for (uint32_t i = 0; i < r->count[0]; i++) {
        if (at >= p->names_size)
            return false;
        const char *name = (const char *)p->names + at;
        ids[i] = vocabulary_add(v, name);
        at += strlen(name) + 1;
    }
    return true;
}

static void add_triples(const struct reader *r, const struct parts *p, const uint32_t *ids,
                        const uint32_t pair[2], uint32_t from, uint32_t to, struct model *m)
{
    uint64_t width = (uint64_t)(p->word_bits + BIN_BITS);
    for (uint32_t i = from; i < to && i < r->count[2]; i++) {
        uint32_t before = bits(p->triples, i * width, p->word_bits);
        uint32_t bin = bits(p->triples, i * width + (uint64_t)p->word_bits, BIN_BITS);
        if (before >= r->count[0])
            continue;
        uint32_t words[ORDER_MAX] = {ids[before], pair[0], pair[1]};
        table_add(&m->order[2], words, 3)->p = chance(p->bins + ((size_t)BINS * 2 + bin) * 4);
    }
}

static void add_pairs(const struct reader *r, const struct parts *p, const uint32_t *ids,
                      uint32_t last, struct model *m)
{
    uint64_t width = (uint64_t)(p->word_bits + 2 * BIN_BITS + p->next_bits);
    uint32_t from = number(p->singles + (size_t)last * UNIGRAM_BYTES + 8);
    uint32_t to = number(p->singles + ((size_t)last + 1) * UNIGRAM_BYTES + 8);
    for (uint32_t i = from; i < to && i < r->count[1]; i++) {
        uint64_t at = i * width;
        uint32_t before = bits(p->pairs, at, p->word_bits);
        at += (uint64_t)p->word_bits;
        uint32_t backoff = bits(p->pairs, at, BIN_BITS);
        uint32_t bin = bits(p->pairs, at + BIN_BITS, BIN_BITS);
        at += 2 * BIN_BITS;
        if (before >= r->count[0])
            continue;
        uint32_t pair[2] = {ids[before], ids[last]};
        struct gram *gram = table_add(&m->order[1], pair, 2);
        gram->p = chance(p->bins + (size_t)bin * 4);
        gram->backoff = chance(p->bins + ((size_t)BINS + backoff) * 4);
        add_triples(r, p, ids, pair, bits(p->pairs, at, p->next_bits),
                    bits(p->pairs, at + width, p->next_bits), m);
    }
}

static bool add_all(struct reader *r, struct vocabulary *v, struct model *m)
{
    struct parts p;
    if (!take_parts(r, &p))
        return false;
    uint32_t *ids = must(calloc((size_t)r->count[0] + 1, sizeof *ids));
    bool good = add_words(r, &p, v, ids);
    for (uint32_t i = 0; good && i < r->count[0]; i++) {
        const uint8_t *single = p.singles + (size_t)i * UNIGRAM_BYTES;
        struct gram *gram = table_add(&m->order[0], &ids[i], 1);
        gram->p = chance(single);
        gram->backoff = chance(single + 4);
        add_pairs(r, &p, ids, i, m);
    }
    for (int i = 0; i < ORDER_MAX; i++)
        table_sort(&m->order[i]);
    free(ids);
    return good;
}

bool packaged_read(const char *path, struct vocabulary *v, struct model *m)
{
    FILE *file = fopen(path, "rb");
    long size = -1;
    if (file != NULL && fseek(file, 0, SEEK_END) == 0)
        size = ftell(file);
    struct reader r = {.size = size > 0 ? (size_t)size : 0};
    uint8_t *bytes = must(malloc(r.size + 1));
    if (file == NULL || size <= 0 || fseek(file, 0, SEEK_SET) != 0 ||
        fread(bytes, 1, r.size, file) != r.size)
        r.size = 0;
    if (file != NULL)
        (void)fclose(file);
    r.bytes = bytes;
    bool good = r.size > 0 && add_all(&r, v, m);
    free(bytes);
    if (!good)
        (void)fprintf(stderr, "%s is no language model of sphinxbase's binary kind.\n", path);
    return good;
}
