#include "screen/keys.h"

#include <SDL.h>

bool keys_read(int32_t code, unsigned modifiers, bool repeated, enum view_key *key)
{
    static const struct {
        SDL_Keycode code;
        enum view_key key;
        bool once; /* a key that is held down does it only once */
    } keys[] = {
        {SDLK_LEFT, VIEW_KEY_LEFT, false},      {SDLK_RIGHT, VIEW_KEY_RIGHT, false},
        {SDLK_UP, VIEW_KEY_UP, false},          {SDLK_DOWN, VIEW_KEY_DOWN, false},
        {SDLK_PAGEUP, VIEW_KEY_PAGE_UP, false}, {SDLK_PAGEDOWN, VIEW_KEY_PAGE_DOWN, false},
        {SDLK_HOME, VIEW_KEY_HOME, false},      {SDLK_END, VIEW_KEY_END, false},
        {SDLK_RETURN, VIEW_KEY_ACTIVATE, true}, {SDLK_KP_ENTER, VIEW_KEY_ACTIVATE, true},
        {SDLK_SPACE, VIEW_KEY_ACTIVATE, true},  {SDLK_SELECT, VIEW_KEY_ACTIVATE, true},
        {SDLK_a, VIEW_KEY_TEXT_SIZE, true},     {SDLK_c, VIEW_KEY_CAPTIONS, true},
        {SDLK_f, VIEW_KEY_FILTER, true},        {SDLK_ESCAPE, VIEW_KEY_BACK, true},
        {SDLK_AC_BACK, VIEW_KEY_BACK, true},
    };
    if (code == SDLK_q && (modifiers & KMOD_CTRL) != 0) {
        *key = VIEW_KEY_QUIT;
        return true;
    }
    if ((modifiers & (KMOD_CTRL | KMOD_ALT | KMOD_GUI)) != 0)
        return false;
    if (code == SDLK_TAB) {
        *key = (modifiers & KMOD_SHIFT) != 0 ? VIEW_KEY_PREVIOUS : VIEW_KEY_NEXT;
        return true;
    }
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (keys[i].code == code && !(keys[i].once && repeated)) {
            *key = keys[i].key;
            return true;
        }
    }
    return false;
}
