#include "words/recogniser.h"

#include "base/rate.h"
#include "words/briefing.h"
#include "words/link.h"
#include "words/model.h"
#include "words/wire.h"

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    PATIENCE_MS = 20000,
    PATIENCE_PER_LENGTH = 3, /* a Pi 4 needs up to once a chunk's own length, in noise */
    FAILURES_MAX = 3,        /* children in a row that ended, the last before it was ready */
    DEATHS_MAX = 6,          /* children in a row that ended and had answered nothing */
    GRACE_END_MS = 300,      /* for a child to end by itself */
    GRACE_DEAD_MS = 50       /* for a child that closed its socket to become reapable */
};

/* A chunk that waits. Its samples stay here until it is sent. */
struct job {
    struct job *next;
    double start_s;
    size_t count;
    int16_t samples[];
};

/* The chunk that the child has. One at a time: when a child dies, exactly this one is lost. */
struct flight {
    bool busy;
    bool forgotten; /* of a reply before this one: its answer is thrown away */
    uint32_t sequence;
    double start_s;
    double length_s;
};

struct recogniser {
    char program[MODEL_PATH_MAX];
    char folder[MODEL_PATH_MAX];
    int patience_ms;
    enum recogniser_state state;
    struct diag why;
    struct link link;
    struct briefing briefing;
    int failures;
    struct job *first, *last;
    size_t waiting;
    struct flight flight;
    long since_ms; /* when the child was started or got its chunk */
    uint32_t sequence;
    struct words words;
    bool lost;
};

