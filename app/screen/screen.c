#include "screen/screen.h"

#include "screen/keys.h"
#include "screen/painter.h"
#include "screen/view.h"

#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WINDOW_WIDTH = 800, WINDOW_HEIGHT = 480, TITLE_MAX = 192 };

struct screen {
    SDL_Window *window;
    struct fonts *fonts;
    struct view view;
    struct screen_state state;
    bool has_state;
    char title[TITLE_MAX];    /* of the window */
    struct canvas canvas;     /* what is on the screen */
    struct draw_list painted; /* the list that made it so */
    bool all_stale;           /* nothing on the screen can be relied on */
    bool finger_down, mouse_down;
    SDL_TouchID touch;
    SDL_FingerID finger; /* the first finger down; others are ignored until it is up */
    Uint32 wake_event;
    SDL_atomic_t wake_pending;
    unsigned long paints;
};

static enum err refuse_no_display(struct diag *why, const char *reason)
{
    return diag_set(why, ERR_DEVICE, 0,
                    "There is no display to open (%s): start it from a desktop (DISPLAY or "
                    "WAYLAND_DISPLAY set), or on the console of a machine with a screen as a user "
                    "in the groups video, render and input.",
                    reason);
}

/* Without a display SDL may fall back to drivers that draw into nothing. */
static bool is_made_up(const char *driver)
{
    const char *asked = getenv("SDL_VIDEODRIVER");
    if (asked != NULL && asked[0] != '\0')
        return false;
    return driver == NULL || strcmp(driver, "offscreen") == 0 || strcmp(driver, "dummy") == 0 ||
           strcmp(driver, "evdev") == 0;
}

static enum err start_video(struct diag *why)
{
    /* One touch is one action: no mouse events made from touches, no touches made from a mouse. */
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0)
        return refuse_no_display(why, SDL_GetError());
    const char *driver = SDL_GetCurrentVideoDriver();
    if (is_made_up(driver)) {
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        return refuse_no_display(why, "no X11, Wayland or KMS screen was found");
    }
    /* Pixels are drawn here; under X11 the way through a software OpenGL only costs time. */
    if (strcmp(driver, "x11") == 0)
        SDL_SetHintWithPriority(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0", SDL_HINT_DEFAULT);
    SDL_StopTextInput();
    return ERR_NONE;
}

static enum err open_window(struct screen *screen, const struct screen_options *options,
                            struct diag *why)
{
    int width = options->windowed && options->width != 0 ? options->width : WINDOW_WIDTH;
    int height = options->windowed && options->height != 0 ? options->height : WINDOW_HEIGHT;
    Uint32 flags = options->windowed ? SDL_WINDOW_RESIZABLE : SDL_WINDOW_FULLSCREEN_DESKTOP;
    screen->window = SDL_CreateWindow("Sayback", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                                      width, height, flags);
    if (screen->window == NULL || SDL_GetWindowSurface(screen->window) == NULL)
        return refuse_no_display(why, SDL_GetError());
    SDL_SetWindowMinimumSize(screen->window, VIEW_SIDE_MIN, VIEW_SIDE_MIN);
    SDL_ShowCursor(options->hide_cursor ? SDL_DISABLE : SDL_ENABLE);
    screen->wake_event = SDL_RegisterEvents(1);
    return ERR_NONE;
}

static bool size_possible(const struct screen_options *options)
{
    if (!options->windowed || (options->width == 0 && options->height == 0))
        return true;
    return options->width >= VIEW_SIDE_MIN && options->height >= VIEW_SIDE_MIN &&
           options->width <= VIEW_SIDE_MAX && options->height <= VIEW_SIDE_MAX;
}

enum err screen_open(const struct screen_options *options, struct screen **out, struct diag *why)
{
    if (!size_possible(options))
        return diag_set(why, ERR_INPUT, 0,
                        "A window of %d x %d pixels cannot be opened: %d to %d a side can.",
                        options->width, options->height, VIEW_SIDE_MIN, VIEW_SIDE_MAX);
    struct screen *screen = calloc(1, sizeof *screen);
    if (screen == NULL)
        return diag_set(why, ERR_MEMORY, 0, "There is no memory for the screen.");
    enum err err = start_video(why);
    if (err != ERR_NONE) {
        free(screen);
        return err;
    }
    view_init(&screen->view);
    view_set_comfort(&screen->view,
                     &(struct comfort){.still = options->still, .dpi = options->dpi});
    screen->all_stale = true;
    err = fonts_open(&screen->fonts, why);
    if (err == ERR_NONE)
        err = open_window(screen, options, why);
    if (err != ERR_NONE) {
        screen_close(screen);
        return err;
    }
    *out = screen;
    return ERR_NONE;
}

