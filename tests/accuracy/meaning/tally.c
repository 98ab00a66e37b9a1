#include "accuracy/meaning/tally.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double share(size_t part, size_t of)
{
    return of > 0 ? (double)part / (double)of : (double)NAN;
}

static bool is_first(enum verdict verdict)
{
    return verdict == VERDICT_EMPATHY_FIRST || verdict == VERDICT_ADVICE_FIRST;
}

/* The move that most words of a true clause were read as. */
static void tally_clauses(struct tally *t, const struct reply *reply, const struct moves *m)
{
    size_t votes[MOVE_COUNT] = {0};
    size_t c = 0;
    for (size_t i = 0; i < reply->words.count; i++) {
        while (c + 1 < m->clause_count && m->clauses[c + 1].first_word <= i)
            c++;
        votes[m->clauses[c].move]++;
        if (i + 1 < reply->words.count && reply->clause_of[i + 1] == reply->clause_of[i])
            continue;
        size_t best = 0;
        for (size_t v = 1; v < MOVE_COUNT; v++) {
            if (votes[v] > votes[best])
                best = v;
        }
        t->clauses[reply->moves[reply->clause_of[i]]][best]++;
        memset(votes, 0, sizeof votes);
    }
}

/* By the scoring rules, from the true labels. */
static enum outcome true_outcome(const struct reply *reply)
{
    struct clause *clauses = calloc(reply->clause_count + 1, sizeof *clauses);
    if (clauses == NULL)
        exit(3);
    for (size_t i = 0; i < reply->clause_count; i++)
        clauses[i].move = reply->moves[i];
    enum outcome outcome =
        moves_outcome(reply->verdict, clauses, reply->clause_count, reply->expects);
    free(clauses);
    return outcome;
}

static void tally_outcome(struct tally *t, const struct reply *reply, const struct moves *shown)
{
    if (shown->verdict == VERDICT_UNCLEAR || shown->verdict == VERDICT_TOO_SHORT)
        return;
    t->outcomes++;
    t->outcomes_right += shown->outcome == true_outcome(reply);
}

static double mean_heard(const struct reply *reply)
{
    double sum = 0;
    for (size_t i = 0; i < reply->words.count; i++)
        sum += reply->words.list[i].confidence;
    return sum / (double)reply->words.count;
}

void tally_reply(struct tally *t, const struct reply *reply, const struct moves *shown,
                 enum verdict guess, double confidence, double took_ms)
{
    t->total_ms += took_ms;
    t->total_words += (double)reply->words.count;
    if (took_ms > t->slowest_ms) {
        t->slowest_ms = took_ms;
        t->words_of_slowest = (double)reply->words.count;
    }
    if (shown->clause_count > 0)
        tally_clauses(t, reply, shown);
    if (reply->verdict == VERDICT_TOO_SHORT) {
        t->too_short++;
        t->too_short_found += shown->verdict == VERDICT_TOO_SHORT;
        return;
    }
    if (t->count == TALLY_REPLIES_MAX)
        exit(3);
    bool right = guess == reply->verdict;
    double heard = mean_heard(reply);
    t->least_heard = t->count == 0 ? heard : fmin(t->least_heard, heard);
    t->list[t->count++] = (struct verdict_read){reply, guess, confidence, heard, right};
    t->verdicts[reply->verdict][guess]++;
    bool unclear = shown->verdict == VERDICT_UNCLEAR || shown->verdict == VERDICT_TOO_SHORT;
    t->unclear += unclear;
    t->right_answered += !unclear && right;
    tally_outcome(t, reply, shown);
}

static int surest_first(const void *a, const void *b)
{
    double x = ((const struct verdict_read *)a)->confidence;
    double y = ((const struct verdict_read *)b)->confidence;
    return (x < y) - (x > y);
}

static void line(const char *name, double value)
{
    printf("  %-44s %.3f\n", name, value);
}

/* F1 of the moves in a set, taken as one. */
static double f1(const struct tally *t, move_set family)
{
    size_t both = 0, read = 0, truth = 0;
    for (int a = 0; a < MOVE_COUNT; a++) {
        for (int b = 0; b < MOVE_COUNT; b++) {
            bool is = (family & MOVE_BIT(a)) != 0;
            bool says = (family & MOVE_BIT(b)) != 0;
            both += is && says ? t->clauses[a][b] : 0;
            truth += is ? t->clauses[a][b] : 0;
            read += says ? t->clauses[a][b] : 0;
        }
    }
    return truth + read > 0 ? 2.0 * (double)both / (double)(truth + read) : (double)NAN;
}

