#include "command/shared.h"

#include "base/rate.h"
#include "sound/clip.h"

#include <getopt.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    OPTION_JSON = SHARED_LONG_OPTIONS,
    OPTION_SCENARIO,
    OPTION_TURN,
    OPTION_PICTURE,
    OPTION_MICROPHONE
};

int shared_fail(enum err err, const struct diag *why)
{
    if (why->line > 0)
        fprintf(stderr, "sayback: %s (line %d)\n", why->text, why->line);
    else
        fprintf(stderr, "sayback: %s\n", why->text[0] != '\0' ? why->text : "Not enough memory.");
    return err == ERR_INPUT ? STATUS_REFUSED : STATUS_FAILED;
}

int shared_usage(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("sayback: ", stderr);
    vfprintf(stderr, format, arguments);
    fputs("\nTry: sayback --help\n", stderr);
    va_end(arguments);
    return STATUS_USAGE;
}

static int check_operands(const struct shared_options *o, const char *command, const char *what,
                          unsigned wants, bool many)
{
    if (o->operand_count == 0 && (wants & SHARED_OPTIONAL) == 0)
        return shared_usage("%s needs %s.", command, what);
    if (o->operand_count > 1 && !many)
        return shared_usage("%s takes one operand, %s; \"%s\" is too much.", command, what,
                            o->operands[1]);
    return STATUS_DONE;
}

int shared_unknown_option(const char *command, char **argv)
{
    /* getopt leaves a letter in optopt; for a long option it's 0, or the option's own value where
     * "=..." follows one that takes none. Letters may come several in one word. */
    if (optopt > 0 && optopt < SHARED_LONG_OPTIONS)
        return shared_usage("%s does not know the option -%c.", command, optopt);
    return shared_usage("%s does not know the option %s.", command, argv[optind - 1]);
}

static const char *name_of(const struct option *all, int value)
{
    while (all->val != value)
        all++;
    return all->name;
}

/* What a command must take, so that the option is one of its own. */
static unsigned needs_of(int option)
{
    switch (option) {
    case OPTION_JSON:
        return SHARED_JSON;
    case OPTION_PICTURE:
        return SHARED_PICTURE;
    case OPTION_MICROPHONE:
        return SHARED_MICROPHONE;
    default:
        return SHARED_SCENARIO;
    }
}

/* Where the value of an option goes. */
static const char **value_of(struct shared_options *o, int option)
{
    switch (option) {
    case OPTION_SCENARIO:
        return &o->scenario;
    case OPTION_TURN:
        return &o->turn;
    case OPTION_MICROPHONE:
        return &o->microphone;
    default:
        return &o->picture;
    }
}

int shared_read_options(int argc, char **argv, unsigned wants, const char *what, bool many,
                        struct shared_options *out)
{
    static const struct option all[] = {{"json", no_argument, NULL, OPTION_JSON},
                                        {"scenario", required_argument, NULL, OPTION_SCENARIO},
                                        {"turn", required_argument, NULL, OPTION_TURN},
                                        {"picture", required_argument, NULL, OPTION_PICTURE},
                                        {"microphone", required_argument, NULL, OPTION_MICROPHONE},
                                        {NULL, 0, NULL, 0}};
    struct shared_options o = {.json = false};
    int option;
    opterr = 0;
    optind = 1;
    while ((option = getopt_long(argc, argv, ":", all, NULL)) != -1) {
        if (option == ':')
            return shared_usage("%s needs a value.", argv[optind - 1]);
        if (option == '?')
            return shared_unknown_option(argv[0], argv);
        if ((wants & needs_of(option)) == 0)
            return shared_usage("%s does not know the option --%s.", argv[0], name_of(all, option));
        if (option == OPTION_JSON)
            o.json = true;
        else
            *value_of(&o, option) = optarg;
    }
    o.operands = argv + optind;
    o.operand_count = argc - optind;
    int status = check_operands(&o, argv[0], what, wants, many);
    if (status != STATUS_DONE)
        return status;
    if ((wants & SHARED_SCENARIO) != 0 && o.scenario == NULL)
        return shared_usage("%s needs --scenario DIR, the pack that is answered.", argv[0]);
    *out = o;
    return STATUS_DONE;
}

