#include "engine/expected.h"

enum err expected_words(const struct scenario *s, struct vocabulary *v)
{
    enum err err = vocabulary_add_names(v, s->rep);
    for (size_t i = 0; err == ERR_NONE && i < s->vocabulary_count; i++)
        err = vocabulary_add_names(v, s->vocabulary[i]);
    const char *const about[] = {s->title, s->role, s->situation, s->goal};
    for (size_t i = 0; err == ERR_NONE && i < sizeof about / sizeof about[0]; i++)
        err = vocabulary_add(v, about[i]);
    for (size_t i = 0; err == ERR_NONE && i < s->turn_count; i++) {
        err = vocabulary_add(v, s->turns[i].model_reply);
        if (err == ERR_NONE)
            err = vocabulary_add(v, s->turns[i].caption);
    }
    return err;
}
