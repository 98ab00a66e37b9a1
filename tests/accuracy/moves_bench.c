/* moves-bench [TRUTH.jsonl] [--quiet]: how often verdicts and moves are right on labelled replies.
 *
 * Four ways to hand over the same words: `cut` (a full stop behind every true clause), `spoken`
 * (no marks, the true pauses), `stripped` (neither marks nor pauses), and `misheard` (as spoken,
 * with 30 % of the words lost or replaced, seeded). A line of the file has "transcript", "verdict"
 * and "clauses" [{text, move, pause_after_s}], and may have "caption" and "expects"; without a
 * caption it is looked up in scenarios/<scenario>/scenario.yaml beside the file. */
#include "moves/moves.h"

#include <jansson.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum mode { CUT, SPOKEN, STRIPPED, MISHEARD, MODE_COUNT };
static const char *const mode_names[] = {"cut", "spoken", "stripped", "misheard"};

enum { LINE_MAX_BYTES = 1 << 16, CAPTION_MAX = 2000, PERCENT_MISHEARD = 30, BINS = 10 };

/* What a misheard word becomes: common words, as a recogniser would guess. */
static const char *const mishearings[] = {"the",  "and", "in",   "him",   "there",  "would",
                                          "one",  "of",  "for",  "were",  "than",   "house",
                                          "made", "its", "time", "again", "people", "under"};

struct tally {
    size_t replies, right, unclear;
    size_t words, words_right;
    size_t clauses, clauses_right;
    size_t praised; /* false empathy taken for real */
    double slowest_ms;
    size_t swapped;                                /* empathy_first and advice_first mixed up */
    size_t answered[BINS], answered_right[BINS];   /* by confidence, in tenths */
    size_t verdicts[VERDICT_COUNT][VERDICT_COUNT]; /* [true][read] */
    size_t moves[MOVE_COUNT][MOVE_COUNT];          /* words, [true][read] */
};

/* A reply as it is handed over, with the true clause of each word. */
struct reply {
    struct words words;
    size_t *clause_of; /* owned, one for each word */
    double clock_s;
};

static unsigned next_random(unsigned *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 16;
}

static void fail(const char *what)
{
    (void)fprintf(stderr, "moves-bench: %s\n", what);
    exit(3);
}

/* Adds one word of true clause `clause` in the given mode. */
static void add_word(struct reply *reply, const struct word *from, enum mode mode, size_t clause,
                     unsigned *seed)
{
    struct word word = *from;
    word.mark = 0;
    double length_s = 0.12 + 0.04 * (double)strlen(word.text);
    double start_s = reply->clock_s;
    reply->clock_s += length_s;
    if (mode == SPOKEN || mode == MISHEARD) {
        word.start_s = start_s;
        word.end_s = reply->clock_s;
    }
    if (mode == MISHEARD) {
        unsigned dice = next_random(seed) % 100;
        if (dice < PERCENT_MISHEARD / 3)
            return;
        word.confidence = 0.8;
        if (dice < PERCENT_MISHEARD) {
            size_t pick = next_random(seed) % (sizeof mishearings / sizeof *mishearings);
            (void)snprintf(word.text, sizeof word.text, "%s", mishearings[pick]);
            word.confidence = 0.5;
        }
    }
    size_t *grown = realloc(reply->clause_of, (reply->words.count + 1) * sizeof *reply->clause_of);
    if (grown == NULL || words_add(&reply->words, &word) != ERR_NONE)
        fail("out of memory");
    reply->clause_of = grown;
    reply->clause_of[reply->words.count - 1] = clause;
}

static void build(struct reply *reply, const json_t *clauses, enum mode mode, unsigned seed)
{
    *reply = (struct reply){0};
    words_init(&reply->words);
    for (size_t index = 0; index < json_array_size(clauses); index++) {
        const json_t *clause = json_array_get(clauses, index);
        struct words words;
        words_init(&words);
        const char *text = json_string_value(json_object_get(clause, "text"));
        if (text == NULL || words_from_text(&words, text, NULL) != ERR_NONE)
            fail("a clause without readable text");
        for (size_t i = 0; i < words.count; i++)
            add_word(reply, &words.list[i], mode, index, &seed);
        if (mode == CUT && reply->words.count > 0)
            reply->words.list[reply->words.count - 1].mark = '.';
        reply->clock_s += json_number_value(json_object_get(clause, "pause_after_s"));
        words_done(&words);
    }
}

static void reply_done(struct reply *reply)
{
    words_done(&reply->words);
    free(reply->clause_of);
}

