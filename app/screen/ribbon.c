#include "screen/ribbon.h"

#include <math.h>
#include <string.h>

/* voice_track: one power for each 10 ms. */
#define FRAMES_PER_S 100.0
/* What speech needs of a picture: its loud vowels down to its soft consonants (ours). */
#define RANGE_DB 36.0

static bool times_known(const struct moves *moves)
{
    for (size_t i = 0; i < moves->clause_count; i++)
        if (!isfinite(moves->clauses[i].start_s) || !isfinite(moves->clauses[i].end_s))
            return false;
    return moves->clause_count > 0;
}

static void find_edges(struct ribbon *r)
{
    const struct clause *clauses = r->card->moves.clauses;
    r->edge[0] = r->x;
    for (size_t i = 1; i < r->count; i++) {
        int x = ribbon_x(r, (clauses[i - 1].end_s + clauses[i].start_s) / 2);
        r->edge[i] = x > r->edge[i - 1] ? x : r->edge[i - 1];
    }
    r->edge[r->count] = r->x + r->width;
}

bool ribbon_of(const struct card *card, int x, int width, struct ribbon *out)
{
    const struct voice_report *voice = &card->voice;
    const struct moves *moves = &card->moves;
    if (voice->track.power == NULL || voice->track.frame_count == 0 || !times_known(moves))
        return false;
    double length_s = (double)voice->track.frame_count / FRAMES_PER_S;
    double from_s = fmin(fmin(voice->speech_start_s, moves->clauses[0].start_s), length_s);
    double to_s = fmax(voice->speech_end_s, moves->clauses[moves->clause_count - 1].end_s);
    from_s = fmax(from_s, 0.0);
    to_s = fmin(to_s, length_s);
    if (!(to_s > from_s) || width < 1)
        return false;
    size_t count = moves->clause_count;
    *out = (struct ribbon){.card = card, .from_s = from_s, .to_s = to_s, .x = x, .width = width};
    out->count = count < RIBBON_PIECES_MAX ? count : RIBBON_PIECES_MAX;
    find_edges(out);
    return true;
}

int ribbon_x(const struct ribbon *r, double seconds)
{
    double share = (seconds - r->from_s) / (r->to_s - r->from_s);
    return r->x + (share > 0 ? share < 1 ? (int)(share * r->width + 0.5) : r->width : 0);
}

double ribbon_seconds(const struct ribbon *r, double x)
{
    return r->from_s + (x - r->x) / r->width * (r->to_s - r->from_s);
}

static double mean_power(const struct voice_track *track, double from_s, double to_s)
{
    size_t from = (size_t)(from_s * FRAMES_PER_S), to = (size_t)(to_s * FRAMES_PER_S);
    double sum = 0;
    if (from >= track->frame_count)
        return 0;
    if (to <= from)
        to = from + 1;
    if (to > track->frame_count)
        to = track->frame_count;
    for (size_t i = from; i < to; i++)
        sum += track->power[i];
    return sum / (double)(to - from);
}

/* `*next` is the first pause that does not end before `seconds`, which only grows. */
static bool in_pause(const struct voice_report *voice, double seconds, size_t *next)
{
    while (*next < voice->pause_count && voice->pauses[*next].end_s <= seconds)
        (*next)++;
    return *next < voice->pause_count && voice->pauses[*next].start_s <= seconds;
}

void ribbon_levels(const struct ribbon *r, size_t count, double *levels)
{
    const double step = (r->to_s - r->from_s) / (double)count;
    double loudest = 0;
    size_t next = 0;
    for (size_t i = 0; i < count; i++) {
        double from_s = r->from_s + step * (double)i;
        bool silent = in_pause(&r->card->voice, from_s + step / 2, &next);
        levels[i] = silent ? -1 : mean_power(&r->card->voice.track, from_s, from_s + step);
        loudest = fmax(loudest, levels[i]);
    }
    for (size_t i = 0; i < count; i++)
        if (levels[i] > 0)
            levels[i] = fmax(0.0, 1 + 10 * log10(levels[i] / loudest) / RANGE_DB);
}

size_t ribbon_clause_at(const struct ribbon *r, int x)
{
    size_t at = 0;
    while (at + 1 < r->count && x >= r->edge[at + 1])
        at++;
    return at;
}

