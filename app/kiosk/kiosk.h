/* The kiosk: a window, a listener thread, and the session between them. */
#ifndef SAYBACK_KIOSK_H
#define SAYBACK_KIOSK_H

#include "base/err.h"
#include "scenario/scenario.h"

#include <stdbool.h>
#include <stddef.h>

struct kiosk_options {
    bool windowed;
    int width, height; /* of the window; 0: the whole screen */
    int dpi;           /* of the panel, 60 to 400; 0: not known */
    bool still;        /* nothing on the screen moves by itself */
    struct scenario *const *scenarios;
    size_t scenario_count;                /* at least 1 */
    const char *data_dir;                 /* where cards are kept as JSON; NULL: nothing is kept */
    const char *microphone, *loudspeaker; /* names; NULL: the default ones */
};

/* Runs until the window is closed. ERR_DEVICE: there is no screen, or it was left while the
 * microphone or the recogniser was missing; ERR_SYSTEM, ERR_MEMORY. `why` has a sentence. Main
 * thread only. */
enum err kiosk_run(const struct kiosk_options *options, struct diag *why);

#endif
