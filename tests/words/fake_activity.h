/* Stands in for the activity detector: it "finds" the spans of a table as time goes by. */
#ifndef SAYBACK_FAKE_ACTIVITY_H
#define SAYBACK_FAKE_ACTIVITY_H

#include "base/span.h"
#include "voice/activity.h"

struct activity {
    const struct span *spans; /* what will have been found in the end */
    size_t count;
    double late_s;   /* speech is noticed so long after its start */
    double length_s; /* pushed so far */
    bool finished;
};

#endif
