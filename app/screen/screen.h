/* The kiosk's screen: shows a state, waits for what people ask of it. It opens a window (or the
 * whole screen) with SDL, paints only what has changed, and turns keys, mouse and touch into one
 * kind of input. It decides nothing and knows no conversation.
 *
 *     struct screen *screen;
 *     screen_open(&options, &screen, &why);
 *     for (;;) {
 *         screen_show(screen, &state);                // cheap when nothing has changed
 *         if (screen_wait(screen, 40, &input)) ...    // or screen_wake from another thread
 *     }
 *
 * Threads: everything but screen_wake belongs to the thread that called screen_open, which should
 * be the main thread. One screen at a time in a process. */
#ifndef SAYBACK_SCREEN_SCREEN_H
#define SAYBACK_SCREEN_SCREEN_H

#include "base/err.h"
#include "screen/state.h"

#include <stdbool.h>

struct screen;

struct screen_options {
    bool windowed;     /* false: the whole screen, at its own resolution */
    int width, height; /* pixels of the window, 240 to 4096; both 0: 800x480. Only when windowed */
    bool hide_cursor;  /* for touch panels */
    bool still;        /* nothing on the screen moves by itself */
    int dpi; /* pixels an inch of the panel, DPI_MIN to DPI_MAX; 0: as such a size mostly has */
};

/* Fails with ERR_DEVICE when there is no display (the sentence says what to set or start),
 * ERR_SYSTEM without fonts, ERR_INPUT for an impossible size, ERR_MEMORY. The caller closes *out.
 * A display is never made up: SDL's "dummy" and "offscreen" drivers are used only when
 * SDL_VIDEODRIVER asks for them. */
enum err screen_open(const struct screen_options *options, struct screen **out, struct diag *why);
void screen_close(struct screen *screen); /* NULL is allowed */

/* Shows the state: paints if it looks different from what is on the screen. The struct is copied;
 * what it points to must stay until the next screen_show or screen_close, because a touch, a scroll
 * or a resized window paints it again. */
void screen_show(struct screen *screen, const struct screen_state *state);

/* The kiosk is handed over: text size, captions, filter and scroll are as at the start; seen with
 * the next screen_show. */
void screen_forget(struct screen *screen);

/* Waits up to `wait_ms` milliseconds (0 or less: only looks) for somebody to ask for something.
 * True with *input filled in, one action a call; false, *input untouched, when the time is over or
 * screen_wake was called. Scrolling, moving the focus and pressing are seen to in here. Closing the
 * window, SIGTERM, SIGINT and Ctrl+Q are ACTION_QUIT.
 * Pointers that go down within 350 ms after the page changed are ignored: the second tap of a
 * double tap must not press the button that has just taken the place of the first. */
bool screen_wait(struct screen *screen, int wait_ms, struct screen_input *input);

/* Makes the screen_wait that is under way, or the next one, return at once. Any thread, between
 * screen_open and screen_close; not from a signal handler or an audio callback. Several calls
 * before one wait count as one. */
void screen_wake(struct screen *screen);

/* Frames painted since screen_open: an idle screen paints none. For tests and figures. */
unsigned long screen_paints(const struct screen *screen);

/* Draws the state as it would be shown at that size (240 to 4096 pixels a side) into a PNG file,
 * without any display. ERR_INPUT for the size, ERR_SYSTEM when the file cannot be written or there
 * are no fonts, ERR_MEMORY. Any thread, but only one at a time. */
enum err screen_picture(const struct screen_state *state, int width, int height,
                        const char *png_path, struct diag *why);

#endif
