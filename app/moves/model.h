/* What the room has learnt, from its file. Private to the room, and to the tool that writes it.
 *
 * The file, all numbers little-endian: "SAYBMOVE", u32 version, u32 bytes behind the header, u32
 * CRC-32 of those; then f32 calibration[CALIBRATION_COUNT], f32 step, u32 rows, u32 senses, f32
 * fixed[AT_ROWS], rows x { u32 key, u8 scale, i8 weights[LABEL_COUNT] } by rising key, senses x {
 * u64 word, u8 field, u16 coarse, u16 fine } by rising word. A row's weights count in steps of its
 * own, (scale + 1) * step: most rows are small, and a step for all would round them away. */
#ifndef SAYBACK_MOVES_MODEL_H
#define SAYBACK_MOVES_MODEL_H

#include "moves/reading.h"
#include "moves/weights.h"

#define MODEL_MAGIC "SAYBMOVE"

enum { MODEL_VERSION = 2, MODEL_HEADER_BYTES = 20, MODEL_BYTES_MAX = 4 << 20 };

/* How sure to be: the log odds that a verdict is right are calibration[0] + [1] * the log odds of
 * the model's own probability + [2] * mean word confidence + [3] * that confidence for "no
 * empathy", of which badly heard words are no evidence. */
enum { CALIBRATION_COUNT = 4 };

/* Of a row and of a sense in the file. */
enum { MODEL_ROW_BYTES = 5 + LABEL_COUNT, MODEL_SENSE_BYTES = 13 };

struct moves_model {
    struct basics basics;
    float calibration[CALIBRATION_COUNT];
    uint32_t *keys; /* owned, rising */
    size_t row_count;
    float *weights; /* owned; AT_ROWS, then the rows */
};

/* row_of_feature for a model. */
uint32_t model_row_of(const void *model, uint32_t key);

/* Reads a model from memory; `name` is what the sentence calls it. ERR_SYSTEM or ERR_MEMORY. */
enum err model_from_bytes(const unsigned char *bytes, size_t size, const char *name,
                          struct moves_model **out, struct diag *why);

/* CRC-32 as zlib has it. */
uint32_t model_checksum(const unsigned char *bytes, size_t size);

#endif
