#include "screen/look.h"

#include <stddef.h>

/* Sizes are designed at 800x480. Screens with more pixels are mostly larger, too, but not in
 * proportion: two thirds of the surplus go into size, the rest into room. */
#define SURPLUS_INTO_SIZE 0.67

int look_px(const struct look *look, int points)
{
    return (points * look->text_unit + 4) / 8;
}

int look_dpi(int width, int height)
{
    return width <= 800 && height <= 800 ? 133 : 145;
}

/* 9 mm, rounded up: where fingers begin to miss what is smaller (Parhi, Karlson and Bederson,
 * MobileHCI 2006, found 9.2 mm for single taps). */
static int finger_px(int dpi)
{
    return (90 * dpi + 253) / 254;
}

static int unit_for(int width, int height)
{
    int shorter = width < height ? width : height;
    int longer = width < height ? height : width;
    double scale = shorter / 480.0 < longer / 800.0 ? shorter / 480.0 : longer / 800.0;
    if (scale > 1)
        scale = 1 + (scale - 1) * SURPLUS_INTO_SIZE;
    int unit = (int)(8 * scale + 0.5);
    return unit < 4 ? 4 : unit;
}

void look_for(struct look *look, int width, int height, const struct comfort *comfort)
{
    static const int points[TYPE_COUNT] = {[TYPE_SMALL] = 15, [TYPE_BODY] = 18, [TYPE_LEAD] = 22,
                                           [TYPE_TITLE] = 28, [TYPE_HERO] = 36, [TYPE_SCORE] = 40};
    const int dpi = comfort->dpi != 0 ? comfort->dpi : look_dpi(width, height);
    look->width = width;
    look->height = height;
    look->portrait = height > width;
    look->unit = unit_for(width, height);
    look->text_unit = comfort->large_text ? (look->unit * 5 + 2) / 4 : look->unit;
    for (int i = 0; i < TYPE_COUNT; i++)
        look->px[i] = look_px(look, points[i]);
    look->margin = 3 * look->unit;
    look->gap = 2 * look->unit;
    look->finger = finger_px(dpi);
    look->target = look->unit * 15 / 2;
    if (look->target < look->finger)
        look->target = look->finger;
    look->radius = look->unit * 3 / 2;
    look->stroke = look->unit / 4;
    look->slop = look->unit * 3 / 2;
}

const struct meaning meaning_pause = {"Pause", COLOUR_PAPER, SHAPE_BARS};
const struct meaning meaning_tip = {"Try this next", COLOUR_PAPER, SHAPE_CHEVRON};
const struct meaning meaning_caution = {"Caution", 0xFF9A90u, SHAPE_DIAMOND};

const struct meaning *meaning_of(enum move move)
{
    static const struct meaning meanings[MOVE_COUNT] = {
        [MOVE_OTHER] = {"Other", 0xB4BCC7u, SHAPE_DASH},
        [MOVE_EMPATHY] = {"Empathy", 0x6FD6B2u, SHAPE_DISC},
        [MOVE_OPEN_QUESTION] = {"Open question", 0x86C5FFu, SHAPE_RING},
        [MOVE_CLOSED_QUESTION] = {"Closed question", 0x86C5FFu, SHAPE_TARGET},
        [MOVE_EXPECTATION] = {"Expectation", 0xF2C14Eu, SHAPE_SQUARE},
        [MOVE_SUPPORT] = {"Support", 0xA9D66Bu, SHAPE_PLUS},
        [MOVE_ADVICE] = {"Advice", 0xCDB4FAu, SHAPE_ARROW},
        [MOVE_COMMAND] = {"Command", 0xFF9A90u, SHAPE_DIAMOND},
        [MOVE_MINIMISING] = {"Minimising", 0xFF9A90u, SHAPE_DIAMOND},
        [MOVE_LETTING_OFF] = {"Letting off", 0xFF9A90u, SHAPE_DIAMOND},
    };
    return &meanings[(unsigned)move < MOVE_COUNT ? move : MOVE_OTHER];
}

struct tint look_tint(const char *name)
{
    static const struct tint tints[] = {
        {0x1D4A4Bu, 0x86CDC6u}, {0x4A3050u, 0xCBA3D6u}, {0x2F4A33u, 0x9CCD9Fu},
        {0x2C3F68u, 0x9DB6F0u}, {0x573A2Bu, 0xE3B196u}, {0x44424Fu, 0xBDB8CEu},
    };
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (const char *c = name != NULL ? name : ""; *c != '\0'; c++)
        hash = (hash ^ (unsigned char)*c) * 16777619u;
    return tints[hash % (sizeof tints / sizeof tints[0])];
}
