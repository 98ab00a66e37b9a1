/* Word classes: which words are feelings, which are days, which open a clause. The lists are in
 * lists.c, to be read and edited by people; this turns them into one lookup. Private to the room.
 */
#ifndef SAYBACK_MOVES_LEXICON_H
#define SAYBACK_MOVES_LEXICON_H

#include <stddef.h>
#include <stdint.h>

/* Bits of a class set. A word can be in several. */
enum {
    CLASS_FUNCTION = 1u << 0, /* says nothing about what the clause is about */
    CLASS_OPEN = 1u << 1,     /* may stand before the clause proper: "okay", "so", "look" */
    CLASS_SOFT = 1u << 2,     /* may stand anywhere without changing a cue: "really", "still" */
    CLASS_FEEL = 1u << 3,     /* a person's feeling: "gutted" */
    CLASS_HARD = 1u << 4,     /* what a situation is like: "tough" */
    CLASS_NUMBER = 1u << 5,   /* "nine" */
    CLASS_TIME = 1u << 6,     /* what a deadline is made of: "friday", "noon" */
    CLASS_DO = 1u << 7,       /* verbs that begin an instruction: "call", "send" */
    CLASS_AUX = 1u << 8,      /* "is", "did", "would" */
    CLASS_SUBJECT = 1u << 10, /* pronouns that can begin a clause */
    CLASS_TARGET = 1u << 12,  /* what is owed: "quota", "report" */
    CLASS_EFFORT = 1u << 13,  /* what somebody did and invested, in the past */
    CLASS_IMAGE = 1u << 14,   /* pictures of strain: "wall", "stomach" */
    CLASS_ANYONE = 1u << 15,  /* "anybody", "everyone" */
    CLASS_PRAISE = 1u << 17,  /* "great", "talented" */
    CLASS_PAST = 1u << 19,    /* past tense and participles, by list and by "-ed" */
    CLASS_ING = 1u << 20,     /* "-ing" */
    CLASS_MODAL = 1u << 21,   /* what makes a direction of "you ...": "should", "need" */
    CLASS_HANGING = 1u << 22, /* no clause ends on it without a pause or a mark, not one in 700 */
    CLASS_NAG = 1u << 18      /* verbs of reproach: "build", "listen", "follow" after "didn't" */
};

enum { LEXICON_SLOTS = 4096, LEXICON_PREFIXES_MAX = 256 };

struct lexicon_slot {
    uint64_t hash; /* 0: free */
    uint32_t classes;
};

struct lexicon_prefix {
    const char *text; /* static; not terminated at `length` */
    size_t length;
    uint32_t classes;
};

struct lexicon {
    struct lexicon_slot slots[LEXICON_SLOTS];
    struct lexicon_prefix prefixes[LEXICON_PREFIXES_MAX];
    size_t prefix_count;
};

/* One list of words, separated by spaces; "frustrat~" stands for all words that begin so. */
struct word_list {
    const char *name; /* as cues write it: "feel" for [feel] */
    uint32_t class_bit;
    const char *words;
};

extern const struct word_list word_lists[];
extern const size_t word_list_count;

void lexicon_init(struct lexicon *lexicon);

uint32_t lexicon_classes(const struct lexicon *lexicon, const char *word);

/* The class bit of that name; 0 when there is none. */
uint32_t lexicon_class_named(const char *name, size_t length);

/* FNV-1a, 64 bit, never 0. */
uint64_t word_hash(const char *text, size_t length);

/* One of 64 bits for a word: equal words have equal bits. */
static inline uint64_t hash_bit(uint64_t hash)
{
    return UINT64_C(1) << (hash >> 58);
}

#endif
