#include "screen/canvas.h"

#include <math.h>
#include <stdlib.h>

enum { SIDE_MAX = 16384 };
static const float full_turn_rad = 6.28318531f;

enum err canvas_init(struct canvas *canvas, int width, int height, struct diag *why)
{
    if (width < 1 || height < 1 || width > SIDE_MAX || height > SIDE_MAX)
        return diag_set(why, ERR_INPUT, 0,
                        "A picture of %d x %d pixels cannot be drawn; 1 to %d a side can.", width,
                        height, SIDE_MAX);
    uint32_t *pixels = calloc((size_t)width * (size_t)height, sizeof *pixels);
    if (pixels == NULL)
        return diag_set(why, ERR_MEMORY, 0, "There is no memory for a picture of %d x %d pixels.",
                        width, height);
    *canvas = (struct canvas){pixels, width, height};
    return ERR_NONE;
}

void canvas_done(struct canvas *canvas)
{
    free(canvas->pixels);
    *canvas = (struct canvas){NULL, 0, 0};
}

static uint32_t mix(uint32_t under, uint32_t over, unsigned coverage)
{
    uint32_t out = 0xFF000000u;
    for (unsigned shift = 0; shift < 24; shift += 8) {
        unsigned u = (under >> shift) & 0xFF, o = (over >> shift) & 0xFF;
        out |= ((u * (255 - coverage) + o * coverage + 127) / 255) << shift;
    }
    return out;
}

static uint32_t *pixel_row(struct canvas *canvas, int y)
{
    return canvas->pixels + (size_t)y * (size_t)canvas->width;
}

static struct box on_canvas(const struct canvas *canvas, struct box area)
{
    return box_common(area, (struct box){0, 0, canvas->width, canvas->height});
}

static void fill(struct canvas *canvas, struct box box, uint32_t colour, struct box area)
{
    box = on_canvas(canvas, box_common(box, area));
    for (int y = box.y; y < box.y + box.h; y++) {
        uint32_t *row = pixel_row(canvas, y);
        for (int x = box.x; x < box.x + box.w; x++)
            row[x] = 0xFF000000u | colour;
    }
}

static void draw_dots(struct canvas *canvas, const struct draw *draw, struct box area)
{
    const struct box row = draw->box;
    for (int x = row.x; x < row.x + row.w; x += 2 * row.h) {
        struct box dot = {x, row.y, row.h, row.h};
        fill(canvas, box_common(dot, row), draw->colour, area);
    }
}

/* Distance of a point to the edge of the shape, negative inside, in pixels. */
typedef float distance_function(const struct draw *draw, float x, float y);

static float round_distance(const struct draw *draw, float x, float y)
{
    const struct box b = draw->box;
    float r = (float)draw->radius;
    float dx = fabsf(x - (float)b.x - (float)b.w / 2) - ((float)b.w / 2 - r);
    float dy = fabsf(y - (float)b.y - (float)b.h / 2) - ((float)b.h / 2 - r);
    float outside = hypotf(fmaxf(dx, 0), fmaxf(dy, 0)) + fminf(fmaxf(dx, dy), 0) - r;
    float t = (float)draw->thickness;
    return t > 0 ? fabsf(outside + t / 2) - t / 2 : outside;
}

/* The two ends of an arc are straight: distances along the circle at this point's radius. */
static float arc_distance(const struct draw *draw, float dx, float dy, float from_centre)
{
    float end = full_turn_rad * (float)draw->turn / LIST_FULL_TURN;
    float angle = atan2f(dx, -dy);
    if (angle < (end - full_turn_rad) / 2)
        angle += full_turn_rad;
    return fmaxf(-angle, angle - end) * from_centre;
}

static float ring_distance(const struct draw *draw, float x, float y)
{
    float r = (float)draw->radius, t = (float)draw->thickness;
    float dx = x - (float)(draw->box.x + draw->radius),
          dy = y - (float)(draw->box.y + draw->radius);
    float from_centre = hypotf(dx, dy);
    float distance = from_centre - r;
    if (t > 0)
        distance = fabsf(distance + t / 2) - t / 2;
    if (draw->turn < LIST_FULL_TURN)
        distance = fmaxf(distance, arc_distance(draw, dx, dy, from_centre));
    return distance;
}

static float line_distance(const struct draw *draw, float x, float y)
{
    float ax = (float)draw->corner[0].x, ay = (float)draw->corner[0].y;
    float dx = (float)draw->corner[1].x - ax, dy = (float)draw->corner[1].y - ay;
    float length2 = dx * dx + dy * dy;
    float along = length2 > 0 ? ((x - ax) * dx + (y - ay) * dy) / length2 : 0;
    along = fminf(fmaxf(along, 0), 1);
    return hypotf(x - ax - along * dx, y - ay - along * dy) - (float)draw->thickness / 2;
}

