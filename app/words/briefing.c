#include "words/briefing.h"

#include "words/wire_words.h"

enum { DEATHS_MAX = 2 };

void briefing_init(struct briefing *b)
{
    *b = (struct briefing){0};
    vocabulary_init(&b->words);
}

void briefing_done(struct briefing *b)
{
    vocabulary_done(&b->words);
    briefing_init(b);
}

enum err briefing_set(struct briefing *b, const struct vocabulary *words, bool *changed)
{
    if (vocabulary_same(&b->words, words)) {
        *changed = false;
        return ERR_NONE;
    }
    enum err err = vocabulary_copy(&b->words, words);
    if (err == ERR_NONE) {
        *changed = true;
        b->deaths = 0;
    }
    return err;
}

enum err briefing_send(struct briefing *b, struct wire_bytes *out, bool fresh)
{
    if (fresh && b->words.count == 0)
        return ERR_NONE;
    enum err err = wire_put_vocabulary(out, &b->words);
    if (err == ERR_NONE)
        b->unproven = true;
    return err;
}

void briefing_answered(struct briefing *b)
{
    b->unproven = false;
    b->deaths = 0;
}

void briefing_child_died(struct briefing *b)
{
    if (b->unproven && ++b->deaths >= DEATHS_MAX)
        briefing_done(b);
    b->unproven = false;
}
