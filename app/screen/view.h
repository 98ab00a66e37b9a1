/* The view: what people see, as a list of draw commands, and what they ask for, as actions. A state
 * and a size go in, a list in fixed memory comes out; keys and touches go in, a screen_input comes
 * out. It opens no window, loads no font, reads no clock and allocates nothing; the painter does.
 *
 *     view_init  ──►  view_layout  ──►  view.list  ──► (a painter, a test)
 *                        ▲    │ focus order, hit areas, how far it scrolls
 *                        │    ▼
 *                     view_key, view_pointer_*, view_wheel  ──►  struct screen_input
 *
 * After an input function the list is out of date until the next view_layout. One thread. */
#ifndef SAYBACK_SCREEN_VIEW_H
#define SAYBACK_SCREEN_VIEW_H

#include "screen/list.h"
#include "screen/look.h"
#include "screen/state.h"
#include "screen/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    VIEW_SIDE_MIN = 240,  /* pixels; smaller screens are refused */
    VIEW_SIDE_MAX = 4096, /* pixels */
    /* A second tap meant for the button that was there before must not press the one that took
     * its place: pointers that go down so soon after a change of page are ignored. */
    VIEW_SETTLE_MS = 350,
    /* A list that was thrown glides on for so long, the longer the faster. */
    VIEW_GLIDE_MIN_MS = 300,
    VIEW_GLIDE_MAX_MS = 900
};

enum view_key {
    VIEW_KEY_NEXT,     /* Tab */
    VIEW_KEY_PREVIOUS, /* Shift+Tab */
    VIEW_KEY_LEFT,
    VIEW_KEY_RIGHT,
    VIEW_KEY_UP,
    VIEW_KEY_DOWN,
    VIEW_KEY_PAGE_UP,
    VIEW_KEY_PAGE_DOWN,
    VIEW_KEY_HOME,
    VIEW_KEY_END,
    VIEW_KEY_ACTIVATE,  /* Enter, Space, the big button */
    VIEW_KEY_BACK,      /* Esc */
    VIEW_KEY_TEXT_SIZE, /* A: normal or large */
    VIEW_KEY_CAPTIONS,  /* C: on or off, where the rep speaks */
    VIEW_KEY_FILTER,    /* F: the next difficulty on the list */
    VIEW_KEY_QUIT       /* Ctrl+Q */
};

/* Where a page was left: the list of scenarios is found again as it was. */
struct view_place {
    int scroll;       /* pixels of content above the visible part */
    size_t focus;     /* order of the focused target, when focus_moved */
    bool focus_moved; /* false: the focus is where the page wants it at first */
};

/* A page on its way after it was thrown: it stops by itself within VIEW_GLIDE_MAX_MS. */
struct view_glide {
    bool on;
    uint64_t since_ms;
    int from;     /* the scroll then */
    double px_ms; /* the speed then: pixels a millisecond, positive to the bottom */
    int for_ms;
};

/* Where the finger was a moment ago: what a throw is measured by. */
enum { VIEW_TRAIL = 8 };
struct view_trail {
    uint64_t ms[VIEW_TRAIL];
    int y[VIEW_TRAIL];
    size_t count; /* all ever; the last VIEW_TRAIL are kept */
};

/* Only `list` is for others; the rest is written by the functions below. */
struct view {
    struct draw_list list;

    enum screen_page page;
    bool page_known; /* false until the first layout */
    struct view_place place;
    struct view_place choose_place;
    bool focus_shown; /* only people who use keys see the ring */
    bool reveal;      /* the next layout scrolls to the focus */
    struct comfort comfort;
    int filter; /* PAGE_CHOOSE: the difficulty that is listed, 1..DIFFICULTY_MOST; 0: all */

    /* Of the last layout. */
    size_t target_count;
    size_t target_columns; /* how many targets lie side by side, for the arrow keys */
    size_t rows_first;     /* order of the first target of a list; those before it stand above it */
    size_t comfort_first;  /* order of the first of the view's own controls */
    size_t focused;        /* order of the target that Enter presses */
    struct screen_input focused_input; /* ACTION_NONE when there is none */
    struct box body;                   /* the part that scrolls */
    int scroll_most;                   /* `scroll` is 0..scroll_most */
    int unit, slop;

    /* The pointer that is down. */
    bool down, dragging, pressing;
    size_t pressed; /* order of the target under it, when pressing */
    int down_x, down_y, drag_scroll;
    struct view_trail trail;
    struct view_glide glide;

    uint64_t now_ms, page_since_ms;
};

void view_init(struct view *view);

/* What the screen and who stands there need. `dpi` is clamped to DPI_MIN..DPI_MAX, 0 stays. Large
 * text and captions are also changed on the spot, by touch or key; view->comfort has what holds. */
void view_set_comfort(struct view *view, const struct comfort *comfort);

/* The next person begins anew: usual text, captions, the whole list from its top. */
void view_forget(struct view *view);

/* The time, in milliseconds of a clock that never goes back; only differences count. Without it no
 * tap is ever too early. */
void view_clock(struct view *view, uint64_t now_ms);

/* Draws `state` into view->list for a screen of width x height pixels (VIEW_SIDE_MIN to
 * VIEW_SIDE_MAX each; others are clamped). Keeps nothing of what the state lends. */
void view_layout(struct view *view, const struct screen_state *state,
                 const struct text_metric *metric, int width, int height);

/* Each returns what was asked for, ACTION_NONE mostly. Coordinates are pixels. A press counts when
 * the pointer goes up over the target where it went down; moving further than a few pixels drags a
 * page that scrolls, and then presses nothing. Steps of the wheel are positive to the top. */
struct screen_input view_key(struct view *view, enum view_key key);
struct screen_input view_pointer_down(struct view *view, int x, int y);
struct screen_input view_pointer_move(struct view *view, int x, int y);
struct screen_input view_pointer_up(struct view *view, int x, int y);
struct screen_input view_wheel(struct view *view, double steps);

/* True while a page that was thrown still glides: then the next view_clock and view_layout show it
 * further on. Never with comfort.still. */
bool view_gliding(const struct view *view);

/* The pointer is gone (a cancelled touch, a lost window): nothing is pressed. */
void view_pointer_cancel(struct view *view);

#endif
