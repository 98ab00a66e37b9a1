#include "voice/gate.h"

#include <math.h>

/* Frames (10 ms). */
enum {
    ONSET_FRAMES = 8,   /* more than a click of 60 ms can touch */
    ONSET_SURE = 4,     /* of them */
    ONSET_DIP = 3,      /* a closure inside a short first word */
    ONSET_BACK = 20,    /* soft starts reach back so far before the first sure frame */
    SILENCE_FRAMES = 10 /* less is a closure, not a silence */
};

static void note_peaks(struct gate_span *span, const struct gate_frame *frame)
{
    span->level_dbfs = fmax(span->level_dbfs, frame->level_dbfs);
    span->over_db = fmax(span->over_db, frame->over_db);
}

/* Nobody speaks: does frame `i` continue or complete a start? */
static void listen_for_start(struct gate *g, size_t i, const struct gate_frame *frame)
{
    if (frame->verdict == GATE_QUIET) {
        /* Before anything is sure, a lone frame is noise and must not pull the start ahead. */
        if (g->run > 0 && (g->strong == 0 || i + 1 - g->heard_end > ONSET_DIP))
            *g = (struct gate){0};
        return;
    }
    if (g->run++ == 0)
        g->span = (struct gate_span){i, i, frame->level_dbfs, frame->over_db};
    note_peaks(&g->span, frame);
    g->span.end = g->heard_end = i + 1;
    if (frame->verdict == GATE_SURE && g->strong++ == 0)
        g->strong_start = i;
    if (g->run < ONSET_FRAMES || g->strong < ONSET_SURE)
        return;
    g->open = true;
    if (g->strong_start > g->span.start + ONSET_BACK)
        g->span.start = g->strong_start - ONSET_BACK;
}

/* Somebody speaks: does frame `i` go on with it? One frame that is not sure and stands alone is
 * noise; two are a soft ending. */
static void listen_for_end(struct gate *g, size_t i, const struct gate_frame *frame)
{
    if (frame->verdict == GATE_QUIET)
        return;
    bool alone = i > g->heard_end;
    g->heard_end = i + 1;
    if (frame->verdict == GATE_PERHAPS && alone)
        return;
    g->span.end = i + 1;
    note_peaks(&g->span, frame);
}

bool gate_step(struct gate *g, size_t i, const struct gate_frame *frame, struct gate_span *closed)
{
    if (!g->open) {
        listen_for_start(g, i, frame);
        return false;
    }
    listen_for_end(g, i, frame);
    return i + 1 - g->span.end >= SILENCE_FRAMES && gate_close(g, closed);
}

size_t gate_earliest_start(const struct gate *g, size_t next)
{
    if (g->run == 0)
        return next;
    /* No frame was sure yet: the next one is the first that can be. */
    size_t sure = g->strong > 0 ? g->strong_start : next;
    return sure > g->span.start + ONSET_BACK ? sure - ONSET_BACK : g->span.start;
}

bool gate_close(struct gate *g, struct gate_span *closed)
{
    bool open = g->open;
    if (open)
        *closed = g->span;
    *g = (struct gate){0};
    return open;
}
