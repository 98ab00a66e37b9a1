/* Where things lie on the ribbon, and what the card does with it: no fonts, no window. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "screen/driven_view.h"
#include "screen/fake_metric.h"
#include "screen/ribbon.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LEAST = 60, X = 24, WIDTH = 752 };

static struct screen_state sample_named(const char *name)
{
    for (const struct sample_picture *more = sample_pictures; more->name != NULL; more++)
        if (strcmp(more->name, name) == 0)
            return more->make();
    fail_msg("there is no sample %s", name);
    return sample_state(PAGE_CARD, SAMPLE_EMPTY);
}

static const char *const with_sound[] = {"card-one-clause",   "card-no-pauses",
                                         "card-many-pauses",  "card-two-minutes",
                                         "card-nine-minutes", "card-umlauts"};
enum { WITH_SOUND = sizeof with_sound / sizeof *with_sound };

static void check_touches(const struct ribbon *r, int least)
{
    static struct ribbon_touch touches[RIBBON_TOUCHES_MAX];
    size_t count = ribbon_touches(r, least, touches), clause = 0;
    int x = r->x;
    assert_in_range(count, 1, RIBBON_TOUCHES_MAX);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(touches[i].from, x);
        assert_int_equal(touches[i].first, clause);
        assert_true(touches[i].count >= 1);
        x = touches[i].to;
        clause += touches[i].count;
        assert_true(count == 1 || x - touches[i].from >= least);
        /* What is drawn lies, by its middle, where it is touched. */
        int middle = (r->edge[touches[i].first] + r->edge[clause]) / 2;
        assert_in_range(middle, touches[i].from, touches[i].to);
    }
    assert_int_equal(x, r->x + r->width);
    assert_int_equal(clause, r->count);
}

static void targets_cover_the_ribbon_and_every_clause_and_none_is_too_small(void **state)
{
    (void)state;
    static const int widths[] = {1, 59, 60, 119, 216, 752, 1214, 4000};
    for (size_t i = 0; i < WITH_SOUND; i++) {
        for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
            struct ribbon ribbon;
            assert_true(ribbon_of(sample_named(with_sound[i]).card, X, widths[w], &ribbon));
            check_touches(&ribbon, LEAST);
            check_touches(&ribbon, 1);
        }
    }
}

static void a_short_clause_between_long_ones_has_a_target_of_its_own(void **state)
{
    (void)state;
    static double power[1000];
    static struct clause clauses[3] = {
        {.start_s = 0, .end_s = 5}, {.start_s = 5, .end_s = 5.2}, {.start_s = 5.2, .end_s = 10}};
    struct card card = {.moves = {.clauses = clauses, .clause_count = 3},
                        .voice = {.speech_start_s = 0,
                                  .speech_end_s = 10,
                                  .track = {.power = power, .frame_count = 1000}}};
    struct ribbon ribbon;
    struct ribbon_touch touches[RIBBON_TOUCHES_MAX];
    assert_true(ribbon_of(&card, 0, 1000, &ribbon));
    assert_int_equal(ribbon_touches(&ribbon, LEAST, touches), 3);
    assert_int_equal(touches[1].to - touches[1].from, LEAST);
    assert_true(touches[1].from <= 500 && touches[1].to >= 520);
}

static void seconds_and_pixels_are_the_same_place(void **state)
{
    (void)state;
    struct ribbon ribbon;
    assert_true(ribbon_of(sample_state(PAGE_CARD, SAMPLE_REAL).card, X, WIDTH, &ribbon));
    assert_int_equal(ribbon_x(&ribbon, ribbon.from_s), X);
    assert_int_equal(ribbon_x(&ribbon, ribbon.to_s), X + WIDTH);
    assert_int_equal(ribbon_x(&ribbon, -5), X);
    assert_int_equal(ribbon_x(&ribbon, 1e9), X + WIDTH);
    assert_int_equal(ribbon_x(&ribbon, NAN), X);
    /* The wait of 1.5 s before the reply is no part of it; the reply has 29.9 s. */
    assert_true(fabs(ribbon.from_s - 1.5) < 1e-9 && fabs(ribbon.to_s - 31.4) < 1e-9);
    for (size_t i = 0; i < ribbon.count; i++) {
        const struct clause *c = &ribbon.card->moves.clauses[i];
        assert_int_equal(ribbon_clause_at(&ribbon, ribbon_x(&ribbon, (c->start_s + c->end_s) / 2)),
                         i);
    }
}

