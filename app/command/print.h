/* Cards and measures as plain text for a terminal. */
#ifndef SAYBACK_PRINT_H
#define SAYBACK_PRINT_H

#include "score/card.h"
#include "voice/warmup.h"

/* All print to stdout; errors of writing show when the stream is flushed. */
void print_card(const struct card *card);
/* Says what the brackets around doubtful words mean, where there is such a word. */
void print_legend(const struct words *words);
/* Doubtful words are in brackets, as words_text_marked puts them. */
void print_moves(const struct moves *moves, const struct words *words);
void print_voice(const struct voice_report *voice);
/* What was found, each with the one thing to do about it, then the figures. */
void print_warmup(const struct warmup *warmup);

#endif
