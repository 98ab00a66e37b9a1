/* Writes the seeds of fuzz_model: seeds_model FOLDER. A small model that hangs together, and the
 * same broken in the ways that files break. */
#include "moves/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIZE_MAX_BYTES = 16384 };

static unsigned char bytes[SIZE_MAX_BYTES];
static size_t used;

static void put(uint64_t value, int count)
{
    for (int i = 0; i < count; i++)
        bytes[used++] = (unsigned char)(value >> (8 * i));
}

static void put_float(float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    put(bits, 4);
}

static void put_model(void)
{
    static const float calibration[CALIBRATION_COUNT] = {0, 1, 0, 0};
    put(1, 1); /* size and checksum are put right */
    for (const char *p = MODEL_MAGIC; *p != '\0'; p++)
        put((unsigned char)*p, 1);
    put(MODEL_VERSION, 4);
    put(0, 8);
    for (int i = 0; i < CALIBRATION_COUNT; i++)
        put_float(calibration[i]);
    put_float(0.02F);
    put(2, 4);
    put(1, 4);
    for (int i = 0; i < AT_ROWS; i++)
        put_float((float)(i % 7) / 10 - 0.3F);
    for (uint32_t key = 1; key <= 2; key++) {
        put(key * 1000, 4);
        put(key * 100, 1);
        for (int y = 0; y < LABEL_COUNT; y++)
            put((uint64_t)(y * 20), 1);
    }
    put(word_hash("newsletter", 10), 8);
    put(3, 1);
    put(5, 2);
    put(9, 2);
}

static void write_seed(const char *folder, const char *name, size_t size)
{
    char path[1024];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(bytes, 1, size, file) != size || fclose(file) != 0)
        exit(3);
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    put_model();
    write_seed(argv[1], "whole", used);
    write_seed(argv[1], "cut", used - MODEL_SENSE_BYTES / 2);
    write_seed(argv[1], "header", 1 + MODEL_HEADER_BYTES);
    bytes[0] = 0;
    write_seed(argv[1], "checksum", used);
    bytes[0] = 1;
    bytes[9] = MODEL_VERSION + 1;
    write_seed(argv[1], "version", used);
    bytes[9] = MODEL_VERSION;
    size_t rows = 1 + MODEL_HEADER_BYTES + 4 * (CALIBRATION_COUNT + 1);
    memset(bytes + rows, 0xff, 4);
    write_seed(argv[1], "many", used);
    memset(bytes + rows, 0, 4);
    bytes[rows] = 2;
    memset(bytes + rows + 8, 0xff, 4);
    write_seed(argv[1], "nan", used);
    return 0;
}
