/* The sums over all ways to cut and label, against a count of every single way. */
#include "moves/chain.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { TOKENS = 4 };

/* A reply of four tokens without features; the scores are thrown in afterwards. */
struct small {
    struct features features;
    size_t from[3][TOKENS + 2];
    unsigned char kinds[TOKENS];
    bool cuts[TOKENS];
    float values[TOKENS * CLAUSE_TOKENS_MAX * SPAN_VALUES];
    float weights[AT_ROWS];
    struct chain chain;
};

static double next_random(unsigned *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (double)(*seed >> 8) / 16777216.0;
}

static struct small *small_new(bool cut_before_two)
{
    unsigned seed = 3;
    struct small *s = calloc(1, sizeof *s);
    assert_non_null(s);
    for (size_t t = 0; t < TOKENS; t++) {
        s->cuts[t] = t != 2 || cut_before_two;
        s->kinds[t] = (unsigned char)(t % START_KINDS);
    }
    for (size_t i = AT_AFTER; i < AT_LAST; i++)
        s->weights[i] = (float)(2 * next_random(&seed) - 1);
    s->features = (struct features){.count = TOKENS,
                                    .inside = {.from = s->from[0]},
                                    .starts = {.from = s->from[1]},
                                    .ends = {.from = s->from[2]},
                                    .start_kind = s->kinds,
                                    .may_cut = s->cuts};
    assert_int_equal(chain_new(NULL, &s->features, s->values, s->weights, &s->chain), ERR_NONE);
    for (size_t i = 0; i < TOKENS * CLAUSE_TOKENS_MAX * LABEL_COUNT; i++) {
        if (!isinf(s->chain.score[i]))
            s->chain.score[i] = (float)(4 * next_random(&seed) - 2);
    }
    return s;
}

static void small_done(struct small *s)
{
    chain_done(&s->chain);
    free(s);
}

/* All ways, one by one. */
struct count {
    double by_end[SO_FAR_COUNT];
    double with_span; /* those that have the clause from token 1 to 3 as empathy */
    double best[SO_FAR_COUNT];
};

static void count_ways(const struct small *s, size_t first, int before, enum so_far so_far,
                       double log_p, bool has_span, struct count *out)
{
    if (first == TOKENS) {
        out->by_end[so_far] += exp(log_p);
        out->with_span += has_span ? exp(log_p) : 0;
        out->best[so_far] = fmax(out->best[so_far], log_p);
        return;
    }
    for (size_t end = first + 1; end <= TOKENS; end++) {
        if (end < TOKENS && !s->cuts[end])
            continue;
        for (int y = 0; y < LABEL_COUNT; y++) {
            double score = (double)s->chain.score[span_at(first, end) + (size_t)y] +
                           (double)s->weights[weight_after(s->kinds[first], before, y)];
            bool span = has_span || (first == 1 && end == 3 && y == MOVE_EMPATHY);
            count_ways(s, end, y, so_far_after(so_far, y), log_p + score, span, out);
        }
    }
}

static void count_all(const struct small *s, struct count *out)
{
    *out = (struct count){.with_span = 0};
    for (int k = 0; k < SO_FAR_COUNT; k++)
        out->best[k] = -(double)INFINITY;
    count_ways(s, 0, LABEL_NONE, SO_FAR_NOTHING, 0, false, out);
}

static double total(const struct count *c, unsigned ends)
{
    double sum = 0;
    for (int k = 0; k < SO_FAR_COUNT; k++)
        sum += (ends >> k & 1) != 0 ? c->by_end[k] : 0;
    return sum;
}

