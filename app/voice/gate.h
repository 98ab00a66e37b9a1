/* Joins frames that were judged one by one into spans: when a start is a start, when an end is an
 * end. It knows no levels of its own and no noise. Times are frame numbers. Pure. */
#ifndef SAYBACK_GATE_H
#define SAYBACK_GATE_H

#include <stdbool.h>
#include <stddef.h>

enum gate_verdict { GATE_QUIET, GATE_PERHAPS, GATE_SURE };

struct gate_frame {
    enum gate_verdict verdict;
    double level_dbfs;
    double over_db; /* over the noise, in the band where it stands out most */
};

/* A stretch that looks like speech, end exclusive, with the peaks of its frames. */
struct gate_span {
    size_t start, end;
    double level_dbfs, over_db;
};

/* All zero is a gate at rest. */
struct gate {
    bool open;
    struct gate_span span; /* under way, or that would begin if the start is confirmed */
    size_t heard_end;      /* after the last frame that was not quiet, even a lone one */
    size_t run, strong;    /* frames of a possible start: not quiet, sure */
    size_t strong_start;   /* its first sure frame */
};

/* Takes frame `i` (each in its turn). True, and the span in *closed, when it ends one: that is
 * once 100 ms were quiet after it. */
bool gate_step(struct gate *g, size_t i, const struct gate_frame *frame, struct gate_span *closed);

/* No more frames: true and the span that is open, or false. The gate is at rest afterwards. */
bool gate_close(struct gate *g, struct gate_span *closed);

/* Where a span that is not open yet can begin at the earliest, `next` being the frame that comes
 * next. Never goes back while frames come. Only while the gate is not open. */
size_t gate_earliest_start(const struct gate *g, size_t next);

#endif
