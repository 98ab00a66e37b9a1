#include "engine/engine.h"

#include "base/rate.h"
#include "score/card_json.h"
#include "sound/clip.h"

#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#define REPLY "tests/data/replies/third_missed_quota_10.flac"
#define SCENARIO "tests/data/replies/scenarios/third-missed-quota"

static struct scenario *scenario;
static struct clip reply;
static char program[1024];

static struct engine *new_engine(void)
{
    struct engine *engine = NULL;
    struct recogniser_config config = {.program = program, .thorough = true};
    assert_int_equal(engine_new(&config, &engine, NULL), ERR_NONE);
    return engine;
}

/* From a warm-up; NULL without one. */
static const struct speaker *speaker;

static void begin(struct engine *engine)
{
    struct engine_task task = {
        .scenario = scenario, .turn = scenario->start, .prompt_rate = 4.0, .speaker = speaker};
    assert_int_equal(engine_begin(engine, &task), ERR_NONE);
}

static void push(struct engine *engine, const float *samples, size_t count, size_t block)
{
    for (size_t at = 0; at < count; at += block) {
        size_t step = count - at < block ? count - at : block;
        assert_int_equal(engine_push(engine, samples + at, step), ERR_NONE);
        engine_poll(engine, 0);
    }
}

static void finish(struct engine *engine, double lost_s, struct card *card)
{
    assert_int_equal(engine_finish(engine), ERR_NONE);
    while (!engine_ready(engine))
        engine_poll(engine, 100);
    assert_int_equal(engine_card(engine, lost_s, card), ERR_NONE);
}

/* One reply from a fresh engine to its card; `card` is initialised here, the caller ends it. */
static void hear(const float *samples, size_t count, double lost_s, struct card *card)
{
    struct engine *engine = new_engine();
    card_init(card);
    begin(engine);
    push(engine, samples, count, 1600);
    finish(engine, lost_s, card);
    engine_free(engine);
}

static char *json_in_blocks_of(struct engine *engine, size_t block)
{
    struct card card;
    card_init(&card);
    begin(engine);
    push(engine, reply.samples, reply.count, block);
    finish(engine, 0.0, &card);
    char *json = card_json(&card);
    assert_non_null(json);
    card_done(&card);
    return json;
}

static void the_same_sound_gives_the_same_card_for_any_block_size(void **state)
{
    (void)state;
    struct engine *engine = new_engine();
    char *whole = json_in_blocks_of(engine, reply.count);
    char *blocks = json_in_blocks_of(engine, 331); /* a second reply in the same process, too */
    assert_string_equal(whole, blocks);
    engine_free(engine);
    engine = new_engine();
    char *fresh = json_in_blocks_of(engine, 1600);
    assert_string_equal(whole, fresh);
    engine_free(engine);
    free(whole);
    free(blocks);
    free(fresh);
}

static void tone_is_told_against_the_warm_up(void **state)
{
    (void)state;
    struct engine *engine = new_engine();
    struct card plain, against;
    card_init(&plain);
    card_init(&against);
    begin(engine);
    push(engine, reply.samples, reply.count, 1600);
    finish(engine, 0.0, &plain);
    struct speaker softer = speaker_unknown();
    softer.active_dbfs = plain.voice.active_dbfs - 8.0;
    speaker = &softer;
    begin(engine);
    speaker = NULL;
    push(engine, reply.samples, reply.count, 1600);
    finish(engine, 0.0, &against);
    assert_true(plain.tone_count == 0 || plain.tones[0].kind != TONE_INTENSE);
    assert_int_equal(against.tones[0].kind, TONE_INTENSE);
    assert_non_null(strstr(against.tones[0].text, "8 dB louder than in your warm-up"));
    assert_true(against.score < plain.score);
    card_done(&plain);
    card_done(&against);
    engine_free(engine);
}

static void the_card_has_words_moves_voice_and_score(void **state)
{
    (void)state;
    struct engine *engine = new_engine();
    struct card card;
    card_init(&card);
    begin(engine);
    push(engine, reply.samples, reply.count, 1600);
    struct engine_hearing hearing = engine_hearing(engine);
    assert_true(hearing.heard_speech);
    assert_true(fabs(hearing.length_s - (double)reply.count / RATE_HZ) < 0.01);
    finish(engine, 0.0, &card);
    assert_string_equal(card.scenario, "third-missed-quota");
    assert_true(card.words.count > 20);
    assert_true(card.moves.clause_count > 1);
    assert_int_equal(card.moves.verdict, VERDICT_EMPATHY_ONLY);
    assert_true(card.score > 0);
    /* truth.jsonl: a second of silence between "... second guess everything" and the question */
    assert_true(fabs(card.voice.pause_after_empathy_s - 1.0) < 0.1);
    assert_true(card.voice.pace_ratio > 0.5 && card.voice.pace_ratio < 2.0);
    assert_string_equal(card.note, "");
    card_done(&card);
    engine_free(engine);
}

