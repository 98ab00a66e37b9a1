/* The real window under SDL's dummy driver: events are pushed as the system would, and come out as
 * single actions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "screen/fonts.h"
#include "screen/samples.h"
#include "screen/screen.h"
#include "screen/view.h"

#include <SDL.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 800, HEIGHT = 480, NO_WAIT = 0, LONG_MS = 20000 };

static struct screen *screen;

static int open_screen(void **state)
{
    (void)state;
    const struct screen_options options = {.windowed = true, .width = WIDTH, .height = HEIGHT};
    struct diag why = {"", 0};
    if (screen_open(&options, &screen, &why) != ERR_NONE) {
        print_error("%s\n", why.text);
        return -1;
    }
    return 0;
}

static int close_screen(void **state)
{
    (void)state;
    screen_close(screen);
    screen = NULL;
    return 0;
}

static void show(enum screen_page page)
{
    struct screen_state state = sample_state(page, SAMPLE_REAL);
    screen_show(screen, &state);
}

/* All actions that are waiting; the window's own first events are none. */
static size_t take(struct screen_input *inputs, size_t most)
{
    size_t count = 0;
    while (count < most && screen_wait(screen, NO_WAIT, &inputs[count]))
        count++;
    return count;
}

static void push(SDL_Event event)
{
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void push_key(SDL_Keycode code, SDL_Keymod mod, bool repeated)
{
    push((SDL_Event){.key = {.type = SDL_KEYDOWN,
                             .state = SDL_PRESSED,
                             .repeat = repeated,
                             .keysym = {.sym = code, .mod = (Uint16)mod}}});
    push((SDL_Event){.key = {.type = SDL_KEYUP, .keysym = {.sym = code, .mod = (Uint16)mod}}});
}

static void push_click(int x, int y, Uint32 which, Uint8 button)
{
    push((SDL_Event){.button = {.type = SDL_MOUSEBUTTONDOWN,
                                .which = which,
                                .button = button,
                                .state = SDL_PRESSED,
                                .x = x,
                                .y = y}});
    push((SDL_Event){
        .button = {.type = SDL_MOUSEBUTTONUP, .which = which, .button = button, .x = x, .y = y}});
}

static void push_finger(Uint32 type, SDL_FingerID finger, int x, int y)
{
    push((SDL_Event){.tfinger = {.type = type,
                                 .touchId = 1,
                                 .fingerId = finger,
                                 .x = ((float)x + 0.5f) / WIDTH,
                                 .y = ((float)y + 0.5f) / HEIGHT}});
}

static void push_tap(int x, int y)
{
    push_finger(SDL_FINGERDOWN, 7, x, y);
    push_finger(SDL_FINGERUP, 7, x, y);
}

/* Where the view puts that button at this size. */
static void find(enum screen_page page, enum screen_action action, int *x, int *y)
{
    static struct view view;
    struct fonts *fonts;
    struct screen_state state = sample_state(page, SAMPLE_REAL);
    assert_int_equal(fonts_open(&fonts, NULL), ERR_NONE);
    struct text_metric metric = fonts_metric(fonts);
    view_init(&view);
    view_layout(&view, &state, &metric, WIDTH, HEIGHT);
    fonts_close(fonts);
    for (size_t i = 0; i < view.list.hit_count; i++) {
        const struct hit *hit = &view.list.hits[i];
        if (hit->input.action == action) {
            *x = hit->box.x + hit->box.w / 2;
            *y = hit->box.y + hit->box.h / 2;
            return;
        }
    }
    fail_msg("no button for action %d", action);
}

static void expect_one(enum screen_action action)
{
    struct screen_input inputs[4];
    assert_int_equal(take(inputs, 4), 1);
    assert_int_equal(inputs[0].action, action);
    assert_int_equal(inputs[0].index, 0);
}

static void expect_nothing(void)
{
    struct screen_input inputs[4];
    assert_int_equal(take(inputs, 4), 0);
}

/* The page that has just come lets no tap through for a moment. */
static void settle(void)
{
    SDL_Delay(VIEW_SETTLE_MS + 5);
}

static void key_mouse_and_touch_give_the_same_single_action(void **state)
{
    (void)state;
    static const struct {
        enum screen_page page;
        enum screen_action action;
    } cases[] = {{PAGE_PREPARE, ACTION_START}, {PAGE_ANSWER, ACTION_FINISHED}};
    for (size_t i = 0; i < 2; i++) {
        int x = 0, y = 0;
        find(cases[i].page, cases[i].action, &x, &y);
        show(cases[i].page);
        expect_nothing();
        settle();
        push_key(SDLK_RETURN, KMOD_NONE, false);
        expect_one(cases[i].action);
        push_click(x, y, 0, SDL_BUTTON_LEFT);
        expect_one(cases[i].action);
        push_tap(x, y);
        expect_one(cases[i].action);
        /* A touch as it comes where the system makes a mouse of it as well. */
        push_finger(SDL_FINGERDOWN, 7, x, y);
        push_click(x, y, SDL_TOUCH_MOUSEID, SDL_BUTTON_LEFT);
        push_finger(SDL_FINGERUP, 7, x, y);
        expect_one(cases[i].action);
        push_click(x, y, SDL_TOUCH_MOUSEID, SDL_BUTTON_LEFT);
        expect_nothing();
    }
}

static void every_activating_key_works_and_a_held_one_only_once(void **state)
{
    (void)state;
    static const SDL_Keycode keys[] = {SDLK_RETURN, SDLK_KP_ENTER, SDLK_SPACE, SDLK_SELECT};
    show(PAGE_ANSWER);
    for (size_t i = 0; i < 4; i++) {
        push_key(keys[i], KMOD_NONE, false);
        push_key(keys[i], KMOD_NONE, true);
        push_key(keys[i], KMOD_NONE, true);
        expect_one(ACTION_FINISHED);
    }
    push_key(SDLK_ESCAPE, KMOD_NONE, false);
    expect_one(ACTION_BACK);
    push_key(SDLK_RETURN, KMOD_ALT, false);
    push_key(SDLK_a, KMOD_NONE, false);
    expect_nothing();
}

static void tab_moves_on_before_enter_presses_even_in_one_burst(void **state)
{
    (void)state;
    show(PAGE_ANSWER);
    for (int tabs = 0; tabs < 3; tabs++)
        push_key(SDLK_TAB, KMOD_NONE, false);
    push_key(SDLK_RETURN, KMOD_NONE, false);
    expect_one(ACTION_REPEAT); /* round the end: size of the text, Back, "Say it again" */
    push_key(SDLK_TAB, KMOD_SHIFT, false);
    push_key(SDLK_RETURN, KMOD_NONE, false);
    expect_one(ACTION_BACK);
}

static void closing_and_control_q_quit(void **state)
{
    (void)state;
    show(PAGE_CHOOSE);
    push((SDL_Event){.type = SDL_QUIT});
    expect_one(ACTION_QUIT);
    push_key(SDLK_q, KMOD_LCTRL, false);
    expect_one(ACTION_QUIT);
    push_key(SDLK_q, KMOD_NONE, false);
    expect_nothing();
}

static void other_buttons_and_other_fingers_press_nothing(void **state)
{
    (void)state;
    int x = 0, y = 0;
    find(PAGE_ANSWER, ACTION_FINISHED, &x, &y);
    show(PAGE_ANSWER);
    settle();
    push_click(x, y, 0, SDL_BUTTON_RIGHT);
    expect_nothing();
    /* A second finger comes and goes while the first one is down. */
    push_finger(SDL_FINGERDOWN, 1, x, y);
    push_finger(SDL_FINGERDOWN, 2, 50, 50);
    push_finger(SDL_FINGERUP, 2, 50, 50);
    expect_nothing();
    push_finger(SDL_FINGERUP, 1, x, y);
    expect_one(ACTION_FINISHED);
}

static void a_tap_too_early_on_a_new_page_is_ignored(void **state)
{
    (void)state;
    int x = 0, y = 0;
    find(PAGE_ANSWER, ACTION_FINISHED, &x, &y);
    show(PAGE_LISTEN);
    expect_nothing();
    show(PAGE_ANSWER);
    push_tap(x, y);
    expect_nothing();
}

static void nothing_is_painted_when_nothing_changed(void **state)
{
    (void)state;
    show(PAGE_ANSWER);
    expect_nothing();
    unsigned long before = screen_paints(screen);
    assert_true(before > 0);
    for (int i = 0; i < 20; i++) {
        show(PAGE_ANSWER);
        expect_nothing();
    }
    push((SDL_Event){.motion = {.type = SDL_MOUSEMOTION, .x = 300, .y = 300}});
    expect_nothing();
    assert_int_equal(screen_paints(screen), before);
    struct screen_state louder = sample_state(PAGE_ANSWER, SAMPLE_REAL);
    louder.level = 1;
    screen_show(screen, &louder);
    assert_int_equal(screen_paints(screen), before + 1);
    push((SDL_Event){.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_EXPOSED}});
    expect_nothing();
    assert_int_equal(screen_paints(screen), before + 2);
}

