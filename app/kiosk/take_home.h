/* The result of a conversation as text, and as a QR code of that text, for people to take home on
 * their own phone. Figures and the scenario's title only: nothing that anybody said. It opens no
 * connection; the code is made and read on the spot. */
#ifndef SAYBACK_TAKE_HOME_H
#define SAYBACK_TAKE_HOME_H

#include "base/err.h"
#include "scenario/scenario.h"
#include "score/conversation.h"
#include "screen/state.h"

enum { TAKE_HOME_TEXT_MAX = 232 };

struct take_home {
    struct conversation_sum sum;   /* its quotes are lent from the conversation */
    char text[TAKE_HOME_TEXT_MAX]; /* UTF-8 */
    unsigned char *dark;           /* owned; by module, row by row, 1 is dark; NULL for none */
    struct screen_code code;       /* of `dark` */
};

/* All zero is none. Replaces what was there. Without a scored answer there is none. ERR_MEMORY. */
enum err take_home_make(struct take_home *t, const struct scenario *scenario,
                        const struct conversation *c);
void take_home_done(struct take_home *t); /* back to none */

#endif
