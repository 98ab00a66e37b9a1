#include "moves/lexicon.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

uint64_t word_hash(const char *text, size_t length)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * 1099511628211u;
    return hash == 0 ? 1 : hash;
}

static size_t slot_of(const struct lexicon *lexicon, uint64_t hash)
{
    size_t slot = (size_t)(hash % LEXICON_SLOTS);
    while (lexicon->slots[slot].hash != 0 && lexicon->slots[slot].hash != hash)
        slot = (slot + 1) % LEXICON_SLOTS;
    return slot;
}

static void add(struct lexicon *lexicon, const char *word, size_t length, uint32_t class_bit)
{
    if (word[length - 1] == '~') {
        assert(lexicon->prefix_count < LEXICON_PREFIXES_MAX);
        lexicon->prefixes[lexicon->prefix_count++] =
            (struct lexicon_prefix){word, length - 1, class_bit};
        return;
    }
    uint64_t hash = word_hash(word, length);
    struct lexicon_slot *slot = &lexicon->slots[slot_of(lexicon, hash)];
    slot->hash = hash;
    slot->classes |= class_bit;
}

void lexicon_init(struct lexicon *lexicon)
{
    memset(lexicon, 0, sizeof *lexicon);
    for (size_t i = 0; i < word_list_count; i++) {
        const char *p = word_lists[i].words;
        while (*(p += strspn(p, " ")) != '\0') {
            size_t length = strcspn(p, " ");
            add(lexicon, p, length, word_lists[i].class_bit);
            p += length;
        }
    }
}

/* English says tense at the end of the word, often enough. */
static uint32_t by_ending(const char *word)
{
    size_t length = strlen(word);
    if (length > 4 && strcmp(word + length - 2, "ed") == 0)
        return CLASS_PAST;
    bool ing = length > 4 && strcmp(word + length - 3, "ing") == 0;
    bool noun = length > 5 && strcmp(word + length - 5, "thing") == 0;
    return ing && !noun ? CLASS_ING : 0;
}

uint32_t lexicon_classes(const struct lexicon *lexicon, const char *word)
{
    uint64_t hash = word_hash(word, strlen(word));
    uint32_t classes = lexicon->slots[slot_of(lexicon, hash)].classes;
    for (size_t i = 0; i < lexicon->prefix_count; i++) {
        const struct lexicon_prefix *prefix = &lexicon->prefixes[i];
        if (prefix->text[0] == word[0] && strncmp(prefix->text, word, prefix->length) == 0)
            classes |= prefix->classes;
    }
    return classes | by_ending(word);
}

uint32_t lexicon_class_named(const char *name, size_t length)
{
    for (size_t i = 0; i < word_list_count; i++) {
        if (strlen(word_lists[i].name) == length && memcmp(word_lists[i].name, name, length) == 0)
            return word_lists[i].class_bit;
    }
    return 0;
}
