/* The chunks that wait for the recogniser's child or are with it, in the order of time, each with
 * the sound that has come of it so far. It knows no child and no clock. One thread at a time. */
#ifndef SAYBACK_QUEUE_H
#define SAYBACK_QUEUE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct chunk;

struct job {
    struct job *next;
    double start_s;
    int16_t *samples; /* owned */
    size_t count, capacity;
    size_t sent;       /* samples that were sent to the child */
    uint32_t sequence; /* from the first piece sent on */
    bool complete;     /* no more of it will come */
    bool held;         /* it could not be sent at once when it began */
    bool begun, ended; /* its first and its last piece were sent */
    bool forgotten;    /* nobody wants its answer */
};

/* Only the first job may have begun. All zero is an empty queue. */
struct queue {
    struct job *first, *last; /* owned */
    bool skipping;            /* the rest of the chunk that grows is not wanted */
};

/* Adds a piece; a first one makes a new job. Copies. ERR_INPUT when it is out of order or makes the
 * chunk too long for the wire, ERR_MEMORY; then nothing was added. */
enum err queue_add(struct queue *q, const struct chunk *piece);

/* A piece could not be added: what there is of its chunk goes, and if it was not the `last`, what
 * will come is skipped. */
void queue_abandon(struct queue *q, bool last);

/* The first job was lost with its child; what will still come of it is skipped. */
void queue_lose_first(struct queue *q);

/* The first job is done with. There must be one. */
void queue_drop_first(struct queue *q);

/* A new reply: everything goes but a job that has begun, which will be ended and its answer thrown
 * away. */
void queue_forget(struct queue *q);
void queue_clear(struct queue *q); /* back to all zero */

size_t queue_wanted(const struct queue *q); /* jobs that are not forgotten */
size_t queue_unsent(const struct queue *q); /* samples */

#endif
