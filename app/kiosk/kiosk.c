#include "kiosk/kiosk.h"

#include "base/utf8.h"
#include "engine/engine.h"
#include "kiosk/card_page.h"
#include "kiosk/items.h"
#include "kiosk/keep.h"
#include "kiosk/listener.h"
#include "kiosk/marking.h"
#include "kiosk/room_page.h"
#include "kiosk/take_home.h"
#include "score/conversation.h"
#include "screen/screen.h"
#include "session/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How often the picture is brought up to date while something moves, and while nothing does. */
enum { FRAME_MS = 40, IDLE_MS = 250 };

struct kiosk {
    const struct kiosk_options *options;
    struct screen *screen;
    struct listener *listener;
    struct session session;
    struct screen_item *items;
    size_t item; /* of the scenario that was picked last */
    struct card card;
    struct card_page card_page; /* what is done on it */
    struct conversation talk;   /* the answers to the scenario so far */
    struct take_home take_home; /* at the ending */
    struct warmup room;
    struct room_page room_page; /* its words */
    struct marking marking;     /* while the person marks */
    char trouble[DIAG_TEXT_MAX];
    char notice[DIAG_TEXT_MAX];
    bool lost; /* no recording is possible now */
};

static void wake_screen(void *context)
{
    screen_wake(context);
}

/* -- session to listener -- */

static void carry_out(struct kiosk *k, struct session_commands commands)
{
    if (commands.count > 0)
        k->notice[0] = '\0'; /* it was about what is over now */
    for (size_t i = 0; i < commands.count; i++) {
        switch (commands.list[i]) {
        case SESSION_PLAY:
            listener_play(k->listener, k->session.scenario, k->session.turn);
            break;
        case SESSION_HUSH:
            listener_order(k->listener, LISTENER_HUSH);
            break;
        case SESSION_MEASURE:
            listener_order(k->listener, LISTENER_MEASURE);
            break;
        case SESSION_RECORD:
            listener_order(k->listener, LISTENER_RECORD);
            break;
        case SESSION_SCORE:
            listener_order(k->listener, LISTENER_SCORE);
            break;
        case SESSION_DROP:
            listener_order(k->listener, LISTENER_DROP);
            card_done(&k->card);
            break;
        case SESSION_MEND:
            listener_order(k->listener, LISTENER_MEND);
            break;
        }
    }
}

static void happen(struct kiosk *k, struct session_news news)
{
    enum session_place before = k->session.place;
    struct session_commands commands = session_handle(&k->session, news);
    if (card_page_leave(&k->card_page, before, k->session.place))
        listener_order(k->listener, LISTENER_DROP); /* here the voice is forgotten */
    carry_out(k, commands);
    if (k->session.place != SESSION_ENDING || before == SESSION_ENDING)
        return;
    items_ended(k->items, k->options->scenario_count, k->item);
    (void)take_home_make(&k->take_home, k->session.scenario, &k->talk); /* or no code */
}

/* -- listener to session -- */

static void keep(struct kiosk *k)
{
    struct diag why = {.text = ""};
    if (k->options->data_dir != NULL && keep_card(k->options->data_dir, &k->card, &why) != ERR_NONE)
        (void)utf8_copy(k->notice, sizeof k->notice, why.text);
}

/* A card is there: it is kept where that was asked for, and the list knows of it. */
static void note(struct kiosk *k)
{
    conversation_add(&k->talk, k->session.turn, &k->card);
    keep(k);
    items_scored(k->items, k->options->scenario_count, k->item, &k->card);
}

static void receive_card(struct kiosk *k)
{
    if (k->session.place != SESSION_THINK)
        return; /* it comes after "back": nobody wants it any more */
    listener_take_card(k->listener, &k->card);
    note(k);
    happen(k, (struct session_news){.event = SESSION_CARD_READY, .outcome = k->card.moves.outcome});
}

static void receive_room(struct kiosk *k)
{
    k->room = listener_room(k->listener);
    room_page_take(&k->room_page, &k->room);
    happen(k, (struct session_news){.event = SESSION_ROOM_READY});
}

/* On stderr too, once each: whoever installs the kiosk reads the journal, not the screen. */
static void lose_sound(struct kiosk *k)
{
    char before[DIAG_TEXT_MAX];
    (void)utf8_copy(before, sizeof before, k->trouble);
    listener_trouble(k->listener, k->trouble, sizeof k->trouble);
    if (!k->lost || strcmp(before, k->trouble) != 0)
        fprintf(stderr, "sayback: %s\n", k->trouble);
    k->lost = true;
}

