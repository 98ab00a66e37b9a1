/* Lattices whose answer can be worked out by hand, and many small ones that are checked against all
 * their paths. */
#include "words/consensus.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

static struct consensus_word heard[CONSENSUS_WORDS_MAX];
static size_t count;

static void decide(struct lattice_arc *arcs, size_t arc_count, size_t nodes)
{
    struct lattice lattice = {.arcs = arcs, .count = arc_count, .nodes = nodes};
    assert_int_equal(consensus(&lattice, heard, &count), ERR_NONE);
}

static void assert_words(const char *expected)
{
    char text[64] = "";
    for (size_t i = 0; i < count; i++)
        text[i] = (char)heard[i].word;
    text[count] = '\0';
    assert_string_equal(text, expected);
}

static void assert_near(double value, double wanted)
{
    assert_true(fabs(value - wanted) < 1e-4);
}

static void nothing_was_heard(void **state)
{
    (void)state;
    decide(NULL, 0, 0);
    assert_int_equal(count, 0);
    struct lattice_arc silence = {.from = 0, .to = 1, .probability = 1.0};
    decide(&silence, 1, 2);
    assert_int_equal(count, 0);
}

static void one_path(void **state)
{
    (void)state;
    struct lattice_arc arcs[] = {{0, 1, 0, 0, 10, 1.0},
                                 {1, 2, 'a', 10, 30, 1.0},
                                 {2, 3, 'b', 40, 20, 1.0},
                                 {3, 4, 0, 60, 5, 1.0}};
    decide(arcs, 4, 5);
    assert_words("ab");
    assert_near(heard[0].start_frame, 10.0);
    assert_near(heard[0].end_frame, 40.0);
    assert_near(heard[0].probability, 1.0);
    assert_near(heard[1].start_frame, 40.0);
    assert_near(heard[1].end_frame, 60.0);
}

/* "abc" is likeliest with .4, but "d" is at the end of all others. */
static void the_likeliest_sentence_may_be_wrong(void **state)
{
    (void)state;
    struct lattice_arc arcs[] = {{0, 1, 'a', 0, 10, 0.4},  {0, 2, 'x', 0, 10, 0.3},
                                 {0, 3, 'y', 0, 12, 0.3},  {1, 4, 'b', 10, 10, 0.4},
                                 {2, 5, 'b', 10, 10, 0.3}, {3, 5, 'b', 12, 8, 0.3},
                                 {4, 6, 'c', 20, 10, 0.4}, {5, 6, 'd', 20, 10, 0.6}};
    decide(arcs, 8, 7);
    assert_words("abd");
    assert_near(heard[0].probability, 0.4);
    assert_near(heard[1].probability, 1.0);
    assert_near(heard[1].start_frame, 0.7 * 10.0 + 0.3 * 12.0);
    assert_near(heard[1].end_frame, 20.0);
    assert_near(heard[2].probability, 0.6);
    assert_near(heard[0].rival_probability, 0.3); /* 'x' or 'y' */
    assert_int_equal(heard[1].rival, 0);
    assert_near(heard[1].rival_probability, 0.0);
    assert_int_equal(heard[2].rival, 'c');
    assert_near(heard[2].rival_probability, 0.4);
}

/* One hardly likely enough to be told, one not, and silence, which is no word. */
static void a_rival_is_told_when_it_is_likely_enough(void **state)
{
    (void)state;
    struct lattice_arc arcs[] = {{0, 1, 'a', 0, 10, 0.94},  {0, 1, 'b', 0, 10, 0.06},
                                 {1, 2, 'c', 10, 10, 0.96}, {1, 2, 'd', 10, 10, 0.04},
                                 {2, 3, 'e', 20, 10, 0.7},  {2, 3, 0, 20, 10, 0.3}};
    decide(arcs, 6, 4);
    assert_words("ace");
    assert_int_equal(heard[0].rival, 'b');
    /* A little of it is taken to be a word beside the one that won. */
    assert_true(fabs(heard[0].rival_probability - 0.06) < 1e-3);
    assert_int_equal(heard[1].rival, 0);
    assert_int_equal(heard[2].rival, 0);
}

static void a_word_that_most_paths_lack_is_left_out(void **state)
{
    (void)state;
    struct lattice_arc arcs[] = {{0, 1, 'a', 0, 10, 1.0},
                                 {1, 2, 'b', 10, 5, 0.45},
                                 {1, 2, 0, 10, 5, 0.55},
                                 {2, 3, 'c', 15, 10, 1.0}};
    decide(arcs, 4, 4);
    assert_words("ac");
}

/* The likeliest path is "a", but six in ten say something and then "b". */
static void a_word_that_most_paths_have_is_put_in(void **state)
{
    (void)state;
    struct lattice_arc arcs[] = {{0, 1, 'a', 0, 10, 0.35},  {0, 2, 'x', 0, 10, 0.33},
                                 {0, 3, 'y', 0, 10, 0.32},  {1, 4, 0, 10, 10, 0.35},
                                 {2, 4, 'b', 10, 10, 0.33}, {3, 4, 'b', 10, 10, 0.32}};
    decide(arcs, 6, 5);
    assert_words("ab");
    assert_near(heard[1].probability, 0.65);
}

