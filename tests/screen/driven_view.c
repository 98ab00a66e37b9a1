#include "screen/driven_view.h"

#include "screen/fake_metric.h"

struct view view;
struct screen_state shown;

void lay_out(void)
{
    view_layout(&view, &shown, &fake_metric, 800, 480);
}

void show(enum screen_page page, enum sample_kind kind)
{
    view_init(&view);
    shown = sample_state(page, kind);
    lay_out();
}

struct screen_input press(enum view_key key)
{
    struct screen_input input = view_key(&view, key);
    lay_out();
    return input;
}
