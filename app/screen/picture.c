#include "screen/screen.h"

#include "screen/painter.h"
#include "screen/view.h"

#include <stdlib.h>

static enum err draw_picture(const struct screen_state *state, int width, int height,
                             const char *png_path, struct view *view, struct diag *why)
{
    struct fonts *fonts = NULL;
    struct canvas canvas = {NULL, 0, 0};
    enum err err = fonts_open(&fonts, why);
    if (err == ERR_NONE)
        err = canvas_init(&canvas, width, height, why);
    if (err == ERR_NONE) {
        struct text_metric metric = fonts_metric(fonts);
        view_layout(view, state, &metric, width, height);
        painter_paint(&canvas, fonts, &view->list, (struct box){0, 0, width, height});
        err = painter_write_png(&canvas, png_path, why);
    }
    canvas_done(&canvas);
    fonts_close(fonts);
    return err;
}

enum err screen_picture(const struct screen_state *state, int width, int height,
                        const char *png_path, struct diag *why)
{
    if (width < VIEW_SIDE_MIN || height < VIEW_SIDE_MIN || width > VIEW_SIDE_MAX ||
        height > VIEW_SIDE_MAX)
        return diag_set(why, ERR_INPUT, 0,
                        "A picture of %d x %d pixels cannot be drawn: %d to %d a side can.", width,
                        height, VIEW_SIDE_MIN, VIEW_SIDE_MAX);
    struct view *view = malloc(sizeof *view);
    if (view == NULL)
        return diag_set(why, ERR_MEMORY, 0, "There is no memory for a picture.");
    view_init(view);
    enum err err = draw_picture(state, width, height, png_path, view, why);
    free(view);
    return err;
}
