/* What is to be drawn and what can be touched, in fixed memory: the view writes it, the painter
 * reads it. It holds no pointers, so a copy of it is a picture kept. */
#ifndef SAYBACK_SCREEN_LIST_H
#define SAYBACK_SCREEN_LIST_H

#include "screen/box.h"
#include "screen/state.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    LIST_DRAWS_MAX = 1536,
    LIST_HITS_MAX = 96,
    LIST_TEXT_MAX = 32 * 1024, /* bytes of all text runs with their NULs */
    LIST_FULL_TURN = 1000      /* of a ring's `turn` */
};

enum draw_kind {
    DRAW_RECT,     /* `box` filled */
    DRAW_ROUND,    /* `box` with corners of `radius`; filled, or its outline of `thickness` */
    DRAW_RING,     /* inside the square `box`: a ring of `thickness`, or a disc when that is 0 */
    DRAW_LINE,     /* from corner 0 to corner 1, `thickness` wide, with round ends */
    DRAW_DOTS,     /* a row of squares as high as `box`, as far apart, from its left end */
    DRAW_TRIANGLE, /* the three corners, filled */
    DRAW_TEXT      /* one line of text, centred in the height of `box`, aligned in its width */
};

enum text_weight { WEIGHT_REGULAR, WEIGHT_SEMIBOLD, WEIGHT_COUNT };
enum text_align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

struct text_style {
    int px; /* size of the em in pixels */
    enum text_weight weight;
    enum text_align align;
    uint32_t colour; /* 0xRRGGBB, opaque */
};

struct draw_point {
    int x, y;
};

struct draw {
    enum draw_kind kind;
    struct box box;  /* the room that the shape or the text may take */
    struct box clip; /* nothing is drawn outside */
    uint32_t colour; /* 0xRRGGBB, opaque */
    int radius;
    int thickness;               /* 0: filled */
    int turn;                    /* DRAW_RING: 0..LIST_FULL_TURN, clockwise from the top */
    struct draw_point corner[3]; /* DRAW_LINE, DRAW_TRIANGLE */
    size_t text;                 /* DRAW_TEXT: offset of a NUL-terminated UTF-8 string */
    int px;
    enum text_weight weight;
    enum text_align align;
};

/* Something that can be pressed. */
struct hit {
    struct box box;   /* the part that can be seen and touched */
    struct box whole; /* all of it, also what is scrolled away */
    struct screen_input input;
    size_t order; /* its place in the order of the keyboard focus */
};

struct draw_list {
    int width, height; /* pixels */
    struct draw draws[LIST_DRAWS_MAX];
    size_t draw_count;
    struct hit hits[LIST_HITS_MAX];
    size_t hit_count;
    char text[LIST_TEXT_MAX];
    size_t text_used;
    struct box clip; /* of what is pushed next */
    bool overflowed; /* something did not fit and was left out */
};

/* An empty list for a screen of that size. */
void list_begin(struct draw_list *list, int width, int height);

/* What is pushed from now on is only seen inside `clip`; list_unclip: on the whole screen. What
 * would not be seen at all is not kept. */
void list_clip(struct draw_list *list, struct box clip);
void list_unclip(struct draw_list *list);

void list_rect(struct draw_list *list, struct box box, uint32_t colour);
void list_round(struct draw_list *list, struct box box, int radius, int thickness, uint32_t colour);
void list_dots(struct draw_list *list, struct box box, uint32_t colour);
/* Around the point (x, y), `radius` to the outer edge. */
void list_disc(struct draw_list *list, int x, int y, int radius, uint32_t colour);
void list_ring(struct draw_list *list, int x, int y, int radius, int thickness, int turn,
               uint32_t colour);
void list_line(struct draw_list *list, struct draw_point from, struct draw_point to, int thickness,
               uint32_t colour);
void list_triangle(struct draw_list *list, struct draw_point a, struct draw_point b,
                   struct draw_point c, uint32_t colour);
/* `text` is valid UTF-8 of `length` bytes without control characters; see text.h. */
void list_text(struct draw_list *list, struct box box, const char *text, size_t length,
               const struct text_style *style);
void list_hit(struct draw_list *list, struct box box, struct screen_input input, size_t order);

/* The text of a DRAW_TEXT. Lent, as long as the list. */
const char *list_text_of(const struct draw_list *list, const struct draw *draw);

/* True when both commands paint the same. */
bool list_same(const struct draw_list *a, const struct draw *of_a, const struct draw_list *b,
               const struct draw *of_b);

#endif