static void silence_is_too_short_and_knows_nothing_else(void **state)
{
    (void)state;
    struct engine *engine = new_engine();
    struct card card;
    card_init(&card);
    float *silence = calloc((size_t)RATE_HZ * 5, sizeof *silence);
    assert_non_null(silence);
    begin(engine);
    push(engine, silence, (size_t)RATE_HZ * 5, 1600);
    assert_false(engine_hearing(engine).heard_speech);
    finish(engine, 0.0, &card);
    assert_int_equal(card.moves.verdict, VERDICT_TOO_SHORT);
    assert_int_equal(card.moves.outcome, OUTCOME_AGAIN);
    assert_int_equal(card.score, -1);
    assert_true(isnan(card.voice.speech_start_s));
    assert_true(isnan(card.voice.pause_after_empathy_s));
    card_done(&card);
    free(silence);
    engine_free(engine);
}

static void words_before_a_long_silence_are_not_lost(void **state)
{
    (void)state;
    struct card card;
    /* "so you're", too little for the detector to know at once how loud speech is, in digital
     * silence */
    const size_t second = RATE_HZ, from = second * 75 / 100, spoken = second / 2;
    float *sound = calloc(second * 60, sizeof *sound);
    assert_non_null(sound);
    memcpy(sound + second, reply.samples + from, spoken * sizeof *sound);
    hear(sound, second * 60, 0.0, &card);
    assert_true(card.words.count >= 1);
    assert_true(card.words.list[0].start_s < 2.5);
    card_done(&card);
    free(sound);
}

static void nothing_at_all_is_a_reply_too(void **state)
{
    (void)state;
    struct card card;
    hear(NULL, 0, 0.0, &card);
    assert_int_equal(card.moves.verdict, VERDICT_TOO_SHORT);
    card_done(&card);
}

static void samples_that_are_no_numbers_count_as_silence(void **state)
{
    (void)state;
    struct card card;
    static float broken[20 * 1600];
    for (size_t i = 0; i < 20 * 1600; i++)
        broken[i] = i % 2 == 0 ? NAN : INFINITY;
    hear(broken, 20 * 1600, 0.0, &card);
    assert_int_equal(card.moves.verdict, VERDICT_TOO_SHORT);
    assert_int_equal(card.words.count, 0);
    card_done(&card);
}

static void lost_sound_is_told_on_the_card(void **state)
{
    (void)state;
    struct card card;
    hear(reply.samples, reply.count, 0.25, &card);
    assert_non_null(strstr(card.note, "0.25 s"));
    assert_int_equal(card.moves.verdict, VERDICT_EMPATHY_ONLY);
    card_done(&card);
}

/* Hears the reply with white noise so far under the voice's own active level, from a fixed seed. */
static void hear_in_noise(double snr_db, struct card *noisy)
{
    struct card clean;
    hear(reply.samples, reply.count, 0.0, &clean);
    double amplitude = pow(10.0, (clean.voice.active_dbfs - snr_db) / 20.0) * sqrt(3.0);
    float *loud = malloc(reply.count * sizeof *loud);
    assert_non_null(loud);
    uint32_t random = 7;
    for (size_t i = 0; i < reply.count; i++) {
        random = random * 1664525u + 1013904223u;
        loud[i] = reply.samples[i] +
                  (float)(amplitude * (2.0 * (double)random / (double)UINT32_MAX - 1.0));
    }
    hear(loud, reply.count, 0.0, noisy);
    assert_float_equal(noisy->voice.snr_db, snr_db, 1.5);
    card_done(&clean);
    free(loud);
}

static json_t *parsed(const struct card *card)
{
    char *text = card_json(card);
    assert_non_null(text);
    json_t *root = json_loads(text, 0, NULL);
    assert_non_null(root);
    free(text);
    return root;
}

static const char *string_of(const json_t *root, const char *key)
{
    const char *text = json_string_value(json_object_get(root, key));
    return text != NULL ? text : "";
}

static void a_room_that_drowns_the_voice_is_unclear_and_says_why(void **state)
{
    (void)state;
    struct card noisy;
    hear_in_noise(10.0, &noisy);
    assert_int_equal(noisy.score, -1);
    json_t *root = parsed(&noisy);
    assert_string_equal(string_of(root, "verdict"), "unclear");
    assert_string_equal(string_of(root, "outcome"), "again");
    assert_non_null(strstr(string_of(root, "because"), "too noisy to understand you"));
    assert_non_null(strstr(string_of(root, "because"), "it takes 15"));
    assert_non_null(strstr(string_of(root, "note"), "move closer to the microphone"));
    json_decref(root);
    card_done(&noisy);
}

static void a_room_that_is_loud_is_noted_with_what_to_do(void **state)
{
    (void)state;
    struct card noisy;
    hear_in_noise(20.0, &noisy);
    json_t *root = parsed(&noisy);
    assert_null(strstr(string_of(root, "because"), "too noisy"));
    assert_non_null(strstr(string_of(root, "note"), "There is noise in the room"));
    assert_non_null(strstr(string_of(root, "note"), "move closer to the microphone"));
    json_decref(root);
    card_done(&noisy);
    hear_in_noise(30.0, &noisy);
    assert_string_equal(noisy.note, "");
    card_done(&noisy);
}

