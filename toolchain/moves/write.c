#include "write.h"

#include "memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A row's weights are stored in 255 steps up to its own largest, which is stored in 256 steps up to
 * this. */
static const float largest = 3.0F;
enum { SCALES = 256, STEPS = 127 };

struct bytes {
    unsigned char *list; /* owned */
    size_t count, room;
};

static void put(struct bytes *b, uint64_t value, int count)
{
    if (b->count + 8 > b->room) {
        b->room = 2 * b->room + 4096;
        b->list = need_more(b->list, b->room);
    }
    for (int i = 0; i < count; i++)
        b->list[b->count++] = (unsigned char)(value >> (8 * i));
}

static void put_float(struct bytes *b, float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    put(b, bits, 4);
}

static void put_row(struct bytes *b, uint32_t key, const float *row)
{
    float most = 0;
    for (size_t y = 0; y < LABEL_COUNT; y++)
        most = fmaxf(most, fminf(largest, fabsf(row[y])));
    int scale = (int)fmaxf(1, ceilf(most / largest * SCALES));
    float step = largest / SCALES / STEPS * (float)scale;
    put(b, key, 4);
    put(b, (uint64_t)scale - 1, 1);
    for (size_t y = 0; y < LABEL_COUNT; y++) {
        int steps = (int)lrintf(fmaxf(-STEPS, fminf(STEPS, row[y] / step)));
        put(b, (uint64_t)(unsigned char)(signed char)steps, 1);
    }
}

void model_write(const char *path, const struct rows *rows, const float *weights,
                 const struct senses *senses, const float calibration[CALIBRATION_COUNT])
{
    struct bytes body = {0};
    struct bytes head = {0};
    for (int i = 0; i < CALIBRATION_COUNT; i++)
        put_float(&body, calibration[i]);
    put_float(&body, largest / SCALES / STEPS);
    put(&body, rows->count, 4);
    put(&body, senses->count, 4);
    for (size_t i = 0; i < AT_ROWS; i++)
        put_float(&body, weights[i]);
    for (size_t i = 0; i < rows->count; i++)
        put_row(&body, rows->key[i], weights + AT_ROWS + i * LABEL_COUNT);
    for (size_t i = 0; i < senses->count; i++) {
        put(&body, senses->list[i].word, 8);
        put(&body, senses->list[i].field, 1);
        put(&body, senses->list[i].coarse, 2);
        put(&body, senses->list[i].fine, 2);
    }
    for (const char *p = MODEL_MAGIC; *p != '\0'; p++)
        put(&head, (unsigned char)*p, 1);
    put(&head, MODEL_VERSION, 4);
    put(&head, body.count, 4);
    put(&head, model_checksum(body.list, body.count), 4);
    FILE *file = fopen(path, "wb");
    bool good = file != NULL && fwrite(head.list, 1, head.count, file) == head.count &&
                fwrite(body.list, 1, body.count, file) == body.count;
    good = file != NULL && fclose(file) == 0 && good;
    if (!good) {
        (void)fprintf(stderr, "%s: can't be written\n", path);
        exit(3);
    }
    printf("%s: %u features, %zu words, %zu bytes\n", path, rows->count, senses->count,
           head.count + body.count);
    free(body.list);
    free(head.list);
}
