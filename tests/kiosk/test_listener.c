#include "kiosk/listener.h"

#include "base/rate.h"
#include "sound/alsa_config.h"
#include "sound/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Devices that are files run faster than real time, so nothing here waits for seconds of sound; the
 * limit is for a machine that is busy, and for the sanitizers. */
enum { PATIENCE_MS = 60000 };

static struct scenario *scenario;
static char program[1024];
static atomic_int wakes;

static void count_wake(void *context)
{
    (void)context;
    atomic_fetch_add(&wakes, 1);
}

static struct listener *start(const char *microphone)
{
    struct listener *l = NULL;
    bool two = microphone != NULL && strcmp(microphone, "mic") == 0;
    struct listener_config config = {
        .audio = {.microphone = microphone, .loudspeaker = two ? "speaker" : NULL},
        .recogniser = {.program = program},
        .wake = count_wake};
    assert_int_equal(listener_start(&config, &l, NULL), ERR_NONE);
    return l;
}

static void wait_a_little(void)
{
    struct timespec tick = {.tv_nsec = 5000000};
    nanosleep(&tick, NULL);
}

/* The next piece of news, whatever it is. */
static enum listener_news next_news(struct listener *l)
{
    for (int waited = 0; waited < PATIENCE_MS; waited += 5) {
        enum listener_news news = listener_news(l);
        if (news != LISTENER_NOTHING)
            return news;
        wait_a_little();
    }
    fail_msg("no news");
    return LISTENER_NOTHING;
}

static void use_devices(void)
{
    const struct alsa_device devices[] = {{"desk", NULL, NULL, NULL}};
    assert_true(alsa_config_use(scratch_path("asound.conf"), devices, 1));
}

static void a_whole_turn_goes_from_prompt_to_card(void **state)
{
    (void)state;
    use_devices();
    struct listener *l = start("desk");
    assert_int_equal(next_news(l), LISTENER_BACK);
    listener_play(l, scenario, scenario->start);
    assert_int_equal(next_news(l), LISTENER_PROMPT_ENDED);
    listener_order(l, LISTENER_RECORD);
    while (listener_meters(l).elapsed_s < 2.0)
        wait_a_little();
    assert_false(listener_meters(l).heard_speech);
    listener_order(l, LISTENER_SCORE);
    assert_int_equal(next_news(l), LISTENER_CARD);
    struct card card;
    card_init(&card);
    listener_take_card(l, &card);
    assert_string_equal(card.turn, "opening");
    assert_int_equal(card.moves.verdict, VERDICT_TOO_SHORT); /* this microphone is silent */
    card_done(&card);
    assert_true(atomic_load(&wakes) >= 3);
    assert_true(listener_stop(l));
}

static void a_prompt_that_is_started_again_ends_once(void **state)
{
    (void)state;
    use_devices();
    struct listener *l = start(NULL);
    assert_int_equal(next_news(l), LISTENER_BACK);
    listener_play(l, scenario, scenario->start);
    listener_play(l, scenario, scenario->start);
    assert_int_equal(next_news(l), LISTENER_PROMPT_ENDED);
    listener_play(l, scenario, scenario->start);
    listener_order(l, LISTENER_HUSH);
    listener_order(l, LISTENER_RECORD);
    listener_order(l, LISTENER_DROP);
    listener_order(l, LISTENER_RECORD);
    listener_order(l, LISTENER_SCORE);
    enum listener_news news = next_news(l);
    assert_int_equal(news, LISTENER_CARD);
    assert_true(listener_stop(l));
}

static void a_microphone_of_another_name_is_lost_with_a_sentence(void **state)
{
    (void)state;
    use_devices();
    struct listener *l = start("Blue Yeti");
    char trouble[DIAG_TEXT_MAX];
    assert_int_equal(next_news(l), LISTENER_LOST);
    listener_trouble(l, trouble, sizeof trouble);
    assert_non_null(strstr(trouble, "Blue Yeti"));
    assert_non_null(strstr(trouble, "desk"));
    assert_true(trouble[0] >= 'A' && trouble[0] <= 'Z');
    listener_order(l, LISTENER_MEND);
    assert_int_equal(next_news(l), LISTENER_LOST);
    assert_true(listener_stop(l));
}

static void a_prompt_that_is_gone_is_told_and_the_answer_can_still_be_given(void **state)
{
    (void)state;
    use_devices();
    struct listener *l = start("desk");
    char trouble[DIAG_TEXT_MAX];
    struct scenario_turn turn = scenario->turns[scenario->start];
    char path[] = "/nowhere/opening.flac";
    turn.audio = path;
    struct scenario gone = *scenario;
    gone.turns = &turn;
    gone.turn_count = 1;
    gone.start = 0;
    assert_int_equal(next_news(l), LISTENER_BACK);
    listener_play(l, &gone, 0);
    assert_int_equal(next_news(l), LISTENER_PROMPT_FAILED);
    listener_trouble(l, trouble, sizeof trouble);
    assert_non_null(strstr(trouble, "/nowhere/opening.flac"));
    listener_order(l, LISTENER_RECORD);
    listener_order(l, LISTENER_SCORE);
    assert_int_equal(next_news(l), LISTENER_CARD);
    assert_true(listener_stop(l));
}

