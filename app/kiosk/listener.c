#include "kiosk/listener.h"

#include "base/rate.h"
#include "engine/engine.h"
#include "kiosk/board.h"
#include "kiosk/mailbox.h"
#include "kiosk/microphone.h"
#include "kiosk/nap.h"
#include "kiosk/prompter.h"
#include "kiosk/warmer.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

/* Beside the orders of listener.h: what has an argument, and what only listener_stop sends. */
enum { PLAY = LISTENER_MEND + 1, STOP };

/* What the thread does with what the microphone gives. */
enum use {
    USE_NOTHING, /* only its level is shown */
    USE_LATER,   /* the prompt has ended: it stays in the ring until RECORD comes, so that the first
                    syllable is not lost between two threads */
    USE_ROOM,    /* a warm-up */
    USE_RECORD,
    USE_SCORE /* the reply is complete, the recogniser is still at it */
};

enum { BLOCK = 1600, HEAR_MAX = 10 * RATE_HZ, TICK_MS = 10, STOP_PATIENCE_MS = 2000 };

struct listener {
    struct listener_config config;
    pthread_t thread;
    struct mailbox commands, news;
    atomic_bool running; /* the thread has not returned yet */

    struct meters meters;
    struct board board;
    int plays_ordered; /* main thread: counts listener_play, to tell stale news */

    /* the thread's own */
    struct audio *audio;
    struct engine *engine;
    struct microphone microphone;
    enum use use;
    const struct scenario *scenario;
    int turn;
    struct prompter prompter;
    struct warmer warmer;
    int play;             /* number of the listener_play that was carried out last */
    bool recogniser_told; /* its failure is known to the main thread */
    bool begun;           /* the engine has a recording, complete or not */
};

static void tell(struct listener *l, enum listener_news news)
{
    mailbox_post(&l->news, (struct letter){.what = (int)news, .turn = l->play});
    if (l->config.wake != NULL)
        l->config.wake(l->config.context);
}

static void explain(struct listener *l, enum listener_news news, const char *why)
{
    board_put_trouble(&l->board, why);
    tell(l, news);
}

/* -- playing -- */

static void play(struct listener *l, const struct scenario *scenario, int turn)
{
    struct diag why = {.text = ""};
    l->play++;
    l->use = USE_NOTHING;
    l->scenario = scenario;
    l->turn = turn;
    if (prompter_play(&l->prompter, l->audio, scenario, turn, &why) != ERR_NONE)
        explain(l, LISTENER_PROMPT_FAILED, why.text);
}

static void watch_playing(struct listener *l)
{
    double level, progress;
    enum prompter_change change = prompter_watch(&l->prompter, l->audio, &level, &progress);
    meters_prompt(&l->meters, level, progress);
    if (change == PROMPTER_ENDED) {
        audio_forget(l->audio); /* the rep's voice, as the microphone heard it */
        l->use = USE_LATER;
        tell(l, LISTENER_PROMPT_ENDED);
    } else if (change == PROMPTER_BROKE) {
        explain(l, LISTENER_PROMPT_FAILED,
                "The loudspeaker stopped. Read the line instead, then press \"My turn\".");
    }
}

/* -- recording -- */

static bool recogniser_failed(const struct listener *l)
{
    return engine_recogniser(l->engine) == RECOGNISER_FAILED;
}

static void record(struct listener *l)
{
    struct engine_task task = {.scenario = l->scenario,
                               .turn = l->turn,
                               .prompt_rate = l->prompter.rate,
                               .speaker = warmer_speaker(&l->warmer)};
    if (l->use != USE_LATER && l->audio != NULL)
        audio_forget(l->audio);
    l->begun = l->scenario != NULL && engine_begin(l->engine, &task) == ERR_NONE;
    if (!l->begun) {
        l->use = USE_NOTHING;
        /* A recogniser that failed has its own, better sentence: watch_health tells it. */
        if (!recogniser_failed(l))
            board_put_trouble(
                &l->board, "The recording could not be started; the machine is short of memory.");
        tell(l, LISTENER_LOST);
        return;
    }
    microphone_mark(&l->microphone, l->audio);
    l->use = USE_RECORD;
    meters_recording(&l->meters, 0.0, false);
}

