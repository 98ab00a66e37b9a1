#include "words/queue.h"

#include "base/rate.h"
#include "words/chunker.h"
#include "words/wire.h"

#include <stdlib.h>
#include <string.h>

static bool growing(const struct queue *q)
{
    return q->last != NULL && !q->last->complete;
}

static void free_job(struct job *job)
{
    free(job->samples);
    free(job);
}

static bool make_room(struct job *job, size_t more)
{
    if (job->capacity - job->count >= more)
        return true;
    size_t capacity = job->capacity == 0 ? 2 * (size_t)RATE_HZ : job->capacity;
    while (capacity - job->count < more)
        capacity *= 2;
    int16_t *grown = realloc(job->samples, capacity * sizeof *grown);
    if (grown == NULL)
        return false;
    job->samples = grown;
    job->capacity = capacity;
    return true;
}

static struct job *new_job(double start_s)
{
    struct job *job = calloc(1, sizeof *job);
    if (job != NULL)
        job->start_s = start_s;
    return job;
}

static void append(struct queue *q, struct job *job)
{
    if (q->last != NULL)
        q->last->next = job;
    else
        q->first = job;
    q->last = job;
}

enum err queue_add(struct queue *q, const struct chunk *piece)
{
    bool within = growing(q) || q->skipping;
    size_t before = growing(q) ? q->last->count : 0;
    if (piece->first == within || piece->count > WIRE_CHUNK_MAX - before)
        return ERR_INPUT;
    if (q->skipping || (piece->first && piece->last && piece->count == 0)) {
        q->skipping = !piece->last;
        return ERR_NONE;
    }
    struct job *job = piece->first ? new_job(piece->start_s) : q->last;
    if (job == NULL)
        return ERR_MEMORY;
    if (!make_room(job, piece->count)) {
        if (piece->first)
            free_job(job);
        return ERR_MEMORY;
    }
    if (piece->count > 0)
        memcpy(job->samples + job->count, piece->samples, piece->count * sizeof *job->samples);
    job->count += piece->count;
    job->complete = piece->last;
    if (piece->first)
        append(q, job);
    return ERR_NONE;
}

/* The child has been told the beginning: it must be told an end. */
static void give_up(struct job *job)
{
    job->forgotten = true;
    job->complete = true;
    job->sent = job->count;
}

static void drop_last(struct queue *q)
{
    struct job *job = q->last, *before = NULL;
    for (struct job *j = q->first; j != job; j = j->next)
        before = j;
    if (before == NULL)
        q->first = NULL;
    else
        before->next = NULL;
    q->last = before;
    free_job(job);
}

void queue_abandon(struct queue *q, bool last)
{
    if (growing(q) && q->last->begun)
        give_up(q->last);
    else if (growing(q))
        drop_last(q);
    q->skipping = !last;
}

void queue_lose_first(struct queue *q)
{
    q->skipping = q->skipping || !q->first->complete;
    queue_drop_first(q);
}

void queue_drop_first(struct queue *q)
{
    struct job *job = q->first;
    q->first = job->next;
    if (q->first == NULL)
        q->last = NULL;
    free_job(job);
}

void queue_forget(struct queue *q)
{
    struct job *kept = q->first != NULL && q->first->begun ? q->first : NULL;
    struct queue rest = {.first = kept == NULL ? q->first : kept->next};
    queue_clear(&rest);
    *q = (struct queue){.first = kept, .last = kept};
    if (kept != NULL) {
        kept->next = NULL;
        give_up(kept);
    }
}

void queue_clear(struct queue *q)
{
    while (q->first != NULL)
        queue_drop_first(q);
    *q = (struct queue){0};
}

size_t queue_wanted(const struct queue *q)
{
    size_t count = 0;
    for (const struct job *job = q->first; job != NULL; job = job->next)
        count += !job->forgotten;
    return count;
}

size_t queue_unsent(const struct queue *q)
{
    size_t count = 0;
    for (const struct job *job = q->first; job != NULL; job = job->next)
        count += job->count - job->sent;
    return count;
}
