/* frames-bench [FRAMES]: milliseconds a frame by the painter, at 1280x720 and 1920x1080, and the
 * share of frames that are painted while nothing changes. Figures, no test: machines differ. Needs
 * no display. */
#include "screen/painter.h"
#include "screen/samples.h"
#include "screen/screen.h"
#include "screen/view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FRAMES = 600, FRAMES_MAX = 100000, IDLE_SHOWS = 1000 };

static double times[FRAMES_MAX];
static struct view view;
static struct draw_list before;

static double now_ms(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void print_times(const char *what, int width, int height, size_t count)
{
    qsort(times, count, sizeof times[0], ascending);
    printf("%dx%d\t%s\t%.2f\t%.2f\t%zu\n", width, height, what, times[count / 2],
           times[count * 99 / 100], count);
}

/* Every page as if it had just come: laid out and painted as a whole. */
static void whole_frames(struct canvas *canvas, struct fonts *fonts, size_t count)
{
    struct text_metric metric = fonts_metric(fonts);
    for (size_t i = 0; i < count; i++) {
        struct screen_state state = sample_state((enum screen_page)(i % SAMPLE_PAGES), SAMPLE_REAL);
        double start = now_ms();
        view_layout(&view, &state, &metric, canvas->width, canvas->height);
        painter_paint(canvas, fonts, &view.list, (struct box){0, 0, canvas->width, canvas->height});
        times[i] = now_ms() - start;
    }
    print_times("whole", canvas->width, canvas->height, count);
}

/* A page that lives with the voice: laid out, compared, and painted where it changed. */
static void live_frames(struct canvas *canvas, struct fonts *fonts, enum screen_page page,
                        size_t count)
{
    struct text_metric metric = fonts_metric(fonts);
    struct screen_state state = sample_state(page, SAMPLE_REAL);
    for (size_t i = 0; i < count; i++) {
        state.level = (double)(i * 37 % 100) / 100;
        state.elapsed_s = (double)i * 0.04;
        state.progress = (double)i / (double)count;
        double start = now_ms();
        before = view.list;
        view_layout(&view, &state, &metric, canvas->width, canvas->height);
        painter_paint(canvas, fonts, &view.list, painter_changed(&before, &view.list));
        times[i] = now_ms() - start;
    }
    print_times(sample_page_name(page), canvas->width, canvas->height, count);
}

static int paint_frames(int width, int height, size_t count)
{
    struct fonts *fonts = NULL;
    struct canvas canvas = {NULL, 0, 0};
    struct diag why = {"", 0};
    enum err err = fonts_open(&fonts, &why);
    if (err == ERR_NONE)
        err = canvas_init(&canvas, width, height, &why);
    if (err == ERR_NONE) {
        view_init(&view);
        whole_frames(&canvas, fonts, count);
        live_frames(&canvas, fonts, PAGE_LISTEN, count);
        live_frames(&canvas, fonts, PAGE_ANSWER, count);
    } else {
        fprintf(stderr, "%s\n", why.text);
    }
    canvas_done(&canvas);
    fonts_close(fonts);
    return err == ERR_NONE ? 0 : 1;
}

/* A window that is shown the same state over and over. */
static int idle_frames(int width, int height)
{
    struct screen *screen = NULL;
    struct diag why = {"", 0};
    const struct screen_options options = {.windowed = true, .width = width, .height = height};
    if (screen_open(&options, &screen, &why) != ERR_NONE) {
        fprintf(stderr, "%s\n", why.text);
        return 1;
    }
    struct screen_state state = sample_state(PAGE_CHOOSE, SAMPLE_REAL);
    struct screen_input input;
    screen_show(screen, &state);
    (void)screen_wait(screen, 0, &input); /* what the window itself still has to say */
    const unsigned long first = screen_paints(screen);
    for (int i = 0; i < IDLE_SHOWS; i++) {
        screen_show(screen, &state);
        (void)screen_wait(screen, 0, &input);
    }
    printf("%dx%d\tidle: %lu of %d frames painted\n", width, height, screen_paints(screen) - first,
           IDLE_SHOWS);
    screen_close(screen);
    return 0;
}

int main(int count, char **arguments)
{
    long frames = count > 1 ? strtol(arguments[1], NULL, 10) : FRAMES;
    if (count > 2 || frames < 100 || frames > FRAMES_MAX) {
        fprintf(stderr, "usage: %s [FRAMES]   (100 to %d)\n", arguments[0], FRAMES_MAX);
        return 2;
    }
    if (setenv("SDL_VIDEODRIVER", "dummy", 1) != 0)
        return 1;
    static const int sizes[2][2] = {{1280, 720}, {1920, 1080}};
    int failed = 0;
    printf("size\tframe\tmedian ms\tp99 ms\tframes\n");
    for (int i = 0; i < 2; i++)
        failed |= paint_frames(sizes[i][0], sizes[i][1], (size_t)frames);
    for (int i = 0; i < 2; i++)
        failed |= idle_frames(sizes[i][0], sizes[i][1]);
    return failed;
}
