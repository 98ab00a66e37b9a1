/* Inside the sound room: which device is meant. It opens none. */
#ifndef SAYBACK_DEVICE_H
#define SAYBACK_DEVICE_H

#include "sound/audio.h"

enum device_way { DEVICE_INPUT, DEVICE_OUTPUT };

/* Copies a device's name without ALSA's " (hw:1,0)" behind it: those numbers are dealt out anew at
 * every boot. What is not UTF-8 becomes '?'. */
void device_name(const char *from, char to[AUDIO_NAME_MAX]);

/* The place in `list` of the device that is wanted: the whole name, else its beginning, else a
 * part of it, ASCII case ignored; among equals the default one, else the first. NULL or "": the
 * default one, else the first that has channels that way. -1: none. */
int device_match(const struct audio_device *list, size_t count, enum device_way way,
                 const char *wanted);

/* Asks PortAudio (which must be started). Returns how many devices there are. */
size_t device_list(struct audio_device *list, size_t max);

/* PortAudio's number for the wanted device, good until PortAudio is started anew. ERR_DEVICE with
 * a sentence that names those there are. */
enum err device_choose(enum device_way way, const char *wanted, int *index,
                       struct audio_device *device, struct diag *why);

#endif
