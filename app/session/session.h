/* The conversation as a state machine: what people do and what the sound reports go in as events,
 * what is to be done comes out as commands. It touches no device, no file, no clock: the kiosk
 * carries the commands out, and a test can play a whole conversation in microseconds. Pure. */
#ifndef SAYBACK_SESSION_H
#define SAYBACK_SESSION_H

#include "moves/move.h"
#include "scenario/scenario.h"

#include <stdbool.h>
#include <stddef.h>

enum session_place {
    SESSION_CHOOSE,  /* no scenario */
    SESSION_PREPARE, /* reading the situation */
    SESSION_ROOM,    /* the room is listened to and a sentence read aloud, before the first turn */
    SESSION_LISTEN,  /* the rep's line of the turn is being played; nothing is recorded */
    SESSION_ANSWER,  /* the manager's answer is being recorded */
    SESSION_THINK,   /* the answer is complete, the card is on its way */
    SESSION_CARD,    /* the card of the turn is there */
    SESSION_MARK,    /* the person says themselves what was empathy in an unclear answer */
    SESSION_ENDING,  /* the rep's last line is played and shown */
    SESSION_TROUBLE  /* the sound or the recogniser is not usable */
};

enum session_event {
    /* from people */
    SESSION_PICKED, /* with the scenario */
    SESSION_START,
    SESSION_CHECK_ROOM, /* at SESSION_PREPARE: even if it was checked or skipped before */
    SESSION_REPEAT,
    SESSION_SKIP,
    SESSION_FINISHED,
    SESSION_RETAKE,
    SESSION_NEXT,
    SESSION_AGAIN,
    SESSION_BACK,
    SESSION_MARK_MYSELF, /* at SESSION_CARD without an outcome */
    SESSION_MARKED,      /* with the outcome that follows from the marks */
    /* from the machine */
    SESSION_PROMPT_ENDED,
    SESSION_ROOM_READY, /* the room and the speaker are known, or what is wrong with them */
    SESSION_CARD_READY, /* with the outcome */
    SESSION_CARD_LOST,  /* none will come of this answer */
    SESSION_SOUND_LOST, /* no recording is possible */
    SESSION_SOUND_BACK
};

enum session_command {
    SESSION_PLAY,    /* the clip of session.turn, from its beginning; stops another one */
    SESSION_HUSH,    /* stop playing */
    SESSION_MEASURE, /* listen to the room and to a sentence, from now on */
    SESSION_RECORD,  /* begin a new recording for session.turn; forgets an older one */
    SESSION_SCORE,   /* the recording is complete: make the card */
    SESSION_DROP,    /* forget the recording or the card that is being made */
    SESSION_MEND     /* try to open sound and recogniser again, then report LOST or BACK */
};

enum { SESSION_COMMANDS_MAX = 4 };

struct session_commands {
    enum session_command list[SESSION_COMMANDS_MAX]; /* to be carried out in this order */
    size_t count;
};

/* Read its fields, change them through session_handle alone. */
struct session {
    enum session_place place;
    const struct scenario *scenario; /* lent until another is picked; NULL at SESSION_CHOOSE */
    int turn;                        /* index into scenario->turns */
    int attempt;                     /* 1 for the first answer to this turn, and so on */
    enum outcome outcome;            /* of the card at SESSION_CARD */
    bool room_ready;                 /* at SESSION_ROOM: the result is there */
    bool room_seen;    /* the room was checked, or that was skipped: people who practise on are not
                          asked again; kept when they go back to the list */
    bool prompt_heard; /* the rep's line of this turn was played to its end or skipped */
};

void session_init(struct session *s);

/* What goes with an event; unused fields are ignored. */
struct session_news {
    enum session_event event;
    const struct scenario *scenario; /* SESSION_PICKED */
    enum outcome outcome;            /* SESSION_CARD_READY, SESSION_MARKED */
};

/* Takes one event and returns what is to be done. An event that makes no sense where the session is
 * changes nothing: a button pressed twice, a card that comes after "back". */
struct session_commands session_handle(struct session *s, struct session_news news);

/* True when the turn after this card is an ending. */
bool session_ends_next(const struct session *s);

#endif