static void a_card_of_nothing_recorded_is_refused_and_the_next_answer_works(void **state)
{
    (void)state;
    use_devices();
    struct listener *l = start("desk");
    assert_int_equal(next_news(l), LISTENER_BACK);
    listener_order(l, LISTENER_RECORD); /* before any turn is known */
    listener_order(l, LISTENER_SCORE);
    assert_int_equal(next_news(l), LISTENER_LOST);
    assert_int_equal(next_news(l), LISTENER_NO_CARD);
    listener_play(l, scenario, scenario->start);
    assert_int_equal(next_news(l), LISTENER_PROMPT_ENDED);
    listener_order(l, LISTENER_RECORD);
    listener_order(l, LISTENER_SCORE);
    assert_int_equal(next_news(l), LISTENER_CARD);
    assert_true(listener_stop(l));
}

static void a_warm_up_under_way_is_seen_and_its_result_is_news(void **state)
{
    (void)state;
    /* A microphone without a file gives whatever its memory holds. Under another name, because ALSA
     * does not read a file again that was written in the same second. */
    const struct alsa_device devices[] = {{"desk", "/dev/zero", NULL, NULL}};
    assert_true(alsa_config_use(scratch_path("silent.conf"), devices, 1));
    struct listener *l = start("desk");
    assert_int_equal(next_news(l), LISTENER_BACK);
    listener_order(l, LISTENER_MEASURE);
    assert_int_equal(next_news(l), LISTENER_ROOM);
    assert_int_equal(listener_meters(l).room_step, WARMUP_OVER);
    struct warmup room = listener_room(l);
    assert_int_equal(finding_first(room.findings), FINDING_MUTED); /* this microphone is silent */
    assert_int_equal(listener_meters(l).room_now, FINDING_MUTED);
    assert_true(room.length_s > 17.9 && room.length_s < 18.1);
    assert_true(isnan(room.speaker.active_dbfs));
    listener_order(l, LISTENER_MEASURE);
    listener_order(l, LISTENER_DROP);
    listener_play(l, scenario, scenario->start);
    enum listener_news news = next_news(l);
    if (news == LISTENER_ROOM) /* it may have been faster than the drop */
        news = next_news(l);
    assert_int_equal(news, LISTENER_PROMPT_ENDED);
    assert_true(listener_stop(l));
}

/* A microphone that hums a tone, and a loudspeaker whose sound can be read afterwards. */
enum { TONE_HZ = 440, DEVICE_HZ = 44100, TONE_S = 60 };
#define TONE_AMPLITUDE 0.05

static const char *use_humming_devices(const char *name)
{
    static char heard[SCRATCH_PATH_MAX], config[64], sound[64];
    static float tone[TONE_S * DEVICE_HZ];
    for (size_t i = 0; i < sizeof tone / sizeof *tone; i++)
        tone[i] = (float)(TONE_AMPLITUDE * sin(2 * M_PI * TONE_HZ * (double)i / DEVICE_HZ));
    snprintf(sound, sizeof sound, "%s-in.raw", name);
    snprintf(config, sizeof config, "%s.conf", name);
    snprintf(heard, sizeof heard, "%s", scratch_path(name));
    const struct alsa_device devices[] = {
        {"mic", scratch_write(sound, tone, sizeof tone), NULL, NULL},
        {"speaker", NULL, heard, NULL}};
    assert_true(alsa_config_use(scratch_path(config), devices, 2));
    return heard;
}

/* An answer of that many seconds and its card, which is thrown away. */
static void answer_for(struct listener *l, double seconds)
{
    listener_play(l, scenario, scenario->start);
    assert_int_equal(next_news(l), LISTENER_PROMPT_ENDED);
    listener_order(l, LISTENER_RECORD);
    while (listener_meters(l).elapsed_s < seconds)
        wait_a_little();
    listener_order(l, LISTENER_SCORE);
    assert_int_equal(next_news(l), LISTENER_CARD);
}

/* Seconds of sound in what the loudspeaker was given last, and the changes of sign in it. */
static double sound_in(const char *path, size_t *crossings)
{
    size_t bytes = 0, loud = 0;
    float *frames = scratch_read(path, &bytes);
    const size_t count = bytes / sizeof *frames / 2;
    *crossings = 0;
    for (size_t i = 1; i < count; i++) {
        loud += fabsf(frames[2 * i]) > 1e-4f;
        *crossings += (frames[2 * i] > 0) != (frames[2 * i - 2] > 0);
    }
    free(frames);
    return (double)loud / DEVICE_HZ;
}