/* The measure is the length of one of the pauses; of several as long, the one nearest to the end of
 * an empathy. */
size_t ribbon_pause_after_empathy(const struct ribbon *r)
{
    const struct voice_report *voice = &r->card->voice;
    size_t found = RIBBON_NO_PAUSE;
    double nearest = INFINITY;
    for (size_t p = 0; p < voice->pause_count; p++) {
        double length_s = voice->pauses[p].end_s - voice->pauses[p].start_s;
        if (!(fabs(length_s - voice->pause_after_empathy_s) < 1e-3))
            continue;
        for (size_t i = 0; i < r->count; i++) {
            const struct clause *clause = &r->card->moves.clauses[i];
            double far = fabs(voice->pauses[p].start_s - clause->end_s);
            if (clause->move == MOVE_EMPATHY && far < nearest) {
                nearest = far;
                found = p;
            }
        }
    }
    return found;
}

/* -- what a finger can hit -- */

/* Groups of neighbouring clauses: group g has clauses start[g] to start[g + 1]. */
struct groups {
    const struct ribbon *ribbon;
    size_t start[RIBBON_PIECES_MAX + 1];
    int bound[RIBBON_PIECES_MAX + 1]; /* of the targets, pixels */
    size_t count;
};

static int left_of(const struct groups *g, size_t i)
{
    return g->ribbon->edge[g->start[i]];
}

static int width_of(const struct groups *g, size_t i)
{
    return left_of(g, i + 1) - left_of(g, i);
}

/* Group i and the narrower of its neighbours become one. */
static void join(struct groups *g, size_t i)
{
    bool left = i + 1 == g->count || (i > 0 && width_of(g, i - 1) < width_of(g, i + 1));
    size_t gone = left ? i : i + 1;
    memmove(&g->start[gone], &g->start[gone + 1], (g->count - gone) * sizeof *g->start);
    g->count--;
}

static void join_narrowest(struct groups *g)
{
    size_t narrowest = 0;
    for (size_t i = 1; i < g->count; i++)
        if (width_of(g, i) < width_of(g, narrowest))
            narrowest = i;
    join(g, narrowest);
}

/* Bounds as near to the clauses' own edges as `least` allows. */
static void place(struct groups *g, int least)
{
    const size_t n = g->count;
    const int end = g->ribbon->x + g->ribbon->width;
    for (size_t i = 0; i <= n; i++)
        g->bound[i] = left_of(g, i);
    for (size_t i = 1; i < n; i++)
        if (g->bound[i] < g->bound[i - 1] + least)
            g->bound[i] = g->bound[i - 1] + least;
    g->bound[n] = end;
    for (size_t i = n; i-- > 1;)
        if (g->bound[i] > g->bound[i + 1] - least)
            g->bound[i] = g->bound[i + 1] - least;
}

/* The first group whose middle has come to lie in another's target; g->count when there is none. */
static size_t strayed(const struct groups *g)
{
    for (size_t i = 0; i < g->count; i++) {
        int middle = (left_of(g, i) + left_of(g, i + 1)) / 2;
        if (middle < g->bound[i] || middle > g->bound[i + 1])
            return i;
    }
    return g->count;
}

size_t ribbon_touches(const struct ribbon *r, int least,
                      struct ribbon_touch touches[RIBBON_TOUCHES_MAX])
{
    struct groups g = {.ribbon = r, .count = r->count};
    for (size_t i = 0; i <= r->count; i++)
        g.start[i] = i;
    size_t most = least > 0 ? (size_t)(r->width / least) : RIBBON_TOUCHES_MAX;
    most = most < 1 ? 1 : most < RIBBON_TOUCHES_MAX ? most : RIBBON_TOUCHES_MAX;
    while (g.count > most)
        join_narrowest(&g);
    for (;;) {
        place(&g, least);
        size_t i = strayed(&g);
        if (i == g.count || g.count == 1)
            break;
        join(&g, i);
    }
    for (size_t i = 0; i < g.count; i++)
        touches[i] = (struct ribbon_touch){.from = g.bound[i],
                                           .to = g.bound[i + 1],
                                           .first = g.start[i],
                                           .count = g.start[i + 1] - g.start[i]};
    return g.count;
}
