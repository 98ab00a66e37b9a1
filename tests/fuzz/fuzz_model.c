/* Any bytes as the model of moves: refused with a sentence, or read and then good for reading a
 * reply. The first byte says whether size and checksum are put right first, so that what is behind
 * them is reached. */
#include "fuzz/fuzz.h"

#include "moves/model.h"

#include <math.h>
#include <string.h>

static void put(unsigned char *to, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        to[i] = (unsigned char)(value >> (8 * i));
}

static void read_with(const struct moves_model *model)
{
    struct words words;
    struct moves moves;
    words_init(&words);
    moves_init(&moves);
    const struct moves_prompt prompt = {.caption = "They gave it to Marcus."};
    FUZZ_PROMISE(words_from_text(&words, "you trained him and you read it in a newsletter", NULL) ==
                 ERR_NONE);
    FUZZ_PROMISE(moves_read(model, &words, &prompt, NAN, &moves) == ERR_NONE);
    FUZZ_PROMISE(moves.clause_count > 0);
    FUZZ_PROMISE(moves.confidence >= 0.0 && moves.confidence <= 1.0);
    moves_done(&moves);
    words_done(&words);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    bool mend = (data[0] & 1) != 0;
    unsigned char *bytes = malloc(size);
    if (bytes == NULL)
        return 0;
    size--;
    memcpy(bytes, data + 1, size);
    if (mend && size >= MODEL_HEADER_BYTES) {
        size_t body = size - MODEL_HEADER_BYTES;
        put(bytes + 12, (uint32_t)body);
        put(bytes + 16, model_checksum(bytes + MODEL_HEADER_BYTES, body));
    }
    struct moves_model *model = NULL;
    struct diag why = {.text = ""};
    enum err err = model_from_bytes(bytes, size, "the model", &model, &why);
    FUZZ_PROMISE((err == ERR_NONE) == (model != NULL));
    FUZZ_PROMISE(err == ERR_NONE || why.text[0] != '\0');
    if (model != NULL)
        read_with(model);
    moves_model_free(model);
    free(bytes);
    return 0;
}
