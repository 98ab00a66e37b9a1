/* What the tests of the layout share: a view laid out with the real fonts, on every page, in every
 * size, with every kind of content. Include after cmocka.h. */
#ifndef SAYBACK_TEST_EVERY_SCREEN_H
#define SAYBACK_TEST_EVERY_SCREEN_H

#include "screen/fonts.h"
#include "screen/samples.h"
#include "screen/view.h"

extern struct fonts *fonts;
extern struct text_metric metric;
extern struct view view;
extern char where[160]; /* what is looked at, for the message of a failure */

enum { SIZES = 4 };
struct screen_size {
    int width, height;
};
extern const struct screen_size sizes[SIZES];
extern struct comfort comfort; /* the one that is tried just now */

#define CHECK(condition, ...)                                                                      \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            print_error("%s: ", where);                                                            \
            print_error(__VA_ARGS__);                                                              \
            print_error("\n");                                                                     \
            fail();                                                                                \
        }                                                                                          \
    } while (0)

/* Calls `check` with `view` laid out for one screen after the other, scrolled, too. */
typedef void check_function(void);
void on_every_screen(check_function *check);

struct box whole_screen(void);

/* Where the letters of a text are. */
struct box ink_of(const struct draw *draw);

/* Set-up and tear-down of a group. */
int open_fonts(void **state);
int close_fonts(void **state);

#endif
