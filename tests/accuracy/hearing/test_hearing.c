/* The parts of the bench of hearing that could be wrong without anybody noticing, on input with
 * known answers. */
#include "accuracy/hearing/cues.h"
#include "accuracy/hearing/sclite.h"
#include "accuracy/hearing/table.h"
#include "accuracy/hearing/tokens.h"
#include "accuracy/hearing/trust.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* Sums of a few decimal fractions. */
#define EXACT 1e-12

static struct tokens tokens_of(const char *text)
{
    struct tokens t;
    tokens_init(&t);
    tokens_add(&t, text, (double)NAN, (double)NAN, (double)NAN);
    return t;
}

static void assert_tokens(const char *text, const char *wanted)
{
    struct tokens t = tokens_of(text);
    char joined[512] = "";
    for (size_t i = 0; i < t.count; i++) {
        strcat(joined, i > 0 ? " " : "");
        strcat(joined, t.list[i].text);
    }
    assert_string_equal(joined, wanted);
    tokens_done(&t);
}

static void spelling_alone_is_no_difference(void **state)
{
    (void)state;
    assert_tokens("Right, sit DOWN a minute.", "right sit down a minute");
    assert_tokens("you\xe2\x80\x99ve can't 'cause the managers' 'quoted'",
                  "you've can't cause the managers quoted");
    assert_tokens("non-negotiable\xe2\x80\x94so x-ray", "non negotiable so x ray");
    assert_tokens("  nine  months\t12th\n", "nine months 12th");
    assert_tokens("' '' -- ...", "");
    assert_tokens("", "");
    assert_tokens("caf\xc3\xa9", "caf\xc3\xa9");
}

static void a_word_keeps_its_time_and_confidence_when_it_is_split(void **state)
{
    (void)state;
    struct tokens t;
    tokens_init(&t);
    tokens_add(&t, "x-ray", 1.5, 0.25, 0.5);
    assert_int_equal(t.count, 2);
    assert_true(t.list[1].start_s == 1.5 && t.list[1].confidence == 0.25);
    assert_true(t.list[1].posterior == 0.5);
    assert_int_equal(t.list[1].right, -1);
    tokens_done(&t);
}

static void a_word_too_long_is_cut_and_harms_nothing(void **state)
{
    (void)state;
    char text[1000];
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    struct tokens t = tokens_of(text);
    assert_int_equal(t.count, 1);
    assert_int_equal(strlen(t.list[0].text), TOKEN_SIZE - 1);
    tokens_done(&t);
}

