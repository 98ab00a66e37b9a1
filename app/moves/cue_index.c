/* Which cues may begin at which token: found once, so that a reply can be cut in many ways. */
#include "moves/reading.h"

#include <stdlib.h>

/* Room for the cues of a token on average; grown when that is not enough. */
enum { CUES_PER_TOKEN = 24 };

static enum err grow(struct cue_index *index, size_t *room)
{
    uint16_t *grown = realloc(index->cues, 2 * *room * sizeof *grown);
    if (grown == NULL)
        return ERR_MEMORY;
    index->cues = grown;
    *room *= 2;
    return ERR_NONE;
}

enum err cue_index_new(struct reading *r)
{
    size_t room = (r->tokens.count + 1) * CUES_PER_TOKEN;
    size_t used = 0;
    r->index = (struct cue_index){
        .cues = malloc(room * sizeof *r->index.cues),
        .from = malloc((r->tokens.count + 1) * sizeof *r->index.from),
    };
    if (r->index.cues == NULL || r->index.from == NULL)
        return ERR_MEMORY;
    for (size_t t = 0; t < r->tokens.count; t++) {
        r->index.from[t] = used;
        for (size_t i = 0; i < r->basics->cues.patterns.pattern_count; i++) {
            if (!pattern_may_match(&r->basics->cues.patterns, i, &r->tokens.list[t]) ||
                !pattern_could_match(&r->basics->cues.patterns, i, r->tokens.list, r->tokens.count,
                                     t))
                continue;
            if (used == room && grow(&r->index, &room) != ERR_NONE)
                return ERR_MEMORY;
            r->index.cues[used++] = (uint16_t)i;
        }
    }
    r->index.from[r->tokens.count] = used;
    return ERR_NONE;
}

void cue_index_done(struct cue_index *index)
{
    free(index->cues);
    free(index->from);
    *index = (struct cue_index){0};
}
