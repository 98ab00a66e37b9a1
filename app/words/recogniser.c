#include "words/recogniser.h"

#include "base/rate.h"
#include "words/beside.h"
#include "words/briefing.h"
#include "words/chunker.h"
#include "words/confidence.h"
#include "words/link.h"
#include "words/model.h"
#include "words/queue.h"
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
    GRACE_DEAD_MS = 50,      /* for a child that closed its socket to become reapable */
    BEHIND = 3 * RATE_HZ     /* samples that wait for a child that is behind */
};

struct recogniser {
    char program[MODEL_PATH_MAX];
    char folder[MODEL_PATH_MAX];
    int patience_ms;
    bool thorough;
    enum recogniser_state state;
    struct diag why;
    struct link link;
    struct briefing briefing;
    int failures;
    struct queue queue; /* the child has the first and no other: one that dies loses just that */
    bool told;          /* the child knows that a new reply has begun */
    long since_ms;      /* when the child was started or got the last piece of its chunk */
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

/* The child has a chunk, or the beginning of one. */
static bool busy(const struct recogniser *r)
{
    return r->queue.first != NULL && r->queue.first->begun;
}

static void fail(struct recogniser *r)
{
    r->state = RECOGNISER_FAILED;
    if (queue_wanted(&r->queue) > 0)
        r->lost = true;
    queue_clear(&r->queue);
}

static enum err start_child(struct recogniser *r)
{
    r->state = RECOGNISER_LOADING;
    r->told = false;
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

/* Ends a child that is of no more use and starts another. The chunk that it had is lost, also when
 * it still grows; what waits is not. */
static void replace_child(struct recogniser *r, bool hung)
{
    bool never_ready = r->state == RECOGNISER_LOADING;
    briefing_child_died(&r->briefing);
    int status = link_end(&r->link, hung ? 0 : GRACE_DEAD_MS);
    if (busy(r)) {
        if (!r->queue.first->forgotten)
            r->lost = true;
        queue_lose_first(&r->queue);
    }
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
    r->thorough = config->thorough;
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
        (void)beside_find("sayback-recogniser", "../libexec/sayback/", X_OK, r->program);
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
    (void)link_end(&r->link, busy(r) ? 0 : GRACE_END_MS);
    queue_clear(&r->queue);
    briefing_done(&r->briefing);
    words_done(&r->words);
    free(r);
}

enum err recogniser_begin(struct recogniser *r)
{
    queue_forget(&r->queue);
    r->told = false;
    r->words.count = 0;
    r->lost = false;
    return r->state == RECOGNISER_FAILED ? ERR_SYSTEM : ERR_NONE;
}

enum err recogniser_vocabulary(struct recogniser *r, const struct vocabulary *words)
{
    bool changed = false;
    enum err err = briefing_set(&r->briefing, words, &changed);
    if (err == ERR_NONE && changed && r->state == RECOGNISER_READY)
        err = briefing_send(&r->briefing, &r->link.out, false);
    return err;
}

enum err recogniser_add(struct recogniser *r, const struct chunk *piece)
{
    if (r->state == RECOGNISER_FAILED) {
        if (piece->count <= WIRE_CHUNK_MAX && piece->count > 0)
            r->lost = true;
        return piece->count > WIRE_CHUNK_MAX ? ERR_INPUT : ERR_NONE;
    }
    const struct job *before = r->queue.last;
    enum err err = queue_add(&r->queue, piece);
    if (err == ERR_MEMORY) {
        queue_abandon(&r->queue, piece->last);
        r->lost = true;
    } else if (r->queue.last != before && r->queue.last != NULL) {
        r->queue.last->held = before != NULL || r->state != RECOGNISER_READY;
    }
    return err;
}

/* Flags of the first piece that the child gets of a chunk. */
static unsigned first_flags(const struct recogniser *r)
{
    bool behind = r->queue.first->held && queue_unsent(&r->queue) > BEHIND;
    unsigned flags = WIRE_FIRST;
    flags |= r->told ? 0U : WIRE_REPLY;
    flags |= behind && !r->thorough ? WIRE_QUICK : 0U;
    return flags;
}

/* Writes what has come of the first chunk. False when there is no memory: it is tried again. */
static bool put_piece(struct recogniser *r, struct job *job)
{
    size_t left = job->count - job->sent;
    size_t count = left < WIRE_PIECE_MAX ? left : WIRE_PIECE_MAX;
    bool last = job->complete && count == left;
    unsigned flags = (job->begun ? 0U : first_flags(r)) | (last ? WIRE_LAST : 0U);
    if (!job->begun)
        job->sequence = r->sequence + 1;
    const int16_t *samples = count > 0 ? job->samples + job->sent : NULL;
    if (wire_put_piece(&r->link.out, job->sequence, flags, samples, count) != ERR_NONE)
        return false;
    r->sequence = job->sequence;
    if (!job->begun)
        r->told = true;
    job->begun = true;
    job->sent += count;
    job->ended = last;
    if (last)
        r->since_ms = monotonic_ms();
    return true;
}

/* Hands over what has come of the first chunk. */
static void send_pieces(struct recogniser *r)
{
    struct job *job = r->queue.first;
    if (job == NULL || r->state != RECOGNISER_READY)
        return;
    while (job->sent < job->count || (job->complete && !job->ended))
        if (!put_piece(r, job))
            return;
}

/* Puts the words of the answered chunk on the reply's time line. False when the answer is not one
 * to our question. */
static bool take_result(struct recogniser *r, const struct wire_message *message)
{
    struct job *job = r->queue.first;
    if (job == NULL || !job->ended || message->sequence != job->sequence)
        return false;
    size_t before = r->words.count;
    if (!wire_get_words(message, &r->words))
        return false;
    if (job->forgotten)
        r->words.count = before;
    double end_s = job->start_s + (double)job->count / RATE_HZ;
    for (size_t i = before; i < r->words.count; i++) {
        struct word *word = &r->words.list[i];
        word->start_s = fmin(word->start_s + job->start_s, end_s);
        word->end_s = fmin(word->end_s + job->start_s, end_s);
    }
    confidence_calibrate(&r->words);
    queue_drop_first(&r->queue);
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

/* Milliseconds until the child counts as hung; LONG_MAX when nothing is asked of it. A chunk that
 * still grows asks for nothing yet. */
static long patience_left(const struct recogniser *r)
{
    const struct job *job = r->queue.first;
    double length_s = 0.0;
    if (r->state == RECOGNISER_READY) {
        if (job == NULL || !job->ended)
            return LONG_MAX;
        length_s = (double)job->count / RATE_HZ;
    }
    double allowed = r->patience_ms + length_s * PATIENCE_PER_LENGTH * 1000.0;
    return r->since_ms + (long)allowed - monotonic_ms();
}

enum err recogniser_poll(struct recogniser *r, int wait_ms)
{
    if (r->state == RECOGNISER_FAILED)
        return ERR_SYSTEM;
    send_pieces(r);
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
    } else {
        send_pieces(r);
        if (r->link.out.count > r->link.out.taken && !link_move(&r->link, 0))
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
    return queue_wanted(&r->queue);
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
