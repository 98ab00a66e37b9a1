#include "moves/model.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char remedy[] =
    "install Sayback again, or make the model anew with toolchain/moves/train";

/* What is read next. Once too little is left, nothing more is given. */
struct cursor {
    const unsigned char *at;
    size_t left;
    bool short_of;
};

static uint64_t take(struct cursor *c, size_t bytes)
{
    uint64_t value = 0;
    if (c->left < bytes) {
        c->short_of = true;
        return 0;
    }
    for (size_t i = bytes; i-- > 0;)
        value = value << 8 | c->at[i];
    c->at += bytes;
    c->left -= bytes;
    return value;
}

static float take_float(struct cursor *c)
{
    uint32_t bits = (uint32_t)take(c, 4);
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

uint32_t model_checksum(const unsigned char *bytes, size_t size)
{
    uint32_t crc = UINT32_MAX;
    for (size_t i = 0; i < size; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (UINT32_C(0xEDB88320) & (0U - (crc & 1)));
    }
    return ~crc;
}

uint32_t model_row_of(const void *context, uint32_t key)
{
    const struct moves_model *model = context;
    size_t from = 0;
    size_t to = model->row_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (model->keys[middle] == key)
            return (uint32_t)middle;
        if (model->keys[middle] < key)
            from = middle + 1;
        else
            to = middle;
    }
    return NO_ROW;
}

void moves_model_free(struct moves_model *model)
{
    if (model == NULL)
        return;
    basics_done(&model->basics);
    free(model->keys);
    free(model->weights);
    free(model);
}

/* False when the keys do not rise. */
static bool take_rows(struct cursor *c, struct moves_model *m, float step)
{
    for (size_t i = 0; i < m->row_count; i++) {
        float *row = m->weights + AT_ROWS + i * LABEL_COUNT;
        m->keys[i] = (uint32_t)take(c, 4);
        float row_step = step * (float)(take(c, 1) + 1);
        for (int y = 0; y < LABEL_COUNT; y++) {
            int weight = (int)take(c, 1);
            row[y] = row_step * (float)(weight < 128 ? weight : weight - 256);
        }
        if (i > 0 && m->keys[i] <= m->keys[i - 1])
            return false;
    }
    return true;
}

static bool take_senses(struct cursor *c, struct senses *senses)
{
    for (size_t i = 0; i < senses->count; i++) {
        struct sense *sense = &senses->list[i];
        sense->word = take(c, 8);
        sense->field = (uint8_t)take(c, 1);
        sense->coarse = (uint16_t)take(c, 2);
        sense->fine = (uint16_t)take(c, 2);
        if (i > 0 && sense->word <= senses->list[i - 1].word)
            return false;
    }
    return true;
}

static bool all_finite(const float *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!(list[i] >= -1e6F && list[i] <= 1e6F))
            return false;
    }
    return true;
}

/* Fills m from what is behind the header. ERR_INPUT: it does not hang together. */
static enum err take_model(struct cursor *c, struct moves_model *m)
{
    for (int i = 0; i < CALIBRATION_COUNT; i++)
        m->calibration[i] = take_float(c);
    float step = take_float(c);
    size_t rows = take(c, 4);
    size_t senses = take(c, 4);
    if (c->short_of || rows > c->left / MODEL_ROW_BYTES || senses > c->left / MODEL_SENSE_BYTES)
        return ERR_INPUT;
    m->keys = malloc((rows + 1) * sizeof *m->keys);
    m->weights = malloc((AT_ROWS + rows * LABEL_COUNT) * sizeof *m->weights);
    m->basics.senses.list = malloc((senses + 1) * sizeof *m->basics.senses.list);
    if (m->keys == NULL || m->weights == NULL || m->basics.senses.list == NULL)
        return ERR_MEMORY;
    m->row_count = rows;
    m->basics.senses.count = senses;
    for (int i = 0; i < AT_ROWS; i++)
        m->weights[i] = take_float(c);
    bool good = take_rows(c, m, step) && take_senses(c, &m->basics.senses);
    good = good && !c->short_of && c->left == 0 && all_finite(m->calibration, CALIBRATION_COUNT) &&
           all_finite(m->weights, AT_ROWS + rows * LABEL_COUNT);
    return good ? ERR_NONE : ERR_INPUT;
}

/* The header is right, and what is behind it is what was written. */
static enum err check_header(struct cursor *c, const char *name, struct diag *why)
{
    if (c->left < MODEL_HEADER_BYTES || memcmp(c->at, MODEL_MAGIC, 8) != 0)
        return diag_set(why, ERR_SYSTEM, 0, "%s is no model of moves: %s.", name, remedy);
    c->at += 8;
    c->left -= 8;
    unsigned version = (unsigned)take(c, 4);
    if (version != MODEL_VERSION)
        return diag_set(
            why, ERR_SYSTEM, 0,
            "%s is a model of moves of version %u, and this program reads version %d: %s.", name,
            version, MODEL_VERSION, remedy);
    size_t size = take(c, 4);
    uint32_t checksum = (uint32_t)take(c, 4);
    if (size != c->left || checksum != model_checksum(c->at, c->left))
        return diag_set(why, ERR_SYSTEM, 0,
                        "%s, the model of moves, is damaged (%zu bytes where %zu belong, or other "
                        "bytes): %s.",
                        name, c->left, size, remedy);
    return ERR_NONE;
}

enum err model_from_bytes(const unsigned char *bytes, size_t size, const char *name,
                          struct moves_model **out, struct diag *why)
{
    struct cursor c = {.at = bytes, .left = size};
    enum err err = check_header(&c, name, why);
    if (err != ERR_NONE)
        return err;
    struct moves_model *m = calloc(1, sizeof *m);
    err = m != NULL ? basics_init(&m->basics) : ERR_MEMORY;
    if (err == ERR_NONE)
        err = take_model(&c, m);
    if (err == ERR_NONE) {
        *out = m;
        return ERR_NONE;
    }
    moves_model_free(m);
    if (err == ERR_MEMORY)
        return diag_set(why, ERR_MEMORY, 0, "There is not enough memory for the model of moves.");
    return diag_set(why, ERR_SYSTEM, 0, "%s, the model of moves, does not hang together: %s.", name,
                    remedy);
}

enum err moves_model_load(const char *path, struct moves_model **out, struct diag *why)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return diag_set(why, ERR_SYSTEM, 0, "The model of moves %s can't be opened (%s): %s.", path,
                        strerror(errno), remedy);
    unsigned char *bytes = malloc(MODEL_BYTES_MAX);
    if (bytes == NULL) {
        (void)fclose(file);
        return diag_set(why, ERR_MEMORY, 0, "There is not enough memory for the model of moves.");
    }
    size_t size = fread(bytes, 1, MODEL_BYTES_MAX, file);
    bool failed = ferror(file) != 0;
    (void)fclose(file);
    enum err err = failed ? diag_set(why, ERR_SYSTEM, 0, "The model of moves %s can't be read: %s.",
                                     path, remedy)
                          : model_from_bytes(bytes, size, path, out, why);
    free(bytes);
    return err;
}
