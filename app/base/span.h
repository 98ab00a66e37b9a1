/* A stretch of time inside one recording. */
#ifndef SAYBACK_SPAN_H
#define SAYBACK_SPAN_H

struct span {
    double start_s; /* seconds from the first sample of the recording */
    double end_s;   /* exclusive, >= start_s */
};

#endif
