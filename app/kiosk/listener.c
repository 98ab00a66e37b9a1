#include "kiosk/listener_inside.h"

#include "base/rate.h"
#include "kiosk/nap.h"

enum { BLOCK = 1600, HEAR_MAX = 10 * RATE_HZ };

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

static void hush(struct listener *l)
{
    bool piece = l->prompter.piece;
    prompter_stop(&l->prompter, l->audio);
    if (piece)
        tell(l, LISTENER_PIECE_ENDED);
}

/* Only while the microphone is needed for nothing: the loudspeaker is not to be recorded. */
static void play_piece(struct listener *l, struct span span)
{
    struct diag why = {.text = ""};
    size_t count = 0;
    const float *reply = engine_reply(l->engine, &count);
    l->play++;
    if (l->use != USE_NOTHING)
        explain(l, LISTENER_PIECE_GONE, "Nothing is played while somebody answers.");
    else if (prompter_play_piece(&l->prompter, l->audio, reply, count, span, &why) != ERR_NONE)
        explain(l, LISTENER_PIECE_GONE, why.text);
}

static void watch_piece(struct listener *l)
{
    double level, progress;
    enum prompter_change change = prompter_watch(&l->prompter, l->audio, &level, &progress);
    meters_prompt(&l->meters, level, progress);
    if (change == PROMPTER_ENDED)
        tell(l, LISTENER_PIECE_ENDED);
    else if (change == PROMPTER_BROKE)
        explain(l, LISTENER_PIECE_GONE, "The loudspeaker stopped.");
}

static void watch_playing(struct listener *l)
{
    double level, progress;
    if (l->prompter.piece) {
        watch_piece(l);
        return;
    }
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
    if (l->prompter.piece)
        hush(l);
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

static void measure(struct listener *l)
{
    if (l->prompter.piece)
        hush(l);
    if (l->audio != NULL)
        audio_forget(l->audio);
    warmer_begin(&l->warmer);
    l->use = USE_ROOM;
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
    hush(l);
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
    hush(l);
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

static void drop(struct listener *l)
{
    if (l->prompter.piece)
        hush(l);
    warmer_drop(&l->warmer);
    engine_forget(l->engine);
    l->begun = false;
    l->use = USE_NOTHING;
}

static bool obey(struct listener *l)
{
    struct letter letter;
    while (mailbox_take(&l->commands, &letter)) {
        switch (letter.what) {
        case PLAY:
            play(l, letter.about, letter.turn);
            break;
        case PLAY_PIECE:
            play_piece(l, letter.span);
            break;
        case LISTENER_HUSH:
            hush(l);
            break;
        case LISTENER_RECORD:
            record(l);
            break;
        case LISTENER_SCORE:
            score(l);
            break;
        case LISTENER_MEASURE:
            measure(l);
            break;
        case LISTENER_DROP:
            drop(l);
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

void *listener_run(void *context)
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
