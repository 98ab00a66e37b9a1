/* A pure view at 800x480 under a fake metric, and what a person does to it: shown, laid out again
 * after each key. One at a time, for tests without fonts and without a window. */
#ifndef SAYBACK_DRIVEN_VIEW_H
#define SAYBACK_DRIVEN_VIEW_H

#include "screen/samples.h"
#include "screen/view.h"

extern struct view view;
extern struct screen_state shown;

void lay_out(void);
void show(enum screen_page page, enum sample_kind kind);
struct screen_input press(enum view_key key);

#endif
