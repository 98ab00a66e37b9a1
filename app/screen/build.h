/* What the pages are made of: text, buttons, cards, portraits, put into the list at the right size
 * for this screen. Only for the page_*.c files and view.c. */
#ifndef SAYBACK_SCREEN_BUILD_H
#define SAYBACK_SCREEN_BUILD_H

#include "screen/list.h"
#include "screen/look.h"
#include "screen/view.h"

enum {
    BUILD_TEXT_MAX = 8 * 1024, /* bytes of one paragraph that are looked at */
    BUILD_BUTTONS_MAX = 4,
    BUILD_LINES_ALL = 10000 /* as many lines as it takes */
};

struct build {
    struct view *view;
    const struct screen_state *state;
    const struct text_metric *metric;
    struct draw_list *list;
    struct look look;
    struct box page; /* inside the margins, below the notice, above the footer once there is one */
    struct box comfort; /* where the controls of comfort.c go; empty: nowhere */
    bool in_body;
    bool found_focus;
    struct box focus_box; /* of the focused target, when found_focus */
    bool focus_in_body;
    bool again; /* scrolled elsewhere while drawing: the list must be drawn once more */
    char text[BUILD_TEXT_MAX];
};

/* Bytes of a cleaned text (text.h) that are set apart as doubtful: in the quiet colour, with dots
 * beneath, because a colour alone is seen by some people only. */
struct build_doubt {
    size_t from, to;
};

/* A style of the type scale. */
struct text_style build_style(const struct build *b, enum type_step step, enum text_weight weight,
                              uint32_t colour);

/* A paragraph at (x, y), lines broken at `width`; at most `lines_most` lines, the last one
 * shortened with an ellipsis. Returns its height. build_text_height only measures. */
int build_text(struct build *b, int x, int y, int width, const char *text,
               const struct text_style *style, int lines_most);
int build_text_height(struct build *b, int width, const char *text, const struct text_style *style,
                      int lines_most);

/* The whole paragraph with `count` doubtful stretches, in order, not overlapping, none beyond the
 * text, no newline in them. */
int build_text_doubted(struct build *b, int x, int y, int width, const char *text,
                       const struct text_style *style, const struct build_doubt *doubts,
                       size_t count);

/* One line centred in the height of `box`, shortened to its width. */
void build_line(struct build *b, struct box box, const char *text, const struct text_style *style);

/* What a page asks of people, and below it a line on how; takes its height off the top of b->page.
 */
void build_heading(struct build *b, const char *title, const char *how);

/* Pixels that one line of `text` wants. */
int build_width(struct build *b, const char *text, const struct text_style *style);

/* Makes `box` something that can be pressed and focused. Targets get the focus in the order in
 * which they are made. `is_default`: Enter presses it before anybody has moved the focus. The ring
 * of the focus is drawn by the caller: on top of what it draws, with build_focus_ring. */
struct target {
    bool pressed, focused; /* focused: its ring is to be drawn */
};
struct target build_target(struct build *b, struct box box, enum screen_action action, size_t index,
                           bool is_default);
void build_focus_ring(struct build *b, struct box box, int radius);

struct button {
    const char *label;
    const char *shorter; /* where `label` has no room; may be NULL */
    enum screen_action action;
    bool primary; /* one on a page, the last: has the focus at first */
};

/* One button as large as `box`; `index` goes with its action. */
void build_button(struct build *b, struct box box, const struct button *button, size_t index);

/* A row of buttons at the bottom of b->page, in two or more rows where one is too narrow, and takes
 * its height off b->page. */
void build_footer(struct build *b, const struct button *buttons, size_t count);

/* The controls for the size of the text and the captions: build_footer gives them the left end of
 * its lowest row; a page without a footer places them itself. view.c draws them when the page is
 * done. They are one look.target high. */
int build_comfort_width(const struct build *b);
void build_comfort_place(struct build *b, int x, int y);
void build_comfort_draw(struct build *b);

/* What lies between these two scrolls inside b->page. begin returns the y of the content's top;
 * end takes the y of its bottom. */
int build_body_begin(struct build *b);
void build_body_end(struct build *b, int bottom);

/* `value` inside 0..1; NAN is 0. */
double build_fraction(double value);

/* Where content of that height begins so that it stands in the middle of b->page; at its top when
 * it is taller. */
int build_middle(const struct build *b, int height);

void build_shape(struct build *b, enum shape shape, struct box box, uint32_t colour, uint32_t hole);

/* A labelled shape in its accent: filled, or only outlined when it should not be loud. build_chip
 * draws it on INK with its top left corner at (x, y), shortened to `width_most`. */
struct chip {
    char label[48];
    enum shape shape;
    uint32_t colour;
    bool outlined;
};
int build_chip_height(const struct build *b);
int build_chip_width(struct build *b, const struct chip *chip);
void build_chip(struct build *b, int x, int y, int width_most, const struct chip *chip);

/* Bars like a voice: tall in the middle, uneven, and all of them as high as the state's level. */
void build_meter(struct build *b, struct box box, uint32_t colour);

/* The initials of a name on a disc in its tint. */
void build_portrait(struct build *b, int x, int y, int radius, const char *name,
                    enum type_step step);

#endif
