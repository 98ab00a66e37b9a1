#include "voice/floor.h"
#include "voice/level.h"

#define BIN_DB 0.25
/* The share of the window that is surely not speech: a reply has closures of stops and gaps
 * between words in at least a tenth of its frames, even without any pause. */
#define QUIET_SHARE 0.10
/* Frames of steady noise scatter by 1 to 2 dB, so those up to here over the quiet tenth are the
 * same noise; their mean is its level without the bias that a low percentile has. */
#define SAME_NOISE_DB 3.0
/* Between these two shares of the window lie 0.8 standard deviations of normal noise where
 * nobody speaks, and 1.0 where speech fills two thirds of it. */
#define LOWEST_SHARE 0.02
#define SHARES_APART 0.9
#define LOUD_SHARE 0.95

static uint16_t bin_of(double level_dbfs)
{
    double bin = (level_dbfs - LEVEL_SILENCE_DBFS) / BIN_DB;
    if (!(bin > 0.0))
        return 0;
    return bin < FLOOR_BINS - 1 ? (uint16_t)bin : (uint16_t)(FLOOR_BINS - 1);
}

static double level_of(size_t bin)
{
    return bin == 0 ? LEVEL_SILENCE_DBFS : LEVEL_SILENCE_DBFS + BIN_DB * ((double)bin + 0.5);
}

void floor_add(struct noise_floor *f, double level_dbfs)
{
    uint16_t bin = bin_of(level_dbfs);
    if (f->filled == FLOOR_WINDOW)
        f->counts[f->window[f->next]]--;
    else
        f->filled++;
    f->counts[bin]++;
    f->window[f->next] = bin;
    f->next = (f->next + 1) % FLOOR_WINDOW;
}

/* The bin that holds the frame at this share of the sorted window. */
static size_t bin_at(const struct noise_floor *f, double share)
{
    size_t wanted = (size_t)((double)f->filled * share) + 1;
    size_t seen = 0, bin = 0;
    while (seen < wanted && bin < FLOOR_BINS)
        seen += f->counts[bin++];
    return bin - 1;
}

struct noise floor_noise(const struct noise_floor *f)
{
    if (f->filled == 0)
        return (struct noise){LEVEL_SILENCE_DBFS, 0.0};
    size_t lowest = bin_at(f, LOWEST_SHARE), quiet = bin_at(f, QUIET_SHARE);
    size_t last = quiet + (size_t)(SAME_NOISE_DB / BIN_DB);
    double sum = 0.0;
    size_t frames = 0;
    for (size_t bin = 0; bin <= last && bin < FLOOR_BINS; bin++) {
        sum += f->counts[bin] * level_of(bin);
        frames += f->counts[bin];
    }
    return (struct noise){sum / (double)frames,
                          (level_of(quiet) - level_of(lowest)) / SHARES_APART};
}

void loud_add(struct loud_frames *l, double level_dbfs)
{
    l->counts[bin_of(level_dbfs)]++;
    l->total++;
}

double loud_dbfs(const struct loud_frames *l)
{
    if (l->total == 0)
        return LEVEL_SILENCE_DBFS;
    uint32_t wanted = (uint32_t)((double)l->total * LOUD_SHARE) + 1;
    uint32_t seen = 0;
    size_t bin = 0;
    while (seen < wanted && bin < FLOOR_BINS)
        seen += l->counts[bin++];
    return level_of(bin - 1);
}