/* The likeliest path, .48, says "b", all others "c"; once with .52 in all, once with .6. */
static void a_word_that_is_hardly_likelier_does_not_break_a_sentence(void **state)
{
    (void)state;
    struct lattice_arc arcs[] = {{0, 1, 'a', 0, 10, 0.48}, {0, 2, 'a', 0, 12, 0.26},
                                 {0, 3, 'a', 0, 14, 0.26}, {1, 4, 'b', 10, 10, 0.48},
                                 {2, 4, 'c', 12, 8, 0.26}, {3, 4, 'c', 14, 6, 0.26}};
    decide(arcs, 6, 5);
    assert_words("ab");
    arcs[0].probability = arcs[3].probability = 0.4;
    for (int i = 1; i < 6; i++)
        if (i != 3)
            arcs[i].probability = 0.3;
    decide(arcs, 6, 5);
    assert_words("ac");
}

static void more_words_than_there_is_room_for(void **state)
{
    (void)state;
    static struct lattice_arc arcs[CONSENSUS_WORDS_MAX + 9];
    size_t arc_count = sizeof arcs / sizeof *arcs;
    for (size_t i = 0; i < arc_count; i++)
        arcs[i] = (struct lattice_arc){(int)i, (int)i + 1, 'a', (int)i, 1, 1.0};
    decide(arcs, arc_count, arc_count + 1);
    assert_int_equal(count, CONSENSUS_WORDS_MAX);
}

/* All sentences of a lattice with layers, each with its probability. */
enum { LAYERS = 4, WIDTH = 3, PATHS = 81 };

struct sentences {
    char text[PATHS][LAYERS + 1];
    double probability[PATHS];
};

static double draw(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) / 16777216.0;
}

/* One arc of each layer at a time; letters are few, so that sentences share them. */
static void make(uint32_t *seed, struct lattice_arc arcs[LAYERS * WIDTH], struct sentences *all)
{
    for (int layer = 0; layer < LAYERS; layer++) {
        double weight[WIDTH], sum = 0.0;
        for (int i = 0; i < WIDTH; i++)
            sum += weight[i] = 0.05 + draw(seed);
        for (int i = 0; i < WIDTH; i++) {
            int letter = (int)(8 * draw(seed));
            arcs[layer * WIDTH + i] = (struct lattice_arc){
                layer, layer + 1, letter == 0 ? 0 : 'a' + letter, 10 * layer, 10, weight[i] / sum};
        }
    }
    for (int path = 0; path < PATHS; path++) {
        int rest = path, length = 0;
        all->probability[path] = 1.0;
        for (int layer = 0; layer < LAYERS; layer++, rest /= WIDTH) {
            const struct lattice_arc *arc = &arcs[layer * WIDTH + rest % WIDTH];
            all->probability[path] *= arc->probability;
            if (arc->word != 0)
                all->text[path][length++] = (char)arc->word;
        }
        all->text[path][length] = '\0';
    }
}

static int distance(const char *a, const char *b)
{
    int row[LAYERS + 2];
    for (int j = 0; b[j] != '\0' || j == 0; j++)
        row[j] = j;
    row[strlen(b)] = (int)strlen(b);
    for (int i = 0; a[i] != '\0'; i++) {
        int diagonal = row[0];
        row[0] = i + 1;
        for (int j = 0; b[j] != '\0'; j++) {
            int keep = diagonal + (a[i] != b[j]);
            diagonal = row[j + 1];
            int gap = (row[j] < row[j + 1] ? row[j] : row[j + 1]) + 1;
            row[j + 1] = keep < gap ? keep : gap;
        }
    }
    return row[strlen(b)];
}

static double expected_errors(const struct sentences *all, const char *text)
{
    double errors = 0.0;
    for (int path = 0; path < PATHS; path++)
        errors += all->probability[path] * distance(all->text[path], text);
    return errors;
}

/* What is made least is a bound above the errors, and words that are hardly likelier change
 * nothing: the best is not found every time. */
static void fewer_errors_than_the_likeliest(void **state)
{
    (void)state;
    uint32_t seed = 7;
    int worse = 0, rounds = 300;
    double errors = 0.0, usual = 0.0, least = 0.0;
    for (int round = 0; round < rounds; round++) {
        struct lattice_arc arcs[LAYERS * WIDTH];
        struct sentences all;
        make(&seed, arcs, &all);
        decide(arcs, LAYERS * WIDTH, LAYERS + 1);
        assert_in_range(count, 0, LAYERS);
        char text[LAYERS + 1] = "";
        for (size_t i = 0; i < count; i++)
            text[i] = (char)heard[i].word;
        double mine = expected_errors(&all, text), best = HUGE_VAL;
        int likeliest = 0;
        for (int path = 0; path < PATHS; path++) {
            best = fmin(best, expected_errors(&all, all.text[path]));
            if (all.probability[path] > all.probability[likeliest])
                likeliest = path;
        }
        double likely = expected_errors(&all, all.text[likeliest]);
        worse += mine > likely + 1e-9;
        errors += mine;
        usual += likely;
        least += best;
    }
    assert_int_equal(worse, 0);
    assert_true(usual > least + 10.0);
    assert_true(errors < usual - 0.2 * (usual - least));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_was_heard),
        cmocka_unit_test(one_path),
        cmocka_unit_test(the_likeliest_sentence_may_be_wrong),
        cmocka_unit_test(a_rival_is_told_when_it_is_likely_enough),
        cmocka_unit_test(a_word_that_most_paths_lack_is_left_out),
        cmocka_unit_test(a_word_that_most_paths_have_is_put_in),
        cmocka_unit_test(a_word_that_is_hardly_likelier_does_not_break_a_sentence),
        cmocka_unit_test(more_words_than_there_is_room_for),
        cmocka_unit_test(fewer_errors_than_the_likeliest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
