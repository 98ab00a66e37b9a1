#include "moves/reading.h"

#include <stdlib.h>

enum err basics_init(struct basics *b)
{
    *b = (struct basics){0};
    lexicon_init(&b->lexicon);
    return cue_set_new(&b->cues, NULL);
}

void basics_done(struct basics *b)
{
    cue_set_done(&b->cues);
    senses_done(&b->senses);
}

enum err reading_open(const struct basics *basics, const struct words *said,
                      const struct moves_prompt *prompt, struct reading *r)
{
    *r = (struct reading){.said = said, .basics = basics};
    enum err err = tokens_from_words(&basics->lexicon, said, &r->tokens);
    if (err == ERR_NONE)
        err = cue_index_new(r);
    if (err == ERR_NONE)
        err = prompt_words_new(&basics->lexicon, prompt->caption, prompt->vocabulary,
                               prompt->vocabulary_count, &r->prompt);
    if (err == ERR_NONE)
        mark_said_back(&r->prompt, &r->tokens);
    else
        reading_done(r);
    return err;
}

void reading_done(struct reading *r)
{
    prompt_words_done(&r->prompt);
    cue_index_done(&r->index);
    tokens_done(&r->tokens);
}
