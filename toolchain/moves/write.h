/* Writes the model's file (app/moves/model.h describes it). */
#ifndef WRITE_H
#define WRITE_H

#include "moves/model.h"
#include "rows.h"

/* The rows stand by rising key (rows_keep). Ends the program with a sentence when the file can't be
 * written. */
void model_write(const char *path, const struct rows *rows, const float *weights,
                 const struct senses *senses, const float calibration[CALIBRATION_COUNT]);

#endif
