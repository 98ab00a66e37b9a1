#include "kiosk/take_home.h"

#include "base/utf8.h"

#include <errno.h>
#include <math.h>
#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TITLE_MAX = 40, ANSWERS_SHOWN = 8 };

/* Adds to the text, as far as there is room. */
#define ADD(t, used, ...)                                                                          \
    ((used) += (size_t)snprintf((t)->text + (used), sizeof(t)->text - (used), __VA_ARGS__))

static unsigned sum_up(const unsigned counts[MOVE_COUNT])
{
    unsigned all = 0;
    for (int m = 0; m < MOVE_COUNT; m++)
        all += counts[m];
    return all;
}

/* A short title, 8 answers of 5 bytes and four short lines: it always fits. */
static void write_text(struct take_home *t, const struct scenario *scenario,
                       const struct conversation *c)
{
    const struct conversation_sum *sum = &t->sum;
    char title[TITLE_MAX];
    size_t used = 0, first = c->count > ANSWERS_SHOWN ? c->count - ANSWERS_SHOWN : 0;
    (void)utf8_copy(title, sizeof title, scenario->title);
    ADD(t, used, "Sayback: %s\nAnswers, in order: ", title);
    for (size_t i = first; i < c->count; i++)
        ADD(t, used, "%s%d", i > first ? ", " : "", c->answers[i].score);
    ADD(t, used, " of 100\nCare %u, targets %u\n", sum_up(sum->care), sum_up(sum->targets));
    if (sum->stance != STANCE_COUNT)
        ADD(t, used, "Place: %s\n", stance_name(sum->stance));
    double pause_s = c->answers[c->count - 1].pause_after_empathy_s;
    if (!isnan(pause_s))
        ADD(t, used, "Last pause after empathy: %.1f s\n", pause_s);
}

static enum err make_code(struct take_home *t)
{
    /* The lowest level of correction: a screen has no scratches, and fewer modules are larger. */
    QRcode *code = QRcode_encodeString8bit(t->text, 0, QR_ECLEVEL_L);
    if (code == NULL)
        return errno == ENOMEM ? ERR_MEMORY : ERR_SYSTEM;
    size_t modules = (size_t)code->width * (size_t)code->width;
    t->dark = malloc(modules);
    for (size_t i = 0; t->dark != NULL && i < modules; i++)
        t->dark[i] = code->data[i] & 1U;
    t->code = (struct screen_code){.side = code->width, .dark = t->dark};
    QRcode_free(code);
    return t->dark != NULL ? ERR_NONE : ERR_MEMORY;
}

enum err take_home_make(struct take_home *t, const struct scenario *scenario,
                        const struct conversation *c)
{
    take_home_done(t);
    t->sum = conversation_sum(c);
    if (c->count == 0)
        return ERR_NONE;
    write_text(t, scenario, c);
    enum err err = make_code(t);
    if (err != ERR_NONE)
        take_home_done(t);
    return err;
}

void take_home_done(struct take_home *t)
{
    free(t->dark);
    *t = (struct take_home){.dark = NULL};
}