static void print_verdict_lines(const struct tally *t)
{
    size_t right = 0, surest = 0, firsts = 0, swapped = 0, hollow = 0, praised = 0;
    size_t most = t->count * 4 / 5;
    for (size_t i = 0; i < t->count; i++) {
        const struct verdict_read *v = &t->list[i];
        enum verdict truth = v->reply->verdict;
        bool false_empathy = truth == VERDICT_FALSE_EMPATHY;
        right += v->right;
        surest += v->right && i < most;
        firsts += is_first(truth);
        swapped += is_first(truth) && is_first(v->guess) && !v->right;
        hollow += false_empathy;
        praised += false_empathy &&
                   (v->guess == VERDICT_EMPATHY_FIRST || v->guess == VERDICT_EMPATHY_ONLY);
    }
    line("verdict right, all answered", share(right, t->count));
    line("verdict right, the surest four fifths", share(surest, most));
    line("left unclear by the program", share(t->unclear, t->count));
    line("verdict right where it answers", share(t->right_answered, t->count - t->unclear));
    line("empathy_first and advice_first swapped", share(swapped, firsts));
    line("false empathy praised as empathy", share(praised, hollow));
    line("outcome right where it answers", share(t->outcomes_right, t->outcomes));
}

void tally_print(struct tally *t, const char *set, const char *way)
{
    size_t clauses = 0, right = 0;
    for (int a = 0; a < MOVE_COUNT; a++) {
        for (int b = 0; b < MOVE_COUNT; b++) {
            clauses += t->clauses[a][b];
            right += a == b ? t->clauses[a][b] : 0;
        }
    }
    qsort(t->list, t->count, sizeof *t->list, surest_first);
    printf("%s, %s: %zu replies, %zu clauses\n", set, way, t->count, clauses);
    print_verdict_lines(t);
    line("clause right", share(right, clauses));
    line("directive F1 (advice, expectation, command)",
         f1(t, MOVE_BIT(MOVE_ADVICE) | MOVE_BIT(MOVE_EXPECTATION) | MOVE_BIT(MOVE_COMMAND)));
    for (int m = 0; m < MOVE_COUNT; m++) {
        char name[64];
        (void)snprintf(name, sizeof name, "%s F1", move_name((enum move)m));
        line(name, f1(t, MOVE_BIT(m)));
    }
    if (t->too_short > 0)
        line("too short, and said so", share(t->too_short_found, t->too_short));
    printf("  %-44s %.2f (%.0f words), mean %.2f a minute of 160 words\n", "slowest reply, ms",
           t->slowest_ms, t->words_of_slowest, 160 * t->total_ms / t->total_words);
}

static void print_verdict_table(const struct tally *t)
{
    printf("  verdicts, true in rows, read in columns\n    %-15s", "");
    for (int v = VERDICT_EMPATHY_FIRST; v < VERDICT_COUNT; v++)
        printf("%15s", verdict_name((enum verdict)v));
    for (int a = VERDICT_EMPATHY_FIRST; a < VERDICT_COUNT; a++) {
        printf("\n    %-15s", verdict_name((enum verdict)a));
        for (int b = VERDICT_EMPATHY_FIRST; b < VERDICT_COUNT; b++)
            printf("%15zu", t->verdicts[a][b]);
    }
    printf("\n");
}

static void print_move_table(const struct tally *t)
{
    printf("  clauses, true in rows, read in columns, in the order of the rows\n");
    for (int a = 0; a < MOVE_COUNT; a++) {
        printf("    %-16s", move_name((enum move)a));
        for (int b = 0; b < MOVE_COUNT; b++)
            printf("%6zu", t->clauses[a][b]);
        printf("\n");
    }
}

/* How often right, by something between 0 and 1; the expected calibration error of it. */
static double print_bins(const struct tally *t, const char *title, bool by_hearing)
{
    size_t all[TALLY_BINS] = {0}, right[TALLY_BINS] = {0};
    double sums[TALLY_BINS] = {0}, error = 0;
    for (size_t i = 0; i < t->count; i++) {
        double value = by_hearing ? t->list[i].heard : t->list[i].confidence;
        size_t bin = (size_t)fmin(TALLY_BINS - 1, value * TALLY_BINS);
        all[bin]++;
        right[bin] += t->list[i].right;
        sums[bin] += value;
    }
    printf("  %s, how often right, how many\n", title);
    for (size_t b = 0; b < TALLY_BINS; b++) {
        if (all[b] == 0)
            continue;
        double mean = sums[b] / (double)all[b];
        printf("    %.2f  %.2f  %zu\n", mean, share(right[b], all[b]), all[b]);
        error += fabs(mean - share(right[b], all[b])) * (double)all[b] / (double)t->count;
    }
    return error;
}

void tally_print_tables(const struct tally *t)
{
    print_verdict_table(t);
    print_move_table(t);
    double error = print_bins(t, "how sure", false);
    line("expected calibration error", error);
    if (t->count > 0 && t->least_heard < 1)
        (void)print_bins(t, "how well heard", true);
}
