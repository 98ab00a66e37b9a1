/* Which key of the keyboard means what to the view. Pure; knows no window. */
#ifndef SAYBACK_SCREEN_KEYS_H
#define SAYBACK_SCREEN_KEYS_H

#include "screen/view.h"

#include <stdbool.h>
#include <stdint.h>

/* `code` and `modifiers` are SDL's (SDL_Keycode, SDL_Keymod); `repeated`: the key is held down.
 * True with *key filled in when that means something; else *key is untouched. */
bool keys_read(int32_t code, unsigned modifiers, bool repeated, enum view_key *key);

#endif
