#include "voice/pitch.h"

#include "base/rate.h"
#include "voice/filter.h"
#include "voice/statistics.h"
#include "voice/yin.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

/* Under the half of YIN_RATE_HZ with room for the slope, over F0 and its first harmonics: the fewer
 * formants are left, the fewer false periods. */
#define LOW_PASS_HZ 600.0
#define HIGH_PASS_HZ 60.0

/* Costs of a path through the candidates. The dip of a voice is under 0.2 deep, of noise over 0.4,
 * and in between lie the breathy frames of a voice: the cost of calling them unvoiced is where
 * Praat's voicing is met best (tests/accuracy/voice). The longer of two equal periods is the octave
 * below and pays for it. Jumps cost what Praat asks (Boersma 1993: 0.35 an octave, 0.14 between
 * voiced and not, for steps of 10 ms). */
#define UNVOICED_COST 0.40
#define OCTAVE_COST 0.03
#define JUMP_COST 0.35
#define VOICING_COST 0.14

/* Second pass (De Looze and Hirst 2008): a speaker's range is known from the quartiles of the
 * first, and what lies outside is an error of an octave or no voice. */
#define BELOW_FIRST_QUARTILE 0.75
#define ABOVE_THIRD_QUARTILE 1.5

#define FINAL_S 0.5
enum { FINAL_FRAMES_MIN = 20, FINAL_FRAMES_MAX = 51 };

enum { UNVOICED = YIN_CANDIDATES_MAX, STATES };

/* One frame of the search: its candidates, the cost of the best path that ends in each of them
 * (or unvoiced), and where that path comes from. */
struct node {
    struct yin_candidate candidate[YIN_CANDIDATES_MAX];
    double cost[STATES];
    uint8_t from[STATES];
    uint8_t count;
};

/* Half the rate, without rumble and without what is over LOW_PASS_HZ. NULL without memory. */
static double *prepare(const float *samples, size_t count)
{
    double *half = malloc((count / 2 + 1) * sizeof *half);
    if (half == NULL)
        return NULL;
    struct filter low, high;
    filter_init(&low, FILTER_LOW, LOW_PASS_HZ);
    filter_init(&high, FILTER_HIGH, HIGH_PASS_HZ);
    for (size_t i = 0; i < count; i++) {
        double x = isfinite(samples[i]) ? (double)samples[i] : 0.0;
        x = fmin(fmax(x, -4.0), 4.0);
        if (i == 0)
            filter_settle(&high, x);
        double y = filter_run(&low, filter_run(&high, x));
        if (i % 2 == 0)
            half[i / 2] = y;
    }
    return half;
}

static double local_cost(const struct node *n, size_t state)
{
    if (state == UNVOICED)
        return UNVOICED_COST;
    const struct yin_candidate *c = &n->candidate[state];
    return c->aperiodicity + OCTAVE_COST * log2(PITCH_MAX_HZ / c->hz);
}

static double step_cost(const struct node *a, size_t from, const struct node *b, size_t to)
{
    if (from == UNVOICED || to == UNVOICED)
        return from == to ? 0.0 : VOICING_COST;
    return JUMP_COST * fabs(log2(a->candidate[from].hz / b->candidate[to].hz));
}

/* Is this state there in this frame? */
static int lives(const struct node *n, size_t state)
{
    return state == UNVOICED || state < n->count;
}

/* The cheapest way from the frame before (NULL: there is none) to state `to` of frame `n`. */
static double cheapest_way(const struct node *last, const struct node *n, size_t to, uint8_t *from)
{
    double best = last == NULL ? 0.0 : (double)INFINITY;
    *from = UNVOICED;
    for (size_t i = 0; last != NULL && i < STATES; i++) {
        if (!lives(last, i))
            continue;
        double cost = last->cost[i] + step_cost(last, i, n, to);
        if (cost < best) {
            best = cost;
            *from = (uint8_t)i;
        }
    }
    return best;
}

static void extend_paths(const struct node *last, struct node *n)
{
    for (size_t to = 0; to < STATES; to++) {
        n->cost[to] = INFINITY;
        n->from[to] = UNVOICED;
        if (lives(n, to))
            n->cost[to] = cheapest_way(last, n, to, &n->from[to]) + local_cost(n, to);
    }
}

/* Follows the cheapest path back and writes its voiced frames, in order of time. */
static size_t follow_path(const struct node *nodes, size_t count, double first_s,
                          struct pitch_point *out)
{
    size_t state = UNVOICED, found = 0;
    for (size_t s = 0; count > 0 && s < STATES; s++)
        if (nodes[count - 1].cost[s] < nodes[count - 1].cost[state])
            state = s;
    for (size_t i = count; i-- > 0;) {
        if (state != UNVOICED)
            out[found++] = (struct pitch_point){first_s + (double)i * PITCH_STEP_S,
                                                nodes[i].candidate[state].hz};
        state = nodes[i].from[state];
    }
    for (size_t i = 0; i < found / 2; i++) {
        struct pitch_point other = out[i];
        out[i] = out[found - 1 - i];
        out[found - 1 - i] = other;
    }
    return found;
}

/* Frames of a span as far as there is sound for them. */
static size_t frames_in(struct span span, double sound_s)
{
    double frames = (fmin(span.end_s, sound_s) - span.start_s) / PITCH_STEP_S;
    return frames > 0.0 ? (size_t)(frames + 1e-6) : 0;
}

