#include "engine/engine.h"

#include "base/rate.h"
#include "engine/expected.h"
#include "engine/reading.h"
#include "moves/moves.h"
#include "score/score.h"
#include "voice/activity.h"
#include "words/beside.h"
#include "words/chunker.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct engine {
    struct recogniser *recogniser;
    struct moves_model *moves;
    struct activity *activity;
    struct chunker *chunker;
    struct engine_task task;
    float *samples; /* the whole reply: the voice is measured once its end is known */
    size_t count;
    size_t capacity;
    bool finished;
    bool broken; /* a chunk could not be given to the recogniser */
};

enum err engine_load_moves(struct moves_model **out, struct diag *why)
{
    char path[MODEL_PATH_MAX];
    (void)beside_find("moves.model", "../share/sayback/", R_OK, path);
    return moves_model_load(path, out, why);
}

enum err engine_new(const struct recogniser_config *config, struct engine **out, struct diag *why)
{
    struct engine *engine = calloc(1, sizeof *engine);
    if (engine == NULL)
        return diag_set(why, ERR_MEMORY, 0, "Not enough memory to start.");
    enum err err = engine_load_moves(&engine->moves, why);
    if (err == ERR_NONE)
        err = recogniser_new(config, &engine->recogniser, why);
    if (err != ERR_NONE) {
        moves_model_free(engine->moves);
        free(engine);
        return err;
    }
    *out = engine;
    return ERR_NONE;
}

static void forget_reply(struct engine *engine)
{
    activity_free(engine->activity);
    chunker_free(engine->chunker);
    engine->activity = NULL;
    engine->chunker = NULL;
    /* A voice does not stay in memory that is only waiting for the next one. */
    if (engine->samples != NULL)
        memset(engine->samples, 0, engine->count * sizeof *engine->samples);
    engine->count = 0;
    engine->finished = false;
    engine->broken = false;
}

void engine_free(struct engine *engine)
{
    if (engine == NULL)
        return;
    forget_reply(engine);
    recogniser_free(engine->recogniser);
    moves_model_free(engine->moves);
    free(engine->samples);
    free(engine);
}

/* The recogniser compares, so that telling it again at every turn costs nothing. */
static enum err tell_names(struct engine *engine)
{
    if (engine->task.scenario == NULL)
        return ERR_NONE;
    struct vocabulary words;
    vocabulary_init(&words);
    enum err err = expected_words(engine->task.scenario, &words);
    if (err == ERR_NONE)
        err = recogniser_vocabulary(engine->recogniser, &words);
    vocabulary_done(&words);
    return err;
}

enum err engine_begin(struct engine *engine, const struct engine_task *task)
{
    forget_reply(engine);
    engine->task = *task;
    enum err err = activity_new(&engine->activity);
    if (err == ERR_NONE)
        err = chunker_new(&engine->chunker);
    if (err == ERR_NONE)
        err = recogniser_begin(engine->recogniser);
    if (err == ERR_NONE)
        err = tell_names(engine);
    if (err != ERR_NONE)
        forget_reply(engine);
    return err;
}

static void hand_over_chunks(struct engine *engine, bool last)
{
    struct chunk piece;
    while (chunker_next(engine->chunker, engine->activity, last, &piece))
        if (recogniser_add(engine->recogniser, &piece) != ERR_NONE)
            engine->broken = true;
}

static enum err keep(struct engine *engine, const float *samples, size_t count)
{
    if (engine->count + count > engine->capacity) {
        size_t capacity = engine->capacity == 0 ? (size_t)RATE_HZ * 60 : engine->capacity;
        while (capacity < engine->count + count)
            capacity *= 2;
        float *larger = realloc(engine->samples, capacity * sizeof *larger);
        if (larger == NULL)
            return ERR_MEMORY;
        engine->samples = larger;
        engine->capacity = capacity;
    }
    for (size_t i = 0; i < count; i++)
        engine->samples[engine->count + i] = isfinite(samples[i]) ? samples[i] : 0.0f;
    return ERR_NONE;
}

enum err engine_push(struct engine *engine, const float *samples, size_t count)
{
    size_t room = (size_t)(ENGINE_REPLY_MAX_S * RATE_HZ) - engine->count;
    size_t taken = count < room ? count : room;
    /* In small blocks, so that pieces leave as soon as they can and memory grows evenly. */
    for (size_t at = 0; at < taken;) {
        size_t block = taken - at < RATE_HZ ? taken - at : RATE_HZ;
        enum err err = keep(engine, samples + at, block);
        const float *clean = engine->samples + engine->count;
        if (err == ERR_NONE)
            err = activity_push(engine->activity, clean, block);
        if (err == ERR_NONE)
            err = chunker_push(engine->chunker, clean, block);
        if (err != ERR_NONE) {
            engine->broken = true;
            return err;
        }
        engine->count += block;
        at += block;
        hand_over_chunks(engine, false);
    }
    return taken < count ? ERR_INPUT : ERR_NONE;
}

enum err engine_finish(struct engine *engine)
{
    enum err err = activity_finish(engine->activity);
    if (err == ERR_NONE)
        hand_over_chunks(engine, true);
    else
        engine->broken = true;
    engine->finished = true;
    return err;
}

void engine_poll(struct engine *engine, int wait_ms)
{
    /* A failure is the recogniser's state, which engine_recogniser reports. */
    (void)recogniser_poll(engine->recogniser, wait_ms);
}

bool engine_ready(const struct engine *engine)
{
    return engine->finished && (recogniser_pending(engine->recogniser) == 0 ||
                                recogniser_state(engine->recogniser) == RECOGNISER_FAILED);
}

enum err engine_card(struct engine *engine, double lost_s, struct card *card)
{
    size_t speech_count = 0;
    const struct span *speech = activity_speech(engine->activity, &speech_count);
    struct reading_input input = {
        .moves = engine->moves,
        .samples = engine->samples,
        .sample_count = engine->count,
        .speech = speech,
        .speech_count = speech_count,
        .floor_dbfs = activity_floor_dbfs(engine->activity),
        .words = recogniser_words(engine->recogniser),
        .incomplete = engine->broken || recogniser_lost(engine->recogniser) ||
                      recogniser_state(engine->recogniser) == RECOGNISER_FAILED,
        .lost_s = lost_s,
        .scenario = engine->task.scenario,
        .turn = engine->task.turn,
        .prompt_rate = engine->task.prompt_rate,
        .speaker = engine->task.speaker,
    };
    return reading_card(&input, card);
}

const float *engine_reply(const struct engine *engine, size_t *count)
{
    *count = engine->finished ? engine->count : 0;
    return engine->finished ? engine->samples : NULL;
}

void engine_forget(struct engine *engine)
{
    forget_reply(engine);
}

struct engine_hearing engine_hearing(const struct engine *engine)
{
    struct engine_hearing hearing = {.level_dbfs = -120.0};
    if (engine->activity == NULL)
        return hearing;
    size_t count = 0;
    (void)activity_speech(engine->activity, &count);
    hearing.speaking = activity_speaking(engine->activity);
    hearing.heard_speech = count > 0 || hearing.speaking;
    hearing.level_dbfs = activity_level_dbfs(engine->activity);
    hearing.length_s = activity_length_s(engine->activity);
    return hearing;
}

enum recogniser_state engine_recogniser(const struct engine *engine)
{
    return recogniser_state(engine->recogniser);
}

const char *engine_recogniser_why(const struct engine *engine)
{
    return recogniser_why(engine->recogniser);
}