static void a_room_that_became_louder_since_the_warm_up_is_said_so(void **state)
{
    (void)state;
    static const struct {
        double floor_dbfs, snr_db;
        bool louder;
    } rows[] = {{-70.0, 20.0, true}, {-70.0, 12.0, true}, {-30.0, 20.0, false}, {NAN, 20.0, false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct speaker known = speaker_unknown();
        struct card noisy;
        known.floor_dbfs = rows[i].floor_dbfs;
        speaker = &known;
        hear_in_noise(rows[i].snr_db, &noisy);
        speaker = NULL;
        assert_int_equal(strstr(noisy.note, "dB louder since the warm-up") != NULL, rows[i].louder);
        assert_non_null(strstr(noisy.note, "move closer to the microphone"));
        card_done(&noisy);
    }
}

static void a_finished_reply_can_be_heard_again_until_it_is_forgotten(void **state)
{
    (void)state;
    struct engine *engine = new_engine();
    struct card card;
    size_t count = 1;
    card_init(&card);
    assert_null(engine_reply(engine, &count));
    assert_int_equal(count, 0);
    engine_forget(engine); /* nothing is there: no harm */
    begin(engine);
    push(engine, reply.samples, reply.count, 1600);
    assert_null(engine_reply(engine, &count)); /* not complete yet */
    finish(engine, 0.0, &card);
    const float *again = engine_reply(engine, &count);
    assert_int_equal(count, reply.count);
    assert_memory_equal(again, reply.samples, count * sizeof *again);
    engine_forget(engine);
    for (size_t i = 0; i < reply.count; i++) /* the engine still owns them, as silence */
        assert_true(fabsf(again[i]) <= 0.0f);
    assert_null(engine_reply(engine, &count));
    assert_int_equal(count, 0);
    assert_false(engine_ready(engine));
    card_done(&card);
    engine_free(engine);
}

static void a_model_that_is_missing_fails_in_words(void **state)
{
    (void)state;
    struct engine *engine = NULL;
    struct recogniser_config config = {.program = program, .model_dir = "/nowhere"};
    assert_int_equal(engine_new(&config, &engine, NULL), ERR_NONE);
    for (int i = 0; i < 100 && engine_recogniser(engine) == RECOGNISER_LOADING; i++)
        engine_poll(engine, 100);
    assert_int_equal(engine_recogniser(engine), RECOGNISER_FAILED);
    assert_non_null(strstr(engine_recogniser_why(engine), "pocketsphinx-en-us"));
    engine_free(engine);
}

static void the_pace_of_a_prompt_needs_speech(void **state)
{
    (void)state;
    float silence[16000] = {0};
    assert_true(isnan(engine_prompt_rate(silence, 16000)));
    struct clip prompt;
    clip_init(&prompt);
    assert_int_equal(clip_load(scenario->turns[scenario->start].audio, CLIP_PROMPT_MAX_S, RATE_HZ,
                               &prompt, NULL),
                     ERR_NONE);
    double rate = engine_prompt_rate(prompt.samples, prompt.count);
    assert_true(rate > 2.0 && rate < 7.0);
    clip_done(&prompt);
}

static int load(void **state)
{
    (void)state;
    struct problems problems;
    problems_init(&problems);
    clip_init(&reply);
    snprintf(program, sizeof program, "%s/sayback-recogniser", getenv("SAYBACK_BIN"));
    int failed = scenario_load(SCENARIO, &scenario, &problems) != ERR_NONE ||
                 clip_load(REPLY, CLIP_REPLY_MAX_S, RATE_HZ, &reply, NULL) != ERR_NONE;
    problems_done(&problems);
    return failed;
}

static int unload(void **state)
{
    (void)state;
    scenario_free(scenario);
    clip_done(&reply);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_sound_gives_the_same_card_for_any_block_size),
        cmocka_unit_test(the_card_has_words_moves_voice_and_score),
        cmocka_unit_test(tone_is_told_against_the_warm_up),
        cmocka_unit_test(silence_is_too_short_and_knows_nothing_else),
        cmocka_unit_test(words_before_a_long_silence_are_not_lost),
        cmocka_unit_test(nothing_at_all_is_a_reply_too),
        cmocka_unit_test(samples_that_are_no_numbers_count_as_silence),
        cmocka_unit_test(lost_sound_is_told_on_the_card),
        cmocka_unit_test(a_room_that_drowns_the_voice_is_unclear_and_says_why),
        cmocka_unit_test(a_room_that_is_loud_is_noted_with_what_to_do),
        cmocka_unit_test(a_room_that_became_louder_since_the_warm_up_is_said_so),
        cmocka_unit_test(a_finished_reply_can_be_heard_again_until_it_is_forgotten),
        cmocka_unit_test(a_model_that_is_missing_fails_in_words),
        cmocka_unit_test(the_pace_of_a_prompt_needs_speech),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
