/* The arithmetic of the bench of the voice room, on records with known answers. */
#include "accuracy/speaking/melody.h"
#include "accuracy/speaking/pauses.h"
#include "accuracy/speaking/table.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* Sums of a few decimal fractions. */
#define EXACT 1e-9
#define assert_near(a, b) assert_true(fabs((a) - (b)) < EXACT)

/* Adds the records of a text. */
static bool read_text(const char *text, struct recordings *out)
{
    char path[] = "/tmp/speaking-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    assert_int_equal(close(fd), 0);
    bool good = recordings_read(path, out);
    (void)remove(path);
    return good;
}

static void records_are_read_by_name_and_frame(void **state)
{
    (void)state;
    struct recordings all = {0};
    assert_true(read_text("file\ta\t0.05\nvalue\tx\t2.5\nvalue\ty\t-\nspan\t0.01\t0.04\n"
                          "pitch\t0.015\t120\nlevel\t0.045\t-20\nlevel\t0.055\t-1\n"
                          "syllable\t0.02\nsyllable9\t0.02\nsyllable\t0.03\nfile\tb\t0.01\n",
                          &all));
    assert_true(read_text("file\ta\t0\nvalue\tlate\t7\n", &all));
    assert_int_equal(all.count, 2);
    const struct recording *a = recordings_find(&all, "a");
    assert_non_null(a);
    assert_null(recordings_find(&all, "c"));
    assert_int_equal(a->frames, 5);
    assert_near(recording_value(a, "x"), 2.5);
    assert_near(recording_value(a, "late"), 7.0);
    assert_true(isnan(recording_value(a, "y")) && isnan(recording_value(a, "z")));
    assert_near(a->by_frame[FRAME_PITCH][1], 120.0);
    assert_near(a->by_frame[FRAME_PITCH][0], 0.0);
    assert_near(a->by_frame[FRAME_LEVEL][4], -20.0); /* and the frame after the end is no frame */
    assert_true(isnan(a->by_frame[FRAME_LEVEL][0]));
    assert_int_equal(a->nuclei[NUCLEI], 2);
    assert_int_equal(a->nuclei[NUCLEI_2009], 1);
    recordings_done(&all);
}

static void lines_that_are_no_records_are_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "span\t0\t1\n", /* of no file */
        "file\ta\tx\n",
        "file\ta\t-1\n",
        "file\t\t1\n",
        "file\ta\t1e9\n",
        "file\ta\t1\nhum\t1\n",
        "file\ta\t1\nspan\t1\n",
        "file\ta\t1\nspan\t1\t0.5\n",
        "file\ta\t1\npitch\t-1\t100\n",
        "file\ta\t1\npitch\tnan\t1\n",
        "file\ta\t1\nvalue\tx\n",
        "file\ta\t1\nvalue\tx\tmany\n",
        "file\ta\t1\nsyllable\t1\t2\n",
        "file\ta\t1\n\n",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct recordings all = {0};
        assert_false(read_text(wrong[i], &all));
        recordings_done(&all);
    }
    struct recordings all = {0};
    assert_false(recordings_read("/tmp/no/such/file", &all));
}

static void percentiles_means_and_correlation(void **state)
{
    (void)state;
    struct figures f = {0}, g = {0}, none = {0};
    static const double values[] = {-4.0, 1.0, 3.0, 2.0};
    for (size_t i = 0; i < 4; i++) {
        figures_add(&f, values[i]);
        figures_add(&g, 10.0 - 2.0 * values[i]);
    }
    figures_add(&f, (double)NAN);
    assert_int_equal(f.count, 4);
    assert_near(figures_percentile(&f, 0.5), 1.5);
    assert_near(figures_percentile_of_sizes(&f, 0.5), 2.5);
    assert_near(figures_percentile_of_sizes(&f, 1.0), 4.0);
    assert_near(figures_mean(&f), 0.5);
    assert_near(figures_sd(&f), sqrt((20.25 + 0.25 + 6.25 + 2.25) / 3.0));
    assert_near(figures_correlation(&f, &g), -1.0);
    assert_near(figures_correlation(&f, &f), 1.0);
    assert_true(isnan(figures_percentile(&none, 0.5)) && isnan(figures_mean(&none)));
    assert_true(isnan(figures_sd(&none)) && isnan(figures_correlation(&none, &none)));
    figures_done(&f);
    figures_done(&g);
}

/* Ten seconds of speech from 1.0 to 9.0 s: -20 dBFS, and `quiet` in between where it is told. */
static void clean_sound(struct recordings *out)
{
    char line[64];
    static char text[64000];
    strcpy(text, "file\ta\t10\n");
    for (int i = 0; i < 1000; i++) {
        bool quiet = i < 100 || i >= 900 || (i >= 300 && i < 350) || (i >= 500 && i < 540);
        double level = quiet ? -80.0 : -20.0;
        if (i == 320)
            level = -46.0; /* 26 dB down: nobody hears it */
        snprintf(line, sizeof line, "level\t%.3f\t%.1f\n", (i + 0.5) / 100.0, level);
        strcat(text, line);
    }
    assert_true(read_text(text, out));
}

