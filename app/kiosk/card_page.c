#include "kiosk/card_page.h"

static enum card_page_wish touch_piece(struct card_page *page, size_t piece)
{
    bool stop = page->sound == SOUND_PLAYING && page->piece == piece + 1;
    page->piece = piece + 1;
    if (page->sound == SOUND_GONE)
        return CARD_PAGE_NOTHING; /* words and reason are still there */
    page->sound = stop ? SOUND_THERE : SOUND_PLAYING;
    return stop ? CARD_PAGE_HUSH : CARD_PAGE_PLAY;
}

enum card_page_wish card_page_touch(struct card_page *page, struct screen_input input,
                                    const struct moves *moves)
{
    bool playing = page->sound == SOUND_PLAYING;
    if (input.action == ACTION_HEAR)
        return input.index < moves->clause_count ? touch_piece(page, input.index)
                                                 : CARD_PAGE_NOTHING;
    if (input.action == ACTION_BACK && page->model) {
        page->model = false;
        return CARD_PAGE_NOTHING;
    }
    if (input.action != ACTION_MODEL)
        return CARD_PAGE_NOT_MINE;
    page->model = true;
    page->sound = playing ? SOUND_THERE : page->sound;
    return playing ? CARD_PAGE_HUSH : CARD_PAGE_NOTHING;
}

bool card_page_act(struct card_page *page, struct screen_input input, const struct card *card,
                   struct listener *l)
{
    enum card_page_wish wish = card_page_touch(page, input, &card->moves);
    if (wish == CARD_PAGE_PLAY) {
        const struct clause *clause = &card->moves.clauses[input.index];
        listener_play_piece(l, (struct span){clause->start_s, clause->end_s});
    } else if (wish == CARD_PAGE_HUSH) {
        listener_order(l, LISTENER_HUSH);
    }
    return wish != CARD_PAGE_NOT_MINE;
}

void card_page_hear(struct card_page *page, enum listener_news news, struct listener *l,
                    char *notice, size_t size)
{
    if (page->sound != SOUND_PLAYING) /* the card was left, or it was stopped, before it was told */
        return;
    if (news == LISTENER_PIECE_ENDED)
        page->sound = SOUND_THERE;
    if (news != LISTENER_PIECE_GONE)
        return;
    page->sound = SOUND_GONE;
    listener_trouble(l, notice, size);
}

static bool is_card(enum session_place place)
{
    return place == SESSION_CARD || place == SESSION_MARK;
}

bool card_page_leave(struct card_page *page, enum session_place before, enum session_place after)
{
    if (!is_card(before) || is_card(after))
        return false;
    *page = (struct card_page){.piece = 0};
    return true;
}

bool card_page_moves(const struct card_page *page)
{
    return page->sound == SOUND_PLAYING;
}

void card_page_show(const struct card_page *page, const struct scenario_turn *turn,
                    const struct listener_meters *meters, struct screen_state *state)
{
    if (state->page != PAGE_CARD)
        return;
    state->page = page->model ? PAGE_MODEL : PAGE_CARD;
    state->model = turn->model_reply;
    state->piece = page->piece;
    state->sound = page->sound;
    state->progress = meters->progress;
}