static void pressing_is_seen_and_scrolling_paints(void **state)
{
    (void)state;
    int x = 0, y = 0;
    find(PAGE_ANSWER, ACTION_RETAKE, &x, &y);
    show(PAGE_ANSWER);
    settle();
    expect_nothing();
    unsigned long before = screen_paints(screen);
    push_finger(SDL_FINGERDOWN, 1, x, y);
    expect_nothing();
    assert_int_equal(screen_paints(screen), before + 1);
    push_finger(SDL_FINGERUP, 1, x, y);
    expect_one(ACTION_RETAKE);
    assert_int_equal(screen_paints(screen), before + 2);
    show(PAGE_CARD);
    before = screen_paints(screen);
    push((SDL_Event){.wheel = {.type = SDL_MOUSEWHEEL, .y = -1, .preciseY = -1.0f}});
    expect_nothing();
    assert_int_equal(screen_paints(screen), before + 1);
}

static void *wake_it(void *argument)
{
    (void)argument;
    for (int i = 0; i < 1000; i++)
        screen_wake(screen);
    return NULL;
}

static void waking_ends_a_long_wait(void **state)
{
    (void)state;
    pthread_t thread;
    struct screen_input input = {ACTION_PICK, 77};
    show(PAGE_THINK);
    expect_nothing();
    const Uint64 start = SDL_GetTicks64();
    assert_int_equal(pthread_create(&thread, NULL, wake_it, NULL), 0);
    assert_false(screen_wait(screen, LONG_MS, &input));
    assert_true(SDL_GetTicks64() - start < LONG_MS / 2);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_int_equal(input.action, ACTION_PICK); /* untouched */
    assert_int_equal(input.index, 77);
    expect_nothing();
    screen_wake(screen); /* before the wait counts, too */
    assert_false(screen_wait(screen, LONG_MS, &input));
    assert_true(SDL_GetTicks64() - start < LONG_MS / 2);
}

