/* Rectangles in pixels: the origin is the top left corner of the screen, y grows downwards. */
#ifndef SAYBACK_SCREEN_BOX_H
#define SAYBACK_SCREEN_BOX_H

#include <stdbool.h>

struct box {
    int x, y, w, h; /* empty when w or h is 0 or less */
};

static inline bool box_empty(struct box b)
{
    return b.w <= 0 || b.h <= 0;
}

static inline bool box_holds(struct box b, int x, int y)
{
    return x >= b.x && x < b.x + b.w && y >= b.y && y < b.y + b.h;
}

/* True when `inner` lies wholly in `outer`. */
static inline bool box_within(struct box inner, struct box outer)
{
    return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.w <= outer.x + outer.w &&
           inner.y + inner.h <= outer.y + outer.h;
}

/* What both have in common; w and h are 0 when there is nothing. */
static inline struct box box_common(struct box a, struct box b)
{
    int left = a.x > b.x ? a.x : b.x;
    int top = a.y > b.y ? a.y : b.y;
    int right = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
    int bottom = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
    if (right <= left || bottom <= top)
        return (struct box){left, top, 0, 0};
    return (struct box){left, top, right - left, bottom - top};
}

/* The smallest box around both; an empty one counts for nothing. */
static inline struct box box_around(struct box a, struct box b)
{
    if (box_empty(a))
        return b;
    if (box_empty(b))
        return a;
    int left = a.x < b.x ? a.x : b.x;
    int top = a.y < b.y ? a.y : b.y;
    int right = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
    int bottom = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;
    return (struct box){left, top, right - left, bottom - top};
}

/* Grown by `by` pixels on every side (negative: shrunk). */
static inline struct box box_grown(struct box b, int by)
{
    return (struct box){b.x - by, b.y - by, b.w + 2 * by, b.h + 2 * by};
}

#endif
