/* What the pages say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "screen/every_screen.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static bool shows(const char *text)
{
    for (size_t i = 0; i < view.list.draw_count; i++)
        if (view.list.draws[i].kind == DRAW_TEXT &&
            strstr(list_text_of(&view.list, &view.list.draws[i]), text) != NULL)
            return true;
    return false;
}

static void show(const struct screen_state *state)
{
    view_init(&view);
    view_layout(&view, state, &metric, 1280, 720);
}

static void endings_are_said_in_plain_words(void **state)
{
    (void)state;
    static const struct {
        const char *ending, *text;
    } cases[] = {
        {"commitment", "Nina commits"},
        {"compliance", "Nina only complies"},
        {"let_off_the_hook", "Nina is let off the hook"},
        {"walks_out", "Walks out"},
        {"%s%n", "%s%n"},
        {"", "The conversation is over"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct screen_state shown = sample_state(PAGE_ENDING, SAMPLE_REAL);
        shown.ending = cases[i].ending;
        show(&shown);
        if (!shows(cases[i].text))
            fail_msg("the ending \"%s\" is not shown as \"%s\"", cases[i].ending, cases[i].text);
    }
}

static void the_time_of_an_answer_is_minutes_and_seconds(void **state)
{
    (void)state;
    static const struct {
        double seconds;
        const char *text;
    } cases[] = {{0, "0:00"},      {59.99, "0:59"}, {60, "1:00"},  {754.2, "12:34"},
                 {1e300, "99:59"}, {-5, "0:00"},    {NAN, "0:00"}, {INFINITY, "99:59"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct screen_state shown = sample_state(PAGE_ANSWER, SAMPLE_REAL);
        shown.elapsed_s = cases[i].seconds;
        show(&shown);
        assert_true(shows(cases[i].text));
    }
}

static void the_card_offers_what_comes_next(void **state)
{
    (void)state;
    struct screen_state shown = sample_state(PAGE_CARD, SAMPLE_REAL);
    show(&shown);
    assert_true(shows("Hear Nina’s answer"));
    assert_true(shows("84"));
    shown.is_last_turn = true;
    show(&shown);
    assert_true(shows("Hear how it ends"));
    shown.rep = "";
    shown.is_last_turn = false;
    show(&shown);
    assert_true(shows("Hear the answer"));
}

static void a_card_without_a_score_gives_the_reason_and_only_another_try(void **state)
{
    (void)state;
    struct screen_state shown = sample_state(PAGE_CARD, SAMPLE_REAL);
    for (const struct sample_picture *more = sample_pictures; more->name != NULL; more++)
        if (strcmp(more->name, "card-no-score") == 0)
            shown = more->make();
    show(&shown);
    assert_true(shows("–"));
    assert_true(shows("3 s and 8 words are needed"));
    assert_false(shows("of 100"));
    for (size_t i = 0; i < view.list.hit_count; i++)
        assert_int_not_equal(view.list.hits[i].input.action, ACTION_NEXT);
    assert_int_equal(view_key(&view, VIEW_KEY_ACTIVATE).action, ACTION_AGAIN);
}

static void the_note_on_the_recording_is_shown_beside_every_other_reason(void **state)
{
    (void)state;
    struct screen_state shown = sample_state(PAGE_CARD, SAMPLE_REAL);
    struct card card = *shown.card;
    shown.card = &card;
    (void)snprintf(card.note, sizeof card.note, "Hiss.");
    show(&shown);
    assert_true(shows("Hiss."));
    card.capped = true;
    show(&shown);
    assert_true(shows("A command or a brush-off"));
    assert_true(shows("Hiss."));
    card.score = -1;
    (void)snprintf(card.moves.why, sizeof card.moves.why, "Too loud.");
    show(&shown);
    assert_true(shows("Too loud. Hiss."));
}

static void the_meter_and_the_ring_move_with_the_level(void **state)
{
    (void)state;
    static const enum screen_page pages[] = {PAGE_LISTEN, PAGE_ANSWER, PAGE_ROOM};
    for (size_t p = 0; p < 3; p++) {
        int tallest_before = 0;
        for (int level = 0; level <= 10; level++) {
            struct screen_state shown = sample_state(pages[p], SAMPLE_REAL);
            shown.level = level / 10.0;
            view_init(&view);
            view_layout(&view, &shown, &metric, 800, 480);
            int tallest = 0;
            for (size_t i = 0; i < view.list.draw_count; i++) {
                const struct draw *draw = &view.list.draws[i];
                bool meter =
                    pages[p] != PAGE_LISTEN && draw->kind == DRAW_ROUND && draw->box.w < view.unit;
                bool ring =
                    pages[p] == PAGE_LISTEN && draw->kind == DRAW_RING && draw->thickness > 0;
                if ((meter || ring) && draw->box.h > tallest)
                    tallest = draw->box.h;
            }
            assert_true(tallest > tallest_before);
            tallest_before = tallest;
        }
    }
}

/* The text that stands straight over a row of dots, or NULL. */
static const char *text_over(const struct draw *dots)
{
    for (size_t i = 0; i < view.list.draw_count; i++) {
        const struct draw *draw = &view.list.draws[i];
        if (draw->kind == DRAW_TEXT && draw->box.x == dots->box.x && draw->box.w == dots->box.w &&
            box_within(dots->box, draw->box) && draw->colour == dots->colour)
            return list_text_of(&view.list, draw);
    }
    return NULL;
}

