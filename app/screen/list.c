#include "screen/list.h"

#include <string.h>

void list_begin(struct draw_list *list, int width, int height)
{
    list->width = width;
    list->height = height;
    list->draw_count = 0;
    list->hit_count = 0;
    list->text_used = 0;
    list->overflowed = false;
    list_unclip(list);
}

void list_clip(struct draw_list *list, struct box clip)
{
    list->clip = box_common(clip, (struct box){0, 0, list->width, list->height});
}

void list_unclip(struct draw_list *list)
{
    list->clip = (struct box){0, 0, list->width, list->height};
}

/* A zeroed command, or NULL when it cannot be seen or there is no room left. */
static struct draw *push(struct draw_list *list, enum draw_kind kind, struct box box,
                         uint32_t colour)
{
    if (box_empty(box_common(box, list->clip)))
        return NULL;
    if (list->draw_count == LIST_DRAWS_MAX) {
        list->overflowed = true;
        return NULL;
    }
    struct draw *draw = &list->draws[list->draw_count++];
    memset(draw, 0, sizeof *draw);
    draw->kind = kind;
    draw->box = box;
    draw->clip = list->clip;
    draw->colour = colour;
    return draw;
}

void list_rect(struct draw_list *list, struct box box, uint32_t colour)
{
    (void)push(list, DRAW_RECT, box, colour);
}

void list_round(struct draw_list *list, struct box box, int radius, int thickness, uint32_t colour)
{
    struct draw *draw = push(list, DRAW_ROUND, box, colour);
    if (draw == NULL)
        return;
    int most = (box.w < box.h ? box.w : box.h) / 2;
    draw->radius = radius < most ? radius : most;
    draw->thickness = thickness;
}

void list_dots(struct draw_list *list, struct box box, uint32_t colour)
{
    (void)push(list, DRAW_DOTS, box, colour);
}

void list_disc(struct draw_list *list, int x, int y, int radius, uint32_t colour)
{
    list_ring(list, x, y, radius, 0, LIST_FULL_TURN, colour);
}

void list_ring(struct draw_list *list, int x, int y, int radius, int thickness, int turn,
               uint32_t colour)
{
    if (turn <= 0)
        return;
    struct box box = {x - radius, y - radius, 2 * radius, 2 * radius};
    struct draw *draw = push(list, DRAW_RING, box, colour);
    if (draw == NULL)
        return;
    draw->radius = radius;
    draw->thickness = thickness;
    draw->turn = turn < LIST_FULL_TURN ? turn : LIST_FULL_TURN;
}

static struct box box_of_points(const struct draw_point *points, size_t count, int margin)
{
    struct box box = {points[0].x, points[0].y, 1, 1};
    for (size_t i = 1; i < count; i++)
        box = box_around(box, (struct box){points[i].x, points[i].y, 1, 1});
    return box_grown(box, margin);
}

void list_line(struct draw_list *list, struct draw_point from, struct draw_point to, int thickness,
               uint32_t colour)
{
    struct draw_point points[2] = {from, to};
    struct box box = box_of_points(points, 2, (thickness + 1) / 2);
    struct draw *draw = push(list, DRAW_LINE, box, colour);
    if (draw == NULL)
        return;
    draw->thickness = thickness;
    memcpy(draw->corner, points, sizeof points);
}

void list_triangle(struct draw_list *list, struct draw_point a, struct draw_point b,
                   struct draw_point c, uint32_t colour)
{
    struct draw_point points[3] = {a, b, c};
    struct draw *draw = push(list, DRAW_TRIANGLE, box_of_points(points, 3, 0), colour);
    if (draw != NULL)
        memcpy(draw->corner, points, sizeof points);
}

void list_text(struct draw_list *list, struct box box, const char *text, size_t length,
               const struct text_style *style)
{
    if (length == 0)
        return;
    if (length >= LIST_TEXT_MAX - list->text_used) {
        list->overflowed = true;
        return;
    }
    struct draw *draw = push(list, DRAW_TEXT, box, style->colour);
    if (draw == NULL)
        return;
    draw->text = list->text_used;
    draw->px = style->px;
    draw->weight = style->weight;
    draw->align = style->align;
    memcpy(list->text + list->text_used, text, length);
    list->text[list->text_used + length] = '\0';
    list->text_used += length + 1;
}

void list_hit(struct draw_list *list, struct box box, struct screen_input input, size_t order)
{
    struct box seen = box_common(box, list->clip);
    if (box_empty(seen))
        return;
    if (list->hit_count == LIST_HITS_MAX) {
        list->overflowed = true;
        return;
    }
    list->hits[list->hit_count++] = (struct hit){seen, box, input, order};
}

const char *list_text_of(const struct draw_list *list, const struct draw *draw)
{
    return list->text + draw->text;
}

bool list_same(const struct draw_list *a, const struct draw *of_a, const struct draw_list *b,
               const struct draw *of_b)
{
    if (of_a->kind != DRAW_TEXT || of_b->kind != DRAW_TEXT)
        return memcmp(of_a, of_b, sizeof *of_a) == 0;
    /* Where a text lies in its list says nothing about how it looks. */
    struct draw x = *of_a, y = *of_b;
    x.text = y.text = 0;
    return memcmp(&x, &y, sizeof x) == 0 &&
           strcmp(list_text_of(a, of_a), list_text_of(b, of_b)) == 0;
}
