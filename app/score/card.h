/* The card: everything that is said about one reply, with its evidence. Plain data. */
#ifndef SAYBACK_CARD_H
#define SAYBACK_CARD_H

#include "moves/moves.h"
#include "voice/speaker.h"
#include "voice/voice.h"
#include "words/words.h"

#include <stddef.h>

/* A clause under this confidence is shown with a question mark and caps no score. Ours. */
#define CARD_SURE 0.5

enum {
    CARD_FORMAT = 1, /* of the JSON; raised when a key changes its meaning or goes away */
    CARD_PARTS_MAX = 8,
    CARD_NAME_MAX = 128,
    CARD_BECAUSE_MAX = 256,
    CARD_TIP_MAX = 256
};

struct card_part {
    const char *name;  /* "order", "pause_after_empathy", ...: static, public in JSON */
    const char *label; /* the same for people: static */
    double points;     /* 0..of, already rescaled with `of` */
    double of;         /* the `of` of all parts add up to 100 */
    char because[CARD_BECAUSE_MAX]; /* the evidence, one sentence */
};

/* What a tone of voice says, the worst first. */
enum tone_kind {
    TONE_INTENSE,
    TONE_HURRIED,
    TONE_UPWARD,   /* an expectation that ends like a question */
    TONE_RESTLESS, /* a voice that goes up and down through the empathy */
    TONE_FIRM,     /* an expectation that comes down at its end */
    TONE_STEADY,   /* through the empathy */
    TONE_KINDS
};

struct tone {
    enum tone_kind kind;
    struct span span;            /* the seconds that show it */
    char text[CARD_BECAUSE_MAX]; /* one sentence */
};

struct card {
    char scenario[CARD_NAME_MAX];
    char turn[CARD_NAME_MAX];
    int score;                 /* 0..100; -1 unknown: too_short or unclear */
    bool capped;               /* a command or a minimising clause kept the score at the cap */
    struct words words;        /* owned */
    struct moves moves;        /* owned */
    struct voice_report voice; /* owned */
    struct speaker speaker;    /* of the warm-up, all unknown without one */
    struct tone tones[TONE_KINDS];
    size_t tone_count;
    struct card_part parts[CARD_PARTS_MAX];
    size_t part_count;
    char headline[CARD_BECAUSE_MAX]; /* the verdict as one plain sentence */
    char note[CARD_BECAUSE_MAX]; /* something about the recording to know: noise, lost sound; or ""
                                  */
    char tip[CARD_TIP_MAX];      /* one thing to try next */
};

void card_init(struct card *card);
void card_done(struct card *card); /* back to init */

#endif
