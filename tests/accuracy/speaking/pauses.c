#include "accuracy/speaking/pauses.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#define EDGE_S 0.02
#define ROUNDING_S 1e-6

void pauses_done(struct pause_tally *t)
{
    figures_done(&t->start_s);
    figures_done(&t->end_s);
    figures_done(&t->outer_s);
}

/* The first frame whose middle is not before `time_s`. */
static size_t frame_at(const struct recording *r, double time_s)
{
    double at = ceil(time_s * RECORD_FRAMES_PER_S - 0.5 - ROUNDING_S);
    return at <= 0.0 ? 0 : at < (double)r->frames ? (size_t)at : r->frames;
}

double pauses_active_dbfs(const struct recording *clean, double start_s, double end_s)
{
    struct figures powers = {0};
    for (size_t i = frame_at(clean, start_s); i < frame_at(clean, end_s); i++)
        figures_add(&powers, pow(10.0, clean->by_frame[FRAME_LEVEL][i] / 10.0));
    double active = 10.0 * log10(figures_mean(&powers));
    figures_done(&powers);
    return active;
}

static double active_of(const struct recording *clean, const struct recording *truth)
{
    return pauses_active_dbfs(clean, recording_value(truth, "speech_start_s"),
                              recording_value(truth, "speech_end_s"));
}

static bool is_audible(const struct recording *clean, size_t frame, double active_dbfs)
{
    return clean->by_frame[FRAME_LEVEL][frame] > active_dbfs - PAUSES_AUDIBLE_DB;
}

static bool sounds(const struct recording *clean, struct span pause, double active_dbfs)
{
    size_t end = frame_at(clean, pause.end_s - EDGE_S);
    for (size_t i = frame_at(clean, pause.start_s + EDGE_S); i < end; i++)
        if (is_audible(clean, i, active_dbfs))
            return true;
    return false;
}

static double shared_s(struct span a, struct span b)
{
    return fmin(a.end_s, b.end_s) - fmax(a.start_s, b.start_s);
}

/* Marks in `used` (as many as detected) which of them are known. */
static void match(struct pause_tally *t, const struct spans *detected, const struct spans *known,
                  bool *used)
{
    for (size_t k = 0; k < known->count; k++) {
        struct span pause = known->list[k];
        t->known++;
        for (size_t i = 0; i < detected->count; i++) {
            double half_s = 0.5 * (pause.end_s - pause.start_s);
            if (used[i] || shared_s(pause, detected->list[i]) < half_s - ROUNDING_S)
                continue;
            used[i] = true;
            t->found++;
            figures_add(&t->start_s, detected->list[i].start_s - pause.start_s);
            figures_add(&t->end_s, detected->list[i].end_s - pause.end_s);
            break;
        }
    }
    t->detected += detected->count;
}

static bool *marks(size_t count)
{
    bool *used = calloc(count + 1, sizeof *used);
    if (used == NULL)
        abort();
    return used;
}

void pauses_match(struct pause_tally *t, const struct spans *detected, const struct spans *known)
{
    bool *used = marks(detected->count);
    match(t, detected, known, used);
    free(used);
}

static void compare_speech(struct pause_tally *t, const struct recording *ours,
                           const struct recording *clean, double active_dbfs)
{
    const struct spans *speech = &ours->spans[SPAN_SPEECH];
    for (size_t i = 0; i < clean->frames; i++) {
        if (!is_audible(clean, i, active_dbfs))
            continue;
        double middle_s = ((double)i + 0.5) / RECORD_FRAMES_PER_S;
        bool inside = false;
        for (size_t k = 0; k < speech->count && !inside; k++)
            inside = speech->list[k].start_s <= middle_s && middle_s < speech->list[k].end_s;
        t->loud_s += 1.0 / RECORD_FRAMES_PER_S;
        t->missed_s += inside ? 0.0 : 1.0 / RECORD_FRAMES_PER_S;
    }
}

void pauses_compare(struct pause_tally *t, const struct recording *ours,
                    const struct recording *clean, const struct recording *truth)
{
    const struct spans *detected = &ours->spans[SPAN_PAUSE];
    double active_dbfs = active_of(clean, truth);
    bool *used = marks(detected->count);
    match(t, detected, &truth->spans[SPAN_PAUSE], used);
    for (size_t i = 0; i < detected->count; i++) {
        if (used[i])
            continue;
        if (sounds(clean, detected->list[i], active_dbfs))
            t->wrong++;
        else
            t->own++;
    }
    free(used);
    figures_add(&t->outer_s,
                recording_value(ours, "speech_start_s") - recording_value(truth, "speech_start_s"));
    figures_add(&t->outer_s,
                recording_value(ours, "speech_end_s") - recording_value(truth, "speech_end_s"));
    compare_speech(t, ours, clean, active_dbfs);
}

static bool in_pause(const struct spans *pauses, double time_s)
{
    for (size_t i = 0; i < pauses->count; i++)
        if (pauses->list[i].start_s <= time_s && time_s < pauses->list[i].end_s)
            return true;
    return false;
}

double pauses_speech_s(const struct recording *clean, const struct recording *truth)
{
    double active_dbfs = active_of(clean, truth);
    size_t end = frame_at(clean, recording_value(truth, "speech_end_s")), speech = 0, quiet = 0;
    for (size_t i = frame_at(clean, recording_value(truth, "speech_start_s")); i < end; i++) {
        double middle_s = ((double)i + 0.5) / RECORD_FRAMES_PER_S;
        bool paused = in_pause(&truth->spans[SPAN_PAUSE], middle_s);
        if (!paused && !is_audible(clean, i, active_dbfs)) {
            quiet++;
            continue;
        }
        if (quiet < (size_t)(PAUSES_MIN_S * RECORD_FRAMES_PER_S))
            speech += quiet;
        quiet = 0;
        speech += paused ? 0 : 1;
    }
    return (double)(speech + quiet) / RECORD_FRAMES_PER_S;
}
