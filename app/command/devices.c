/* devices: microphones and loudspeakers, by the names to choose them by. */
#include "command/shared.h"
#include "sound/audio.h"

#include <stdio.h>

static size_t print_kind(const char *title, const struct audio_device *list, size_t count,
                         bool inputs)
{
    size_t found = 0;
    printf("%s\n", title);
    for (size_t i = 0; i < count; i++) {
        const struct audio_device *d = &list[i];
        int channels = inputs ? d->inputs : d->outputs;
        if (channels <= 0)
            continue;
        found++;
        printf("  %s  (%s, %d Hz, %d channel%s)%s\n", d->name, d->host, d->rate_hz, channels,
               channels == 1 ? "" : "s",
               (inputs ? d->default_input : d->default_output) ? "  [default]" : "");
    }
    if (found == 0)
        printf("  none\n");
    return found;
}

int command_devices(int argc, char **argv)
{
    if (argc > 1)
        return shared_usage("devices takes no operand; \"%s\" is too much.", argv[1]);
    struct diag why = {.text = ""};
    struct audio *audio = NULL;
    enum err err = audio_open(NULL, &audio, &why);
    if (err != ERR_NONE)
        return shared_fail(err, &why);
    struct audio_device list[AUDIO_DEVICES_MAX];
    size_t count = audio_list(audio, list, AUDIO_DEVICES_MAX);
    if (count > AUDIO_DEVICES_MAX)
        count = AUDIO_DEVICES_MAX;
    size_t microphones = print_kind("Microphones", list, count, true);
    (void)print_kind("Loudspeakers", list, count, false);
    audio_close(audio);
    if (microphones > 0)
        return STATUS_DONE;
    (void)diag_set(&why, ERR_DEVICE, 0,
                   "There is no microphone. Plug one in, and see that no other program holds it.");
    return shared_fail(ERR_DEVICE, &why);
}