#define TRUTH                                                                                      \
    "file\ta\t10\nvalue\tspeech_start_s\t1\nvalue\tspeech_end_s\t9\n"                              \
    "value\twords\t40\nvalue\tsyllables\t71\npause\t3.0\t3.5\n"

static void pauses_are_found_own_or_wrong(void **state)
{
    (void)state;
    struct recordings clean = {0}, truth = {0}, ours = {0};
    clean_sound(&clean);
    assert_true(read_text(TRUTH, &truth));
    /* the known one 10 ms late and 30 ms early, a silent one of the voice, one with speech in it */
    assert_true(read_text("file\ta\t10\nvalue\tspeech_start_s\t1.02\nvalue\tspeech_end_s\t8.5\n"
                          "pause\t3.01\t3.47\npause\t5.0\t5.4\npause\t7.0\t7.3\n"
                          "span\t1.02\t3.01\nspan\t3.47\t5.0\nspan\t5.4\t7.0\nspan\t7.3\t8.5\n",
                          &ours));
    struct pause_tally t = {0};
    pauses_compare(&t, &ours.list[0], &clean.list[0], &truth.list[0]);
    assert_int_equal(t.known, 1);
    assert_int_equal(t.found, 1);
    assert_int_equal(t.detected, 3);
    assert_int_equal(t.own, 1);
    assert_int_equal(t.wrong, 1);
    assert_near(t.start_s.list[0], 0.01);
    assert_near(t.end_s.list[0], -0.03);
    assert_near(t.outer_s.list[0], 0.02);
    assert_near(t.outer_s.list[1], -0.5);
    /* 8 s less 0.9 s of silence is loud; missed are 2, 30 and 50 frames */
    assert_near(t.loud_s, 7.1);
    assert_near(t.missed_s, 0.82);
    assert_near(pauses_speech_s(&clean.list[0], &truth.list[0]), 7.1);
    pauses_done(&t);
    recordings_done(&clean);
    recordings_done(&truth);
    recordings_done(&ours);
}

static void a_pause_is_found_once_and_from_half_of_it_on(void **state)
{
    (void)state;
    struct span known[] = {{1.0, 2.0}, {4.0, 5.0}};
    struct span found[] = {{1.0, 1.5}, {1.5, 2.0}, {4.0, 4.49}};
    struct spans detected = {found, 3}, truth = {known, 2};
    struct pause_tally t = {0};
    pauses_match(&t, &detected, &truth);
    assert_int_equal(t.known, 2);
    assert_int_equal(t.found, 1);
    assert_int_equal(t.detected, 3);
    assert_near(t.end_s.list[0], -0.5);
    pauses_done(&t);
}

static void sound_at_the_edge_of_a_pause_makes_it_not_wrong(void **state)
{
    (void)state;
    struct recordings clean = {0}, truth = {0}, ours = {0};
    clean_sound(&clean);
    assert_true(
        read_text("file\ta\t10\nvalue\tspeech_start_s\t1\nvalue\tspeech_end_s\t9\n", &truth));
    assert_true(read_text("file\ta\t10\npause\t4.98\t5.42\npause\t2.97\t3.5\n", &ours));
    struct pause_tally t = {0};
    pauses_compare(&t, &ours.list[0], &clean.list[0], &truth.list[0]);
    assert_int_equal(t.own, 1);   /* 20 ms too long at both ends */
    assert_int_equal(t.wrong, 1); /* 30 ms too long at one */
    pauses_done(&t);
    recordings_done(&clean);
    recordings_done(&truth);
    recordings_done(&ours);
}

static void pitch_errors_are_gross_from_a_fifth_on(void **state)
{
    (void)state;
    const double ours[] = {100, 50, 200, 121, 119, 0, 100, 0};
    const double reference[] = {100, 100, 100, 100, 100, 100, 0, 0};
    struct melody m = melody_compare(ours, reference, 8);
    assert_int_equal(m.frames, 8);
    assert_int_equal(m.both, 5);
    assert_int_equal(m.low, 1);
    assert_int_equal(m.high, 2);
    assert_int_equal(m.reference_only, 1);
    assert_int_equal(m.ours_only, 1);
    assert_near(m.fine_pct, 9.5); /* of 0 and 19 */
    assert_near(m.both_median_pct, 19.0);
}