void screen_close(struct screen *screen)
{
    if (screen == NULL)
        return;
    canvas_done(&screen->canvas);
    fonts_close(screen->fonts);
    if (screen->window != NULL)
        SDL_DestroyWindow(screen->window);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    free(screen);
}

static void lay_out(struct screen *screen)
{
    if (!screen->has_state)
        return;
    int width = 0, height = 0;
    SDL_GetWindowSize(screen->window, &width, &height);
    struct text_metric metric = fonts_metric(screen->fonts);
    view_clock(&screen->view, SDL_GetTicks64() + 1);
    view_layout(&screen->view, &screen->state, &metric, width, height);
}

/* Puts the changed part of the canvas onto the window. */
static void present(struct screen *screen, SDL_Surface *surface, struct box area)
{
    const struct canvas *canvas = &screen->canvas;
    SDL_Surface *ours = SDL_CreateRGBSurfaceWithFormatFrom(
        canvas->pixels, canvas->width, canvas->height, 32, canvas->width * (int)sizeof(uint32_t),
        SDL_PIXELFORMAT_ARGB8888);
    if (ours == NULL)
        return;
    SDL_SetSurfaceBlendMode(ours, SDL_BLENDMODE_NONE);
    SDL_Rect from = {area.x, area.y, area.w, area.h}, to = from;
    if (SDL_BlitSurface(ours, &from, surface, &to) == 0)
        (void)SDL_UpdateWindowSurfaceRects(screen->window, &from, 1);
    SDL_FreeSurface(ours);
}

static void paint_if_changed(struct screen *screen)
{
    SDL_Surface *surface = SDL_GetWindowSurface(screen->window);
    const struct draw_list *list = &screen->view.list;
    if (!screen->has_state || surface == NULL)
        return;
    if (screen->canvas.width != surface->w || screen->canvas.height != surface->h) {
        canvas_done(&screen->canvas);
        if (canvas_init(&screen->canvas, surface->w, surface->h, NULL) != ERR_NONE)
            return; /* the next frame tries again */
        screen->all_stale = true;
    }
    struct box area = {0, 0, surface->w, surface->h};
    if (!screen->all_stale)
        area = box_common(area, painter_changed(&screen->painted, list));
    if (box_empty(area))
        return;
    painter_paint(&screen->canvas, screen->fonts, list, area);
    present(screen, surface, area);
    screen->painted = *list;
    screen->all_stale = false;
    screen->paints++;
}

/* The title says where the kiosk is: for screen readers, task bars and whoever drives it by script.
 */
static void name_window(struct screen *screen, const struct screen_state *state)
{
    static const char *const titles[] = {
        [PAGE_CHOOSE] = "Sayback: choose", [PAGE_PREPARE] = "Sayback: prepare",
        [PAGE_ROOM] = "Sayback: room",     [PAGE_ROOM_DONE] = "Sayback: room checked",
        [PAGE_LISTEN] = "Sayback: listen", [PAGE_ANSWER] = "Sayback: answer",
        [PAGE_THINK] = "Sayback: think",   [PAGE_CARD] = "Sayback: card",
        [PAGE_MARK] = "Sayback: mark",     [PAGE_MODEL] = "Sayback: model",
        [PAGE_ENDING] = "Sayback: ending", [PAGE_TROUBLE] = "Sayback: trouble"};
    const char *step = state->page == PAGE_ROOM && state->room == ROOM_READ ? ", read aloud" : "";
    bool room = state->page == PAGE_ROOM || state->page == PAGE_ROOM_DONE;
    const char *says = room && state->says != NULL ? state->says : "";
    char title[TITLE_MAX];
    (void)snprintf(title, sizeof title, "%s%s%s%s", titles[state->page], step,
                   says[0] != '\0' ? ": " : "", says);
    if (strcmp(title, screen->title) == 0)
        return;
    memcpy(screen->title, title, sizeof title);
    SDL_SetWindowTitle(screen->window, title);
}

void screen_show(struct screen *screen, const struct screen_state *state)
{
    name_window(screen, state);
    screen->state = *state;
    screen->has_state = true;
    lay_out(screen);
    paint_if_changed(screen);
}

static struct screen_input on_finger(struct screen *screen, const SDL_TouchFingerEvent *event)
{
    struct view *view = &screen->view;
    const struct screen_input nothing = {ACTION_NONE, 0};
    int x = (int)(event->x * (float)view->list.width);
    int y = (int)(event->y * (float)view->list.height);
    if (event->touchId == SDL_MOUSE_TOUCHID)
        return nothing;
    if (event->type == SDL_FINGERDOWN && !screen->finger_down) {
        screen->finger_down = true;
        screen->touch = event->touchId;
        screen->finger = event->fingerId;
        return view_pointer_down(view, x, y);
    }
    if (!screen->finger_down || event->touchId != screen->touch ||
        event->fingerId != screen->finger)
        return nothing;
    if (event->type == SDL_FINGERMOTION)
        return view_pointer_move(view, x, y);
    if (event->type != SDL_FINGERUP)
        return nothing;
    screen->finger_down = false;
    return view_pointer_up(view, x, y);
}

