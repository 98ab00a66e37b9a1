/* The one visual language: colours, type scale, spacing, and what each move looks like. Numbers
 * only; nothing here draws. */
#ifndef SAYBACK_SCREEN_LOOK_H
#define SAYBACK_SCREEN_LOOK_H

#include "moves/move.h"
#include "screen/list.h"

#include <stdbool.h>
#include <stdint.h>

/* Text is PAPER or MUTED on INK, RAISED or PRESSED, or INK on PAPER or an accent: all of these
 * pairs have a contrast of 7:1 and more (WCAG 2.1, 1.4.6); tests/screen computes every one. */
#define COLOUR_INK 0x12161Cu     /* the page */
#define COLOUR_RAISED 0x1C232Du  /* a card, a quiet button */
#define COLOUR_PRESSED 0x26303Cu /* the same under a finger */
#define COLOUR_EDGE 0x687484u    /* outlines that matter: 3:1 against INK */
#define COLOUR_HAIR 0x343E4Bu    /* outlines that only please the eye; the empty part of a bar */
#define COLOUR_PAPER 0xF4F1EAu
#define COLOUR_PAPER_PRESSED 0xD5D1C6u
#define COLOUR_MUTED 0xBAC1CBu

/* One type scale, by a factor of about 1.25 from step to step. */
enum type_step { TYPE_SMALL, TYPE_BODY, TYPE_LEAD, TYPE_TITLE, TYPE_HERO, TYPE_SCORE, TYPE_COUNT };

/* What one person at the screen needs, and what the screen is. */
struct comfort {
    bool large_text;
    bool no_captions; /* the rep is heard and not read */
    bool still;       /* nothing moves by itself; levels are information and stay */
    int dpi;          /* pixels an inch of the panel; 0: what look_dpi supposes */
};

enum { DPI_MIN = 60, DPI_MAX = 400 };

/* Pixels an inch of the panel that a screen of this size mostly is: 133 for 800x480 on 7 inches,
 * 145 for the larger ones (1280x720 on 10.1 inches; a full HD panel of 15.6 inches has 141). */
int look_dpi(int width, int height);

/* Pixels for one size of screen. At 800x480 a unit is 8 px; larger screens get larger things, but
 * also more of them. Large text is larger by a quarter, and so is everything that is measured in
 * points; the spacing grid stays. */
struct look {
    int width, height;
    bool portrait;
    int unit;      /* the spacing grid */
    int text_unit; /* the same for what grows with the text */
    int px[TYPE_COUNT];
    int margin; /* between content and the edge of the screen */
    int gap;    /* between things that belong together */
    int finger; /* the least side of anything to touch: 9 mm on the panel */
    int target; /* height of a button: 60 points, `finger` at least */
    int radius; /* of the corners of cards and buttons */
    int stroke; /* thickness of outlines */
    int slop;   /* a finger that moves less than this still taps */
};

void look_for(struct look *look, int width, int height, const struct comfort *comfort);

/* `points` of the 800x480 design in pixels of this screen, larger with large text. */
int look_px(const struct look *look, int points);

/* An accent never stands alone: it comes with its shape and its label. */
enum shape {
    SHAPE_DISC,
    SHAPE_RING,
    SHAPE_TARGET, /* ring with a dot */
    SHAPE_SQUARE,
    SHAPE_PLUS,
    SHAPE_ARROW,
    SHAPE_DIAMOND,
    SHAPE_DASH,
    SHAPE_CHEVRON,
    SHAPE_BARS /* pause */
};

struct meaning {
    const char *label;
    uint32_t colour;
    enum shape shape;
};

extern const struct meaning meaning_pause;
extern const struct meaning meaning_tip;
extern const struct meaning meaning_caution;

/* Never NULL; a move from the future looks like MOVE_OTHER. */
const struct meaning *meaning_of(enum move move);

/* The same name has always the same tint. `name` may be NULL. */
struct tint {
    uint32_t deep;  /* of the portrait's disc; PAPER on it has 7:1 */
    uint32_t light; /* of the ring around it */
};
struct tint look_tint(const char *name);

#endif