static void a_screen_without_a_state_still_quits(void **state)
{
    (void)state;
    push_key(SDLK_RETURN, KMOD_NONE, false);
    push_key(SDLK_ESCAPE, KMOD_NONE, false);
    push_tap(400, 400);
    expect_nothing();
    push((SDL_Event){.type = SDL_QUIT});
    expect_one(ACTION_QUIT);
    assert_int_equal(screen_paints(screen), 0);
}

static void an_impossible_window_is_refused(void **state)
{
    (void)state;
    static const int sizes[][2] = {{10, 10}, {800, 0}, {-800, 480}, {100000, 480}};
    for (size_t i = 0; i < 4; i++) {
        const struct screen_options options = {
            .windowed = true, .width = sizes[i][0], .height = sizes[i][1]};
        struct screen *none = NULL;
        struct diag why;
        assert_int_equal(screen_open(&options, &none, &why), ERR_INPUT);
        assert_null(none);
        assert_non_null(strstr(why.text, "240 to 4096"));
    }
    screen_close(NULL);
}

static void without_a_display_the_reason_says_what_to_do(void **state)
{
    (void)state;
    static const char *const drivers[] = {NULL, "x11"};
    for (size_t i = 0; i < 2; i++) {
        (void)unsetenv("DISPLAY");
        (void)unsetenv("WAYLAND_DISPLAY");
        if (drivers[i] != NULL)
            (void)setenv("SDL_VIDEODRIVER", drivers[i], 1);
        else
            (void)unsetenv("SDL_VIDEODRIVER");
        const struct screen_options options = {.windowed = true};
        struct screen *none = NULL;
        struct diag why;
        enum err err = screen_open(&options, &none, &why);
        (void)setenv("SDL_VIDEODRIVER", "dummy", 1);
        if (err == ERR_NONE && drivers[i] == NULL) {
            screen_close(none); /* a machine with a console of its own */
            continue;
        }
        assert_int_equal(err, ERR_DEVICE);
        assert_null(none);
        assert_non_null(strstr(why.text, "DISPLAY"));
    }
}

int main(void)
{
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    const struct CMUnitTest tests[] = {
#define WITH_SCREEN(test) cmocka_unit_test_setup_teardown(test, open_screen, close_screen)
        WITH_SCREEN(key_mouse_and_touch_give_the_same_single_action),
        WITH_SCREEN(every_activating_key_works_and_a_held_one_only_once),
        WITH_SCREEN(tab_moves_on_before_enter_presses_even_in_one_burst),
        WITH_SCREEN(closing_and_control_q_quit),
        WITH_SCREEN(other_buttons_and_other_fingers_press_nothing),
        WITH_SCREEN(a_tap_too_early_on_a_new_page_is_ignored),
        WITH_SCREEN(nothing_is_painted_when_nothing_changed),
        WITH_SCREEN(pressing_is_seen_and_scrolling_paints),
        WITH_SCREEN(waking_ends_a_long_wait),
        WITH_SCREEN(a_screen_without_a_state_still_quits),
        cmocka_unit_test(an_impossible_window_is_refused),
        cmocka_unit_test(without_a_display_the_reason_says_what_to_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