/* A file with this text; the caller removes it. */
static void write_file(char path[32], const char *text)
{
    strcpy(path, "/tmp/hearing-XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    assert_int_equal(close(fd), 0);
}

static void read_cues(const char *text, struct bench_cues *cues)
{
    char path[32];
    write_file(path, text);
    assert_true(cues_read(path, cues));
    (void)remove(path);
}

static void cues_are_counted_where_all_their_words_follow_each_other(void **state)
{
    (void)state;
    static struct bench_cues cues;
    read_cues("# remark\nSounds like\n\nno no # twice\nI'm sorry\n", &cues);
    assert_int_equal(cues.count, 3);
    struct tokens t = tokens_of("it sounds like, well, it sounds. like no no no no no i'm");
    assert_int_equal(cue_count(&cues.list[0], &t), 2);
    assert_int_equal(cue_count(&cues.list[1], &t), 2); /* five in a row are two pairs */
    assert_int_equal(cue_count(&cues.list[2], &t), 0); /* cut off by the end */
    tokens_done(&t);
}

static void recall_and_precision_count_the_lesser_of_said_and_heard(void **state)
{
    (void)state;
    static struct bench_cues cues;
    read_cues("that must\nyou need to\n", &cues);
    struct cue_tally tally = {0};
    struct tokens said = tokens_of("that must hurt that must sting you need to go");
    struct tokens heard = tokens_of("that must hurt you need to go you need to go");
    cues_tally(&cues, &said, &heard, &tally);
    assert_int_equal(tally.said, 3);
    assert_int_equal(tally.heard, 3);
    assert_int_equal(tally.same, 2);
    /* in another reply: what is too much here never makes up for what was missed there */
    struct tokens silence = tokens_of("");
    cues_tally(&cues, &silence, &heard, &tally);
    assert_int_equal(tally.said, 3);
    assert_int_equal(tally.heard, 6);
    assert_int_equal(tally.same, 2);
    tokens_done(&said);
    tokens_done(&heard);
    tokens_done(&silence);
}

static void confidence_is_binned_and_its_error_weighed_by_words(void **state)
{
    (void)state;
    struct trust t;
    trust_init(&t, 0.5);
    assert_true(isnan(trust_error(&t)));
    trust_add(&t, 0.0, false);
    trust_add(&t, 0.05, false);
    trust_add(&t, 0.5, true); /* a bin's lower end is its own, and no doubt */
    trust_add(&t, 0.95, true);
    trust_add(&t, 1.0, false);
    trust_add(&t, -0.1, true);
    trust_add(&t, 1.1, true);
    trust_add(&t, (double)NAN, true);
    assert_int_equal(t.words, 5);
    assert_int_equal(t.wrong, 3);
    assert_int_equal(t.count[0], 2);
    assert_int_equal(t.count[5], 1);
    assert_int_equal(t.count[9], 2);
    assert_int_equal(t.right[9], 1);
    assert_int_equal(t.doubted, 2);
    assert_int_equal(t.doubted_wrong, 2);
    /* (|0.05 - 0| + |0.5 - 1| + |1.95 - 1|) / 5 */
    assert_true(fabs(trust_error(&t) - 1.5 / 5.0) < EXACT);
}

#define LIST                                                                                       \
    "file\tid\tsource\tstyle\ttranscript\n"                                                        \
    "a.wav\ta\tone\tread\tThat must be hard.\n"                                                    \
    "b.wav\tb\ttwo\tread\tso you need to\n"                                                        \
    "c.wav\tc\ttwo\tfree\tnever heard\n"

#define RECORDS                                                                                    \
    "clip\tb\t2.0\t0.5\t0.25\t100\t30\t-20\t1\twhole\n"                                            \
    "word\tb\t0.1\t0.2\t0.3\t0.7\tyou\t-\t0\n"                                                     \
    "word\tb\t0.2\t0.3\t0.9\t0.7\tneed\t-\t0\n"                                                    \
    "word\tb\t0.3\t0.4\t0.9\t0.7\tto\t-\t0\n"                                                      \
    "word\tb\t0.4\t0.5\t0.1\t0.7\tgo\t-\t0\n"                                                      \
    "clip\ta\t4.0\t1.0\t0.75\t120\t-\t-\t1\tlost\n"                                                \
    "word\ta\t0.1\t0.2\t0.8\t0.7\tthat\t-\t0\n"                                                    \
    "word\ta\t0.2\t0.3\t0.8\t0.7\tmust\t-\t0\n"                                                    \
    "word\ta\t0.4\t0.5\t0.2\t0.7\tcard\t-\t0\n"

#define ALIGNMENT                                                                                  \
    "<SPEAKER id=\"clip\">\n"                                                                      \
    "<PATH id=\"(clip-0)\" word_cnt=\"4\" sequence=\"0\">\n"                                       \
    "C,\"that\",\"that\":C,\"must\",\"must\":D,\"be\",:S,\"hard\",\"card\"\n"                      \
    "</PATH>\n"                                                                                    \
    "<PATH id=\"(clip-1)\" word_cnt=\"4\" sequence=\"1\">\n"                                       \
    "D,\"so\",:C,\"you\",\"you\":C,\"need\",\"need\":C,\"to\",\"to\":I,,\"go\"\n"                  \
    "</PATH>\n"

static bool read_all(const char *alignment, struct bench_clips *clips)
{
    char list[32], records[32], aligned[32];
    write_file(list, LIST);
    write_file(records, RECORDS);
    write_file(aligned, alignment);
    assert_true(clips_read(list, clips));
    assert_true(clips_read_hearing(records, clips, OURS));
    FILE *file = fopen(aligned, "r");
    assert_non_null(file);
    bool good = sclite_read(file, clips, OURS);
    (void)fclose(file);
    (void)remove(list);
    (void)remove(records);
    (void)remove(aligned);
    return good;
}

static void an_alignment_says_which_heard_words_are_right(void **state)
{
    (void)state;
    struct bench_clips clips;
    assert_true(read_all(ALIGNMENT, &clips));
    const struct hearing *a = &clips.list[0].by[OURS], *b = &clips.list[1].by[OURS];
    assert_int_equal(a->substituted + 10 * a->deleted + 100 * a->inserted, 11);
    assert_int_equal(b->substituted + 10 * b->deleted + 100 * b->inserted, 110);
    assert_int_equal(a->heard.list[1].right, 1);
    assert_int_equal(a->heard.list[2].right, 0);
    assert_int_equal(b->heard.list[0].right, 1);
    assert_int_equal(b->heard.list[3].right, 0);
    assert_true(b->heard.list[3].confidence == 0.1);
    assert_false(clips.list[2].by[OURS].there);
    clips_done(&clips);
}

static void an_alignment_of_other_words_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "", /* no clip at all */
        "<PATH id=\"(clip-0)\" word_cnt=\"4\" sequence=\"0\">\n"
        "C,\"that\",\"that\":C,\"must\",\"must\":D,\"be\",:S,\"hard\",\"card\"\n",
        "<PATH id=\"(clip-0)\" word_cnt=\"4\" sequence=\"0\">\n"
        "C,\"that\",\"that\":C,\"must\",\"must\":D,\"be\",:S,\"hard\",\"cart\"\n",
        "<PATH id=\"(clip-0)\" word_cnt=\"4\" sequence=\"0\">\nC,\"that\",\"that\"\n",
        "<PATH id=\"(clip-7)\" word_cnt=\"4\" sequence=\"0\">\nC,\"that\",\"that\"\n",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct bench_clips clips;
        assert_false(read_all(wrong[i], &clips));
        clips_done(&clips);
    }
}