static void sums_are_those_of_all_ways(void **state)
{
    (void)state;
    for (int cut = 0; cut < 2; cut++) {
        struct small *s = small_new(cut == 1);
        struct count c;
        struct pass p;
        count_all(s, &c);
        assert_int_equal(chain_pass(&s->chain, NULL, EVERY_END, true, &p), ERR_NONE);
        double all = total(&c, EVERY_END);
        assert_true(fabs(p.log_sum - log(all)) < 1e-9);
        for (int k = 0; k < SO_FAR_COUNT; k++)
            assert_true(fabs(p.by_end[k] - c.by_end[k] / all) < 1e-9);
        assert_true(fabs(p.share[span_at(1, 3) + MOVE_EMPATHY] - c.with_span / all) < 1e-9);
        double begins = 0; /* some clause begins with the first token, in every way */
        for (size_t end = 1; end <= TOKENS; end++) {
            for (int y = 0; y < LABEL_COUNT; y++)
                begins += p.share[span_at(0, end) + (size_t)y];
        }
        assert_true(fabs(begins - 1) < 1e-9);
        pass_done(&p);
        small_done(s);
    }
}

static void sums_can_be_held_to_a_verdict(void **state)
{
    (void)state;
    struct small *s = small_new(true);
    struct count c;
    count_all(s, &c);
    for (int v = VERDICT_EMPATHY_FIRST; v < VERDICT_COUNT; v++) {
        struct pass p;
        unsigned ends = ends_of_verdict((enum verdict)v);
        assert_int_equal(chain_pass(&s->chain, NULL, ends, true, &p), ERR_NONE);
        assert_true(fabs(p.log_sum - log(total(&c, ends))) < 1e-9);
        pass_done(&p);
    }
    small_done(s);
}

static void what_is_not_permitted_is_not_summed(void **state)
{
    (void)state;
    struct small *s = small_new(true);
    label_set allowed[TOKENS * CLAUSE_TOKENS_MAX] = {0};
    allowed[span_at(0, 2) / LABEL_COUNT] = 1U << MOVE_EMPATHY;
    allowed[span_at(2, 4) / LABEL_COUNT] = 1U << MOVE_ADVICE;
    struct pass p;
    assert_int_equal(chain_pass(&s->chain, allowed, EVERY_END, false, &p), ERR_NONE);
    assert_true(fabs(p.by_end[SO_FAR_E_THEN_D] - 1) < 1e-12);
    pass_done(&p);
    unsigned never = ends_of_verdict(VERDICT_ADVICE_FIRST);
    assert_int_equal(chain_pass(&s->chain, allowed, never, true, &p), ERR_NONE);
    assert_true(isinf(p.log_sum));
    pass_done(&p);
    struct labelled way[TOKENS];
    size_t count;
    assert_int_equal(chain_best(&s->chain, allowed, never, way, &count), ERR_INPUT);
    small_done(s);
}

static void the_best_way_is_the_best_of_all(void **state)
{
    (void)state;
    struct small *s = small_new(true);
    struct count c;
    count_all(s, &c);
    for (int k = 0; k < SO_FAR_COUNT; k++) {
        struct labelled way[TOKENS];
        size_t count;
        int before = LABEL_NONE;
        enum so_far so_far = SO_FAR_NOTHING;
        double value = 0;
        assert_int_equal(chain_best(&s->chain, NULL, 1U << k, way, &count), ERR_NONE);
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(way[i].first, i > 0 ? way[i - 1].end : 0);
            value +=
                (double)s->chain.score[span_at(way[i].first, way[i].end) + (size_t)way[i].label] +
                (double)s->weights[weight_after(s->kinds[way[i].first], before, way[i].label)];
            so_far = so_far_after(so_far, way[i].label);
            before = way[i].label;
        }
        assert_int_equal(way[count - 1].end, TOKENS);
        assert_int_equal(so_far, k);
        assert_true(fabs(value - c.best[k]) < 1e-5);
    }
    small_done(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_are_those_of_all_ways),
        cmocka_unit_test(sums_can_be_held_to_a_verdict),
        cmocka_unit_test(what_is_not_permitted_is_not_summed),
        cmocka_unit_test(the_best_way_is_the_best_of_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
