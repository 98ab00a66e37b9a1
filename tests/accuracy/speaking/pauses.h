/* Pauses and speech that were found, against those that are known. */
#ifndef SAYBACK_SPEAKING_PAUSES_H
#define SAYBACK_SPEAKING_PAUSES_H

#include "accuracy/speaking/figures.h"
#include "accuracy/speaking/records.h"

/* So far under the active level of the clean recording nothing is heard (README of app/voice). */
#define PAUSES_AUDIBLE_DB 25.0
/* The shortest that counts (Campione and Véronis 2002). */
#define PAUSES_MIN_S 0.25

struct pause_tally {
    size_t known, found;           /* known pauses; detected ones that share half of a known one */
    size_t detected, own, wrong;   /* all; the rest of them: silent, or with sound in it */
    struct figures start_s, end_s; /* signed: detected less known */
    struct figures outer_s;        /* of first and last speech, signed */
    double missed_s, loud_s;       /* audible speech that is in no span; all of it */
};

void pauses_done(struct pause_tally *t);

/* RMS level of the frames from `start_s` to `end_s`, dBFS; NAN without any. */
double pauses_active_dbfs(const struct recording *clean, double start_s, double end_s);

/* Adds one recording: `ours` as it was heard, `clean` the same without noise (its levels alone are
 * looked at), `truth` with pauses and with the values speech_start_s and speech_end_s. A detected
 * pause that matches none is wrong when a 10 ms frame of the clean recording in it, 20 ms at its
 * edges left out, is within PAUSES_AUDIBLE_DB of the active level; else it is the voice's own. */
void pauses_compare(struct pause_tally *t, const struct recording *ours,
                    const struct recording *clean, const struct recording *truth);

/* Only how many of the `known` pauses were found, and with what edges. */
void pauses_match(struct pause_tally *t, const struct spans *detected, const struct spans *known);

/* Seconds of speech between the truth's first and last: without its pauses, and without stretches
 * of PAUSES_MIN_S and more in which the clean recording holds nothing audible. */
double pauses_speech_s(const struct recording *clean, const struct recording *truth);

#endif
