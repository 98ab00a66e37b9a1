#include "screen/painter.h"

#include <png.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void painter_paint(struct canvas *canvas, struct fonts *fonts, const struct draw_list *list,
                   struct box area)
{
    for (size_t i = 0; i < list->draw_count; i++) {
        const struct draw *draw = &list->draws[i];
        struct box seen = box_common(box_common(draw->box, draw->clip), area);
        if (box_empty(seen))
            continue;
        struct text_mask mask;
        if (draw->kind != DRAW_TEXT)
            canvas_shape(canvas, draw, seen);
        else if (fonts_mask(fonts, list_text_of(list, draw), draw->px, draw->weight, &mask))
            canvas_text(canvas, draw, &mask, seen);
    }
}

static struct box seen_of(const struct draw *draw)
{
    return box_common(draw->box, draw->clip);
}

struct box painter_changed(const struct draw_list *before, const struct draw_list *after)
{
    struct box all = {0, 0, after->width, after->height};
    if (before->width != after->width || before->height != after->height)
        return all;
    struct box changed = {0, 0, 0, 0};
    const size_t a = before->draw_count, b = after->draw_count;
    const size_t fewer = a < b ? a : b;
    /* The same commands at the front and at the back paint the same pixels; whatever differs is
     * between them. With as many commands as before, those in between are compared one by one. */
    size_t front = 0, back = 0;
    while (front < fewer && list_same(before, &before->draws[front], after, &after->draws[front]))
        front++;
    while (back < fewer - front &&
           list_same(before, &before->draws[a - 1 - back], after, &after->draws[b - 1 - back]))
        back++;
    for (size_t i = front; i < a - back; i++)
        if (a != b || !list_same(before, &before->draws[i], after, &after->draws[i]))
            changed = box_around(changed, seen_of(&before->draws[i]));
    for (size_t i = front; i < b - back; i++)
        if (a != b || !list_same(before, &before->draws[i], after, &after->draws[i]))
            changed = box_around(changed, seen_of(&after->draws[i]));
    return changed;
}

enum err painter_write_png(const struct canvas *canvas, const char *path, struct diag *why)
{
    const size_t count = (size_t)canvas->width * (size_t)canvas->height;
    unsigned char *bytes = malloc(count * 3);
    if (bytes == NULL)
        return diag_set(why, ERR_MEMORY, 0, "There is no memory to write %s.", path);
    for (size_t i = 0; i < count; i++) {
        bytes[3 * i] = (unsigned char)(canvas->pixels[i] >> 16);
        bytes[3 * i + 1] = (unsigned char)(canvas->pixels[i] >> 8);
        bytes[3 * i + 2] = (unsigned char)canvas->pixels[i];
    }
    png_image image;
    memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    image.width = (png_uint_32)canvas->width;
    image.height = (png_uint_32)canvas->height;
    image.format = PNG_FORMAT_RGB;
    int written = png_image_write_to_file(&image, path, 0, bytes, 0, NULL);
    free(bytes);
    if (!written)
        return diag_set(why, ERR_SYSTEM, 0,
                        "The picture %s could not be written (%s): its folder must be there and "
                        "allow writing.",
                        path, image.message);
    return ERR_NONE;
}