static void hear_news(struct kiosk *k)
{
    enum listener_news news;
    while ((news = listener_news(k->listener)) != LISTENER_NOTHING) {
        switch (news) {
        case LISTENER_PROMPT_ENDED:
            happen(k, (struct session_news){.event = SESSION_PROMPT_ENDED});
            break;
        case LISTENER_PROMPT_FAILED:
            listener_trouble(k->listener, k->notice, sizeof k->notice);
            break;
        case LISTENER_ROOM:
            receive_room(k);
            break;
        case LISTENER_CARD:
            receive_card(k);
            break;
        case LISTENER_NO_CARD:
            listener_trouble(k->listener, k->trouble, sizeof k->trouble);
            happen(k, (struct session_news){.event = SESSION_CARD_LOST});
            break;
        case LISTENER_FULL:
            (void)utf8_copy(
                k->notice, sizeof k->notice,
                "Your answer has reached its longest length; press \"I have finished\".");
            break;
        case LISTENER_LOST:
            lose_sound(k);
            break;
        case LISTENER_BACK:
            k->lost = false;
            happen(k, (struct session_news){.event = SESSION_SOUND_BACK});
            break;
        default:
            card_page_hear(&k->card_page, news, k->listener, k->notice, sizeof k->notice);
            break;
        }
    }
    /* Told again and again while it lasts: whether it matters depends on where the session is. */
    if (k->lost)
        happen(k, (struct session_news){.event = SESSION_SOUND_LOST});
}

/* -- session to screen -- */

static enum screen_page page_of(const struct session *session)
{
    switch (session->place) {
    case SESSION_PREPARE:
        return PAGE_PREPARE;
    case SESSION_ROOM:
        return session->room_ready ? PAGE_ROOM_DONE : PAGE_ROOM;
    case SESSION_LISTEN:
        return PAGE_LISTEN;
    case SESSION_ANSWER:
        return PAGE_ANSWER;
    case SESSION_THINK:
        return PAGE_THINK;
    case SESSION_CARD:
        return PAGE_CARD;
    case SESSION_MARK:
        return PAGE_MARK;
    case SESSION_ENDING:
        return PAGE_ENDING;
    case SESSION_TROUBLE:
        return PAGE_TROUBLE;
    default:
        return PAGE_CHOOSE;
    }
}

static void name_scenario(const struct session *session, struct screen_state *state)
{
    const struct scenario *s = session->scenario;
    if (s == NULL)
        return;
    const struct scenario_turn *turn = &s->turns[session->turn];
    state->title = s->title;
    state->rep = s->rep;
    state->role = s->role;
    state->situation = s->situation;
    state->goal = s->goal;
    state->caption = turn->caption;
    state->ending = turn->ending != NULL ? turn->ending : "";
}

static void show(struct kiosk *k)
{
    struct listener_meters meters = listener_meters(k->listener);
    bool speaks = k->session.place == SESSION_LISTEN || k->session.place == SESSION_ENDING;
    struct screen_state state = {.page = page_of(&k->session),
                                 .items = k->items,
                                 .item_count = k->options->scenario_count,
                                 .title = "",
                                 .rep = "",
                                 .role = "",
                                 .situation = "",
                                 .goal = "",
                                 .caption = "",
                                 .room_seen = k->session.room_seen,
                                 .read_aloud = "",
                                 .says = "",
                                 .mend = "",
                                 .figures = "",
                                 .progress = meters.progress,
                                 .level = speaks ? meters.prompt : meters.microphone,
                                 .elapsed_s = meters.elapsed_s,
                                 .heard_speech = meters.heard_speech,
                                 .card = &k->card,
                                 .ticks = k->marking.ticks,
                                 .is_last_turn = session_ends_next(&k->session),
                                 .ending = "",
                                 .conversation = &k->talk,
                                 .sum = &k->take_home.sum,
                                 .code = k->take_home.code,
                                 .trouble = k->trouble,
                                 .notice = k->notice};
    name_scenario(&k->session, &state);
    if (state.page == PAGE_ROOM)
        room_page_under_way(&meters, &state);
    else if (state.page == PAGE_ROOM_DONE)
        room_page_done(&k->room_page, &k->room, &state);
    else if (state.page == PAGE_CARD)
        card_page_show(&k->card_page, &k->session.scenario->turns[k->session.turn], &meters,
                       &state);
    if (state.page == PAGE_CARD && k->card.score >= 0)
        (void)conversation_attempts(&k->talk, k->session.turn, &state.first_try, &state.this_try);
    screen_show(k->screen, &state);
}

/* -- marks -- */

