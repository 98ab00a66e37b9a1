#include "session/session.h"

#include <assert.h>

void session_init(struct session *s)
{
    *s = (struct session){.place = SESSION_CHOOSE};
}

static const struct scenario_turn *turn_of(const struct session *s)
{
    return &s->scenario->turns[s->turn];
}

static void command(struct session_commands *out, enum session_command what)
{
    assert(out->count < SESSION_COMMANDS_MAX);
    out->list[out->count++] = what;
}

static void leave_for_list(struct session *s, struct session_commands *out)
{
    command(out, SESSION_HUSH);
    command(out, SESSION_DROP);
    *s = (struct session){.place = SESSION_CHOOSE, .room_seen = s->room_seen};
}

static void enter_room(struct session *s, struct session_commands *out)
{
    s->place = SESSION_ROOM;
    s->room_ready = false;
    command(out, SESSION_MEASURE);
}

/* Goes to a turn and has its line spoken, if it has one. */
static void enter_turn(struct session *s, int turn, struct session_commands *out)
{
    s->turn = turn;
    s->attempt = 0;
    s->prompt_heard = false;
    s->place = turn_of(s)->ending != NULL ? SESSION_ENDING : SESSION_LISTEN;
    if (turn_of(s)->audio != NULL)
        command(out, SESSION_PLAY);
    else
        command(out, SESSION_HUSH);
}

static void hear_again(struct session *s, struct session_commands *out)
{
    s->place = SESSION_LISTEN;
    command(out, SESSION_DROP);
    command(out, SESSION_PLAY);
}

static void begin_answer(struct session *s, struct session_commands *out)
{
    s->place = SESSION_ANSWER;
    s->prompt_heard = true;
    s->attempt++;
    command(out, SESSION_RECORD);
}

static int next_turn(const struct session *s)
{
    return turn_of(s)->next[s->outcome];
}

bool session_ends_next(const struct session *s)
{
    if (s->place != SESSION_CARD || s->outcome == OUTCOME_AGAIN)
        return false;
    return s->scenario->turns[next_turn(s)].ending != NULL;
}

static void at_choose(struct session *s, struct session_news news)
{
    if (news.event != SESSION_PICKED || news.scenario == NULL)
        return;
    s->scenario = news.scenario;
    s->turn = news.scenario->start;
    s->place = SESSION_PREPARE;
}

static void at_prepare(struct session *s, struct session_news news, struct session_commands *out)
{
    if (news.event == SESSION_CHECK_ROOM || (news.event == SESSION_START && !s->room_seen))
        enter_room(s, out);
    else if (news.event == SESSION_START)
        enter_turn(s, s->scenario->start, out);
    else if (news.event == SESSION_BACK)
        leave_for_list(s, out);
}

static void at_room(struct session *s, struct session_news news, struct session_commands *out)
{
    bool skipped = news.event == SESSION_SKIP && !s->room_ready;
    if (skipped || (news.event == SESSION_NEXT && s->room_ready)) {
        s->room_seen = true;
        command(out, SESSION_DROP);
        enter_turn(s, s->scenario->start, out);
    } else if (news.event == SESSION_ROOM_READY) {
        s->room_ready = true;
    } else if (news.event == SESSION_RETAKE && s->room_ready) {
        enter_room(s, out);
    } else if (news.event == SESSION_BACK) {
        command(out, SESSION_DROP);
        s->place = SESSION_PREPARE;
    }
}

static void at_listen(struct session *s, struct session_news news, struct session_commands *out)
{
    if (news.event == SESSION_PROMPT_ENDED) {
        begin_answer(s, out);
    } else if (news.event == SESSION_SKIP) {
        command(out, SESSION_HUSH);
        begin_answer(s, out);
    } else if (news.event == SESSION_REPEAT) {
        command(out, SESSION_PLAY);
    } else if (news.event == SESSION_BACK) {
        leave_for_list(s, out);
    }
}

static void at_answer(struct session *s, struct session_news news, struct session_commands *out)
{
    if (news.event == SESSION_FINISHED) {
        s->place = SESSION_THINK;
        command(out, SESSION_SCORE);
    } else if (news.event == SESSION_RETAKE) {
        command(out, SESSION_RECORD);
    } else if (news.event == SESSION_REPEAT) {
        s->attempt--; /* not an answer: only another listen */
        hear_again(s, out);
    } else if (news.event == SESSION_BACK) {
        leave_for_list(s, out);
    }
}

