/* Verdicts on labelled spoken replies, through sound and through text, and the wait after the last
 * word.
 *
 *   replies-bench [--realtime] [TRUTH.jsonl [SOUND_DIR [SCENARIOS_DIR]]]
 *
 * --realtime feeds each reply at the speed at which it was spoken, as the microphone does, and
 * times from the end of speech to the card; without it the waits mean nothing and are not printed.
 * For one core: taskset -c 0 replies-bench. Prints a tab-separated line a reply and then the
 * figures. */
#include "base/rate.h"
#include "engine/engine.h"
#include "moves/moves.h"
#include "moves/taught.h"
#include "sound/clip.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { REPLIES_MAX = 2000, BLOCK = RATE_HZ / 20, PATH_SIZE = 1024 };

struct tally {
    size_t count, text_right, sound_right, sound_unclear, swapped, praised, outcomes, outcome_right;
    size_t confusion[VERDICT_COUNT][VERDICT_COUNT]; /* truth, through sound */
    double waits[REPLIES_MAX];
    size_t wait_count;
};

struct reply {
    const char *id, *verdict, *outcome, *turn, *transcript;
    char pack[PATH_SIZE], sound[PATH_SIZE];
    double speech_end_s;
};

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void sleep_until(double when_s)
{
    double left = when_s - now_s();
    if (left <= 0.0)
        return;
    struct timespec t = {.tv_sec = (time_t)left, .tv_nsec = (long)((left - floor(left)) * 1e9)};
    nanosleep(&t, NULL);
}

static bool read_reply(json_t *line, const char *sounds, const char *scenarios, struct reply *r)
{
    const char *scenario;
    if (json_unpack(line, "{s:s, s:s, s:s, s:s, s:s}", "id", &r->id, "verdict", &r->verdict, "turn",
                    &r->turn, "transcript", &r->transcript, "scenario", &scenario) != 0)
        return false;
    r->outcome = json_string_value(json_object_get(line, "outcome"));
    r->speech_end_s = json_number_value(json_object_get(line, "speech_end_s"));
    snprintf(r->sound, sizeof r->sound, "%s/%s.flac", sounds, r->id);
    int length = snprintf(r->pack, sizeof r->pack, "%s/%s", scenarios, scenario);
    for (char *p = r->pack + length - strlen(scenario); *p != '\0'; p++)
        if (*p == '_')
            *p = '-';
    return true;
}

static enum verdict text_verdict(const struct reply *r, const struct scenario *s, int turn)
{
    struct words words;
    struct moves moves;
    words_init(&words);
    moves_init(&moves);
    struct moves_prompt prompt = engine_prompt(s, turn);
    if (words_from_text(&words, r->transcript, NULL) != ERR_NONE ||
        taught_read(&words, &prompt, NAN, &moves) != ERR_NONE)
        exit(3);
    enum verdict verdict = moves.verdict;
    moves_done(&moves);
    words_done(&words);
    return verdict;
}

/* Pushes the reply and returns the seconds from its end to the card. */
static double hear(struct engine *engine, const struct reply *r, const struct engine_task *task,
                   bool realtime, struct card *card)
{
    struct clip clip;
    struct diag why = {.text = ""};
    clip_init(&clip);
    if (clip_load(r->sound, ENGINE_REPLY_MAX_S, RATE_HZ, &clip, &why) != ERR_NONE ||
        engine_begin(engine, task) != ERR_NONE) {
        fprintf(stderr, "%s: %s\n", r->id, why.text);
        exit(3);
    }
    /* The button is pressed as the last word ends: nothing after it helps. */
    size_t end = realtime ? (size_t)(r->speech_end_s * RATE_HZ) : clip.count;
    end = end > clip.count ? clip.count : end;
    double begin_s = now_s();
    for (size_t at = 0; at < end; at += BLOCK) {
        size_t count = end - at < BLOCK ? end - at : BLOCK;
        if (realtime)
            sleep_until(begin_s + (double)(at + count) / RATE_HZ);
        if (engine_push(engine, clip.samples + at, count) != ERR_NONE)
            exit(3);
        engine_poll(engine, 0);
    }
    double spoken_s = now_s();
    if (engine_finish(engine) != ERR_NONE)
        exit(3);
    while (!engine_ready(engine))
        engine_poll(engine, 5);
    if (engine_card(engine, 0.0, card) != ERR_NONE)
        exit(3);
    clip_done(&clip);
    return now_s() - spoken_s;
}

static enum verdict verdict_from(const char *name)
{
    for (int v = 0; v < VERDICT_COUNT; v++)
        if (strcmp(name, verdict_name((enum verdict)v)) == 0)
            return (enum verdict)v;
    fprintf(stderr, "unknown verdict %s\n", name);
    exit(1);
}

static void count_reply(struct tally *t, const struct reply *r, enum verdict text,
                        const struct card *card)
{
    enum verdict truth = verdict_from(r->verdict);
    enum verdict sound = card->moves.verdict;
    bool first = truth == VERDICT_EMPATHY_FIRST || truth == VERDICT_ADVICE_FIRST;
    t->count++;
    t->text_right += text == truth;
    t->sound_right += sound == truth;
    t->sound_unclear += sound == VERDICT_UNCLEAR;
    t->swapped += first && sound != truth &&
                  (sound == VERDICT_EMPATHY_FIRST || sound == VERDICT_ADVICE_FIRST);
    t->praised += truth == VERDICT_FALSE_EMPATHY &&
                  (sound == VERDICT_EMPATHY_FIRST || sound == VERDICT_EMPATHY_ONLY);
    t->confusion[truth][sound]++;
    if (r->outcome != NULL) {
        t->outcomes++;
        t->outcome_right += strcmp(r->outcome, outcome_name(card->moves.outcome)) == 0;
    }
}