/* The card over again, from what the person says. */
static void end_marking(struct kiosk *k)
{
    if (k->session.place != SESSION_MARK)
        return;
    move_set expects = k->session.scenario->turns[k->session.turn].expects;
    engine_mark_empathy(&k->card, k->marking.ticks, expects); /* unclear before: not counted yet */
    note(k);
    happen(k, (struct session_news){.event = SESSION_MARKED, .outcome = k->card.moves.outcome});
}

/* True when it was about marks. */
static bool mark(struct kiosk *k, struct screen_input input)
{
    if (input.action == ACTION_MARKED)
        end_marking(k);
    else if (input.action == ACTION_TICK)
        marking_turn(&k->marking, input.index);
    else if (input.action == ACTION_MARK && marking_begin(&k->marking, &k->card.moves))
        happen(k, (struct session_news){.event = SESSION_MARK_MYSELF});
    return input.action == ACTION_MARKED || input.action == ACTION_TICK ||
           input.action == ACTION_MARK;
}

/* -- screen to session -- */

/* False when the kiosk is to end. */
static bool act(struct kiosk *k, struct screen_input input)
{
    static const enum session_event events[] = {
        [ACTION_PICK] = SESSION_PICKED,     [ACTION_START] = SESSION_START,
        [ACTION_ROOM] = SESSION_CHECK_ROOM, [ACTION_REPEAT] = SESSION_REPEAT,
        [ACTION_SKIP] = SESSION_SKIP,       [ACTION_FINISHED] = SESSION_FINISHED,
        [ACTION_RETAKE] = SESSION_RETAKE,   [ACTION_NEXT] = SESSION_NEXT,
        [ACTION_AGAIN] = SESSION_AGAIN,     [ACTION_BACK] = SESSION_BACK};
    if (input.action == ACTION_QUIT)
        return false;
    if (input.action == ACTION_NONE || mark(k, input) ||
        card_page_act(&k->card_page, input, &k->card, k->listener))
        return true;
    struct session_news news = {.event = events[input.action]};
    if (input.action == ACTION_PICK) {
        if (input.index >= k->options->scenario_count)
            return true;
        news.scenario = k->options->scenarios[input.index];
        k->talk = (struct conversation){.count = 0};
        k->item = input.index;
    }
    happen(k, news);
    return true;
}

static bool moving(const struct kiosk *k)
{
    if (card_page_moves(&k->card_page))
        return true;
    switch (page_of(&k->session)) {
    case PAGE_ROOM:
    case PAGE_LISTEN:
    case PAGE_ANSWER:
    case PAGE_THINK:
    case PAGE_ENDING:
        return true;
    default:
        return false;
    }
}

static void loop(struct kiosk *k)
{
    struct screen_input input;
    for (;;) {
        hear_news(k);
        show(k);
        if (screen_wait(k->screen, moving(k) ? FRAME_MS : IDLE_MS, &input) && !act(k, input))
            return;
    }
}

/* -- beginning and end -- */

static enum err start(struct kiosk *k, struct diag *why)
{
    const struct kiosk_options *o = k->options;
    if (items_new(o->scenarios, o->scenario_count, &k->items) != ERR_NONE)
        return diag_set(why, ERR_MEMORY, 0, "Not enough memory to start.");
    struct screen_options screen = {.windowed = o->windowed,
                                    .width = o->width,
                                    .height = o->height,
                                    .hide_cursor = !o->windowed,
                                    .still = o->still,
                                    .dpi = o->dpi};
    enum err err = screen_open(&screen, &k->screen, why);
    if (err != ERR_NONE)
        return err;
    struct listener_config config = {
        .audio = {.microphone = o->microphone, .loudspeaker = o->loudspeaker},
        .wake = wake_screen,
        .context = k->screen};
    return listener_start(&config, &k->listener, why);
}

enum err kiosk_run(const struct kiosk_options *options, struct diag *why)
{
    struct kiosk kiosk = {.options = options};
    session_init(&kiosk.session);
    card_init(&kiosk.card);
    enum err err = options->data_dir != NULL ? keep_open(options->data_dir, why) : ERR_NONE;
    if (err == ERR_NONE)
        err = start(&kiosk, why);
    if (err == ERR_NONE) {
        loop(&kiosk);
        if (kiosk.lost)
            err = diag_set(why, ERR_DEVICE, 0, "%s", kiosk.trouble);
    }
    if (!listener_stop(kiosk.listener)) {
        /* A driver holds the thread for good. Its memory must stay, so nothing is freed. */
        fprintf(stderr, "sayback: the sound driver does not answer; leaving without it.\n");
        _Exit(3);
    }
    screen_close(kiosk.screen);
    card_done(&kiosk.card);
    take_home_done(&kiosk.take_home);
    free(kiosk.items);
    marking_done(&kiosk.marking);
    return err;
}
