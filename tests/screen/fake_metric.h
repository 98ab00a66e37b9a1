/* Text measured without fonts: every character is 0.55 em wide, so that tests can compute. */
#ifndef SAYBACK_TEST_FAKE_METRIC_H
#define SAYBACK_TEST_FAKE_METRIC_H

#include "screen/text.h"

static inline int fake_width(void *self, const char *text, size_t length, int px,
                             enum text_weight weight)
{
    (void)self;
    (void)weight;
    int characters = 0;
    for (size_t i = 0; i < length; i++)
        characters += ((unsigned char)text[i] & 0xC0) != 0x80;
    return characters * px * 55 / 100;
}

static const struct text_metric fake_metric = {NULL, fake_width};

#endif
