/* The main thread's side of the listener: it posts commands and reads what hangs on the board. */
#include "kiosk/listener_inside.h"

#include "kiosk/nap.h"

#include <stdlib.h>

enum { STOP_PATIENCE_MS = 2000 };

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
    if (pthread_create(&l->thread, NULL, listener_run, l) != 0)
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

void listener_play_piece(struct listener *l, struct span span)
{
    l->plays_ordered++;
    mailbox_post(&l->commands, (struct letter){.what = PLAY_PIECE, .span = span});
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
        /* The end of something in whose place another was started since is no news. */
        bool ended = letter.what == LISTENER_PROMPT_ENDED || letter.what == LISTENER_PIECE_ENDED;
        if (ended && letter.turn != l->plays_ordered)
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
