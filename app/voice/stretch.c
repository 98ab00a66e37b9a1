#include "voice/stretch.h"

#include "voice/level.h"

#include <math.h>
#include <stdbool.h>

/* The edge of silence that lies nearest to `moment_s` within the slack, else the moment itself.
 * `start`: where silence ends and speech begins, otherwise where speech ends. */
static double nearest_edge(const struct voice_report *r, double moment_s, double slack_s,
                           bool start, bool *found)
{
    double best_s = start ? r->speech_start_s : r->speech_end_s;
    for (size_t i = 0; i < r->pause_count; i++) {
        double edge_s = start ? r->pauses[i].end_s : r->pauses[i].start_s;
        if (fabs(edge_s - moment_s) < fabs(best_s - moment_s))
            best_s = edge_s;
    }
    *found = fabs(best_s - moment_s) <= slack_s;
    return *found ? best_s : moment_s;
}

static double overlap_s(struct span a, struct span b)
{
    return fmax(0.0, fmin(a.end_s, b.end_s) - fmax(a.start_s, b.start_s));
}

static bool in_pause(const struct voice_report *r, double time_s, size_t *at)
{
    while (*at < r->pause_count && r->pauses[*at].end_s <= time_s)
        (*at)++;
    return *at < r->pause_count && r->pauses[*at].start_s <= time_s;
}

static double level_of(const struct voice_report *r, struct span span)
{
    double sum = 0.0;
    size_t frames = 0, at = 0;
    for (size_t f = 0; f < r->track.frame_count; f++) {
        double middle_s = ((double)f + 0.5) * LEVEL_FRAME_S;
        if (middle_s >= span.start_s && middle_s < span.end_s && !in_pause(r, middle_s, &at)) {
            sum += r->track.power[f];
            frames++;
        }
    }
    return frames > 0 ? level_dbfs(sum / (double)frames) : (double)NAN;
}

/* Syllables a second, or NAN where there is too little speech. */
static double rate_of(const struct voice_report *r, struct span span)
{
    double speech_s = span.end_s - span.start_s;
    for (size_t i = 0; i < r->pause_count; i++)
        speech_s -= overlap_s(span, r->pauses[i]);
    size_t syllables = 0;
    for (size_t i = 0; i < r->track.syllable_count; i++)
        if (r->track.syllables_s[i] >= span.start_s && r->track.syllables_s[i] < span.end_s)
            syllables++;
    return speech_s >= STRETCH_RATE_MIN_S && syllables > 0 ? (double)syllables / speech_s
                                                           : (double)NAN;
}

static struct pitch pitch_of(const struct voice_report *r, struct span span)
{
    const double unknown = (double)NAN;
    struct pitch pitch = {unknown, unknown, unknown, unknown};
    const struct pitch_point *points = r->track.pitch;
    size_t first = 0, end = r->track.pitch_count;
    while (first < end && !(points[first].time_s >= span.start_s))
        first++;
    while (end > first && !(points[end - 1].time_s < span.end_s))
        end--;
    if (end > first)
        (void)pitch_summary(&points[first], end - first, &pitch);
    return pitch;
}

struct voice_stretch voice_stretch(const struct voice_report *report, struct span span,
                                   double slack_s)
{
    bool begins, ends;
    span.start_s = nearest_edge(report, span.start_s, slack_s, true, &begins);
    span.end_s = nearest_edge(report, span.end_s, slack_s, false, &ends);
    struct pitch pitch = pitch_of(report, span);
    return (struct voice_stretch){.span = span,
                                  .active_dbfs = level_of(report, span),
                                  .pitch_median_hz = pitch.median_hz,
                                  .pitch_sd_semitones = pitch.sd_semitones,
                                  .final_slope = ends ? pitch.final_slope : (double)NAN,
                                  .syllables_per_second = rate_of(report, span)};
}
