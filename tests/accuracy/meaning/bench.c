/* moves-bench [--model FILE] [--name NAME] [--worst N] [--quiet] FILE...
 *
 * How often verdicts and moves are right on labelled replies (assets/language/README.md has the
 * form of the files). Typed replies are read in three ways: with the true cuts, with their marks
 * and cuts of the program's own, and as talk without marks or silences; recognised ones as they
 * are. */
#include "accuracy/meaning/tally.h"
#include "moves/explain.h"
#include "moves/verdict.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum way { TRUE_CUTS, OWN_CUTS, NO_MARKS, FROM_SOUND, WAY_COUNT };
static const char *const way_names[] = {"typed, true cuts", "typed, own cuts",
                                        "without marks or silences", "from sound"};

struct options {
    const char *model, *name;
    size_t worst;
    bool quiet;
};

/* Of this process: what others do on the machine is not its fault. */
static double cpu_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void must(enum err err)
{
    if (err == ERR_NONE)
        return;
    (void)fputs("moves-bench: out of memory\n", stderr);
    exit(3);
}

/* The words as that way hands them over. */
static struct words hand_over(const struct reply *reply, enum way way)
{
    struct words words;
    words_init(&words);
    for (size_t i = 0; i < reply->words.count; i++) {
        struct word word = reply->words.list[i];
        if (way == NO_MARKS)
            word.mark = 0;
        must(words_add(&words, &word));
    }
    return words;
}

/* For each token whether a true clause begins there. */
static bool *true_cuts(const struct reply *reply, const struct tokens *tokens)
{
    bool *cuts = calloc(tokens->count + 1, sizeof *cuts);
    must(cuts != NULL ? ERR_NONE : ERR_MEMORY);
    for (size_t t = 0; t < tokens->count; t++)
        cuts[t] = t == 0 || reply->clause_of[tokens->list[t].word] !=
                                reply->clause_of[tokens->list[t - 1].word];
    return cuts;
}

/* The likeliest verdict under what is shown. */
static enum verdict guess(const struct moves_model *model, const struct words *words,
                          const struct moves_prompt *prompt, const bool *cuts, double *confidence)
{
    struct reading reading;
    struct findings found;
    must(reading_open(&model->basics, words, prompt, &reading));
    must(findings_new(model, &reading, cuts, &found));
    enum verdict verdict = found.verdict;
    *confidence = found.confidence;
    findings_done(&found);
    reading_done(&reading);
    return verdict;
}

static void read_reply(const struct moves_model *model, const struct reply *reply, enum way way,
                       struct tally *t)
{
    const struct moves_prompt prompt = {.caption = reply->prompt, .expects = reply->expects};
    struct words words = hand_over(reply, way);
    struct moves moves;
    bool *cuts = NULL;
    double confidence;
    if (way == TRUE_CUTS) {
        struct reading reading;
        must(reading_open(&model->basics, &words, &prompt, &reading));
        cuts = true_cuts(reply, &reading.tokens);
        reading_done(&reading);
    }
    moves_init(&moves);
    double begin_ms = cpu_ms();
    must(moves_read_cut(model, &words, &prompt, NAN, cuts, &moves));
    double took_ms = cpu_ms() - begin_ms;
    enum verdict verdict = guess(model, &words, &prompt, cuts, &confidence);
    tally_reply(t, reply, &moves, verdict, confidence, took_ms);
    moves_done(&moves);
    words_done(&words);
    free(cuts);
}

static void show_clause(const struct reply *reply, const struct clause *c)
{
    printf("      %-15s %.2f ", move_name(c->move), c->confidence);
    for (size_t w = c->first_word; w < c->first_word + c->word_count; w++)
        printf(" %s", reply->words.list[w].text);
    printf("\n        true:");
    for (size_t w = c->first_word; w < c->first_word + c->word_count; w++) {
        if (w == c->first_word || reply->clause_of[w] != reply->clause_of[w - 1])
            printf(" %s", move_name(reply->moves[reply->clause_of[w]]));
    }
    printf("; %s\n", c->why);
}

/* The most confident mistakes, with their evidence. */
static void show_worst(const struct moves_model *model, const struct tally *t, enum way way,
                       size_t most)
{
    for (size_t i = 0; i < t->count && most > 0; i++) {
        const struct verdict_read *v = &t->list[i];
        if (v->right)
            continue;
        const struct moves_prompt prompt = {.caption = v->reply->prompt,
                                            .expects = v->reply->expects};
        struct words words = hand_over(v->reply, way);
        struct moves moves;
        moves_init(&moves);
        must(moves_read(model, &words, &prompt, NAN, &moves));
        printf("    %s, line %d: %s, read as %s (%.2f)\n", v->reply->situation, v->reply->line,
               verdict_name(v->reply->verdict), verdict_name(v->guess), v->confidence);
        for (size_t c = 0; c < moves.clause_count; c++)
            show_clause(v->reply, &moves.clauses[c]);
        moves_done(&moves);
        words_done(&words);
        most--;
    }
}

static void run(const struct moves_model *model, const struct replies *replies,
                const struct options *o, enum way way)
{
    struct tally *t = calloc(1, sizeof *t);
    must(t != NULL ? ERR_NONE : ERR_MEMORY);
    for (size_t i = 0; i < replies->count; i++) {
        const struct reply *reply = &replies->list[i];
        if (reply->words.count > 0 && reply_heard(reply) == (way == FROM_SOUND))
            read_reply(model, reply, way, t);
    }
    if (t->count > 0) {
        tally_print(t, o->name, way_names[way]);
        if (!o->quiet)
            tally_print_tables(t);
        if (way == OWN_CUTS || way == FROM_SOUND)
            show_worst(model, t, way, o->worst);
    }
    free(t);
}

static int usage(void)
{
    (void)fputs("usage: moves-bench [--model FILE] [--name NAME] [--worst N] [--quiet] FILE...\n",
                stderr);
    return 2;
}

int main(int argc, char **argv)
{
    struct options o = {.model = "assets/language/moves.model", .name = "replies"};
    struct replies replies = {0};
    struct moves_model *model = NULL;
    struct diag why = {.text = ""};
    int first = 1;
    for (; first < argc && strncmp(argv[first], "--", 2) == 0; first++) {
        bool last = first + 1 == argc;
        if (strcmp(argv[first], "--quiet") == 0)
            o.quiet = true;
        else if (!last && strcmp(argv[first], "--model") == 0)
            o.model = argv[++first];
        else if (!last && strcmp(argv[first], "--name") == 0)
            o.name = argv[++first];
        else if (!last && strcmp(argv[first], "--worst") == 0)
            o.worst = (size_t)atoi(argv[++first]);
        else
            return usage();
    }
    if (first == argc)
        return usage();
    if (moves_model_load(o.model, &model, &why) != ERR_NONE) {
        (void)fprintf(stderr, "%s\n", why.text);
        return 3;
    }
    for (int i = first; i < argc; i++)
        replies_read(&replies, argv[i]);
    for (int way = 0; way < WAY_COUNT; way++)
        run(model, &replies, &o, (enum way)way);
    replies_done(&replies);
    moves_model_free(model);
    return 0;
}
