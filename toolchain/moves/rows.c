#include "rows.h"

#include "memory.h"
#include "moves/weights.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void rows_init(struct rows *r)
{
    *r = (struct rows){.slot_key = need(ROW_SLOTS, sizeof(uint32_t)),
                       .slot_row = need(ROW_SLOTS, sizeof(uint32_t)),
                       .key = need(ROW_SLOTS, sizeof(uint32_t)),
                       .replies = need(ROW_SLOTS, sizeof(uint32_t)),
                       .last = need(ROW_SLOTS, sizeof(uint32_t))};
}

void rows_done(struct rows *r)
{
    free(r->slot_key);
    free(r->slot_row);
    free(r->key);
    free(r->replies);
    free(r->last);
}

static uint32_t slot_of(const struct rows *r, uint32_t key)
{
    uint32_t slot = key * UINT32_C(2654435761) % ROW_SLOTS;
    while (r->slot_row[slot] != 0 && r->slot_key[slot] != key)
        slot = (slot + 1) % ROW_SLOTS;
    return slot;
}

uint32_t rows_find(const void *context, uint32_t key)
{
    /* The room hands its context on unchanged; here it is a table that grows. */
    struct rows *r = (struct rows *)(uintptr_t)context;
    uint32_t slot = slot_of(r, key);
    if (r->closed)
        return r->slot_row[slot] == 0 ? NO_ROW : r->slot_row[slot] - 1;
    if (r->slot_row[slot] == 0) {
        need_success(r->count + 1 >= ROW_SLOTS / 2);
        r->key[r->count] = key;
        r->slot_key[slot] = key;
        r->slot_row[slot] = ++r->count;
    }
    uint32_t row = r->slot_row[slot] - 1;
    if (r->last[row] != r->reply) {
        r->last[row] = r->reply;
        r->replies[row]++;
    }
    return row;
}

/* The table over from its keys. */
static void hash_again(struct rows *r)
{
    memset(r->slot_row, 0, ROW_SLOTS * sizeof *r->slot_row);
    for (uint32_t row = 0; row < r->count; row++) {
        uint32_t slot = slot_of(r, r->key[row]);
        r->slot_key[slot] = r->key[row];
        r->slot_row[slot] = row + 1;
    }
}

uint32_t *rows_prune(struct rows *r, uint32_t least)
{
    uint32_t *map = need(r->count, sizeof *map);
    uint32_t kept = 0;
    for (uint32_t row = 0; row < r->count; row++) {
        map[row] = r->replies[row] >= least ? kept : NO_ROW;
        if (map[row] != NO_ROW)
            r->key[kept++] = r->key[row];
    }
    r->count = kept;
    r->closed = 1;
    hash_again(r);
    return map;
}

struct ranked {
    uint32_t row, key;
    float reach;
};

static int by_reach(const void *a, const void *b)
{
    const struct ranked *x = a;
    const struct ranked *y = b;
    if (x->reach != y->reach)
        return x->reach < y->reach ? 1 : -1;
    return (x->key > y->key) - (x->key < y->key);
}

static int by_key(const void *a, const void *b)
{
    const struct ranked *x = a;
    const struct ranked *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

/* The rows worth keeping, by rising key; their number in *count. */
static struct ranked *rank(const struct rows *rows, const float *weights, size_t most,
                           size_t *count)
{
    struct ranked *list = need(rows->count, sizeof *list);
    for (uint32_t row = 0; row < rows->count; row++) {
        list[row] = (struct ranked){.row = row, .key = rows->key[row]};
        for (size_t y = 0; y < LABEL_COUNT; y++)
            list[row].reach =
                fmaxf(list[row].reach, fabsf(weights[AT_ROWS + row * LABEL_COUNT + y]));
    }
    qsort(list, rows->count, sizeof *list, by_reach);
    *count = rows->count < most ? rows->count : most;
    qsort(list, *count, sizeof *list, by_key);
    return list;
}

void rows_keep(struct rows *r, float *weights, size_t most)
{
    size_t count;
    struct ranked *list = rank(r, weights, most, &count);
    float *kept = need(count * LABEL_COUNT, sizeof *kept);
    for (size_t i = 0; i < count; i++) {
        memcpy(kept + i * LABEL_COUNT, weights + AT_ROWS + (size_t)list[i].row * LABEL_COUNT,
               LABEL_COUNT * sizeof *kept);
        r->key[i] = list[i].key;
    }
    memcpy(weights + AT_ROWS, kept, count * LABEL_COUNT * sizeof *kept);
    r->count = (uint32_t)count;
    hash_again(r);
    free(kept);
    free(list);
}
