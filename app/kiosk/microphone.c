#include "kiosk/microphone.h"

#include <stddef.h>
#include <time.h>

static int64_t now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool microphone_open(struct microphone *m, const struct audio_config *config, struct audio **audio,
                     struct diag *why)
{
    enum err err = *audio == NULL ? audio_open(config, audio, why) : audio_restart(*audio, why);
    if (err == ERR_NONE)
        err = audio_listen(*audio, why);
    m->open = err == ERR_NONE;
    m->callbacks = 0;
    m->alive_ms = now_ms();
    m->tried_ms = m->alive_ms;
    return m->open;
}

enum microphone_change microphone_watch(struct microphone *m, const struct audio_config *config,
                                        struct audio **audio, bool quiet, struct diag *why)
{
    int64_t now = now_ms();
    if (!m->open) {
        if (quiet || now - m->tried_ms < MICROPHONE_RETRY_MS)
            return MICROPHONE_SAME;
        return microphone_open(m, config, audio, why) ? MICROPHONE_BACK : MICROPHONE_SAME;
    }
    struct audio_health health;
    audio_health(*audio, &health);
    if (health.callbacks != m->callbacks) {
        m->callbacks = health.callbacks;
        m->alive_ms = now;
    }
    int patience_ms = m->callbacks > 0 ? MICROPHONE_SILENCE_MS : MICROPHONE_FIRST_MS;
    if (health.running && now - m->alive_ms < patience_ms)
        return MICROPHONE_SAME;
    m->open = false;
    m->tried_ms = now;
    (void)diag_set(why, ERR_DEVICE, 0,
                   "The microphone \"%s\" is gone. Plug it in again; practice goes on by itself.",
                   health.name);
    return MICROPHONE_LOST;
}

void microphone_mark(struct microphone *m, const struct audio *audio)
{
    if (audio == NULL)
        return;
    struct audio_health health;
    audio_health(audio, &health);
    m->lost_at_mark = health.lost;
    m->overflows_at_mark = health.overflows;
}

double microphone_lost_s(const struct microphone *m, const struct audio *audio)
{
    if (audio == NULL)
        return 0.0;
    struct audio_health health;
    audio_health(audio, &health);
    if (health.rate_hz <= 0 || health.lost < m->lost_at_mark ||
        health.overflows < m->overflows_at_mark)
        return 0.0; /* it was opened again since: the counters are new */
    return (double)(health.lost - m->lost_at_mark) / health.rate_hz +
           0.01 * (double)(health.overflows - m->overflows_at_mark);
}