static void a_pause_is_a_gap_and_a_voice_is_not(void **state)
{
    (void)state;
    enum { BARS = 250 };
    double levels[BARS], loudest = 0;
    struct ribbon ribbon;
    const struct card *card = sample_state(PAGE_CARD, SAMPLE_REAL).card;
    assert_true(ribbon_of(card, X, WIDTH, &ribbon));
    ribbon_levels(&ribbon, BARS, levels);
    for (size_t i = 0; i < BARS; i++) {
        double s = ribbon.from_s + (ribbon.to_s - ribbon.from_s) * ((double)i + 0.5) / BARS;
        bool silent = false;
        for (size_t p = 0; p < card->voice.pause_count; p++)
            silent =
                silent || (s >= card->voice.pauses[p].start_s && s < card->voice.pauses[p].end_s);
        assert_int_equal(levels[i] < 0, silent);
        assert_true(levels[i] <= 1);
        loudest = fmax(loudest, levels[i]);
    }
    assert_true(loudest > 0.999);
    size_t after = ribbon_pause_after_empathy(&ribbon);
    assert_int_equal(after, 1); /* 1.4 s behind the second clause */
}

static void no_sound_no_times_no_words_no_ribbon(void **state)
{
    (void)state;
    struct ribbon ribbon;
    static struct clause clauses[8];
    struct card card = *sample_state(PAGE_CARD, SAMPLE_REAL).card;
    assert_false(ribbon_of(sample_named("card-typed").card, X, WIDTH, &ribbon));
    assert_false(ribbon_of(sample_named("card-no-score").card, X, WIDTH, &ribbon));
    memcpy(clauses, card.moves.clauses, card.moves.clause_count * sizeof *clauses);
    clauses[1].end_s = NAN;
    card.moves.clauses = clauses;
    assert_false(ribbon_of(&card, X, WIDTH, &ribbon));
    card = *sample_state(PAGE_CARD, SAMPLE_REAL).card;
    card.voice.speech_start_s = card.voice.speech_end_s =
        NAN; /* the words have times all the same */
    assert_true(ribbon_of(&card, X, WIDTH, &ribbon));
}

/* -- on the card -- */

static bool shows(const char *text)
{
    for (size_t i = 0; i < view.list.draw_count; i++)
        if (view.list.draws[i].kind == DRAW_TEXT &&
            strstr(list_text_of(&view.list, &view.list.draws[i]), text) != NULL)
            return true;
    return false;
}

static void show_named(const char *name)
{
    view_init(&view);
    shown = sample_named(name);
    lay_out();
}

/* As the kiosk does: what was touched is the piece that is shown next. */
static void every_clause_is_reached_by_touch_and_by_keys(void **state)
{
    (void)state;
    for (size_t i = 0; i < WITH_SOUND; i++) {
        for (int by_keys = 0; by_keys < 2; by_keys++) {
            static bool reached[RIBBON_PIECES_MAX];
            memset(reached, 0, sizeof reached);
            show_named(with_sound[i]);
            shown.piece = 0;
            lay_out();
            const size_t count = shown.card->moves.clause_count;
            const size_t targets = view.target_count;
            for (size_t t = 0; t < targets; t++) {
                press(VIEW_KEY_NEXT);
                for (size_t again = 0; again < count; again++) {
                    struct screen_input input = press(VIEW_KEY_ACTIVATE);
                    if (!by_keys && t < view.list.hit_count) {
                        struct box box = view.list.hits[t].box;
                        (void)view_pointer_down(&view, box.x + box.w / 2, box.y + box.h / 2);
                        input = view_pointer_up(&view, box.x + box.w / 2, box.y + box.h / 2);
                    }
                    if (input.action != ACTION_HEAR || reached[input.index])
                        break;
                    reached[input.index] = true;
                    shown.piece = input.index + 1;
                    lay_out();
                }
            }
            for (size_t c = 0; c < count; c++)
                if (!reached[c])
                    fail_msg("%s: clause %zu of %zu is never reached", with_sound[i], c, count);
        }
    }
}

