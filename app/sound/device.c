#include "sound/device.h"

#include "base/utf8.h"

#include <math.h>
#include <portaudio.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *const nouns[] = {"microphone", "loudspeaker"};

/* Where " (hw:3,0)" starts, or the end of the name. */
static size_t length_without_numbers(const char *name)
{
    static const char opening[] = " (hw:";
    size_t length = strlen(name);
    if (length == 0 || name[length - 1] != ')')
        return length;
    size_t at = length - 1;
    while (at > 0 && strchr("0123456789,", name[at - 1]) != NULL)
        at--;
    size_t before = sizeof opening - 1;
    if (at >= before && memcmp(name + at - before, opening, before) == 0)
        return at - before;
    return length;
}

void device_name(const char *from, char to[AUDIO_NAME_MAX])
{
    size_t length = length_without_numbers(from), at = 0;
    for (size_t i = 0; i < length;) {
        size_t step = utf8_step(from + i);
        bool valid = utf8_valid(from + i, step) && (unsigned char)from[i] >= 0x20;
        size_t bytes = valid ? step : 1;
        if (at + bytes >= AUDIO_NAME_MAX)
            break;
        memcpy(to + at, valid ? from + i : "?", bytes);
        at += bytes;
        i += step;
    }
    to[at] = '\0';
}

static bool contains(const char *name, const char *part, size_t length)
{
    for (; *name != '\0'; name++)
        if (strncasecmp(name, part, length) == 0)
            return true;
    return false;
}

/* 3 the whole name, 2 its beginning, 1 a part of it, 0 not at all. */
static int likeness(const char *name, const char *wanted)
{
    size_t length = strlen(wanted);
    if (strcasecmp(name, wanted) == 0)
        return 3;
    if (strncasecmp(name, wanted, length) == 0)
        return 2;
    return contains(name, wanted, length) ? 1 : 0;
}

static bool goes(const struct audio_device *device, enum device_way way)
{
    return way == DEVICE_INPUT ? device->inputs > 0 : device->outputs > 0;
}

static bool is_default(const struct audio_device *device, enum device_way way)
{
    return way == DEVICE_INPUT ? device->default_input : device->default_output;
}

int device_match(const struct audio_device *list, size_t count, enum device_way way,
                 const char *wanted)
{
    char name[AUDIO_NAME_MAX];
    device_name(wanted != NULL ? wanted : "", name);
    int best = -1, best_rank = 0;
    for (size_t i = 0; i < count; i++) {
        int like = name[0] == '\0' ? 1 : likeness(list[i].name, name);
        if (like == 0 || !goes(&list[i], way))
            continue;
        int rank = 2 * like + (is_default(&list[i], way) ? 1 : 0);
        if (rank > best_rank) {
            best = (int)i;
            best_rank = rank;
        }
    }
    return best;
}

static void describe(int index, struct audio_device *out)
{
    *out = (struct audio_device){0};
    const PaDeviceInfo *info = Pa_GetDeviceInfo(index);
    if (info == NULL)
        return;
    const PaHostApiInfo *host = Pa_GetHostApiInfo(info->hostApi);
    device_name(info->name != NULL ? info->name : "", out->name);
    if (host != NULL && host->name != NULL)
        (void)utf8_copy(out->host, sizeof out->host, host->name);
    out->inputs = info->maxInputChannels;
    out->outputs = info->maxOutputChannels;
    out->rate_hz = (int)lround(info->defaultSampleRate);
    out->default_input = index == Pa_GetDefaultInputDevice();
    out->default_output = index == Pa_GetDefaultOutputDevice();
}

/* PortAudio numbers its devices from 0 without gaps: the place in our list is its number. */
size_t device_list(struct audio_device *list, size_t max)
{
    int count = Pa_GetDeviceCount();
    if (count < 0)
        return 0;
    for (size_t i = 0; i < max && i < (size_t)count; i++)
        describe((int)i, &list[i]);
    return (size_t)count;
}

static enum err refuse(enum device_way way, const struct audio_device *list, size_t count,
                       const char *wanted, struct diag *why)
{
    char names[DIAG_TEXT_MAX / 2] = "";
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(list[i].name);
        if (!goes(&list[i], way) || at + length + sizeof ", \"\"" > sizeof names)
            continue;
        const char *comma = at > 0 ? ", " : "";
        at += (size_t)snprintf(names + at, sizeof names - at, "%s\"%s\"", comma, list[i].name);
    }
    if (at == 0)
        return diag_set(why, ERR_DEVICE, 0, "no %s was found; connect one and try again",
                        nouns[way]);
    char shown[AUDIO_NAME_MAX];
    device_name(wanted, shown);
    return diag_set(why, ERR_DEVICE, 0, "no %s is called \"%s\"; there is %s", nouns[way], shown,
                    names);
}

enum err device_choose(enum device_way way, const char *wanted, int *index,
                       struct audio_device *device, struct diag *why)
{
    struct audio_device list[AUDIO_DEVICES_MAX];
    size_t count = device_list(list, AUDIO_DEVICES_MAX);
    if (count > AUDIO_DEVICES_MAX)
        count = AUDIO_DEVICES_MAX;
    int found = device_match(list, count, way, wanted);
    if (found < 0)
        return refuse(way, list, count, wanted != NULL ? wanted : "", why);
    *index = found;
    *device = list[found];
    return ERR_NONE;
}
