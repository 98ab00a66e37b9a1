#include "kiosk/meters.h"

#include <math.h>

/* The range that a level meter shows, dBFS: a quiet room to a raised voice close by. */
static const double quiet_dbfs = -60.0, loud_dbfs = -6.0;

static void set(_Atomic float *meter, double value)
{
    atomic_store_explicit(meter, (float)value, memory_order_relaxed);
}

static double get(const _Atomic float *meter)
{
    return (double)atomic_load_explicit(meter, memory_order_relaxed);
}

void meters_microphone(struct meters *m, const float *samples, size_t count)
{
    double energy = 0.0;
    for (size_t i = 0; i < count; i++)
        energy += (double)samples[i] * (double)samples[i];
    double dbfs = count > 0 ? 10.0 * log10(energy / (double)count + 1e-12) : -120.0;
    double level = (dbfs - quiet_dbfs) / (loud_dbfs - quiet_dbfs);
    set(&m->microphone, level < 0.0 ? 0.0 : level > 1.0 ? 1.0 : level);
}

void meters_prompt(struct meters *m, double level, double progress)
{
    set(&m->prompt, level);
    set(&m->progress, progress);
}

void meters_recording(struct meters *m, double elapsed_s, bool heard_speech)
{
    set(&m->elapsed_s, elapsed_s);
    atomic_store_explicit(&m->heard_speech, heard_speech, memory_order_relaxed);
}

void meters_room(struct meters *m, enum warmup_step step, enum finding now)
{
    atomic_store_explicit(&m->room_step, (int)step, memory_order_relaxed);
    atomic_store_explicit(&m->room_now, (int)now, memory_order_relaxed);
}

struct listener_meters meters_read(const struct meters *m)
{
    return (struct listener_meters){
        .microphone = get(&m->microphone),
        .prompt = get(&m->prompt),
        .progress = get(&m->progress),
        .elapsed_s = get(&m->elapsed_s),
        .heard_speech = atomic_load_explicit(&m->heard_speech, memory_order_relaxed),
        .room_step = (enum warmup_step)atomic_load_explicit(&m->room_step, memory_order_relaxed),
        .room_now = (enum finding)atomic_load_explicit(&m->room_now, memory_order_relaxed)};
}