static size_t count_dotted(const char *text)
{
    size_t count = 0;
    for (size_t i = 0; i < view.list.draw_count; i++) {
        const struct draw *draw = &view.list.draws[i];
        if (draw->kind != DRAW_DOTS)
            continue;
        const char *over = text_over(draw);
        assert_non_null(over);
        count += text == NULL || strcmp(over, text) == 0;
    }
    return count;
}

static void doubtful_words_are_grey_over_dots_and_the_legend_says_why(void **state)
{
    (void)state;
    struct screen_state shown = sample_state(PAGE_CARD, SAMPLE_REAL);
    view_init(&view);
    view_layout(&view, &shown, &metric, 1280, 4000); /* all of it at once */
    assert_int_equal(count_dotted("Grey and dotted"), 1);
    assert_int_equal(count_dotted("thanks"), 1);
    assert_int_equal(count_dotted("lease"), 1);
    /* Neighbours are one stretch, broken only where the line is. */
    assert_true(count_dotted("anyway no wonder") == 1 || count_dotted("wonder") == 1 ||
                count_dotted("no wonder") == 1);
    assert_int_equal(count_dotted("target"), 0);
    assert_true(shows(": not heard clearly"));
}

static void a_card_that_was_heard_well_has_no_dots_and_no_legend(void **state)
{
    (void)state;
    struct screen_state shown = sample_state(PAGE_CARD, SAMPLE_REAL);
    static struct word words[96];
    struct card card = *shown.card;
    assert_true(card.words.count <= sizeof words / sizeof *words);
    memcpy(words, card.words.list, card.words.count * sizeof *words);
    for (size_t i = 0; i < card.words.count; i++)
        words[i].confidence = WORD_DOUBTFUL_BELOW;
    card.words.list = words;
    shown.card = &card;
    view_init(&view);
    view_layout(&view, &shown, &metric, 1280, 4000);
    assert_int_equal(count_dotted(NULL), 0);
    assert_false(shows("not heard clearly"));
}

static void words_of_any_bytes_and_number_are_quoted_without_harm(void **state)
{
    (void)state;
    static const char *const texts[] = {"\xFF\xFE", "\x01", "", "a\nb", "“”…", "x"};
    static struct word words[700];
    static struct clause clause = {.move = MOVE_EMPATHY, .word_count = 900, .confidence = 1};
    for (size_t i = 0; i < 700; i++) {
        (void)strcpy(words[i].text, texts[i % 6]);
        words[i].confidence = i % 2 ? 1.0 : 0.0;
    }
    struct card card = *sample_state(PAGE_CARD, SAMPLE_REAL).card;
    card.words = (struct words){.list = words, .count = 700};
    card.moves.clauses = &clause;
    card.moves.clause_count = 1;
    struct screen_state shown = sample_state(PAGE_CARD, SAMPLE_REAL);
    shown.card = &card;
    view_init(&view);
    view_layout(&view, &shown, &metric, 1280, 4000);
    assert_false(view.list.overflowed);
    assert_true(shows("…”") || shows("”"));
    assert_true(count_dotted(NULL) > 10);
}

static struct screen_state sample_named(const char *name)
{
    for (const struct sample_picture *more = sample_pictures; more->name != NULL; more++)
        if (strcmp(more->name, name) == 0)
            return more->make();
    fail_msg("there is no sample %s", name);
    return sample_state(PAGE_TROUBLE, SAMPLE_EMPTY);
}

static void the_warm_up_asks_for_quiet_then_for_the_sentence_and_says_what_is_wrong(void **state)
{
    (void)state;
    struct screen_state shown = sample_named("room-quiet");
    show(&shown);
    assert_true(shows("Quiet for a moment"));
    assert_true(shows("When somebody tells me"));
    assert_false(shows("muted"));
    shown = sample_state(PAGE_ROOM, SAMPLE_REAL);
    show(&shown);
    assert_true(shows("Now read this aloud"));
    shown = sample_named("room-muted");
    show(&shown);
    assert_true(shows("is the microphone muted?"));
    assert_true(shows("Switch the microphone on"));
    assert_int_equal(view_key(&view, VIEW_KEY_ACTIVATE).action,
                     ACTION_NONE); /* no skip by chance */
}

