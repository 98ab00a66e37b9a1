/* Any bytes as scenario.yaml: no crash, no leak, and what the room's headers promise. */
#include "base/utf8.h"
#include "fuzz/fuzz.h"
#include "scenario/pack.h"
#include "scenario/syntax.h"
#include "scenario/text.h"

#include <string.h>

static void check_text(const char *text, int strict)
{
    FUZZ_PROMISE(text != NULL);
    FUZZ_PROMISE(utf8_valid(text, strlen(text)));
    FUZZ_PROMISE(!text_has_control(text, strlen(text), strict));
}

static void check_problems(const struct problems *p, int lines)
{
    size_t errors = 0;
    FUZZ_PROMISE(p->count <= PROBLEMS_MAX);
    FUZZ_PROMISE(p->dropped == 0 || p->count == PROBLEMS_MAX);
    for (size_t i = 0; i < p->count; i++) {
        const struct problem *one = &p->list[i];
        check_text(one->text, 1);
        FUZZ_PROMISE(one->text[0] != '\0');
        FUZZ_PROMISE(one->line >= 0 && one->line <= lines);
        errors += !one->warning;
    }
    FUZZ_PROMISE(p->dropped > 0 || p->errors == errors);
}

static void check_turn(const struct scenario *s, const struct scenario_turn *turn)
{
    check_text(turn->name, 1);
    check_text(turn->caption, 0);
    FUZZ_PROMISE(scenario_turn_index(s, turn->name) == turn - s->turns);
    FUZZ_PROMISE(turn->ending != NULL || turn->audio != NULL);
    FUZZ_PROMISE(turn->audio == NULL || strncmp(turn->audio, "pack/", 5) == 0);
    FUZZ_PROMISE(turn->audio == NULL || strstr(turn->audio, "/../") == NULL);
    FUZZ_PROMISE(turn->next[OUTCOME_AGAIN] == (turn->ending != NULL ? -1 : turn - s->turns));
    for (int o = OUTCOME_HEARD; o < OUTCOME_COUNT; o++) {
        FUZZ_PROMISE((turn->next[o] == -1) == (turn->ending != NULL));
        FUZZ_PROMISE(turn->next[o] < (int)s->turn_count);
    }
}

static void check_scenario(const struct scenario *s)
{
    const char *const texts[] = {s->dir, s->name, s->title, s->rep, s->role, s->situation, s->goal};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        check_text(texts[i], 0);
    FUZZ_PROMISE(s->title[0] != '\0' && s->rep[0] != '\0');
    FUZZ_PROMISE(s->difficulty >= 1 && s->difficulty <= 3);
    FUZZ_PROMISE(s->turn_count >= 2 && s->turn_count <= SCENARIO_TURNS_MAX);
    FUZZ_PROMISE(s->start >= 0 && (size_t)s->start < s->turn_count);
    FUZZ_PROMISE(s->turns[s->start].ending == NULL);
    FUZZ_PROMISE(s->vocabulary_count <= SCENARIO_VOCABULARY_MAX);
    for (size_t i = 0; i < s->vocabulary_count; i++)
        check_text(s->vocabulary[i], 1);
    for (size_t i = 0; i < s->turn_count; i++)
        check_turn(s, &s->turns[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct problems problems;
    problems_init(&problems);
    struct pack pack = {.dir = "pack", .file = "pack/scenario.yaml", .problems = &problems};
    enum err err = pack_parse(&pack, (const char *)data, size);
    FUZZ_PROMISE((err == ERR_NONE) == (pack.scenario != NULL));
    FUZZ_PROMISE(err != ERR_INPUT || problems.errors > 0);
    FUZZ_PROMISE(err == ERR_NONE || err == ERR_INPUT);
    check_problems(&problems, syntax_last_line((const char *)data, size));
    if (problems.errors == 0)
        check_scenario(pack.scenario);
    scenario_free(pack.scenario);
    problems_done(&problems);
    return 0;
}