static enum verdict verdict_from_name(const char *name)
{
    for (int v = 0; v < VERDICT_COUNT; v++) {
        if (name != NULL && strcmp(name, verdict_name((enum verdict)v)) == 0)
            return (enum verdict)v;
    }
    fail("a reply without a known verdict");
    return VERDICT_UNCLEAR;
}

static enum move true_move(const json_t *clauses, size_t clause)
{
    enum move move = MOVE_OTHER;
    const char *name = json_string_value(json_object_get(json_array_get(clauses, clause), "move"));
    if (name == NULL || !move_from_name(name, &move))
        fail("a clause without a known move");
    return move;
}

/* Each word has the move of the clause that holds it; a true clause has what most of it has. */
static void tally_words(const struct reply *reply, const json_t *clauses, const struct moves *m,
                        struct tally *tally)
{
    size_t votes[MOVE_COUNT] = {0};
    size_t c = 0;
    for (size_t i = 0; i < reply->words.count; i++) {
        while (c + 1 < m->clause_count && m->clauses[c + 1].first_word <= i)
            c++;
        enum move read = m->clauses[c].move;
        enum move truth = true_move(clauses, reply->clause_of[i]);
        tally->words++;
        tally->words_right += read == truth;
        tally->moves[truth][read]++;
        votes[read]++;
        if (i + 1 < reply->words.count && reply->clause_of[i + 1] == reply->clause_of[i])
            continue;
        size_t best = 0;
        for (size_t v = 1; v < MOVE_COUNT; v++) {
            if (votes[v] > votes[best])
                best = v;
        }
        tally->clauses++;
        tally->clauses_right += best == (size_t)truth;
        memset(votes, 0, sizeof votes);
    }
}

static void show(const char *id, enum verdict truth, const struct reply *reply,
                 const struct moves *m)
{
    printf("  %s: truth %s, read %s (%.2f) %s\n", id, verdict_name(truth), verdict_name(m->verdict),
           m->confidence, m->why);
    for (size_t i = 0; i < m->clause_count; i++) {
        const struct clause *c = &m->clauses[i];
        printf("    %-15s %.2f  ", move_name(c->move), c->confidence);
        for (size_t w = c->first_word; w < c->first_word + c->word_count; w++)
            printf("%s ", reply->words.list[w].text);
        printf("[%s]\n", c->why);
    }
}

static void tally_verdict(enum verdict truth, const struct moves *m, struct tally *tally)
{
    enum verdict read = m->verdict;
    size_t bin = (size_t)fmin(BINS - 1, m->confidence * BINS);
    if (read != VERDICT_UNCLEAR && read != VERDICT_TOO_SHORT) {
        tally->answered[bin]++;
        tally->answered_right[bin] += read == truth;
    }
    tally->replies++;
    tally->right += read == truth;
    tally->unclear += read == VERDICT_UNCLEAR || read == VERDICT_TOO_SHORT;
    tally->verdicts[truth][read]++;
    tally->praised += truth == VERDICT_FALSE_EMPATHY &&
                      (read == VERDICT_EMPATHY_FIRST || read == VERDICT_EMPATHY_ONLY);
    tally->swapped += (truth == VERDICT_EMPATHY_FIRST && read == VERDICT_ADVICE_FIRST) ||
                      (truth == VERDICT_ADVICE_FIRST && read == VERDICT_EMPATHY_FIRST);
}

/* A crude reader: the caption block of the first turn. Good for tests/data alone. */
static void find_caption(const char *truth_path, const char *scenario, char *out)
{
    char path[1024];
    const char *slash = strrchr(truth_path, '/');
    int folder = slash != NULL ? (int)(slash - truth_path) : 0;
    (void)snprintf(path, sizeof path, "%.*s%sscenarios/%s/scenario.yaml", folder, truth_path,
                   slash != NULL ? "/" : "", scenario);
    for (char *p = path + folder + 1; *p != '\0'; p++) {
        if (*p == '_')
            *p = '-';
    }
    FILE *file = fopen(path, "r");
    out[0] = '\0';
    if (file == NULL)
        return;
    char line[1024];
    bool inside = false;
    while (fgets(line, sizeof line, file) != NULL) {
        if (strstr(line, "caption:") != NULL) {
            inside = true;
            continue;
        }
        if (inside && strstr(line, "expects:") != NULL)
            break;
        if (inside && strlen(out) + strlen(line) < CAPTION_MAX)
            strcat(out, line);
    }
    (void)fclose(file);
}

static move_set read_expects(const json_t *line)
{
    move_set expects = 0;
    const json_t *list = json_object_get(line, "expects");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *name = json_array_get(list, i);
        enum move move;
        if (json_is_string(name) && move_from_name(json_string_value(name), &move))
            expects |= MOVE_BIT(move);
    }
    return expects;
}

