/* moves_read with the project's own model, loaded once, for tests that run from the project's root.
 */
#ifndef TAUGHT_H
#define TAUGHT_H

#include "moves/moves.h"

#include <stdio.h>
#include <stdlib.h>

/* Lives until the program ends. */
static inline const struct moves_model *taught_model(void)
{
    static struct moves_model *model;
    struct diag why = {.text = ""};
    if (model == NULL &&
        moves_model_load("assets/language/moves.model", &model, &why) != ERR_NONE) {
        (void)fprintf(stderr, "%s\n", why.text);
        exit(3);
    }
    return model;
}

static inline enum err taught_read(const struct words *said, const struct moves_prompt *prompt,
                                   double speech_s, struct moves *m)
{
    return moves_read(taught_model(), said, prompt, speech_s, m);
}

#endif
