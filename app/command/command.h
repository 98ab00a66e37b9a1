/* The subcommands of `sayback`. Each gets argv from its own name on and returns the exit status.
 * They are the only place, with the kiosk, where errors become words on a terminal. */
#ifndef SAYBACK_COMMAND_H
#define SAYBACK_COMMAND_H

#include "base/err.h"

#include <stddef.h>

enum status {
    STATUS_DONE = 0,
    STATUS_REFUSED = 1, /* the input was refused; the reason is on stderr */
    STATUS_USAGE = 2,
    STATUS_FAILED = 3 /* a device or the machine failed */
};

int command_kiosk(int argc, char **argv);
int command_score(int argc, char **argv);
int command_voice(int argc, char **argv);
int command_transcribe(int argc, char **argv);
int command_moves(int argc, char **argv);
int command_room(int argc, char **argv);
int command_check(int argc, char **argv);
int command_devices(int argc, char **argv);

#endif
