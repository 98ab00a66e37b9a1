/* Which features there are: each key gets a row, and those seen in too few replies lose it again.
 */
#ifndef ROWS_H
#define ROWS_H

#include <stddef.h>
#include <stdint.h>

enum { ROW_SLOTS = 1 << 23 };

struct rows {
    uint32_t *slot_key, *slot_row; /* by hash; a row of 0 is free, others count from 1 */
    uint32_t *key;                 /* of each row */
    uint32_t *replies, *last;      /* in how many replies a row was seen, and in which last */
    uint32_t count;
    uint32_t reply; /* which is being read */
    int closed;     /* no new rows any more */
};

void rows_init(struct rows *r);
void rows_done(struct rows *r);

/* row_of_feature: a new key gets a new row until the table is closed, NO_ROW after. */
uint32_t rows_find(const void *rows, uint32_t key);

/* Closes the table. map[row] becomes the new number of a row that was seen in `least` replies or
 * more, NO_ROW for others; owned by the caller. */
uint32_t *rows_prune(struct rows *r, uint32_t least);

/* Keeps, of a closed table, the `most` rows whose weights reach furthest from 0, by rising key, and
 * moves their weights accordingly (AT_ROWS, then the rows). */
void rows_keep(struct rows *r, float *weights, size_t most);

#endif
