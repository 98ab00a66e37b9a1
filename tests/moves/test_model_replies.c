/* The packs' own model replies: each must be heard, or the pack's author and the kiosk disagree. */
#include "moves/moves.h"

#include <dirent.h>
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

enum { TEXT_MAX = 2000 };

/* One turn as far as this test needs it. */
struct turn {
    char caption[TEXT_MAX];
    char model_reply[TEXT_MAX];
    move_set expects;
};

static size_t indent_of(const char *line)
{
    return strspn(line, " ");
}

static move_set expects_in(char *list)
{
    move_set expects = 0;
    for (char *name = strtok(list, " [],\n"); name != NULL; name = strtok(NULL, " [],\n")) {
        enum move move;
        if (move_from_name(name, &move))
            expects |= MOVE_BIT(move);
    }
    return expects;
}

static bool is_heard(const char *pack, const struct turn *turn)
{
    struct words words;
    struct moves m;
    words_init(&words);
    moves_init(&m);
    assert_int_equal(words_from_text(&words, turn->model_reply, NULL), ERR_NONE);
    struct moves_prompt prompt = {.caption = turn->caption, .expects = turn->expects};
    assert_int_equal(moves_read(&words, &prompt, (double)NAN, &m), ERR_NONE);
    bool heard = m.outcome == OUTCOME_HEARD;
    if (!heard) {
        print_message("%s: %s, %s: %s\n", pack, outcome_name(m.outcome), m.why, turn->model_reply);
        for (size_t i = 0; i < m.clause_count; i++)
            print_message("    %s %.2f (%zu words): %s\n", move_name(m.clauses[i].move),
                          m.clauses[i].confidence, m.clauses[i].word_count, m.clauses[i].why);
    }
    moves_done(&m);
    words_done(&words);
    return heard;
}

/* Adds a continued line of a block to `text`. */
static void append_line(char *text, const char *line)
{
    size_t length = strlen(text);
    (void)snprintf(text + length, TEXT_MAX - length, "%s", line + indent_of(line));
    text[strcspn(text, "\n")] = ' ';
}

/* Checks every turn of a pack, whose layout is that of the bundled ones: a block under a key is
 * indented deeper than the key. Returns how many turns are not heard. */
static size_t check_pack(const char *name, size_t *turns)
{
    char path[512];
    char line[1024];
    (void)snprintf(path, sizeof path, "scenarios/%s/scenario.yaml", name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    struct turn turn = {0};
    char *block = NULL;
    size_t wrong = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        if (indent_of(line) > 4 && block != NULL) {
            append_line(block, line);
            continue;
        }
        bool ended = block == turn.model_reply;
        block = NULL;
        if (ended) {
            ++*turns;
            wrong += !is_heard(name, &turn);
            turn = (struct turn){0};
        }
        if (strncmp(line, "    caption:", 12) == 0) {
            turn = (struct turn){0};
            block = turn.caption;
        } else if (strncmp(line, "    model_reply:", 16) == 0) {
            block = turn.model_reply;
        } else if (strncmp(line, "    expects:", 12) == 0) {
            turn.expects = expects_in(line + 12);
        }
    }
    (void)fclose(file);
    return wrong;
}

static void every_model_reply_of_the_packs_is_heard(void **state)
{
    (void)state;
    DIR *dir = opendir("scenarios");
    assert_non_null(dir);
    size_t turns = 0;
    size_t wrong = 0;
    for (struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
        if (strchr(entry->d_name, '.') == NULL) /* a folder, not README.md */
            wrong += check_pack(entry->d_name, &turns);
    }
    (void)closedir(dir);
    print_message("%zu of %zu model replies are not heard\n", wrong, turns);
    assert_true(turns >= 42);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_model_reply_of_the_packs_is_heard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