static void at_think(struct session *s, struct session_news news, struct session_commands *out)
{
    if (news.event == SESSION_CARD_READY) {
        s->outcome = news.outcome;
        s->place = SESSION_CARD;
    } else if (news.event == SESSION_CARD_LOST) {
        s->attempt--;
        command(out, SESSION_DROP);
        s->place = SESSION_TROUBLE;
    } else if (news.event == SESSION_BACK) {
        leave_for_list(s, out);
    }
}

static void at_card(struct session *s, struct session_news news, struct session_commands *out)
{
    bool repeat = news.event == SESSION_NEXT && s->outcome == OUTCOME_AGAIN;
    if (news.event == SESSION_MARK_MYSELF && s->outcome == OUTCOME_AGAIN)
        s->place = SESSION_MARK;
    else if (news.event == SESSION_AGAIN || repeat)
        hear_again(s, out);
    else if (news.event == SESSION_NEXT)
        enter_turn(s, next_turn(s), out);
    else if (news.event == SESSION_BACK)
        leave_for_list(s, out);
}

static void at_mark(struct session *s, struct session_news news)
{
    if (news.event == SESSION_MARKED)
        s->outcome = news.outcome;
    if (news.event == SESSION_MARKED || news.event == SESSION_BACK)
        s->place = SESSION_CARD;
}

static void at_ending(struct session *s, struct session_news news, struct session_commands *out)
{
    if (news.event == SESSION_AGAIN) {
        command(out, SESSION_DROP);
        enter_turn(s, s->scenario->start, out);
    } else if (news.event == SESSION_REPEAT && turn_of(s)->audio != NULL) {
        command(out, SESSION_PLAY);
    } else if (news.event == SESSION_BACK) {
        leave_for_list(s, out);
    }
}

static void at_trouble(struct session *s, struct session_news news, struct session_commands *out)
{
    if (news.event == SESSION_START) {
        command(out, SESSION_MEND);
    } else if (news.event == SESSION_SOUND_BACK) {
        if (s->scenario == NULL)
            s->place = SESSION_CHOOSE;
        else if (!s->room_seen)
            enter_room(s, out);
        else
            hear_again(s, out); /* the answer is gone: the rep says the line once more */
    } else if (news.event == SESSION_BACK && s->scenario != NULL) {
        leave_for_list(s, out);
    }
}

/* Only a recording needs the microphone: whoever reads a card is left in peace until they go on. */
static bool loses(const struct session *s)
{
    return s->place == SESSION_CHOOSE || s->place == SESSION_PREPARE ||
           (s->place == SESSION_ROOM && !s->room_ready) || s->place == SESSION_LISTEN ||
           s->place == SESSION_ANSWER;
}

static void lose_sound(struct session *s, struct session_commands *out)
{
    if (s->place == SESSION_PREPARE)
        s->scenario = NULL; /* nothing was begun yet: back to the list afterwards */
    if (s->place == SESSION_ROOM)
        s->room_seen = false; /* there again afterwards */
    if (s->place == SESSION_ANSWER)
        s->attempt--;
    command(out, SESSION_HUSH);
    command(out, SESSION_DROP);
    s->place = SESSION_TROUBLE;
}

struct session_commands session_handle(struct session *s, struct session_news news)
{
    struct session_commands out = {.count = 0};
    if (news.event == SESSION_SOUND_LOST && loses(s)) {
        lose_sound(s, &out);
        return out;
    }
    switch (s->place) {
    case SESSION_CHOOSE:
        at_choose(s, news);
        break;
    case SESSION_PREPARE:
        at_prepare(s, news, &out);
        break;
    case SESSION_ROOM:
        at_room(s, news, &out);
        break;
    case SESSION_LISTEN:
        at_listen(s, news, &out);
        break;
    case SESSION_ANSWER:
        at_answer(s, news, &out);
        break;
    case SESSION_THINK:
        at_think(s, news, &out);
        break;
    case SESSION_CARD:
        at_card(s, news, &out);
        break;
    case SESSION_MARK:
        at_mark(s, news);
        break;
    case SESSION_ENDING:
        at_ending(s, news, &out);
        break;
    case SESSION_TROUBLE:
        at_trouble(s, news, &out);
        break;
    }
    return out;
}
