/* How it was said: the measures of one reply, from sound and word times. It judges nothing; points
 * are the score room's business. An unknown value is NAN (or -1 for a count), never 0. Pure. */
#ifndef SAYBACK_VOICE_H
#define SAYBACK_VOICE_H

#include "base/err.h"
#include "base/span.h"
#include "voice/track.h"

#include <stdbool.h>
#include <stddef.h>

/* Silences of this length and more inside a reply are pauses (Campione & Véronis 2002). */
#define VOICE_PAUSE_MIN_S 0.25
/* A stretch of talk ends at a pause of this length (scoring design: "without a pause of 1 s"). */
#define VOICE_STRETCH_PAUSE_S 1.0
/* No pace from fewer words than this. */
enum { VOICE_PACE_WORDS_MIN = 8 };
/* Syllables a word; outside, words or syllables were missed and neither gives a pace. English talk
 * has 1.2 to 1.6. Ours, measured by tests/accuracy/voice. */
#define VOICE_SYLLABLES_PER_WORD_MIN 0.8
#define VOICE_SYLLABLES_PER_WORD_MAX 2.2
/* `snr_db` under which the recogniser's words mean nothing (findings: useless at 10 dB, 22 to 33 %
 * at 20), and under which it begins to suffer (fine down to 25 dB): there people are told what to
 * do. */
#define VOICE_SNR_MIN_DB 15.0
#define VOICE_SNR_HINT_DB 25.0

struct voice_report {
    double length_s;       /* of the recording */
    double speech_start_s; /* NAN when nobody spoke */
    double speech_end_s;
    double speech_s;              /* time with speech in it, pauses left out */
    double response_gap_s;        /* end of the prompt to first speech */
    double words_per_minute;      /* pauses included; NAN under VOICE_PACE_WORDS_MIN words, and when
                                     words and syllables contradict each other */
    bool pace_contradicted;       /* they do */
    double syllables_per_second;  /* articulation rate: pauses left out; NAN under 1 s of speech or
                                    5 syllables */
    double speech_rate;           /* syllables per second with the pauses; NAN then too */
    double pace_ratio;            /* speech_rate over the prompt's; NAN when either is unknown */
    double pause_after_empathy_s; /* NAN without an empathy that something follows */
    double longest_stretch_s;
    int fillers_at_least;   /* -1 unknown */
    double pitch_median_hz; /* pitch is NAN under 0.5 s of voice */
    double pitch_sd_semitones;
    double pitch_range_semitones;
    double pitch_final_slope; /* semitones per second over the last voiced 0.5 s */
    double active_dbfs;       /* RMS level while speaking */
    double range_db;          /* 95th minus 10th percentile of the level while speaking */
    double jump_db;           /* loudest second over the reply's own active level */
    struct span loudest;      /* that second */
    double snr_db;            /* active level over the noise floor */
    double clipped_share;     /* of all samples, 0..1; NAN when there are none */
    bool overdriven;          /* so much of it that the voice is distorted (peaks.h) */
    struct span *pauses;      /* owned; silences of VOICE_PAUSE_MIN_S and more between speech */
    size_t pause_count;
    struct span *hesitations; /* owned; filled pauses by their sound, hesitation.h */
    size_t hesitation_count;
    struct voice_track track; /* owned */
};

/* Sets every value to unknown; owns nothing. */
void voice_report_init(struct voice_report *report);
void voice_report_done(struct voice_report *report); /* frees what it owns, back to init */

/* Everything that the sound alone tells: spans, pauses, gap, stretch, levels, pitch, syllables.
 * `samples` are mono at RATE_HZ, -1..1; `speech` is what the activity detector found in them.
 * `prompt_end_s` is where the prompt ended on the recording's own time line (0 when the recording
 * starts there).
 * `report` must be initialised; what it held is freed. ERR_MEMORY leaves it initialised. */
enum err voice_measure(const float *samples, size_t sample_count, const struct span *speech,
                       size_t speech_count, double floor_dbfs, double prompt_end_s,
                       struct voice_report *report);

/* What the sound of the reply alone does not tell: pace from the number of words, fillers, and the
 * ratio against the prompt's speech_rate (NAN when unknown). Call after voice_measure. */
void voice_measure_words(struct voice_report *report, size_t word_count, size_t filler_count,
                         double prompt_rate);

/* Silence that follows `moment_s` (the end of an empathy): the pause of VOICE_PAUSE_MIN_S or more
 * nearest to it within `slack_s`, because a recogniser's word times are only good to a tenth of a
 * second or worse. Returns its length, or 0 when speech simply goes on; NAN when `moment_s` is
 * unknown or lies at the end of all speech. */
double voice_pause_at(const struct voice_report *report, double moment_s, double slack_s);

#endif