static long monotonic_ms(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool executable(const char *path)
{
    return access(path, X_OK) == 0;
}

/* Beside this program's own file, or where an installation puts it. */
static void find_program(char path[MODEL_PATH_MAX])
{
    static const char name[] = "sayback-recogniser";
    char own[MODEL_PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", own, sizeof own - 1);
    own[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(own, '/');
    if (slash == NULL) {
        (void)snprintf(path, MODEL_PATH_MAX, "%s", name);
        return;
    }
    *slash = '\0';
    static const char *const folders[] = {"", "../libexec/sayback/", NULL};
    for (size_t i = 0; folders[i] != NULL; i++) {
        int written = snprintf(path, MODEL_PATH_MAX, "%s/%s%s", own, folders[i], name);
        if (written > 0 && written < MODEL_PATH_MAX && executable(path))
            return;
    }
    (void)snprintf(path, MODEL_PATH_MAX, "%.*s/%s", MODEL_PATH_MAX - (int)sizeof name - 2, own,
                   name);
}

static void clear_jobs(struct recogniser *r)
{
    while (r->first != NULL) {
        struct job *next = r->first->next;
        free(r->first);
        r->first = next;
    }
    r->last = NULL;
    r->waiting = 0;
}

static void fail(struct recogniser *r)
{
    r->state = RECOGNISER_FAILED;
    if (r->waiting > 0)
        r->lost = true;
    clear_jobs(r);
}

static enum err start_child(struct recogniser *r)
{
    r->state = RECOGNISER_LOADING;
    r->since_ms = monotonic_ms();
    enum err err = link_start(&r->link, r->program, r->folder, &r->why);
    if (err != ERR_NONE)
        fail(r);
    return err;
}

static void describe_end(struct recogniser *r, int status, bool hung)
{
    char how[64];
    if (hung)
        (void)snprintf(how, sizeof how, "it hung");
    else if (status != -1 && WIFSIGNALED(status))
        (void)snprintf(how, sizeof how, "ended by signal %d", WTERMSIG(status));
    else if (status != -1 && WIFEXITED(status))
        (void)snprintf(how, sizeof how, "exit status %d", WEXITSTATUS(status));
    else
        (void)snprintf(how, sizeof how, "end unknown");
    (void)diag_set(&r->why, ERR_SYSTEM, 0,
                   "The recogniser %s stopped %d times without hearing anything (%s): the model in "
                   "%s is damaged, memory is short, or this is not the right program.",
                   r->program, r->failures, how, r->folder);
}

/* Ends a child that is of no more use and starts another. What it had is lost; what waits is
 * not. */
static void replace_child(struct recogniser *r, bool hung)
{
    bool never_ready = r->state == RECOGNISER_LOADING;
    briefing_child_died(&r->briefing);
    int status = link_end(&r->link, hung ? 0 : GRACE_DEAD_MS);
    if (r->flight.busy && !r->flight.forgotten)
        r->lost = true;
    r->flight = (struct flight){0};
    if (++r->failures >= (never_ready ? FAILURES_MAX : DEATHS_MAX)) {
        describe_end(r, status, hung);
        fail(r);
        return;
    }
    (void)start_child(r);
}

enum err recogniser_new(const struct recogniser_config *config, struct recogniser **out,
                        struct diag *why)
{
    static const struct recogniser_config usual = {0};
    if (config == NULL)
        config = &usual;
    struct recogniser *r = calloc(1, sizeof *r);
    if (r == NULL)
        return diag_set(why, ERR_MEMORY, 0, "Not enough memory for the recogniser.");
    link_init(&r->link);
    briefing_init(&r->briefing);
    words_init(&r->words);
    r->patience_ms = config->patience_ms > 0 ? config->patience_ms : PATIENCE_MS;
    const char *folder = model_folder(config->model_dir);
    const char *program = config->program == NULL ? "" : config->program;
    if (strlen(folder) >= MODEL_PATH_MAX || strlen(program) >= MODEL_PATH_MAX) {
        free(r);
        return diag_set(why, ERR_SYSTEM, 0, "A path for the recogniser is over %d bytes long.",
                        MODEL_PATH_MAX - 1);
    }
    memcpy(r->folder, folder, strlen(folder) + 1);
    memcpy(r->program, program, strlen(program) + 1);
    if (program[0] == '\0')
        find_program(r->program);
    if (start_child(r) == ERR_SYSTEM) {
        (void)diag_set(why, ERR_SYSTEM, 0, "%s", r->why.text);
        recogniser_free(r);
        return ERR_SYSTEM;
    }
    *out = r;
    return ERR_NONE;
}

void recogniser_free(struct recogniser *r)
{
    if (r == NULL)
        return;
    /* A child that is busy can't hear us: it has nothing to finish that anyone waits for. */
    (void)link_end(&r->link, r->flight.busy ? 0 : GRACE_END_MS);
    clear_jobs(r);
    briefing_done(&r->briefing);
    words_done(&r->words);
    free(r);
}

enum err recogniser_begin(struct recogniser *r)
{
    clear_jobs(r);
    r->flight.forgotten = true;
    r->words.count = 0;
    r->lost = false;
    if (r->state == RECOGNISER_FAILED)
        return ERR_SYSTEM;
    /* Before the model is loaded there is nothing to forget at the other end. */
    if (r->state == RECOGNISER_READY)
        return wire_put_begin(&r->link.out, ++r->sequence) == ERR_NONE ? ERR_NONE : ERR_SYSTEM;
    return ERR_NONE;
}

enum err recogniser_vocabulary(struct recogniser *r, const struct vocabulary *words)
{
    bool changed = false;
    enum err err = briefing_set(&r->briefing, words, &changed);
    if (err == ERR_NONE && changed && r->state == RECOGNISER_READY)
        err = briefing_send(&r->briefing, &r->link.out, false);
    return err;
}

enum err recogniser_add(struct recogniser *r, const int16_t *samples, size_t count, double start_s)
{
    if (count > WIRE_SAMPLES_MAX)
        return ERR_INPUT;
    if (count == 0)
        return ERR_NONE;
    if (r->state == RECOGNISER_FAILED) {
        r->lost = true;
        return ERR_NONE;
    }
    struct job *job = malloc(sizeof *job + count * sizeof *samples);
    if (job == NULL)
        return ERR_MEMORY;
    *job = (struct job){.start_s = start_s, .count = count};
    memcpy(job->samples, samples, count * sizeof *samples);
    if (r->last != NULL)
        r->last->next = job;
    else
        r->first = job;
    r->last = job;
    r->waiting++;
    return ERR_NONE;
}

/* Hands the next chunk over when the child is free for it. */
static void send_next(struct recogniser *r)
{
    struct job *job = r->first;
    if (job == NULL || r->flight.busy || r->state != RECOGNISER_READY)
        return;
    uint32_t sequence = ++r->sequence;
    if (wire_put_decode(&r->link.out, sequence, job->samples, job->count) == ERR_NONE)
        r->flight = (struct flight){.busy = true,
                                    .sequence = sequence,
                                    .start_s = job->start_s,
                                    .length_s = (double)job->count / RATE_HZ};
    else
        r->lost = true; /* no memory for it */
    r->since_ms = monotonic_ms();
    r->first = job->next;
    if (r->first == NULL)
        r->last = NULL;
    r->waiting--;
    free(job);
}

/* Puts the words of the answered chunk on the reply's time line. False when the answer is not one
 * to our question. */
static bool take_result(struct recogniser *r, const struct wire_message *message)
{
    if (!r->flight.busy || message->sequence != r->flight.sequence)
        return false;
    size_t before = r->words.count;
    if (!wire_get_words(message, &r->words))
        return false;
    if (r->flight.forgotten)
        r->words.count = before;
    double end_s = r->flight.start_s + r->flight.length_s;
    for (size_t i = before; i < r->words.count; i++) {
        struct word *word = &r->words.list[i];
        word->start_s = fmin(word->start_s + r->flight.start_s, end_s);
        word->end_s = fmin(word->end_s + r->flight.start_s, end_s);
    }
    r->flight = (struct flight){0};
    briefing_answered(&r->briefing);
    r->failures = 0;
    return true;
}

/* False when the child makes no sense and must go. */
static bool take_message(struct recogniser *r, const struct wire_message *message)
{
    char reason[WIRE_TEXT_MAX + 1];
    switch (message->type) {
    case WIRE_READY:
        r->state = RECOGNISER_READY;
        return briefing_send(&r->briefing, &r->link.out, true) == ERR_NONE;
    case WIRE_FAILED:
        if (r->state != RECOGNISER_LOADING || !wire_get_text(message, reason))
            return false;
        (void)diag_set(&r->why, ERR_SYSTEM, 0, "%s", reason);
        (void)link_end(&r->link, GRACE_END_MS);
        fail(r);
        return true;
    case WIRE_RESULT:
        return take_result(r, message);
    default:
        return false;
    }
}

static bool take_messages(struct recogniser *r)
{
    struct wire_message message;
    while (r->state != RECOGNISER_FAILED) {
        enum wire_status status = wire_next(&r->link.in, &message);
        if (status != WIRE_MESSAGE)
            return status == WIRE_MORE;
        if (!take_message(r, &message))
            return false;
    }
    return true;
}

/* Milliseconds until the child counts as hung; LONG_MAX when nothing is asked of it. */
static long patience_left(const struct recogniser *r)
{
    if (r->state == RECOGNISER_READY && !r->flight.busy)
        return LONG_MAX;
    double allowed = r->patience_ms + r->flight.length_s * PATIENCE_PER_LENGTH * 1000.0;
    return r->since_ms + (long)allowed - monotonic_ms();
}

enum err recogniser_poll(struct recogniser *r, int wait_ms)
{
    if (r->state == RECOGNISER_FAILED)
        return ERR_SYSTEM;
    send_next(r);
    long left = patience_left(r);
    int wait = wait_ms > 0 ? wait_ms : 0;
    if (left < wait)
        wait = left > 0 ? (int)left : 0;
    bool alive = link_move(&r->link, wait);
    bool sensible = take_messages(r); /* what a child said before it died counts */
    if (r->state == RECOGNISER_FAILED)
        return ERR_SYSTEM;
    if (!alive || !sensible) {
        replace_child(r, alive);
    } else if (patience_left(r) <= 0) {
        replace_child(r, true);
    } else if (!r->flight.busy && r->first != NULL) {
        send_next(r);
        if (r->flight.busy && !link_move(&r->link, 0))
            replace_child(r, false);
    }
    return r->state == RECOGNISER_FAILED ? ERR_SYSTEM : ERR_NONE;
}

enum recogniser_state recogniser_state(const struct recogniser *r)
{
    return r->state;
}

const char *recogniser_why(const struct recogniser *r)
{
    return r->state == RECOGNISER_FAILED ? r->why.text : "";
}

size_t recogniser_pending(const struct recogniser *r)
{
    return r->waiting + (r->flight.busy && !r->flight.forgotten ? 1 : 0);
}

bool recogniser_lost(const struct recogniser *r)
{
    return r->lost;
}

const struct words *recogniser_words(const struct recogniser *r)
{
    return &r->words;
}

long recogniser_child(const struct recogniser *r)
{
    return r->link.pid;
}