static void run_line(struct engine *engine, json_t *line, const char *const dirs[2], bool realtime,
                     struct tally *t)
{
    struct reply r;
    struct problems problems;
    struct scenario *s = NULL;
    struct card card;
    problems_init(&problems);
    card_init(&card);
    if (!read_reply(line, dirs[0], dirs[1], &r) ||
        scenario_load(r.pack, &s, &problems) != ERR_NONE) {
        fprintf(stderr, "%s: no such reply or pack\n", r.pack);
        exit(1);
    }
    int turn = scenario_turn_index(s, r.turn);
    if (turn < 0)
        exit(1);
    struct engine_task task = {.scenario = s, .turn = turn, .prompt_rate = NAN};
    enum verdict text = text_verdict(&r, s, turn);
    double wait_s = hear(engine, &r, &task, realtime, &card);
    count_reply(t, &r, text, &card);
    if (realtime)
        t->waits[t->wait_count++] = wait_s;
    printf("%s\t%s\t%s\t%s\t%.2f", r.id, r.verdict, verdict_name(text),
           verdict_name(card.moves.verdict), card.moves.confidence);
    if (realtime)
        printf("\t%.2f", wait_s);
    printf("\n");
    card_done(&card);
    scenario_free(s);
    problems_done(&problems);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void print_figures(struct tally *t)
{
    double n = (double)t->count;
    printf("\ntruth in rows, through sound in columns\n%-15s", "");
    for (int v = 0; v < VERDICT_COUNT; v++)
        printf("%14s", verdict_name((enum verdict)v));
    for (int row = VERDICT_TOO_SHORT; row < VERDICT_COUNT; row++) {
        printf("\n%-15s", verdict_name((enum verdict)row));
        for (int v = 0; v < VERDICT_COUNT; v++)
            printf("%14zu", t->confusion[row][v]);
    }
    printf("\n\nverdict right through text   %.3f (%zu of %zu)\n", (double)t->text_right / n,
           t->text_right, t->count);
    printf("verdict right through sound  %.3f (%zu of %zu, %zu of them unclear)\n",
           (double)t->sound_right / n, t->sound_right, t->count, t->sound_unclear);
    size_t judged = t->count - t->sound_unclear;
    printf("  where it gave a verdict    %.3f (%zu of %zu)\n",
           judged > 0 ? (double)t->sound_right / (double)judged : 0.0, t->sound_right, judged);
    printf("first and first swapped      %zu\nfalse empathy praised        %zu\n", t->swapped,
           t->praised);
    if (t->outcomes > 0)
        printf("outcome right through sound  %.3f (%zu of %zu)\n",
               (double)t->outcome_right / (double)t->outcomes, t->outcome_right, t->outcomes);
    if (t->wait_count > 0) {
        qsort(t->waits, t->wait_count, sizeof *t->waits, by_size);
        printf("end of speech to card        median %.2f s, worst %.2f s\n",
               t->waits[t->wait_count / 2], t->waits[t->wait_count - 1]);
    }
}

static void print_memory(void)
{
    struct rusage own, children;
    getrusage(RUSAGE_SELF, &own);
    getrusage(RUSAGE_CHILDREN, &children); /* only of children that were waited for */
    printf("peak memory                  %ld MB here, %ld MB the recogniser\n",
           own.ru_maxrss / 1024, children.ru_maxrss / 1024);
}

int main(int argc, char **argv)
{
    bool realtime = argc > 1 && strcmp(argv[1], "--realtime") == 0;
    char **operands = argv + (realtime ? 2 : 1);
    int count = argc - (realtime ? 2 : 1);
    const char *truth = count > 0 ? operands[0] : "tests/data/replies/truth.jsonl";
    const char *dirs[2] = {count > 1 ? operands[1] : "tests/data/replies",
                           count > 2 ? operands[2] : "tests/data/replies/scenarios"};
    FILE *file = fopen(truth, "r");
    struct engine *engine = NULL;
    /* Given faster than it was spoken, a reply would seem to be far behind. */
    const struct recogniser_config config = {.thorough = !realtime};
    struct diag why = {.text = ""};
    if (file == NULL || engine_new(&config, &engine, &why) != ERR_NONE) {
        fprintf(stderr, "%s can't be read, or: %s\n", truth, why.text);
        return 1;
    }
    while (engine_recogniser(engine) == RECOGNISER_LOADING)
        engine_poll(engine, 100); /* as in a kiosk, where it was loaded long ago */
    static struct tally tally;
    char *line = NULL;
    size_t size = 0;
    printf("id\ttruth\ttext\tsound\tsure%s\n", realtime ? "\twait_s" : "");
    while (getline(&line, &size, file) > 0 && tally.count < REPLIES_MAX) {
        json_t *root = json_loads(line, 0, NULL);
        if (root != NULL)
            run_line(engine, root, dirs, realtime, &tally);
        json_decref(root);
        fflush(stdout);
    }
    free(line);
    fclose(file);
    engine_free(engine);
    print_figures(&tally);
    print_memory();
    return 0;
}
