/* What the screen shows (a plain model that the kiosk fills in) and what people ask of it. The
 * screen room turns the one into pictures and touches, clicks and keys into the other; it decides
 * nothing. */
#ifndef SAYBACK_SCREEN_STATE_H
#define SAYBACK_SCREEN_STATE_H

#include "score/card.h"
#include "score/conversation.h"

#include <stdbool.h>
#include <stddef.h>

enum screen_page {
    PAGE_CHOOSE,    /* the list of scenarios */
    PAGE_PREPARE,   /* briefing: situation and goal */
    PAGE_ROOM,      /* the warm-up: quiet for a moment, then a sentence to read aloud */
    PAGE_ROOM_DONE, /* what it told */
    PAGE_LISTEN,    /* the rep speaks, with captions */
    PAGE_ANSWER,    /* the manager answers */
    PAGE_THINK,     /* recognising and scoring what is left */
    PAGE_CARD,      /* the verdict with its evidence */
    PAGE_MARK,   /* "that was me showing empathy": the parts of an unclear answer, to be ticked */
    PAGE_MODEL,  /* one way in which the answer could have gone */
    PAGE_ENDING, /* the conversation is over */
    PAGE_TROUBLE /* something is missing: a microphone, the recogniser */
};

enum screen_action {
    ACTION_NONE,
    ACTION_PICK,     /* PAGE_CHOOSE: item `index` */
    ACTION_START,    /* PAGE_PREPARE: begin the conversation; PAGE_TROUBLE: try again */
    ACTION_ROOM,     /* PAGE_PREPARE: check the room once more */
    ACTION_REPEAT,   /* PAGE_LISTEN, PAGE_ANSWER: say it again */
    ACTION_SKIP,     /* PAGE_LISTEN: I have heard enough, my turn; PAGE_ROOM: without it */
    ACTION_FINISHED, /* PAGE_ANSWER: "I have finished" */
    ACTION_RETAKE,   /* PAGE_ANSWER: start my answer again; PAGE_ROOM_DONE: check again */
    ACTION_NEXT,     /* PAGE_CARD: hear the rep's next line; PAGE_ROOM_DONE: begin */
    ACTION_AGAIN,    /* PAGE_CARD: this turn once more; PAGE_ENDING: the whole conversation again */
    ACTION_MARK,     /* PAGE_CARD: let me say myself what was empathy */
    ACTION_TICK,     /* PAGE_MARK: clause `index` was, or was not */
    ACTION_MARKED,   /* PAGE_MARK: that is all */
    ACTION_HEAR,     /* PAGE_CARD: clause `index` of the reply again; what is playing: stop */
    ACTION_MODEL,    /* PAGE_CARD: show me how it could have gone */
    ACTION_BACK,     /* one step out: to the list; on PAGE_MARK and PAGE_MODEL to the card; from the
                        warm-up to the briefing; on PAGE_CHOOSE nothing */
    ACTION_QUIT,     /* the window was closed, or Ctrl+Q */
    /* These the view does by itself; nobody else ever sees them. */
    ACTION_TEXT_SIZE, /* any page: larger or smaller text */
    ACTION_CAPTIONS,  /* PAGE_LISTEN: with or without captions */
    ACTION_FILTER     /* PAGE_CHOOSE: only difficulty `index`; 0: all */
};

struct screen_input {
    enum screen_action action;
    size_t index; /* of ACTION_PICK, ACTION_TICK and ACTION_HEAR */
};

/* How the warm-up stands. */
enum screen_room {
    ROOM_HUSH, /* PAGE_ROOM: be quiet */
    ROOM_READ, /* PAGE_ROOM: read aloud */
    ROOM_GOOD, /* PAGE_ROOM_DONE: nothing to mend */
    ROOM_FAIR, /* PAGE_ROOM_DONE: something to mend, but practice can begin */
    ROOM_BAD   /* PAGE_ROOM_DONE: to be mended first */
};

/* A QR code: `side` modules a side, by rows, 1 is dark. Lent. */
struct screen_code {
    int side; /* 0: none */
    const unsigned char *dark;
};

/* Of the clause that was touched last. */
enum screen_sound {
    SOUND_THERE, /* can be heard again */
    SOUND_PLAYING,
    SOUND_GONE
};
/* How far people got with a scenario since the kiosk was handed to them. */
enum screen_reach {
    REACH_NOTHING,
    REACH_TRIED,   /* an answer, with no verdict that could be told */
    REACH_UNHEARD, /* the best answer so far did not let the rep be heard */
    REACH_HEARD,   /* it did */
    REACH_FINISHED /* an ending was reached */
};

enum { DIFFICULTY_MOST = 3 };

struct screen_item {
    const char *title, *rep, *role;
    int difficulty; /* 1 gentle, 2 firm, 3 hard */
    int minutes;    /* that a conversation takes, about; 0: not known */
    enum screen_reach reach;
};

/* Everything is lent for as long as the state is shown. Strings are UTF-8 and never NULL where the
 * page needs them; "" shows nothing. */
struct screen_state {
    enum screen_page page;
    const struct screen_item *items; /* PAGE_CHOOSE */
    size_t item_count;
    const char *title, *rep, *role, *situation, *goal; /* of the chosen scenario */
    bool room_seen;         /* PAGE_PREPARE: the room was checked before, or that was skipped */
    enum screen_room room;  /* PAGE_ROOM, PAGE_ROOM_DONE */
    const char *read_aloud; /* PAGE_ROOM: the sentence */
    const char *says;    /* PAGE_ROOM: what is wrong right now, or ""; PAGE_ROOM_DONE: the result */
    const char *mend;    /* the same pages: what to do about it, or "" */
    const char *figures; /* PAGE_ROOM_DONE: one line of them, or "" */
    const char *caption; /* what the rep says: PAGE_LISTEN, PAGE_ANSWER, PAGE_ENDING */
    double progress;     /* how much of what is playing is played, 0..1: PAGE_LISTEN, PAGE_CARD */
    double level;        /* 0..1: the rep's voice or the microphone */
    double elapsed_s;    /* PAGE_ANSWER: since the answer began */
    bool heard_speech;   /* PAGE_ANSWER: speech has been found in the answer */
    const struct card *card;                                /* PAGE_CARD, PAGE_MARK */
    const struct conversation_answer *first_try, *this_try; /* PAGE_CARD: at this turn, lent; NULL
                                                               with less than two */
    const bool *ticks;       /* PAGE_MARK: one for each clause of the card */
    size_t piece;            /* PAGE_CARD: 1 + the clause that was touched last; 0: none was */
    enum screen_sound sound; /* PAGE_CARD: of the reply */
    const char *model;       /* PAGE_MODEL: the reply; PAGE_CARD: NULL or "" when there is none */
    bool is_last_turn;       /* PAGE_CARD: what comes next is an ending */
    const char
        *ending; /* PAGE_ENDING: "commitment", "compliance", "let_off_the_hook" or a pack's own */
    const struct conversation *conversation; /* PAGE_ENDING: its answers; NULL for none */
    const struct conversation_sum *sum;      /* PAGE_ENDING: of them; NULL with the former */
    struct screen_code code;                 /* PAGE_ENDING: the result to take home */
    const char *trouble;                     /* PAGE_TROUBLE: what is wrong and what to do */
    const char *notice; /* any page: one passing line, e.g. that a microphone came back */
};

#endif
