/* Single clauses and whole replies, written for these tests, against the moves and verdicts that a
 * person would give them. */
#include "moves/moves.h"
#include "moves/taught.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TEXT_MAX = 1000 };

/* What the cases of a file are said in answer to. */
struct context {
    char caption[TEXT_MAX];
    move_set expects;
};

static move_set expects_from(char *names)
{
    move_set expects = 0;
    for (char *name = strtok(names, " "); name != NULL; name = strtok(NULL, " ")) {
        enum move move;
        assert_true(move_from_name(name, &move));
        expects |= MOVE_BIT(move);
    }
    return expects;
}

static void read_case(const char *text, const struct context *context, struct moves *m)
{
    struct words words;
    words_init(&words);
    assert_int_equal(words_from_text(&words, text, NULL), ERR_NONE);
    struct moves_prompt prompt = {.caption = context->caption, .expects = context->expects};
    moves_init(m);
    assert_int_equal(taught_read(&words, &prompt, (double)NAN, m), ERR_NONE);
    words_done(&words);
}

/* The move that most of the words are in. */
static enum move main_move(const struct moves *m)
{
    size_t words[MOVE_COUNT] = {0};
    size_t best = 0;
    for (size_t i = 0; i < m->clause_count; i++)
        words[m->clauses[i].move] += m->clauses[i].word_count;
    for (size_t i = 1; i < MOVE_COUNT; i++) {
        if (words[i] > words[best])
            best = i;
    }
    return (enum move)best;
}

static bool clause_is_right(char *label, const char *text, const struct context *context)
{
    struct moves m;
    enum move expected;
    assert_true(move_from_name(label, &expected));
    read_case(text, context, &m);
    enum move read = main_move(&m);
    if (read != expected) {
        print_message("%s, read as %s: %s\n", label, move_name(read), text);
        for (size_t i = 0; i < m.clause_count; i++)
            print_message("    %s %.2f: %s\n", move_name(m.clauses[i].move),
                          m.clauses[i].confidence, m.clauses[i].why);
    }
    moves_done(&m);
    return read == expected;
}

static bool reply_is_right(char *label, const char *text, const struct context *context)
{
    struct moves m;
    char *verdict = strtok(label, " ");
    const char *outcome = strtok(NULL, " ");
    read_case(text, context, &m);
    size_t length = strcspn(verdict, "?");
    bool unclear_will_do = verdict[length] == '?' && m.verdict == VERDICT_UNCLEAR;
    verdict[length] = '\0';
    bool right = (unclear_will_do || strcmp(verdict_name(m.verdict), verdict) == 0) &&
                 (outcome == NULL || strcmp(outcome_name(m.outcome), outcome) == 0);
    if (!right) {
        print_message("%s %s, read as %s %s (%s): %s\n", verdict, outcome != NULL ? outcome : "",
                      verdict_name(m.verdict), outcome_name(m.outcome), m.why, text);
        for (size_t i = 0; i < m.clause_count; i++)
            print_message("    %s %.2f (%zu): %s\n", move_name(m.clauses[i].move),
                          m.clauses[i].confidence, m.clauses[i].word_count, m.clauses[i].why);
    }
    moves_done(&m);
    return right;
}

typedef bool (*case_check)(char *label, const char *text, const struct context *context);

/* Runs all cases of a file; returns how many are wrong and counts them in *count. */
static size_t run_file(const char *path, case_check is_right, size_t *count)
{
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    struct context context = {0};
    char line[2 * TEXT_MAX];
    size_t wrong = 0;
    *count = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        char *tab = strchr(line, '\t');
        if (line[0] == '@') {
            (void)snprintf(context.caption, sizeof context.caption, "%.*s", TEXT_MAX - 1, line + 2);
            context.expects = 0;
        } else if (strncmp(line, "expects ", 8) == 0) {
            context.expects = expects_from(line + 8);
        } else if (tab != NULL) {
            *tab = '\0';
            wrong += !is_right(line, tab + 1, &context);
            ++*count;
        }
    }
    (void)fclose(file);
    return wrong;
}

static void reads_most_clauses_as_a_person_would(void **state)
{
    (void)state;
    size_t count;
    size_t wrong = run_file("tests/moves/clauses.txt", clause_is_right, &count);
    print_message("%zu of %zu clauses are read otherwise\n", wrong, count);
    assert_true(count >= 150);
    assert_true(wrong * 100 <= count * 15); /* a clause alone, without its reply, is hard */
}

static void gives_most_replies_the_verdict_a_person_would(void **state)
{
    (void)state;
    size_t count;
    size_t wrong = run_file("tests/moves/replies.txt", reply_is_right, &count);
    print_message("%zu of %zu replies are read otherwise\n", wrong, count);
    assert_true(count >= 100);
    assert_true(wrong * 100 <= count * 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_most_clauses_as_a_person_would),
        cmocka_unit_test(gives_most_replies_the_verdict_a_person_would),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