static void a_room_that_is_fit_leads_on_and_one_that_is_not_to_another_check(void **state)
{
    (void)state;
    struct screen_state shown = sample_state(PAGE_ROOM_DONE, SAMPLE_REAL);
    show(&shown);
    assert_true(shows("Good: your voice is 38 dB over the room."));
    assert_true(shows("-62 dBFS"));
    assert_int_equal(view_key(&view, VIEW_KEY_ACTIVATE).action, ACTION_NEXT);
    shown = sample_named("room-done-noisy");
    show(&shown);
    assert_true(shows("Switch off the fan"));
    assert_int_equal(view_key(&view, VIEW_KEY_ACTIVATE).action, ACTION_NEXT);
    shown = sample_named("room-done-unfit");
    show(&shown);
    assert_true(shows("too loud"));
    assert_int_equal(view_key(&view, VIEW_KEY_ACTIVATE).action, ACTION_RETAKE);
    shown = sample_named("prepare-room-known");
    show(&shown);
    assert_true(shows("Check the room again"));
    assert_int_equal(view_key(&view, VIEW_KEY_ACTIVATE).action, ACTION_START);
    shown = sample_state(PAGE_PREPARE, SAMPLE_REAL);
    show(&shown);
    assert_false(shows("Check the room"));
}

static void the_list_says_how_hard_how_long_and_how_far(void **state)
{
    (void)state;
    struct screen_state shown = sample_state(PAGE_CHOOSE, SAMPLE_REAL);
    view_init(&view);
    view_layout(&view, &shown, &metric, 1280, 2400);
    assert_true(shows("Gentle · about 4 min"));
    assert_true(shows("Hard · about 5 min"));
    assert_true(shows("Finished"));
    assert_true(shows("Best so far: heard"));
    assert_true(shows("Best so far: not yet heard"));
    assert_true(shows("Tried"));
    view.filter = 3;
    view_layout(&view, &shown, &metric, 1280, 2400);
    assert_true(shows("Third month running"));
    assert_false(shows("Am I next"));
    shown.item_count = 1; /* a gentle one */
    view_layout(&view, &shown, &metric, 1280, 2400);
    assert_true(shows("none of this difficulty"));
}

static void without_motion_the_ring_stands_still(void **state)
{
    (void)state;
    static struct draw_list quiet;
    struct screen_state shown = sample_state(PAGE_LISTEN, SAMPLE_REAL);
    view_init(&view);
    view_set_comfort(&view, &(struct comfort){.still = true});
    shown.level = 0;
    view_layout(&view, &shown, &metric, 800, 480);
    quiet = view.list;
    shown.level = 1;
    view_layout(&view, &shown, &metric, 800, 480);
    assert_int_equal(view.list.draw_count, quiet.draw_count);
    for (size_t i = 0; i < quiet.draw_count; i++)
        assert_true(list_same(&quiet, &quiet.draws[i], &view.list, &view.list.draws[i]));
}

static void without_captions_the_rep_is_not_read(void **state)
{
    (void)state;
    static const enum screen_page pages[] = {PAGE_LISTEN, PAGE_ANSWER};
    for (size_t i = 0; i < 2; i++) {
        struct screen_state shown = sample_state(pages[i], SAMPLE_REAL);
        show(&shown);
        assert_true(shows("weekly target"));
        view_set_comfort(&view, &(struct comfort){.no_captions = true});
        view_layout(&view, &shown, &metric, 1280, 720);
        assert_false(shows("weekly target"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_says_how_hard_how_long_and_how_far),
        cmocka_unit_test(without_motion_the_ring_stands_still),
        cmocka_unit_test(without_captions_the_rep_is_not_read),
        cmocka_unit_test(endings_are_said_in_plain_words),
        cmocka_unit_test(the_warm_up_asks_for_quiet_then_for_the_sentence_and_says_what_is_wrong),
        cmocka_unit_test(a_room_that_is_fit_leads_on_and_one_that_is_not_to_another_check),
        cmocka_unit_test(the_time_of_an_answer_is_minutes_and_seconds),
        cmocka_unit_test(the_card_offers_what_comes_next),
        cmocka_unit_test(a_card_without_a_score_gives_the_reason_and_only_another_try),
        cmocka_unit_test(doubtful_words_are_grey_over_dots_and_the_legend_says_why),
        cmocka_unit_test(a_card_that_was_heard_well_has_no_dots_and_no_legend),
        cmocka_unit_test(words_of_any_bytes_and_number_are_quoted_without_harm),
        cmocka_unit_test(the_note_on_the_recording_is_shown_beside_every_other_reason),
        cmocka_unit_test(the_meter_and_the_ring_move_with_the_level),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
