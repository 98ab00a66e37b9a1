/* Random numbers that are the same on every machine (xorshift64). */
#ifndef DICE_H
#define DICE_H

#include <stdint.h>

/* 0 <= x < 1. */
static inline double throw_dice(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (double)(*state >> 11) / 9007199254740992.0;
}

#endif