static void rows_sum_up_their_own_clips(void **state)
{
    (void)state;
    static struct bench_cues cues;
    struct bench_clips clips;
    char text[4096] = "";
    read_cues("must be\nyou need to\n", &cues);
    assert_true(read_all(ALIGNMENT, &clips));
    FILE *file = tmpfile();
    struct table_head head = {"clean", "test", false, true};
    table_write(file, &head, &clips, &cues);
    rewind(file);
    (void)fread(text, 1, sizeof text - 1, file);
    (void)fclose(file);
    /* two errors of four words, three heard, a quarter of a second for one */
    assert_non_null(strstr(text,
                           "clean\ttest\tsource\tone\t1\t4\t4\t0.5000\t-\t-\t0.7500\t-\t0.2500"
                           "\t-\t-\t0.750\t120\t-\t1\t0.0000\t-\t-\t-\t-\t1\n"));
    assert_non_null(strstr(text,
                           "clean\ttest\tsource\ttwo\t1\t4\t2\t0.5000\t-\t-\t1.0000\t-\t0.2500"
                           "\t-\t-\t0.250\t100\t-\t1\t1.0000\t-\t1.0000\t-\t30.00\t0\n"));
    assert_non_null(strstr(text,
                           "clean\ttest\tstyle\tfree\t0\t0\t0\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-"
                           "\t0\t-\t-\t-\t-\t-\t0\n"));
    assert_non_null(strstr(text, "clean\ttest\tall\ttest\t2\t8\t6\t0.5000\t-\t-\t0.8750\t-\t0.2500"
                                 "\t-\t-\t0.750\t120\t-\t2\t0.5000\t-\t1.0000\t-\t30.00\t1\n"));
    clips_done(&clips);
}

static void a_list_with_a_column_missing_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {"", "file\tid\tsource\ttranscript\n",
                                        "file\tid\tsource\tstyle\ttranscript\na\tb\tc\td\n",
                                        "file\tid\tsource\tstyle\ttranscript\na\t\tc\td\te\n"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char path[32];
        struct bench_clips clips;
        write_file(path, wrong[i]);
        assert_false(clips_read(path, &clips));
        clips_done(&clips);
        (void)remove(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spelling_alone_is_no_difference),
        cmocka_unit_test(a_word_keeps_its_time_and_confidence_when_it_is_split),
        cmocka_unit_test(a_word_too_long_is_cut_and_harms_nothing),
        cmocka_unit_test(cues_are_counted_where_all_their_words_follow_each_other),
        cmocka_unit_test(recall_and_precision_count_the_lesser_of_said_and_heard),
        cmocka_unit_test(confidence_is_binned_and_its_error_weighed_by_words),
        cmocka_unit_test(an_alignment_says_which_heard_words_are_right),
        cmocka_unit_test(an_alignment_of_other_words_is_refused),
        cmocka_unit_test(rows_sum_up_their_own_clips),
        cmocka_unit_test(a_list_with_a_column_missing_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