static double now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void run_line(const json_t *line, const char *path, enum mode mode, bool quiet,
                     struct tally *tally)
{
    char caption[CAPTION_MAX + 1];
    const char *id = json_string_value(json_object_get(line, "id"));
    const char *given = json_string_value(json_object_get(line, "caption"));
    const char *scenario = json_string_value(json_object_get(line, "scenario"));
    if (given == NULL)
        find_caption(path, scenario != NULL ? scenario : "", caption);
    struct moves_prompt prompt = {.caption = given != NULL ? given : caption,
                                  .expects = read_expects(line)};
    const json_t *clauses = json_object_get(line, "clauses");
    struct reply reply;
    build(&reply, clauses, mode, (unsigned)(tally->replies * 7919u + 1));
    struct moves m;
    moves_init(&m);
    double begin_ms = now_ms();
    if (moves_read(&reply.words, &prompt, (double)NAN, &m) != ERR_NONE)
        fail("out of memory");
    tally->slowest_ms = fmax(tally->slowest_ms, now_ms() - begin_ms);
    enum verdict truth = verdict_from_name(json_string_value(json_object_get(line, "verdict")));
    tally_verdict(truth, &m, tally);
    if (m.clause_count > 0)
        tally_words(&reply, clauses, &m, tally);
    if (m.verdict != truth && !quiet)
        show(id != NULL ? id : "?", truth, &reply, &m);
    moves_done(&m);
    reply_done(&reply);
}

static double share(size_t part, size_t of)
{
    return of > 0 ? (double)part / (double)of : 0;
}

static void print_reliability(const struct tally *t)
{
    printf("  confidence: right of answered");
    for (int b = 0; b < BINS; b++) {
        if (t->answered[b] > 0)
            printf("  .%d: %zu of %zu", b, t->answered_right[b], t->answered[b]);
    }
    printf("\n");
}

static void print_verdicts(const struct tally *t)
{
    printf("  verdicts (true: read)\n");
    for (int v = 0; v < VERDICT_COUNT; v++) {
        size_t count = 0;
        for (int r = 0; r < VERDICT_COUNT; r++)
            count += t->verdicts[v][r];
        if (count == 0)
            continue;
        printf("    %-14s", verdict_name((enum verdict)v));
        for (int r = 0; r < VERDICT_COUNT; r++) {
            if (t->verdicts[v][r] > 0)
                printf(" %s %zu", verdict_name((enum verdict)r), t->verdicts[v][r]);
        }
        printf("\n");
    }
}

static void print_moves(const struct tally *t)
{
    printf("  words by move (rows true, columns read, in the order of the rows)\n");
    for (int m = 0; m < MOVE_COUNT; m++) {
        printf("    %-16s", move_name((enum move)m));
        for (int r = 0; r < MOVE_COUNT; r++)
            printf("%5zu", t->moves[m][r]);
        printf("\n");
    }
}

static void run(const char *path, enum mode mode, bool quiet)
{
    FILE *file = fopen(path, "r");
    if (file == NULL)
        fail("the truth file can't be opened");
    static char line[LINE_MAX_BYTES];
    struct tally tally = {0};
    printf("== %s\n", mode_names[mode]);
    while (fgets(line, sizeof line, file) != NULL) {
        json_t *object = json_loads(line, 0, NULL);
        if (object == NULL)
            fail("a line is no JSON");
        run_line(object, path, mode, quiet, &tally);
        json_decref(object);
    }
    (void)fclose(file);
    printf("  replies %zu, verdict right %.3f, unclear %.3f, right where answered %.3f\n",
           tally.replies, share(tally.right, tally.replies), share(tally.unclear, tally.replies),
           share(tally.right, tally.replies - tally.unclear));
    printf("  clauses right %.3f (of %zu), words right %.3f\n",
           share(tally.clauses_right, tally.clauses), tally.clauses,
           share(tally.words_right, tally.words));
    printf("  false empathy praised %zu, empathy_first and advice_first swapped %zu, slowest %.1f "
           "ms\n",
           tally.praised, tally.swapped, tally.slowest_ms);
    print_reliability(&tally);
    print_verdicts(&tally);
    print_moves(&tally);
}

int main(int argc, char **argv)
{
    const char *path = "tests/data/replies/truth.jsonl";
    bool quiet = false;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--quiet") == 0)
            quiet = true;
        else
            path = argv[i];
    }
    for (int mode = 0; mode < MODE_COUNT; mode++)
        run(path, (enum mode)mode, quiet);
    return 0;
}