static float triangle_distance(const struct draw *draw, float x, float y)
{
    const struct draw_point *p = draw->corner;
    long area2 =
        (long)(p[1].x - p[0].x) * (p[2].y - p[0].y) - (long)(p[1].y - p[0].y) * (p[2].x - p[0].x);
    float sign = area2 < 0 ? -1.0f : 1.0f, worst = -1e9f;
    for (int i = 0; i < 3; i++) {
        float ax = (float)p[i].x, ay = (float)p[i].y;
        float ex = (float)p[(i + 1) % 3].x - ax, ey = (float)p[(i + 1) % 3].y - ay;
        float length = hypotf(ex, ey);
        if (length > 0)
            worst = fmaxf(worst, sign * ((x - ax) * ey - (y - ay) * ex) / length);
    }
    return worst;
}

/* A pixel is covered as much as its middle is inside: half at the edge itself. */
static void trace(struct canvas *canvas, const struct draw *draw, distance_function *distance,
                  struct box area)
{
    area = on_canvas(canvas, box_common(draw->box, area));
    for (int y = area.y; y < area.y + area.h; y++) {
        uint32_t *row = pixel_row(canvas, y);
        for (int x = area.x; x < area.x + area.w; x++) {
            float cover = 0.5f - distance(draw, (float)x + 0.5f, (float)y + 0.5f);
            if (cover >= 1)
                row[x] = 0xFF000000u | draw->colour;
            else if (cover > 0)
                row[x] = mix(row[x], draw->colour, (unsigned)(cover * 255 + 0.5f));
        }
    }
}

/* Only the corners need a distance; between them there are straight strips. */
static void draw_round(struct canvas *canvas, const struct draw *draw, struct box area)
{
    const struct box b = draw->box;
    const int r = draw->radius > draw->thickness ? draw->radius : draw->thickness;
    const int t = draw->thickness;
    if (b.w < 2 * r || b.h < 2 * r) {
        trace(canvas, draw, round_distance, area);
        return;
    }
    for (int i = 0; i < 4; i++) {
        struct box corner = {i & 1 ? b.x + b.w - r : b.x, i & 2 ? b.y + b.h - r : b.y, r, r};
        trace(canvas, draw, round_distance, box_common(corner, area));
    }
    const int wide = b.w - 2 * r, high = b.h - 2 * r;
    if (t == 0) {
        fill(canvas, (struct box){b.x + r, b.y, wide, b.h}, draw->colour, area);
        fill(canvas, (struct box){b.x, b.y + r, r, high}, draw->colour, area);
        fill(canvas, (struct box){b.x + b.w - r, b.y + r, r, high}, draw->colour, area);
        return;
    }
    fill(canvas, (struct box){b.x + r, b.y, wide, t}, draw->colour, area);
    fill(canvas, (struct box){b.x + r, b.y + b.h - t, wide, t}, draw->colour, area);
    fill(canvas, (struct box){b.x, b.y + r, t, high}, draw->colour, area);
    fill(canvas, (struct box){b.x + b.w - t, b.y + r, t, high}, draw->colour, area);
}

void canvas_shape(struct canvas *canvas, const struct draw *draw, struct box area)
{
    area = box_common(area, draw->clip);
    switch (draw->kind) {
    case DRAW_RECT:
        fill(canvas, draw->box, draw->colour, area);
        break;
    case DRAW_DOTS:
        draw_dots(canvas, draw, area);
        break;
    case DRAW_ROUND:
        draw_round(canvas, draw, area);
        break;
    case DRAW_RING:
        trace(canvas, draw, ring_distance, area);
        break;
    case DRAW_LINE:
        trace(canvas, draw, line_distance, area);
        break;
    case DRAW_TRIANGLE:
        trace(canvas, draw, triangle_distance, area);
        break;
    case DRAW_TEXT:
        break; /* canvas_text */
    }
}

void canvas_text(struct canvas *canvas, const struct draw *draw, const struct text_mask *mask,
                 struct box area)
{
    int left = draw->box.x;
    if (draw->align == ALIGN_CENTRE)
        left += (draw->box.w - mask->width) / 2;
    else if (draw->align == ALIGN_RIGHT)
        left += draw->box.w - mask->width;
    int top = draw->box.y + (draw->box.h - mask->line) / 2 + mask->leading - mask->ascent;
    struct box seen = box_common((struct box){left, top, mask->width, mask->height}, draw->box);
    seen = on_canvas(canvas, box_common(box_common(seen, draw->clip), area));
    for (int y = seen.y; y < seen.y + seen.h; y++) {
        uint32_t *row = pixel_row(canvas, y);
        const uint8_t *from = mask->coverage + (size_t)(y - top) * (size_t)mask->width;
        for (int x = seen.x; x < seen.x + seen.w; x++)
            if (from[x - left] != 0)
                row[x] = mix(row[x], draw->colour, from[x - left]);
    }
}
