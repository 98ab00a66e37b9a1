/* Inside the sound room: what PortAudio's own back ends need before they are started. It opens no
 * device. */
#ifndef SAYBACK_LIBRARIES_H
#define SAYBACK_LIBRARIES_H

#include <stdbool.h>

/* Takes the standard error away from ALSA's and JACK's libraries: a machine without a sound card
 * is worth a hundred lines to them. For the whole process, and for good. */
void libraries_quieten(void);

/* False when ALSA's configuration has no device called `default`: PortAudio 19.6 ends the whole
 * program by an assertion then. True also where ALSA is not in use. */
bool libraries_have_default(void);

#endif
