/* One function a page: draws the state into the list. To add a page: a value in enum screen_page,
 * a page_x.c with one such function, and a line in view.c's table. */
#ifndef SAYBACK_SCREEN_PAGES_H
#define SAYBACK_SCREEN_PAGES_H

#include "screen/build.h"

void page_choose(struct build *b);
void page_prepare(struct build *b);
void page_room(struct build *b);
void page_room_done(struct build *b);
void page_listen(struct build *b);
void page_answer(struct build *b);
void page_think(struct build *b);
void page_card(struct build *b);
void page_mark(struct build *b);
void page_model(struct build *b);
void page_ending(struct build *b);
void page_trouble(struct build *b);

/* The reply as a waveform in the colours of its moves, each piece to be touched, and below it the
 * words and the reason of the one that was. Returns its height; 0 when the card has no sound. */
int card_ribbon(struct build *b, int x, int y, int width);

/* The move of a clause as a chip, questioned when it is doubtful. */
struct chip card_chip(const struct clause *clause);

/* What was said on a card, `width` pixels wide at (x, y): the moves as a strip of chips in their
 * order, the moves with their words, and the parts of the score. They return their height. */
int card_strip(struct build *b, int x, int y, int width);
int card_moves(struct build *b, int x, int y, int width);
int card_parts(struct build *b, int x, int y, int width);

/* The first try at the turn and this one, side by side; 0 when there are not two. */
int card_attempts(struct build *b, int x, int y, int width);

/* The lower part of an ending: what the whole conversation was like. Returns its height, 0 without
 * any scored answer. */
int ending_sum(struct build *b, int y);

/* The words of a clause in quotation marks, doubtful ones dotted; returns the height. `draw` false:
 * only measures. */
int card_words(struct build *b, int x, int y, int width, const struct clause *clause, bool draw);

#endif