static void medians_and_spreads_are_of_semitones(void **state)
{
    (void)state;
    /* an octave apart and a fifth of an octave lower in the middle */
    const double reference[] = {100, 200, 400}, ours[] = {105, 210, 420},
                 narrow[] = {200, 200, 200};
    struct melody m = melody_compare(ours, reference, 3);
    assert_near(m.median_pct, 5.0);
    assert_near(m.sd_semitones, 0.0);
    m = melody_compare(narrow, reference, 3);
    assert_near(m.median_pct, 0.0);
    assert_near(m.sd_semitones, -12.0);
    const double silence[] = {0, 0, 0};
    m = melody_compare(silence, reference, 3);
    assert_int_equal(m.both, 0);
    assert_true(isnan(m.median_pct) && isnan(m.sd_semitones) && isnan(m.fine_pct));
}

/* The figure of a line of the table; its text is lent until the next call. */
static const char *figure_of(const struct table_input *in, const char *name)
{
    static char line[256], value[32];
    FILE *file = tmpfile();
    char found[128];
    strcpy(value, "not there");
    assert_non_null(file);
    table_write(file, in);
    rewind(file);
    while (fgets(line, sizeof line, file) != NULL)
        if (sscanf(line, "%*s %*s %127s", found) == 1 && strcmp(found, name) == 0)
            (void)sscanf(line, "%*s %*s %*s %31s", value);
    (void)fclose(file);
    return value;
}

static void the_table_says_what_the_records_say(void **state)
{
    (void)state;
    struct table_input in = {.set = "replies", .condition = "clean"};
    clean_sound(&in.clean_ours);
    assert_true(read_text(TRUTH, &in.truth));
    assert_true(
        read_text("file\ta\t10\nvalue\tspeech_start_s\t1\nvalue\tspeech_end_s\t9\n"
                  "value\tsyllables_per_second\t9\nvalue\tspeech_s\t7.455\nvalue\tcpu_s\t0.1\n"
                  "value\twords_per_minute\t330\npause\t3.0\t3.5\nspan\t1\t9\n"
                  "pitch\t1.005\t90\npitch\t1.015\t110\npitch\t1.025\t200\n"
                  "level\t1.005\t-20\nlevel\t1.015\t-22\n",
                  &in.ours));
    /* 4 nuclei in 5 sounding seconds */
    assert_true(
        read_text("file\ta\t10\nsilence\t0\t3\nsilence\t8\t10\nsyllable\t4\nsyllable\t5\n"
                  "syllable\t6\nsyllable\t7\npitch\t1.005\t90\npitch\t1.015\t110\n"
                  "pitch\t1.025\t100\npitch\t1.035\t100\nlevel\t1.005\t-19\nlevel\t1.015\t-21\n",
                  &in.praat));
    assert_string_equal(figure_of(&in, "pauses.recall"), "1.000");
    assert_string_equal(figure_of(&in, "pauses.precision"), "1.000");
    assert_string_equal(figure_of(&in, "pauses.edge_p90_ms"), "0.0");
    assert_string_equal(figure_of(&in, "pitch.gross_pct"), "33.33");
    assert_string_equal(figure_of(&in, "pitch.missed_pct"), "25.00");
    assert_string_equal(figure_of(&in, "intensity.offset_db_p50"), "-1.00");
    assert_string_equal(figure_of(&in, "intensity.correlation_p50"), "1.000");
    /* true: 71 in 7.1 s are 10 a second */
    assert_string_equal(figure_of(&in, "syllables.ours_truth.off_pct_p50"), "10.0");
    assert_string_equal(figure_of(&in, "syllables.ours_truth.off_pct_of_means"), "-10.0");
    assert_string_equal(figure_of(&in, "syllables.praat_truth.off_pct_of_means"), "-92.0");
    assert_string_equal(figure_of(&in, "speech_time.off_pct_p50"), "5.0");
    /* 40 words in 8 s are 300 a minute */
    assert_string_equal(figure_of(&in, "words_per_minute.off_pct_p50"), "10.0");
    assert_string_equal(figure_of(&in, "cpu_pct_of_real_time"), "1.00");
    assert_string_equal(figure_of(&in, "pitch_own_range.gross_pct"), "-");
    struct recordings *const all[] = {&in.ours, &in.praat, &in.clean_ours, &in.truth};
    for (size_t i = 0; i < 4; i++)
        recordings_done(all[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_are_read_by_name_and_frame),
        cmocka_unit_test(lines_that_are_no_records_are_refused),
        cmocka_unit_test(percentiles_means_and_correlation),
        cmocka_unit_test(pauses_are_found_own_or_wrong),
        cmocka_unit_test(a_pause_is_found_once_and_from_half_of_it_on),
        cmocka_unit_test(sound_at_the_edge_of_a_pause_makes_it_not_wrong),
        cmocka_unit_test(pitch_errors_are_gross_from_a_fifth_on),
        cmocka_unit_test(medians_and_spreads_are_of_semitones),
        cmocka_unit_test(the_table_says_what_the_records_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