static struct screen_input on_mouse(struct screen *screen, const SDL_Event *event)
{
    struct view *view = &screen->view;
    const struct screen_input nothing = {ACTION_NONE, 0};
    if (event->type == SDL_MOUSEMOTION) {
        if (event->motion.which == SDL_TOUCH_MOUSEID || !screen->mouse_down)
            return nothing;
        return view_pointer_move(view, event->motion.x, event->motion.y);
    }
    if (event->button.which == SDL_TOUCH_MOUSEID || event->button.button != SDL_BUTTON_LEFT)
        return nothing;
    screen->mouse_down = event->type == SDL_MOUSEBUTTONDOWN;
    return screen->mouse_down ? view_pointer_down(view, event->button.x, event->button.y)
                              : view_pointer_up(view, event->button.x, event->button.y);
}

static void on_window(struct screen *screen, const SDL_WindowEvent *event)
{
    switch (event->event) {
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_SIZE_CHANGED:
    case SDL_WINDOWEVENT_RESTORED:
        screen->all_stale = true;
        break;
    case SDL_WINDOWEVENT_FOCUS_LOST:
        view_pointer_cancel(&screen->view);
        screen->finger_down = screen->mouse_down = false;
        break;
    default:
        break;
    }
}

static struct screen_input on_event(struct screen *screen, const SDL_Event *event)
{
    struct screen_input input = {ACTION_NONE, 0};
    enum view_key key;
    view_clock(&screen->view, SDL_GetTicks64() + 1);
    switch (event->type) {
    case SDL_QUIT:
        input.action = ACTION_QUIT;
        return input;
    case SDL_KEYDOWN:
        return keys_read(event->key.keysym.sym, event->key.keysym.mod, event->key.repeat != 0, &key)
                   ? view_key(&screen->view, key)
                   : input;
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
        return on_finger(screen, &event->tfinger);
    case SDL_MOUSEMOTION:
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        return on_mouse(screen, event);
    case SDL_MOUSEWHEEL:
        return view_wheel(&screen->view, event->wheel.direction == SDL_MOUSEWHEEL_FLIPPED
                                             ? -(double)event->wheel.preciseY
                                             : (double)event->wheel.preciseY);
    case SDL_WINDOWEVENT:
        on_window(screen, &event->window);
        return input;
    default:
        return input;
    }
}

void screen_forget(struct screen *screen)
{
    view_forget(&screen->view);
}

/* Waits for something to happen; a page that glides is shown further on every GLIDE_MS. False when
 * the time is over. */
static bool rest(struct screen *screen, int wait_ms)
{
    enum { GLIDE_MS = 16 };
    const bool glides = view_gliding(&screen->view);
    if (SDL_WaitEventTimeout(NULL, glides && wait_ms > GLIDE_MS ? GLIDE_MS : wait_ms) != 0)
        return true;
    if (glides)
        lay_out(screen);
    return glides && wait_ms > GLIDE_MS;
}

bool screen_wait(struct screen *screen, int wait_ms, struct screen_input *input)
{
    const Uint64 until = SDL_GetTicks64() + (Uint64)(wait_ms > 0 ? wait_ms : 0);
    for (;;) {
        SDL_Event event;
        if (!SDL_PollEvent(&event)) {
            paint_if_changed(screen);
            Uint64 now = SDL_GetTicks64();
            if (now >= until)
                return false;
            if (!rest(screen, (int)(until - now))) {
                paint_if_changed(screen);
                return false;
            }
            continue;
        }
        if (event.type == screen->wake_event) {
            SDL_AtomicSet(&screen->wake_pending, 0);
            paint_if_changed(screen);
            return false;
        }
        struct screen_input asked = on_event(screen, &event);
        lay_out(screen);
        if (asked.action != ACTION_NONE) {
            paint_if_changed(screen);
            *input = asked;
            return true;
        }
    }
}

void screen_wake(struct screen *screen)
{
    SDL_Event event;
    if (!SDL_AtomicCAS(&screen->wake_pending, 0, 1))
        return;
    memset(&event, 0, sizeof event);
    event.type = screen->wake_event;
    if (SDL_PushEvent(&event) != 1)
        SDL_AtomicSet(&screen->wake_pending, 0); /* a full queue wakes the waiter anyway */
}

unsigned long screen_paints(const struct screen *screen)
{
    return screen->paints;
}
