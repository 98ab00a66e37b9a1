/* One reply from samples to card, the same way for the kiosk (while the person speaks) and for the
 * command line (from a file): speech detection, cutting, recognition, moves, voice, score. It opens
 * no device and no file, and shows nothing.
 *
 * One thread at a time. Nothing blocks longer than its wait_ms. */
#ifndef SAYBACK_ENGINE_H
#define SAYBACK_ENGINE_H

#include "base/err.h"
#include "scenario/scenario.h"
#include "score/card.h"
#include "voice/speaker.h"
#include "words/recogniser.h"

#include <stdbool.h>
#include <stddef.h>

/* A reply longer than this is not taken further (CLIP_REPLY_MAX_S of the sound room). */
#define ENGINE_REPLY_MAX_S 900.0

struct engine;

/* Starts the recogniser's child (which loads its model on its own time). `config` as in
 * recogniser.h, NULL for defaults. ERR_SYSTEM, ERR_MEMORY. The caller owns *out. */
enum err engine_new(const struct recogniser_config *config, struct engine **out, struct diag *why);
void engine_free(struct engine *engine); /* NULL is allowed */

/* The model of the moves room that comes with the program, for who reads typed words. ERR_SYSTEM,
 * ERR_MEMORY; the caller frees it with moves_model_free. */
enum err engine_load_moves(struct moves_model **out, struct diag *why);

/* What a reply is scored against. Everything is lent until the next engine_begin or engine_free. */
struct engine_task {
    const struct scenario *scenario; /* NULL: no moves and no score, only words and voice */
    int turn;                        /* index into its turns */
    double prompt_rate;              /* the rep's own pace (engine_prompt_rate); NAN: unknown */
    const struct speaker *speaker;   /* from the warm-up; NULL without one */
};

/* Begins a reply; forgets the one before, as engine_forget does. Its time line starts at the first
 * sample pushed, which is taken to be the end of the prompt. ERR_MEMORY, ERR_SYSTEM. */
enum err engine_begin(struct engine *engine, const struct engine_task *task);

/* Adds what was heard: mono, RATE_HZ, -1..1. ERR_MEMORY; ERR_INPUT past ENGINE_REPLY_MAX_S (then
 * the surplus is dropped and the reply stays usable). */
enum err engine_push(struct engine *engine, const float *samples, size_t count);

/* The reply is complete: what is left goes to the recogniser. ERR_MEMORY. */
enum err engine_finish(struct engine *engine);

/* Keeps the recogniser going; call often, also between replies. */
void engine_poll(struct engine *engine, int wait_ms);

/* After engine_finish: true when every chunk is answered or given up, so that engine_card is there.
 */
bool engine_ready(const struct engine *engine);

/* The card of the finished reply; `card` must be initialised, what it held is freed. `lost_s`:
 * seconds of sound that were lost on the way from the microphone, 0 for none; the card says so.
 * ERR_MEMORY leaves it initialised. */
enum err engine_card(struct engine *engine, double lost_s, struct card *card);

/* The card over again after the person has said which clauses were empathy (moves_mark_empathy):
 * outcome, pause after empathy and score. */
void engine_mark_empathy(struct card *card, const bool *empathy, move_set expects);

/* The samples of the finished reply (mono, RATE_HZ, -1..1), for who wants to hear it again: lent
 * until the next engine_begin, engine_forget or engine_free. NULL, and 0 in *count, while a reply
 * is under way and when there is none. */
const float *engine_reply(const struct engine *engine, size_t *count);

/* Forgets the reply, complete or not: its samples are overwritten. engine_begin comes next; until
 * then nothing can be pushed, finished or scored. */
void engine_forget(struct engine *engine);

/* For the screen: is speech under way, was there any, how loud is it now (dBFS), how long is the
 * reply so far. */
struct engine_hearing {
    bool speaking;
    bool heard_speech;
    double level_dbfs;
    double length_s;
};
struct engine_hearing engine_hearing(const struct engine *engine);

enum recogniser_state engine_recogniser(const struct engine *engine);
const char *engine_recogniser_why(const struct engine *engine);

/* Syllables a second of a prompt (speech_rate of voice.h), from its samples: mono, RATE_HZ. NAN
 * when they say too little. */
double engine_prompt_rate(const float *samples, size_t count);

/* The prompt of a turn as the moves room wants it; lent from the scenario. */
struct moves_prompt engine_prompt(const struct scenario *scenario, int turn);

#endif
