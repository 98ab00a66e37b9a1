/* room: is this room, with this microphone, fit for practice, and what is there to mend? */
#include "base/rate.h"
#include "command/print.h"
#include "command/shared.h"
#include "engine/engine.h"
#include "kiosk/microphone.h"
#include "kiosk/nap.h"
#include "score/card_json.h"
#include "sound/audio.h"
#include "sound/clip.h"
#include "voice/warmup.h"

#include <stdio.h>

enum { BLOCK = RATE_HZ / 50, TICK_MS = 10 };

static enum err measure_file(const char *path, struct warmup *out, struct diag *why)
{
    struct clip clip;
    clip_init(&clip);
    enum err err = clip_load(path, ENGINE_REPLY_MAX_S, RATE_HZ, &clip, why);
    if (err == ERR_NONE)
        err = warmup_measure(clip.samples, clip.count, out);
    clip_done(&clip);
    return err;
}

/* To the person in front of the machine; stdout is for the result. */
static void ask(enum warmup_step step)
{
    if (step == WARMUP_HUSH)
        fprintf(stderr, "Please be quiet for %d seconds: I am listening to the room.\n",
                WARMUP_QUIET_S);
    else if (step == WARMUP_READ)
        fprintf(stderr, "Now read this aloud, as you would say it to somebody:\n\n  %s\n\n",
                WARMUP_SENTENCE);
}

static void warn(enum finding now)
{
    if (now != FINDING_COUNT)
        fprintf(stderr, "%s %s\n", finding_says(now), finding_mend(now));
}

/* What the person has been told last. */
struct told {
    enum warmup_step step;
    enum finding now;
};

static void tell(const struct warmup_stream *stream, struct told *told)
{
    enum warmup_step step = warmup_stream_step(stream);
    enum finding now = warmup_stream_now(stream);
    if (step != told->step)
        ask(step);
    if (now != told->now)
        warn(now);
    *told = (struct told){step, now};
}

static enum err listen(struct microphone *microphone, const struct audio_config *config,
                       struct audio **audio, struct warmup_stream *stream, struct diag *why)
{
    float samples[BLOCK];
    struct told told = {WARMUP_HUSH, FINDING_COUNT};
    ask(WARMUP_HUSH);
    while (warmup_stream_step(stream) != WARMUP_OVER) {
        size_t count = audio_read(*audio, samples, BLOCK);
        enum err err = warmup_stream_push(stream, samples, count);
        if (err != ERR_NONE)
            return err;
        tell(stream, &told);
        if (count > 0)
            continue;
        if (microphone_watch(microphone, config, audio, true, why) == MICROPHONE_LOST)
            return ERR_DEVICE;
        nap_ms(TICK_MS);
    }
    return ERR_NONE;
}

static enum err measure_room(const char *name, struct warmup *out, struct diag *why)
{
    const struct audio_config config = {.microphone = name};
    struct audio *audio = NULL;
    struct microphone microphone = {.open = false};
    struct warmup_stream *stream = NULL;
    enum err err = warmup_stream_new(&stream);
    if (err == ERR_NONE && !microphone_open(&microphone, &config, &audio, why))
        err = ERR_DEVICE;
    if (err == ERR_NONE)
        err = listen(&microphone, &config, &audio, stream, why);
    if (err == ERR_NONE)
        err = warmup_stream_finish(stream, out);
    audio_close(audio);
    warmup_stream_free(stream);
    return err;
}

int command_room(int argc, char **argv)
{
    struct shared_options o;
    struct diag why = {.text = ""};
    struct warmup result;
    int status = shared_read_options(argc, argv, SHARED_JSON | SHARED_MICROPHONE | SHARED_OPTIONAL,
                                     "a recording", false, &o);
    if (status != STATUS_DONE)
        return status;
    if (o.operand_count > 0 && o.microphone != NULL)
        return shared_usage("room either looks at a file or listens to a microphone, not both.");
    enum err err = o.operand_count > 0 ? measure_file(o.operands[0], &result, &why)
                                       : measure_room(o.microphone, &result, &why);
    if (err != ERR_NONE)
        return shared_fail(err, &why);
    if (o.json)
        return shared_print(card_json_room(&result));
    print_warmup(&result);
    return STATUS_DONE;
}
