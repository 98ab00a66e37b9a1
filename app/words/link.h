/* The parent's end of one recogniser child: starts the process, moves messages both ways without
 * ever blocking the caller, ends and reaps it. It doesn't know what the messages are about, and it
 * starts nothing anew: recogniser.c does. One thread at a time. */
#ifndef SAYBACK_LINK_H
#define SAYBACK_LINK_H

#include "base/err.h"
#include "words/wire.h"

#include <stdbool.h>
#include <sys/types.h>

struct link {
    pid_t pid; /* -1: no child */
    int fd;    /* -1: no child */
    struct wire_bytes in;
    struct wire_bytes out; /* what the socket had no room for yet */
};

void link_init(struct link *link); /* no child */

/* Starts `program` with the argument `folder` on a fresh socket. `link` must have no child.
 * ERR_INPUT: there is no such program or it can't be executed; ERR_SYSTEM: no process or socket to
 * be had. Then there is still no child. */
enum err link_start(struct link *link, const char *program, const char *folder, struct diag *why);

/* Sends what waits in `out` and receives what has come, waiting up to `wait_ms` for either.
 * False when the child has closed its end or memory ran out: then end it. */
bool link_move(struct link *link, int wait_ms);

/* Closes the socket, gives the child `grace_ms` to end by itself, then kills it; reaps it and
 * returns its status as waitpid gives it, or -1 when that is unknown. No child: does nothing. */
int link_end(struct link *link, int grace_ms);

#endif
