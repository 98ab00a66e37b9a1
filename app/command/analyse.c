/* score, voice, transcribe, moves: one reply, no screen. */
#include "base/rate.h"
#include "command/print.h"
#include "command/shared.h"
#include "engine/engine.h"
#include "moves/moves.h"
#include "score/card_json.h"
#include "screen/screen.h"
#include "sound/clip.h"
#include "voice/activity.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { PICTURE_WIDTH = 1280, PICTURE_HEIGHT = 720 };

static int draw(const struct scenario *scenario, int turn, const struct card *card,
                const char *path)
{
    struct diag why = {.text = ""};
    const struct scenario_turn *t = &scenario->turns[turn];
    enum outcome outcome = card->moves.outcome;
    int next = t->next[outcome];
    struct screen_state state = {.page = PAGE_CARD,
                                 .title = scenario->title,
                                 .rep = scenario->rep,
                                 .role = scenario->role,
                                 .situation = scenario->situation,
                                 .goal = scenario->goal,
                                 .caption = t->caption,
                                 .card = card,
                                 .sound = SOUND_GONE, /* a picture plays nothing */
                                 .is_last_turn = outcome != OUTCOME_AGAIN &&
                                                 scenario->turns[next].ending != NULL,
                                 .ending = "",
                                 .trouble = "",
                                 .notice = ""};
    enum err err = screen_picture(&state, PICTURE_WIDTH, PICTURE_HEIGHT, path, &why);
    return err == ERR_NONE ? STATUS_DONE : shared_fail(err, &why);
}

int command_score(int argc, char **argv)
{
    struct shared_options o;
    struct scenario *scenario = NULL;
    struct card card;
    int turn = 0;
    int status = shared_read_options(argc, argv, SHARED_JSON | SHARED_SCENARIO | SHARED_PICTURE,
                                     "a recorded reply", false, &o);
    if (status != STATUS_DONE)
        return status;
    card_init(&card);
    status = shared_load_scenario(o.scenario, o.turn, &scenario, &turn);
    if (status == STATUS_DONE)
        status = shared_hear_reply(o.operands[0], scenario, turn, &card);
    if (status == STATUS_DONE && o.json)
        status = shared_print(card_json(&card));
    else if (status == STATUS_DONE)
        print_card(&card);
    if (status == STATUS_DONE && o.picture != NULL)
        status = draw(scenario, turn, &card, o.picture);
    card_done(&card);
    scenario_free(scenario);
    return status;
}

int command_transcribe(int argc, char **argv)
{
    struct shared_options o;
    struct card card;
    int status = shared_read_options(argc, argv, SHARED_JSON, "a sound file", false, &o);
    if (status != STATUS_DONE)
        return status;
    card_init(&card);
    status = shared_hear_reply(o.operands[0], NULL, 0, &card);
    if (status == STATUS_DONE && o.json) {
        status = shared_print(card_json_transcript(&card.words));
    } else if (status == STATUS_DONE) {
        status = shared_print(words_text_marked(&card.words));
        if (status == STATUS_DONE)
            putchar('\n');
    }
    card_done(&card);
    return status;
}

static enum err measure(const struct clip *clip, struct voice_report *report)
{
    struct activity *activity = NULL;
    enum err err = activity_new(&activity);
    if (err == ERR_NONE)
        err = activity_push(activity, clip->samples, clip->count);
    if (err == ERR_NONE)
        err = activity_finish(activity);
    if (err == ERR_NONE) {
        size_t count = 0;
        const struct span *speech = activity_speech(activity, &count);
        err = voice_measure(clip->samples, clip->count, speech, count,
                            activity_floor_dbfs(activity), 0.0, report);
    }
    activity_free(activity);
    return err;
}

int command_voice(int argc, char **argv)
{
    struct shared_options o;
    struct diag why = {.text = ""};
    int status = shared_read_options(argc, argv, SHARED_JSON, "a sound file", false, &o);
    if (status != STATUS_DONE)
        return status;
    struct clip clip;
    struct voice_report report;
    clip_init(&clip);
    voice_report_init(&report);
    enum err err = clip_load(o.operands[0], ENGINE_REPLY_MAX_S, RATE_HZ, &clip, &why);
    if (err == ERR_NONE)
        err = measure(&clip, &report);
    if (err != ERR_NONE)
        status = shared_fail(err, &why);
    else if (o.json)
        status = shared_print(card_json_voice(&report));
    else
        print_voice(&report);
    voice_report_done(&report);
    clip_done(&clip);
    return status;
}

static int read_moves(const struct shared_options *o, const struct scenario *scenario, int turn,
                      struct words *words, struct moves *moves)
{
    struct diag why = {.text = ""};
    struct moves_prompt prompt = engine_prompt(scenario, turn);
    struct moves_model *model = NULL;
    enum err err = words_from_text(words, o->operands[0], &why);
    if (err == ERR_NONE)
        err = engine_load_moves(&model, &why);
    if (err == ERR_NONE)
        err = moves_read(model, words, &prompt, NAN, moves);
    moves_model_free(model);
    if (err != ERR_NONE)
        return shared_fail(err, &why);
    if (o->json)
        return shared_print(card_json_moves(moves, words));
    printf("%s (sure of it: %.0f %%), outcome %s: %s\n", verdict_name(moves->verdict),
           100.0 * moves->confidence, outcome_name(moves->outcome), moves->why);
    print_moves(moves, words);
    return STATUS_DONE;
}

int command_moves(int argc, char **argv)
{
    struct shared_options o;
    struct scenario *scenario = NULL;
    int turn = 0;
    int status = shared_read_options(argc, argv, SHARED_JSON | SHARED_SCENARIO,
                                     "the words of a reply, in quotes", false, &o);
    if (status != STATUS_DONE)
        return status;
    status = shared_load_scenario(o.scenario, o.turn, &scenario, &turn);
    if (status != STATUS_DONE)
        return status;
    struct words words;
    struct moves moves;
    words_init(&words);
    moves_init(&moves);
    status = read_moves(&o, scenario, turn, &words, &moves);
    moves_done(&moves);
    words_done(&words);
    scenario_free(scenario);
    return status;
}
