/* What words mean, coarsely, for words that no list of ours names: the field of meaning of WordNet
 * ("emotion", "possession" ...) and two groupings by how words are used. From the model file.
 * Private to the room, and to the tool that trains the model. */
#ifndef SAYBACK_MOVES_SENSES_H
#define SAYBACK_MOVES_SENSES_H

#include <stddef.h>
#include <stdint.h>

struct sense {
    uint64_t word;   /* word_hash */
    uint8_t field;   /* 1 to 255; 0: none */
    uint16_t coarse; /* group, from 1; 0: none */
    uint16_t fine;
};

struct senses {
    struct sense *list; /* owned, sorted by word */
    size_t count;
};

/* NULL for a word that is not among them. */
const struct sense *sense_of(const struct senses *senses, uint64_t word);

void senses_done(struct senses *senses);

#endif