static void a_touched_piece_shows_its_words_its_reason_and_how_to_stop(void **state)
{
    (void)state;
    show(PAGE_CARD, SAMPLE_REAL);
    assert_true(shows("Touch a part"));
    assert_false(shows("says back: ben"));
    show_named("card-touched");
    assert_true(shows("says back: ben"));
    assert_true(shows("you watched ben"));
    assert_true(shows("Stop"));
    assert_false(shows("Touch a part"));
    shown.sound = SOUND_THERE;
    lay_out();
    assert_true(shows("Hear it again") || shows("Again"));
    shown.sound = SOUND_GONE;
    lay_out();
    assert_true(shows("says back: ben"));
    assert_false(shows("Again") || shows("Hear it again") || shows("Stop"));
    shown.piece = 999; /* of another card */
    lay_out();
    assert_false(shows("says back: ben"));
}

static void the_pause_after_empathy_is_named_and_the_others_have_their_seconds(void **state)
{
    (void)state;
    show(PAGE_CARD, SAMPLE_REAL);
    assert_true(shows("Pause after empathy 1.4 s"));
    assert_true(shows("0.4 s"));
    show_named("card-no-pauses");
    assert_false(shows("Pause after"));
}

static void a_card_without_sound_has_chips_instead_and_no_hint(void **state)
{
    (void)state;
    show_named("card-typed");
    assert_false(shows("Touch a part"));
    assert_true(shows("Empathy"));
    for (size_t i = 0; i < view.list.hit_count; i++)
        assert_int_not_equal(view.list.hits[i].input.action, ACTION_HEAR);
}

/* Verdict, ribbon and tip, whole, and no line that the lower edge of the page cuts. */
static void the_first_screenful_has_the_tip_and_cuts_no_line(void **state)
{
    (void)state;
    static const struct {
        int width, height;
    } sizes[] = {{800, 480}, {1280, 720}, {1920, 1080}};
    static const char *const names[] = {"card-one-clause", "card-no-pauses", "card-many-pauses",
                                        "card-two-minutes", "card-unclear"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        for (size_t size = 0; size < 3; size++) {
            bool tip = false;
            view_init(&view);
            shown = sample_named(names[i]);
            view_layout(&view, &shown, &fake_metric, sizes[size].width, sizes[size].height);
            const int fold = view.body.y + view.body.h;
            for (size_t d = 0; d < view.list.draw_count; d++) {
                const struct draw *draw = &view.list.draws[d];
                if (draw->kind != DRAW_TEXT || draw->box.y >= fold)
                    continue;
                const char *text = list_text_of(&view.list, draw);
                tip = tip || strcmp(text, "Try this next") == 0;
                if (draw->box.y + draw->box.h > fold && draw->clip.h < view.list.height)
                    fail_msg("%s at %d: \"%s\" is cut", names[i], sizes[size].width, text);
            }
            if (!tip)
                fail_msg("%s at %d: no tip", names[i], sizes[size].width);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(targets_cover_the_ribbon_and_every_clause_and_none_is_too_small),
        cmocka_unit_test(a_short_clause_between_long_ones_has_a_target_of_its_own),
        cmocka_unit_test(seconds_and_pixels_are_the_same_place),
        cmocka_unit_test(a_pause_is_a_gap_and_a_voice_is_not),
        cmocka_unit_test(no_sound_no_times_no_words_no_ribbon),
        cmocka_unit_test(every_clause_is_reached_by_touch_and_by_keys),
        cmocka_unit_test(a_touched_piece_shows_its_words_its_reason_and_how_to_stop),
        cmocka_unit_test(the_pause_after_empathy_is_named_and_the_others_have_their_seconds),
        cmocka_unit_test(a_card_without_sound_has_chips_instead_and_no_hint),
        cmocka_unit_test(the_first_screenful_has_the_tip_and_cuts_no_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