/* The voiced frames of one span; `nodes` has room for all its frames, and so has `out`. */
static size_t track_span(const double *half, size_t half_count, struct span span,
                         struct node *nodes, struct pitch_point *out)
{
    double first_s = span.start_s + 0.5 * PITCH_STEP_S;
    size_t frames = frames_in(span, (double)half_count / YIN_RATE_HZ);
    for (size_t i = 0; i < frames; i++) {
        double middle = (first_s + (double)i * PITCH_STEP_S) * YIN_RATE_HZ;
        double start = floor(middle - YIN_FRAME / 2.0);
        nodes[i].count = 0;
        if (start >= 0.0 && start + YIN_FRAME <= (double)half_count)
            nodes[i].count = (uint8_t)yin_candidates(half + (size_t)start, nodes[i].candidate);
        extend_paths(i > 0 ? &nodes[i - 1] : NULL, &nodes[i]);
    }
    return follow_path(nodes, frames, first_s, out);
}

/* The F0 values of the points, sorted. NULL without memory; `count` is not 0. */
static double *sorted_hz(const struct pitch_point *points, size_t count)
{
    double *hz = malloc(count * sizeof *hz);
    for (size_t i = 0; hz != NULL && i < count; i++)
        hz[i] = points[i].hz;
    if (hz != NULL)
        values_sort(hz, count);
    return hz;
}

/* Drops what is outside the speaker's own range. */
static enum err drop_outliers(struct pitch_point *points, size_t *count)
{
    if (*count == 0)
        return ERR_NONE;
    double *hz = sorted_hz(points, *count);
    if (hz == NULL)
        return ERR_MEMORY;
    double least = BELOW_FIRST_QUARTILE * values_percentile(hz, *count, 0.25);
    double most = ABOVE_THIRD_QUARTILE * values_percentile(hz, *count, 0.75);
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++)
        if (points[i].hz >= least && points[i].hz <= most)
            points[kept++] = points[i];
    *count = kept;
    free(hz);
    return ERR_NONE;
}

enum err pitch_track(const float *samples, size_t sample_count, const struct span *speech,
                     size_t speech_count, struct pitch_point **points, size_t *count)
{
    size_t all = 0, longest = 0, found = 0, half_count = (sample_count + 1) / 2;
    for (size_t i = 0; i < speech_count; i++) {
        size_t frames = frames_in(speech[i], (double)half_count / YIN_RATE_HZ);
        all += frames;
        longest = frames > longest ? frames : longest;
    }
    double *half = prepare(samples, sample_count);
    struct node *nodes = malloc((longest + 1) * sizeof *nodes);
    struct pitch_point *voiced = malloc((all + 1) * sizeof *voiced);
    enum err err = ERR_MEMORY;
    if (half == NULL || nodes == NULL || voiced == NULL)
        goto done;
    for (size_t i = 0; i < speech_count; i++)
        found += track_span(half, half_count, speech[i], nodes, voiced + found);
    err = drop_outliers(voiced, &found);
    if (err != ERR_NONE || found == 0)
        goto done;
    *points = voiced;
    *count = found;
    voiced = NULL;
done:
    free(voiced);
    free(nodes);
    free(half);
    if (err == ERR_NONE && found == 0) {
        *points = NULL;
        *count = 0;
    }
    return err;
}

/* The median of the slopes between all pairs of points (Theil and Sen): endings creak, and a few
 * frames that are an octave off must not tilt the line. */
static double final_slope(const struct pitch_point *points, size_t count)
{
    double slopes[FINAL_FRAMES_MAX * (FINAL_FRAMES_MAX - 1) / 2];
    size_t first = count, pairs = 0;
    while (first > 0 && count - first < FINAL_FRAMES_MAX &&
           points[count - 1].time_s - points[first - 1].time_s < FINAL_S)
        first--;
    if (count - first < FINAL_FRAMES_MIN)
        return (double)NAN;
    for (size_t i = first; i < count; i++) {
        for (size_t k = i + 1; k < count; k++) {
            double semitones = 12.0 * log2(points[k].hz / points[i].hz);
            slopes[pairs++] = semitones / (points[k].time_s - points[i].time_s);
        }
    }
    values_sort(slopes, pairs);
    return values_percentile(slopes, pairs, 0.5);
}

enum err pitch_summary(const struct pitch_point *points, size_t count, struct pitch *out)
{
    struct pitch unknown = {(double)NAN, (double)NAN, (double)NAN, (double)NAN};
    if (count < PITCH_FRAMES_MIN) {
        *out = unknown;
        return ERR_NONE;
    }
    double *hz = sorted_hz(points, count);
    if (hz == NULL)
        return ERR_MEMORY;
    double mean = 0.0, squares = 0.0;
    for (size_t i = 0; i < count; i++)
        mean += 12.0 * log2(hz[i]) / (double)count;
    for (size_t i = 0; i < count; i++)
        squares += (12.0 * log2(hz[i]) - mean) * (12.0 * log2(hz[i]) - mean);
    out->median_hz = values_percentile(hz, count, 0.5);
    out->sd_semitones = sqrt(squares / (double)(count - 1));
    out->range_semitones =
        12.0 * log2(values_percentile(hz, count, 0.95) / values_percentile(hz, count, 0.05));
    out->final_slope = final_slope(points, count);
    free(hz);
    return ERR_NONE;
}
