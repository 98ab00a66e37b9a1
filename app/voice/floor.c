#include "voice/floor.h"
#include "voice/level.h"

#include <string.h>

#define BIN_DB 0.25
/* The share of the window that is surely not speech: a reply has closures of stops and gaps
 * between words in at least a tenth of its frames, even without any pause. */
#define QUIET_SHARE 0.10
/* Frames of steady noise scatter by about 1 dB, so those up to here over the quiet tenth are the
 * same noise; their mean is its level without the bias that a low percentile has. */
#define SAME_NOISE_DB 3.0
#define LOUD_SHARE 0.95
/* No microphone is this quiet: the noise of a 16-bit converter alone lies at -98. */
#define DIGITAL_SILENCE_DBFS (-110.0)

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

void floor_init(struct noise_floor *f)
{
    memset(f, 0, sizeof *f);
}

void floor_add(struct noise_floor *f, double level_dbfs)
{
    if (!f->heard && level_dbfs < DIGITAL_SILENCE_DBFS)
        return;
    f->heard = 1;
    uint16_t bin = bin_of(level_dbfs);
    if (f->filled == FLOOR_WINDOW)
        f->counts[f->window[f->next]]--;
    else
        f->filled++;
    f->counts[bin]++;
    f->window[f->next] = bin;
    f->next = (f->next + 1) % FLOOR_WINDOW;
}

double floor_dbfs(const struct noise_floor *f)
{
    if (f->filled == 0)
        return LEVEL_SILENCE_DBFS;
    size_t wanted = (size_t)((double)f->filled * QUIET_SHARE) + 1;
    size_t seen = 0, bin = 0;
    while (seen < wanted)
        seen += f->counts[bin++];
    size_t last = bin - 1 + (size_t)(SAME_NOISE_DB / BIN_DB);
    double sum = 0.0;
    size_t frames = 0;
    for (bin = 0; bin <= last && bin < FLOOR_BINS; bin++) {
        sum += f->counts[bin] * level_of(bin);
        frames += f->counts[bin];
    }
    return sum / (double)frames;
}

void floor_add_loud(struct noise_floor *f, double level_dbfs)
{
    f->loud[bin_of(level_dbfs)]++;
    f->loud_total++;
}

void floor_forget_loud(struct noise_floor *f)
{
    memset(f->loud, 0, sizeof f->loud);
    f->loud_total = 0;
}

double floor_loud_dbfs(const struct noise_floor *f)
{
    if (f->loud_total == 0)
        return LEVEL_SILENCE_DBFS;
    uint32_t wanted = (uint32_t)((double)f->loud_total * LOUD_SHARE) + 1;
    uint32_t seen = 0;
    size_t bin = 0;
    while (seen < wanted && bin < FLOOR_BINS)
        seen += f->loud[bin++];
    return level_of(bin - 1);
}