void shared_print_problems(const struct problems *problems)
{
    for (size_t i = 0; i < problems->count; i++) {
        const struct problem *p = &problems->list[i];
        const char *kind = p->warning ? "warning" : "error";
        if (p->line > 0)
            fprintf(stderr, "%s:%d: %s: %s\n", p->file, p->line, kind, p->text);
        else
            fprintf(stderr, "%s: %s: %s\n", p->file, kind, p->text);
    }
    if (problems->dropped > 0)
        fprintf(stderr, "sayback: %zu more problems are not shown.\n", problems->dropped);
}

static int unknown_turn(const struct scenario *s, const char *turn)
{
    fprintf(stderr, "sayback: %s has no turn \"%s\"; it has", s->name, turn);
    for (size_t i = 0; i < s->turn_count; i++)
        if (s->turns[i].ending == NULL)
            fprintf(stderr, " %s", s->turns[i].name);
    fputs(".\n", stderr);
    return STATUS_REFUSED;
}

static int find_turn(const struct scenario *s, const char *turn, int *index)
{
    int found = turn != NULL ? scenario_turn_index(s, turn) : s->start;
    if (found < 0)
        return unknown_turn(s, turn);
    if (s->turns[found].ending != NULL) {
        fprintf(stderr, "sayback: The turn \"%s\" of %s is an ending: nobody answers it.\n", turn,
                s->name);
        return STATUS_REFUSED;
    }
    *index = found;
    return STATUS_DONE;
}

int shared_load_scenario(const char *dir, const char *turn, struct scenario **out, int *turn_index)
{
    struct problems problems;
    problems_init(&problems);
    struct scenario *scenario = NULL;
    enum err err = scenario_load(dir, &scenario, &problems);
    shared_print_problems(&problems);
    problems_done(&problems);
    if (err != ERR_NONE)
        return err == ERR_INPUT ? STATUS_REFUSED : STATUS_FAILED;
    int status = find_turn(scenario, turn, turn_index);
    if (status != STATUS_DONE) {
        scenario_free(scenario);
        return status;
    }
    *out = scenario;
    return STATUS_DONE;
}

/* The rep's own pace, from the turn's clip; unknown when there is none. */
static double prompt_rate(const struct scenario *scenario, int turn)
{
    if (scenario == NULL || scenario->turns[turn].audio == NULL)
        return NAN;
    struct clip clip;
    clip_init(&clip);
    double rate = NAN;
    const struct scenario_turn *t = &scenario->turns[turn];
    if (clip_load(t->audio, CLIP_PROMPT_MAX_S, RATE_HZ, &clip, NULL) == ERR_NONE)
        rate = engine_prompt_rate(clip.samples, clip.count);
    clip_done(&clip);
    return rate;
}

static enum err hear(struct engine *engine, const struct engine_task *task, const struct clip *clip,
                     struct card *card, struct diag *why)
{
    enum err err = engine_begin(engine, task);
    if (err == ERR_NONE)
        err = engine_push(engine, clip->samples, clip->count);
    if (err == ERR_NONE)
        err = engine_finish(engine);
    while (err == ERR_NONE && !engine_ready(engine))
        engine_poll(engine, 1000);
    if (err == ERR_NONE && engine_recogniser(engine) == RECOGNISER_FAILED)
        return diag_set(why, ERR_SYSTEM, 0, "%s", engine_recogniser_why(engine));
    if (err == ERR_NONE)
        err = engine_card(engine, 0.0, card);
    return err == ERR_NONE ? err : diag_set(why, err, 0, "Not enough memory for this reply.");
}

int shared_hear_reply(const char *path, const struct scenario *scenario, int turn,
                      struct card *card)
{
    struct diag why = {.text = ""};
    struct clip clip;
    clip_init(&clip);
    enum err err = clip_load(path, ENGINE_REPLY_MAX_S, RATE_HZ, &clip, &why);
    struct engine *engine = NULL;
    const struct recogniser_config config = {.thorough = true};
    if (err == ERR_NONE)
        err = engine_new(&config, &engine, &why);
    if (err == ERR_NONE) {
        struct engine_task task = {
            .scenario = scenario, .turn = turn, .prompt_rate = prompt_rate(scenario, turn)};
        err = hear(engine, &task, &clip, card, &why);
    }
    engine_free(engine);
    clip_done(&clip);
    return err == ERR_NONE ? STATUS_DONE : shared_fail(err, &why);
}

int shared_print(char *text)
{
    if (text == NULL) {
        fputs("sayback: Not enough memory to print the result.\n", stderr);
        return STATUS_FAILED;
    }
    (void)fputs(text, stdout); /* a failure is found when main flushes the stream */
    free(text);
    return STATUS_DONE;
}