static void hear_room(struct listener *l, const float *samples, size_t count)
{
    enum warmer_change change = warmer_hear(&l->warmer, &l->meters, samples, count);
    if (change == WARMER_SAME)
        return;
    l->use = USE_NOTHING;
    board_put_room(&l->board, &l->warmer.result);
    if (change == WARMER_READY)
        tell(l, LISTENER_ROOM);
    else
        explain(l, LISTENER_LOST, "The machine is too short of memory to listen to the room.");
}

static void hear_answer(struct listener *l, const float *samples, size_t count)
{
    if (engine_push(l->engine, samples, count) != ERR_NONE) {
        l->use = USE_NOTHING; /* kept as it is until somebody asks for the card */
        tell(l, LISTENER_FULL);
    }
    struct engine_hearing hearing = engine_hearing(l->engine);
    meters_recording(&l->meters, hearing.length_s, hearing.heard_speech);
}

/* Takes what has come in, but no more than the ring holds: a device that gives faster than we take
 * (files do) must not keep the thread here for good. */
static void hear(struct listener *l)
{
    float samples[BLOCK];
    size_t count;
    if (l->audio == NULL || l->use == USE_LATER)
        return;
    for (size_t taken = 0; taken < HEAR_MAX; taken += count) {
        count = audio_read(l->audio, samples, BLOCK);
        if (count == 0)
            return;
        meters_microphone(&l->meters, samples, count);
        if (l->use == USE_ROOM)
            hear_room(l, samples, count);
        else if (l->use == USE_RECORD)
            hear_answer(l, samples, count);
    }
}

static void score(struct listener *l)
{
    if (!l->begun) {
        /* The button was faster than the news that nothing could be recorded. */
        tell(l, LISTENER_NO_CARD);
        return;
    }
    hear(l); /* what came in up to the touch of the button */
    (void)engine_finish(l->engine);
    l->use = USE_SCORE;
}

static void watch_scoring(struct listener *l)
{
    if (l->use != USE_SCORE || !engine_ready(l->engine))
        return;
    struct card card;
    card_init(&card);
    l->use = USE_NOTHING;
    if (engine_card(l->engine, microphone_lost_s(&l->microphone, l->audio), &card) != ERR_NONE) {
        explain(l, LISTENER_NO_CARD, "The card could not be made; the machine is short of memory.");
        return;
    }
    board_put_card(&l->board, &card);
    tell(l, LISTENER_CARD);
}

/* -- the microphone's health -- */

static void lose(struct listener *l, const char *why)
{
    prompter_stop(&l->prompter, l->audio);
    if (l->use != USE_SCORE)
        l->use = USE_NOTHING;
    explain(l, LISTENER_LOST, why);
}

static void mend(struct listener *l)
{
    struct diag why = {.text = ""};
    if (recogniser_failed(l)) {
        struct engine *fresh = NULL;
        if (engine_new(&l->config.recogniser, &fresh, &why) == ERR_NONE) {
            engine_free(l->engine);
            l->engine = fresh;
            l->begun = false;
        }
    }
    l->recogniser_told = false;
    prompter_stop(&l->prompter, l->audio);
    if (microphone_open(&l->microphone, &l->config.audio, &l->audio, &why))
        explain(l, LISTENER_BACK, "");
    else
        lose(l, why.text);
}

static void watch_health(struct listener *l)
{
    struct diag why = {.text = ""};
    bool quiet = l->prompter.playing;
    enum microphone_change change =
        microphone_watch(&l->microphone, &l->config.audio, &l->audio, quiet, &why);
    if (change == MICROPHONE_LOST)
        lose(l, why.text);
    else if (change == MICROPHONE_BACK && !recogniser_failed(l))
        explain(l, LISTENER_BACK, "");
    if (recogniser_failed(l) && !l->recogniser_told) {
        l->recogniser_told = true;
        lose(l, engine_recogniser_why(l->engine));
    }
}

/* -- the thread -- */

