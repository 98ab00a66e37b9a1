#include "signals.h"

#include "base/rate.h"

#include <math.h>
#include <stdlib.h>

#define PI 3.14159265358979323846
#define EDGE_S 0.005
#define SYLLABLE_S 0.24
#define VOWEL_S 0.20

static size_t at(const struct signal *s, double time_s)
{
    size_t sample = (size_t)(time_s * RATE_HZ + 0.5);
    return sample < s->count ? sample : s->count;
}

static double amplitude(double dbfs)
{
    return pow(10.0, dbfs / 20.0);
}

struct signal signal_new(double length_s)
{
    struct signal s = {NULL, (size_t)(length_s * RATE_HZ + 0.5)};
    s.samples = calloc(s.count + 1, sizeof *s.samples);
    if (s.samples == NULL)
        abort();
    return s;
}

void signal_done(struct signal *s)
{
    free(s->samples);
    *s = (struct signal){NULL, 0};
}

/* Four draws of a linear congruential generator: a bell with variance 4/3. */
static double bell(uint32_t *seed)
{
    double sum = 0.0;
    for (int i = 0; i < 4; i++) {
        *seed = *seed * 1664525u + 1013904223u;
        sum += (double)(*seed >> 8) / 8388608.0 - 1.0;
    }
    return sum;
}

void signal_add_noise(struct signal *s, double from_s, double to_s, double dbfs, uint32_t seed)
{
    double gain = amplitude(dbfs) / sqrt(4.0 / 3.0);
    for (size_t i = at(s, from_s); i < at(s, to_s); i++)
        s->samples[i] += (float)(gain * bell(&seed));
}

void signal_add_sine(struct signal *s, double from_s, double to_s, double dbfs, double hz)
{
    for (size_t i = at(s, from_s); i < at(s, to_s); i++)
        s->samples[i] +=
            (float)(sqrt(2.0) * amplitude(dbfs) * sin(2.0 * PI * hz * (double)i / RATE_HZ));
}

void signal_add_offset(struct signal *s, double offset)
{
    for (size_t i = 0; i < s->count; i++)
        s->samples[i] += (float)offset;
}

void signal_add_vowel(struct signal *s, double from_s, double to_s, double dbfs, double f0_hz)
{
    int harmonics = (int)(4000.0 / f0_hz);
    double power = 0.0;
    for (int h = 1; h <= harmonics; h++)
        power += 0.5 / ((double)h * h);
    double gain = amplitude(dbfs) / sqrt(power);
    size_t from = at(s, from_s), to = at(s, to_s), edge = (size_t)(EDGE_S * RATE_HZ);
    for (size_t i = from; i < to; i++) {
        double sum = 0.0;
        for (int h = 1; h <= harmonics; h++)
            sum += sin(2.0 * PI * f0_hz * h * (double)(i - from) / RATE_HZ + h * h) / h;
        double fade = fmin(1.0, fmin((double)(i - from), (double)(to - 1 - i)) / (double)edge);
        s->samples[i] += (float)(gain * fade * sum);
    }
}

void signal_add_talk(struct signal *s, double from_s, double to_s, double dbfs)
{
    for (double start_s = from_s; start_s < to_s - 0.01; start_s += SYLLABLE_S) {
        double f0_hz = 110.0 + 20.0 * sin(2.0 * start_s);
        signal_add_vowel(s, start_s, fmin(start_s + VOWEL_S, to_s), dbfs, f0_hz);
    }
}