static void a_piece_of_the_reply_is_heard_again_as_it_was_said(void **state)
{
    (void)state;
    const char *heard = use_humming_devices("again");
    struct listener *l = start("mic");
    assert_int_equal(next_news(l), LISTENER_BACK);
    answer_for(l, 3.0);
    listener_play_piece(l, (struct span){0.5, 1.5});
    assert_int_equal(next_news(l), LISTENER_PIECE_ENDED);
    assert_true(listener_stop(l));
    size_t crossings = 0;
    double heard_s = sound_in(heard, &crossings);
    /* A second, and a little before and after it; a sample in a hundred is near zero. */
    assert_true(heard_s > 1.15 && heard_s < 1.3);
    assert_true(fabs((double)crossings - 2 * TONE_HZ * 1.25) < 0.03 * 2 * TONE_HZ * 1.25);
}

static void a_piece_that_is_stopped_or_replaced_ends_once(void **state)
{
    (void)state;
    use_humming_devices("stopped");
    struct listener *l = start("mic");
    assert_int_equal(next_news(l), LISTENER_BACK);
    answer_for(l, 3.0);
    listener_play_piece(l, (struct span){0.0, 3.0});
    listener_play_piece(l, (struct span){0.5, 1.0});
    listener_order(l, LISTENER_HUSH);
    assert_int_equal(next_news(l), LISTENER_PIECE_ENDED);
    listener_order(l, LISTENER_HUSH); /* nothing is playing */
    listener_play_piece(l, (struct span){2.0, 1.0});
    assert_int_equal(next_news(l), LISTENER_PIECE_GONE);
    listener_play_piece(l, (struct span){NAN, NAN}); /* of typed words */
    assert_int_equal(next_news(l), LISTENER_PIECE_GONE);
    listener_play_piece(l, (struct span){1e9, 2e9});
    assert_int_equal(next_news(l), LISTENER_PIECE_GONE);
    assert_true(listener_stop(l));
}

static void a_reply_that_was_dropped_is_never_heard_again(void **state)
{
    (void)state;
    use_humming_devices("dropped");
    struct listener *l = start("mic");
    char trouble[DIAG_TEXT_MAX];
    assert_int_equal(next_news(l), LISTENER_BACK);
    listener_play_piece(l, (struct span){0.0, 1.0}); /* before there was any */
    assert_int_equal(next_news(l), LISTENER_PIECE_GONE);
    answer_for(l, 2.0);
    listener_order(l, LISTENER_DROP);
    listener_play_piece(l, (struct span){0.5, 1.0});
    assert_int_equal(next_news(l), LISTENER_PIECE_GONE);
    listener_trouble(l, trouble, sizeof trouble);
    assert_string_equal(trouble, "The sound of this piece is gone.");
    listener_order(l, LISTENER_SCORE); /* nor is there a card of it */
    assert_int_equal(next_news(l), LISTENER_NO_CARD);
    answer_for(l, 2.0); /* and the next answer works */
    assert_true(listener_stop(l));
}

static void nothing_is_played_into_an_answer(void **state)
{
    (void)state;
    use_humming_devices("answer");
    struct listener *l = start("mic");
    assert_int_equal(next_news(l), LISTENER_BACK);
    answer_for(l, 2.0);
    listener_order(l, LISTENER_RECORD);
    listener_play_piece(l, (struct span){0.5, 1.0});
    assert_int_equal(next_news(l), LISTENER_PIECE_GONE);
    listener_order(l, LISTENER_SCORE);
    assert_int_equal(next_news(l), LISTENER_CARD);
    listener_play_piece(l, (struct span){0.0, 0.1});
    listener_order(l, LISTENER_RECORD); /* ends it, if it is not over yet */
    assert_int_equal(next_news(l), LISTENER_PIECE_ENDED);
    assert_true(listener_stop(l));
}

static int load(void **state)
{
    struct problems problems;
    problems_init(&problems);
    snprintf(program, sizeof program, "%s/sayback-recogniser", getenv("SAYBACK_BIN"));
    int failed =
        scratch_make(state) != 0 || scenario_load("tests/data/replies/scenarios/lost-on-price",
                                                  &scenario, &problems) != ERR_NONE;
    problems_done(&problems);
    return failed;
}

static int unload(void **state)
{
    scenario_free(scenario);
    return scratch_remove(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_turn_goes_from_prompt_to_card),
        cmocka_unit_test(a_prompt_that_is_started_again_ends_once),
        cmocka_unit_test(a_microphone_of_another_name_is_lost_with_a_sentence),
        cmocka_unit_test(a_prompt_that_is_gone_is_told_and_the_answer_can_still_be_given),
        cmocka_unit_test(a_warm_up_under_way_is_seen_and_its_result_is_news),
        cmocka_unit_test(a_piece_of_the_reply_is_heard_again_as_it_was_said),
        cmocka_unit_test(a_piece_that_is_stopped_or_replaced_ends_once),
        cmocka_unit_test(a_reply_that_was_dropped_is_never_heard_again),
        cmocka_unit_test(nothing_is_played_into_an_answer),
        cmocka_unit_test(a_card_of_nothing_recorded_is_refused_and_the_next_answer_works),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