static bool obey(struct listener *l)
{
    struct letter letter;
    while (mailbox_take(&l->commands, &letter)) {
        switch (letter.what) {
        case PLAY:
            play(l, letter.about, letter.turn);
            break;
        case LISTENER_HUSH:
            prompter_stop(&l->prompter, l->audio);
            break;
        case LISTENER_RECORD:
            record(l);
            break;
        case LISTENER_SCORE:
            score(l);
            break;
        case LISTENER_MEASURE:
            if (l->audio != NULL)
                audio_forget(l->audio);
            warmer_begin(&l->warmer);
            l->use = USE_ROOM;
            break;
        case LISTENER_DROP:
            warmer_drop(&l->warmer);
            l->use = USE_NOTHING;
            break;
        case LISTENER_MEND:
            mend(l);
            break;
        default: /* STOP */
            return false;
        }
    }
    return true;
}

static void *run(void *context)
{
    struct listener *l = context;
    mend(l);
    while (obey(l)) {
        hear(l);
        watch_playing(l);
        engine_poll(l->engine, 0);
        watch_scoring(l);
        watch_health(l);
        nap_ms(TICK_MS);
    }
    prompter_stop(&l->prompter, l->audio);
    audio_close(l->audio);
    engine_free(l->engine);
    warmer_drop(&l->warmer);
    atomic_store(&l->running, false);
    return NULL;
}

enum err listener_start(const struct listener_config *config, struct listener **out,
                        struct diag *why)
{
    struct listener *l = calloc(1, sizeof *l);
    if (l == NULL)
        return diag_set(why, ERR_MEMORY, 0, "Not enough memory to start.");
    l->config = *config;
    prompter_init(&l->prompter);
    atomic_init(&l->running, true);
    enum err err = engine_new(&config->recogniser, &l->engine, why);
    if (err != ERR_NONE)
        goto free_l;
    err = diag_set(why, ERR_SYSTEM, 0, "The machine has no room for another thread.");
    if (mailbox_init(&l->commands) != ERR_NONE)
        goto free_engine;
    if (mailbox_init(&l->news) != ERR_NONE)
        goto done_commands;
    if (board_init(&l->board) != ERR_NONE)
        goto done_news;
    if (pthread_create(&l->thread, NULL, run, l) != 0)
        goto done_board;
    *out = l;
    return ERR_NONE;
done_board:
    board_done(&l->board);
done_news:
    mailbox_done(&l->news);
done_commands:
    mailbox_done(&l->commands);
free_engine:
    engine_free(l->engine);
free_l:
    free(l);
    return err;
}

bool listener_stop(struct listener *l)
{
    if (l == NULL)
        return true;
    mailbox_post(&l->commands, (struct letter){.what = STOP});
    for (int waited = 0; atomic_load(&l->running); waited += TICK_MS) {
        if (waited >= STOP_PATIENCE_MS)
            return false;
        nap_ms(TICK_MS);
    }
    (void)pthread_join(l->thread, NULL);
    board_done(&l->board);
    mailbox_done(&l->news);
    mailbox_done(&l->commands);
    free(l);
    return true;
}

void listener_play(struct listener *l, const struct scenario *scenario, int turn)
{
    l->plays_ordered++;
    mailbox_post(&l->commands, (struct letter){.what = PLAY, .turn = turn, .about = scenario});
}

void listener_order(struct listener *l, enum listener_order order)
{
    if (order == LISTENER_MEASURE) /* at once, so that nothing of the last one flashes up */
        meters_room(&l->meters, WARMUP_HUSH, FINDING_COUNT);
    mailbox_post(&l->commands, (struct letter){.what = (int)order});
}

enum listener_news listener_news(struct listener *l)
{
    struct letter letter;
    while (mailbox_take(&l->news, &letter)) {
        /* The end of a prompt that has been started anew since is no news. */
        if (letter.what == LISTENER_PROMPT_ENDED && letter.turn != l->plays_ordered)
            continue;
        return (enum listener_news)letter.what;
    }
    return LISTENER_NOTHING;
}

void listener_take_card(struct listener *l, struct card *card)
{
    board_take_card(&l->board, card);
}

struct warmup listener_room(struct listener *l)
{
    return board_room(&l->board);
}

void listener_trouble(struct listener *l, char *text, size_t size)
{
    board_trouble(&l->board, text, size);
}

struct listener_meters listener_meters(const struct listener *l)
{
    return meters_read(&l->meters);
}
