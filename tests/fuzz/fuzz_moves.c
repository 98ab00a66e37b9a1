/* Any bytes as typed words against any bytes as the rep's caption (they are divided by the first
 * newline): the reading covers every word once, in order, and says why. */
#include "fuzz/fuzz.h"

#include "base/utf8.h"
#include "moves/moves.h"
#include "moves/taught.h"

#include <math.h>
#include <string.h>

static void look_at(const struct words *words, const struct moves *moves)
{
    size_t next = 0;
    for (size_t i = 0; i < moves->clause_count; i++) {
        const struct clause *clause = &moves->clauses[i];
        FUZZ_PROMISE(clause->first_word == next && clause->word_count >= 1);
        FUZZ_PROMISE(clause->confidence >= 0.0 && clause->confidence <= 1.0);
        FUZZ_PROMISE(utf8_valid(clause->why, strlen(clause->why)) && clause->why[0] != '\0');
        next += clause->word_count;
    }
    FUZZ_PROMISE(next == words->count);
    FUZZ_PROMISE(moves->confidence >= 0.0 && moves->confidence <= 1.0);
    bool judged = moves->verdict != VERDICT_UNCLEAR && moves->verdict != VERDICT_TOO_SHORT;
    FUZZ_PROMISE(judged == (moves->outcome != OUTCOME_AGAIN));
    FUZZ_PROMISE(utf8_valid(moves->why, strlen(moves->why)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    if (text == NULL)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    char *line = strchr(text, '\n');
    if (line != NULL)
        *line = '\0';
    struct words words;
    struct moves moves;
    words_init(&words);
    moves_init(&moves);
    struct moves_prompt prompt = {.caption = line != NULL ? line + 1 : NULL,
                                  .expects = MOVE_BIT(MOVE_EMPATHY)};
    if (words_from_text(&words, text, NULL) == ERR_NONE &&
        taught_read(&words, &prompt, NAN, &moves) == ERR_NONE)
        look_at(&words, &moves);
    moves_done(&moves);
    words_done(&words);
    free(text);
    return 0;
}
