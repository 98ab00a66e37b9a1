#include "accuracy/speaking/table.h"

#include "accuracy/speaking/figures.h"
#include "accuracy/speaking/melody.h"
#include "accuracy/speaking/pauses.h"

#include <math.h>
#include <string.h>

/* What was asked of the voice room. */
#define ASKED_PITCH_GROSS_PCT "<= 3"
#define ASKED_PITCH_MEDIAN_PCT 2.0
#define ASKED_PITCH_SD 0.3
#define ASKED_RATE_PCT "<= 12"
#define ASKED_WORDS_PCT "<= 8"
#define ASKED_EDGE_MS "<= 40"
#define ASKED_CPU_PCT "<= 2"

struct writer {
    FILE *out;
    const struct table_input *in;
};

static void line(const struct writer *w, const char *figure, double value, int digits,
                 const char *asked)
{
    fprintf(w->out, "%-7s %-9s %-40s ", w->in->set, w->in->condition, figure);
    if (isnan(value))
        fprintf(w->out, "%9s", "-");
    else
        fprintf(w->out, "%9.*f", digits, value);
    fprintf(w->out, asked != NULL ? "  asked %s\n" : "\n", asked);
}

/* The same with a name of two parts. */
static void part(const struct writer *w, const char *group, const char *figure, double value,
                 int digits, const char *asked)
{
    char name[160];
    snprintf(name, sizeof name, "%s.%s", group, figure);
    line(w, name, value, digits, asked);
}

static double ratio(double part_of, double whole)
{
    return whole > 0.0 ? part_of / whole : (double)NAN;
}

static const struct recording *beside(const struct recordings *all, const struct recording *r)
{
    return recordings_find(all, r->id);
}

/* Only these replies have labelled pauses. */
static bool is_timed(const struct recording *truth)
{
    return truth != NULL && !isnan(recording_value(truth, "speech_start_s"));
}

static const char *asked_of_pauses(const struct table_input *in)
{
    if (strcmp(in->condition, "clean") == 0)
        return ">= 0.97";
    return strcmp(in->condition, "20dB") == 0 ? ">= 0.93" : NULL;
}

static void write_edges(const struct writer *w, const char *group, const struct pause_tally *t)
{
    struct figures edges = {0};
    for (size_t i = 0; i < t->start_s.count; i++) {
        figures_add(&edges, 1000.0 * t->start_s.list[i]);
        figures_add(&edges, 1000.0 * t->end_s.list[i]);
    }
    bool asked = strcmp(group, "pauses") == 0;
    part(w, group, "edge_p50_ms", figures_percentile_of_sizes(&edges, 0.5), 1, NULL);
    part(w, group, "edge_p90_ms", figures_percentile_of_sizes(&edges, 0.9), 1,
         asked ? ASKED_EDGE_MS : NULL);
    part(w, group, "start_late_ms", 1000.0 * figures_percentile(&t->start_s, 0.5), 1, NULL);
    part(w, group, "start_p90_ms", 1000.0 * figures_percentile_of_sizes(&t->start_s, 0.9), 1, NULL);
    part(w, group, "end_late_ms", 1000.0 * figures_percentile(&t->end_s, 0.5), 1, NULL);
    part(w, group, "end_p90_ms", 1000.0 * figures_percentile_of_sizes(&t->end_s, 0.9), 1, NULL);
    figures_done(&edges);
}

static void write_pauses(const struct writer *w)
{
    const struct table_input *in = w->in;
    struct pause_tally t = {0};
    size_t timed = 0;
    for (size_t i = 0; i < in->ours.count; i++) {
        const struct recording *r = &in->ours.list[i], *truth = beside(&in->truth, r),
                               *clean = beside(&in->clean_ours, r);
        if (!is_timed(truth) || clean == NULL)
            continue;
        timed++;
        pauses_compare(&t, r, clean, truth);
    }
    if (timed > 0) {
        double detected = (double)t.detected;
        line(w, "pauses.inserted", (double)t.known, 0, NULL);
        line(w, "pauses.inserted_found", (double)t.found, 0, NULL);
        line(w, "pauses.detected", detected, 0, NULL);
        line(w, "pauses.own", (double)t.own, 0, NULL);
        line(w, "pauses.wrong", (double)t.wrong, 0, NULL);
        line(w, "pauses.recall", ratio((double)t.found, (double)t.known), 3, asked_of_pauses(in));
        line(w, "pauses.precision", ratio(detected - (double)t.wrong, detected), 3,
             asked_of_pauses(in));
        line(w, "pauses.precision_raw", ratio((double)t.found, detected), 3, NULL);
        write_edges(w, "pauses", &t);
        line(w, "speech.outer_p50_ms", 1000.0 * figures_percentile_of_sizes(&t.outer_s, 0.5), 1,
             NULL);
        line(w, "speech.outer_p90_ms", 1000.0 * figures_percentile_of_sizes(&t.outer_s, 0.9), 1,
             NULL);
        line(w, "speech.missed_pct", 100.0 * ratio(t.missed_s, t.loud_s), 2, NULL);
    }
    pauses_done(&t);
}

/* Where nobody labelled anything: do noise and echo change the answer? */
static void write_steadiness(const struct writer *w)
{
    const struct table_input *in = w->in;
    if (strcmp(in->condition, "clean") == 0)
        return;
    struct pause_tally t = {0};
    for (size_t i = 0; i < in->ours.count; i++) {
        const struct recording *r = &in->ours.list[i], *clean = beside(&in->clean_ours, r);
        if (clean != NULL)
            pauses_match(&t, &r->spans[SPAN_PAUSE], &clean->spans[SPAN_PAUSE]);
    }
    line(w, "same_as_clean.recall", ratio((double)t.found, (double)t.known), 3, NULL);
    line(w, "same_as_clean.precision", ratio((double)t.found, (double)t.detected), 3, NULL);
    write_edges(w, "same_as_clean", &t);
    pauses_done(&t);
}

static double *track_of(const struct recording *r, enum record_frames kind, size_t *frames)
{
    *frames = r->frames < *frames ? r->frames : *frames;
    return r->by_frame[kind];
}

static struct melody melody_of(const struct recording *ours, const struct recording *reference,
                               enum record_frames kind)
{
    size_t frames = ours->frames;
    const double *theirs = track_of(reference, kind, &frames);
    return melody_compare(ours->by_frame[FRAME_PITCH], theirs, frames);
}

/* How something is off, recording by recording; `asked` is of their sizes, NAN when nothing was. */
static void write_spread(const struct writer *w, const char *group, const char *figure,
                         const struct figures *off, int digits, double asked)
{
    char name[64], text[32];
    static const struct {
        const char *name;
        double share;
    } parts[] = {{"p50", 0.5}, {"p90", 0.9}, {"worst", 1.0}};
    for (size_t i = 0; i < 3; i++) {
        snprintf(text, sizeof text, "<= %g", asked);
        snprintf(name, sizeof name, "%s_%s", figure, parts[i].name);
        part(w, group, name, figures_percentile_of_sizes(off, parts[i].share), digits,
             i == 1 && !isnan(asked) ? text : NULL);
    }
    snprintf(name, sizeof name, "%s_mean", figure);
    part(w, group, name, figures_mean(off), digits, NULL);
    if (isnan(asked))
        return;
    size_t within = 0;
    for (size_t i = 0; i < off->count; i++)
        within += fabs(off->list[i]) <= asked;
    snprintf(name, sizeof name, "%s_within", figure);
    part(w, group, name, ratio((double)within, (double)off->count), 2, NULL);
}

static void write_pitch_against(const struct writer *w, const char *group,
                                const struct recordings *references, enum record_frames kind)
{
    struct melody all = {0};
    struct figures gross = {0}, fine = {0}, median = {0}, sd = {0}, median2 = {0}, sd2 = {0};
    for (size_t i = 0; i < w->in->ours.count; i++) {
        const struct recording *r = &w->in->ours.list[i], *reference = beside(references, r);
        if (reference == NULL)
            continue;
        struct melody m = melody_of(r, reference, kind);
        all.frames += m.frames;
        all.both += m.both;
        all.ours_only += m.ours_only;
        all.reference_only += m.reference_only;
        all.low += m.low;
        all.high += m.high;
        figures_add(&gross, 100.0 * ratio((double)(m.low + m.high), (double)m.both));
        figures_add(&fine, m.fine_pct);
        figures_add(&median, m.median_pct);
        figures_add(&sd, m.sd_semitones);
        figures_add(&median2, m.both_median_pct);
        figures_add(&sd2, m.both_sd_semitones);
    }
    double both = (double)all.both, theirs = both + (double)all.reference_only;
    part(w, group, "frames_in_both", both, 0, NULL);
    part(w, group, "gross_pct", 100.0 * ratio((double)(all.low + all.high), both), 2,
         ASKED_PITCH_GROSS_PCT);
    part(w, group, "gross_low_pct", 100.0 * ratio((double)all.low, both), 2, NULL);
    part(w, group, "gross_high_pct", 100.0 * ratio((double)all.high, both), 2, NULL);
    write_spread(w, group, "gross_pct", &gross, 2, (double)NAN);
    part(w, group, "fine_pct_p50", figures_percentile(&fine, 0.5), 2, NULL);
    part(w, group, "voicing_pct",
         100.0 * ratio((double)(all.ours_only + all.reference_only), (double)all.frames), 2, NULL);
    part(w, group, "missed_pct", 100.0 * ratio((double)all.reference_only, theirs), 2, NULL);
    part(w, group, "added_pct", 100.0 * ratio((double)all.ours_only, theirs), 2, NULL);
    write_spread(w, group, "median_pct", &median, 2, ASKED_PITCH_MEDIAN_PCT);
    write_spread(w, group, "sd_semitones", &sd, 2, ASKED_PITCH_SD);
    write_spread(w, group, "both_median_pct", &median2, 2, ASKED_PITCH_MEDIAN_PCT);
    write_spread(w, group, "both_sd_semitones", &sd2, 2, ASKED_PITCH_SD);
    struct figures *const done[] = {&gross, &fine, &median, &sd, &median2, &sd2};
    for (size_t i = 0; i < sizeof done / sizeof *done; i++)
        figures_done(done[i]);
}

static void write_levels(const struct writer *w)
{
    struct figures correlations = {0}, offsets = {0};
    for (size_t i = 0; i < w->in->ours.count; i++) {
        const struct recording *r = &w->in->ours.list[i], *praat = beside(&w->in->praat, r);
        double correlation, offset_db;
        if (praat == NULL)
            continue;
        melody_levels(r, praat, &correlation, &offset_db);
        figures_add(&correlations, correlation);
        figures_add(&offsets, offset_db);
    }
    line(w, "intensity.correlation_p50", figures_percentile(&correlations, 0.5), 3, NULL);
    line(w, "intensity.correlation_p10", figures_percentile(&correlations, 0.1), 3, NULL);
    line(w, "intensity.correlation_worst", figures_percentile(&correlations, 0.0), 3, NULL);
    line(w, "intensity.offset_db_p50", figures_percentile(&offsets, 0.5), 2, NULL);
    line(w, "intensity.offset_db_p10", figures_percentile(&offsets, 0.1), 2, NULL);
    line(w, "intensity.offset_db_p90", figures_percentile(&offsets, 0.9), 2, NULL);
    figures_done(&correlations);
    figures_done(&offsets);
}

static double sounding_s(const struct recording *praat)
{
    double seconds = praat->seconds;
    for (size_t i = 0; i < praat->spans[SPAN_SILENCE].count; i++)
        seconds -=
            praat->spans[SPAN_SILENCE].list[i].end_s - praat->spans[SPAN_SILENCE].list[i].start_s;
    return seconds;
}

enum rate { RATE_OURS, RATE_TRUE, RATE_PRAAT, RATE_PRAAT_2009, RATES };

/* Syllables per second of speech without pauses. The true number is over the speech that the truth
 * tells, where it tells none over what Praat finds sounding in the clean recording. */
static void rates_of(const struct table_input *in, const struct recording *r, double out[RATES])
{
    const struct recording *truth = beside(&in->truth, r), *praat = beside(&in->praat, r),
                           *clean = beside(&in->clean_ours, r),
                           *clean_praat = beside(&in->clean_praat, r);
    for (size_t i = 0; i < RATES; i++)
        out[i] = (double)NAN;
    out[RATE_OURS] = recording_value(r, "syllables_per_second");
    if (praat != NULL) {
        out[RATE_PRAAT] = ratio((double)praat->nuclei[NUCLEI], sounding_s(praat));
        out[RATE_PRAAT_2009] = ratio((double)praat->nuclei[NUCLEI_2009], sounding_s(praat));
    }
    double seconds = 0.0;
    if (is_timed(truth) && clean != NULL)
        seconds = pauses_speech_s(clean, truth);
    else if (clean_praat != NULL)
        seconds = sounding_s(clean_praat);
    if (truth != NULL)
        out[RATE_TRUE] = ratio(recording_value(truth, "syllables"), seconds);
}

static void write_rate(const struct writer *w, const char *group, enum rate what, enum rate against,
                       const char *asked)
{
    struct figures off = {0}, mine = {0}, theirs = {0};
    for (size_t i = 0; i < w->in->ours.count; i++) {
        double rates[RATES];
        rates_of(w->in, &w->in->ours.list[i], rates);
        if (isnan(rates[what]) || isnan(rates[against]))
            continue;
        figures_add(&off, 100.0 * (rates[what] / rates[against] - 1.0));
        figures_add(&mine, rates[what]);
        figures_add(&theirs, rates[against]);
    }
    part(w, group, "off_pct_p50", figures_percentile_of_sizes(&off, 0.5), 1, asked);
    part(w, group, "off_pct_p90", figures_percentile_of_sizes(&off, 0.9), 1, asked);
    part(w, group, "off_pct_of_means", 100.0 * (figures_mean(&mine) / figures_mean(&theirs) - 1.0),
         1, asked);
    part(w, group, "correlation", figures_correlation(&mine, &theirs), 3, NULL);
    figures_done(&off);
    figures_done(&mine);
    figures_done(&theirs);
}

static double true_words_per_minute(const struct recording *truth)
{
    return 60.0 *
           ratio(recording_value(truth, "words"),
                 recording_value(truth, "speech_end_s") - recording_value(truth, "speech_start_s"));
}

/* Speech time and words per minute against the truth, where it has times. */
static void write_pace(const struct writer *w)
{
    struct figures time = {0}, words = {0};
    for (size_t i = 0; i < w->in->ours.count; i++) {
        const struct recording *r = &w->in->ours.list[i], *truth = beside(&w->in->truth, r),
                               *clean = beside(&w->in->clean_ours, r);
        if (!is_timed(truth) || clean == NULL)
            continue;
        figures_add(&time,
                    100.0 * (recording_value(r, "speech_s") / pauses_speech_s(clean, truth) - 1.0));
        figures_add(
            &words,
            100.0 * (recording_value(r, "words_per_minute") / true_words_per_minute(truth) - 1.0));
    }
    line(w, "speech_time.off_pct_p50", figures_percentile_of_sizes(&time, 0.5), 1, NULL);
    line(w, "speech_time.off_pct_p90", figures_percentile_of_sizes(&time, 0.9), 1, NULL);
    line(w, "words_per_minute.off_pct_p50", figures_percentile_of_sizes(&words, 0.5), 1,
         ASKED_WORDS_PCT);
    line(w, "words_per_minute.off_pct_p90", figures_percentile_of_sizes(&words, 0.9), 1,
         ASKED_WORDS_PCT);
    line(w, "words_per_minute.off_pct_mean", figures_mean(&words), 1, ASKED_WORDS_PCT);
    figures_done(&time);
    figures_done(&words);
}

static double cpu_pct(const struct table_input *in)
{
    double spent_s = 0.0, sound_s = 0.0;
    for (size_t i = 0; i < in->ours.count; i++) {
        spent_s += recording_value(&in->ours.list[i], "cpu_s");
        sound_s += in->ours.list[i].seconds;
    }
    return 100.0 * ratio(spent_s, sound_s);
}

void table_write(FILE *out, const struct table_input *in)
{
    const struct writer w = {out, in};
    line(&w, "recordings", (double)in->ours.count, 0, NULL);
    write_pauses(&w);
    write_steadiness(&w);
    write_pitch_against(&w, "pitch", &in->praat, FRAME_PITCH);
    write_pitch_against(&w, "pitch_own_range", &in->praat, FRAME_OWN);
    if (strcmp(in->condition, "clean") != 0)
        write_pitch_against(&w, "pitch_of_clean", &in->clean_praat, FRAME_OWN);
    write_levels(&w);
    write_rate(&w, "syllables.ours_truth", RATE_OURS, RATE_TRUE, ASKED_RATE_PCT);
    write_rate(&w, "syllables.ours_praat", RATE_OURS, RATE_PRAAT, ASKED_RATE_PCT);
    write_rate(&w, "syllables.praat_truth", RATE_PRAAT, RATE_TRUE, NULL);
    write_rate(&w, "syllables.praat2009_truth", RATE_PRAAT_2009, RATE_TRUE, NULL);
    write_pace(&w);
    line(&w, "cpu_pct_of_real_time", cpu_pct(in), 2, ASKED_CPU_PCT);
}

static void cell(FILE *out, double value, int digits)
{
    if (isnan(value))
        fprintf(out, "\t-");
    else
        fprintf(out, "\t%.*f", digits, value);
}

void table_write_each(FILE *out, const struct table_input *in)
{
    static const char *const names[RATES] = {"ours", "true", "praat", "praat2009"};
    fprintf(out,
            "set\tcondition\tid\tsnr_db\tinserted\tfound\tdetected\town\twrong\tboth\tlow\thigh"
            "\tmissed\tadded\tmedian_pct\tsd_semitones\tintensity");
    for (size_t i = 0; i < RATES; i++)
        fprintf(out, "\tsyllables_%s", names[i]);
    fprintf(out, "\twords_per_minute\ttrue_words_per_minute\n");
    for (size_t i = 0; i < in->ours.count; i++) {
        const struct recording *r = &in->ours.list[i], *truth = beside(&in->truth, r),
                               *clean = beside(&in->clean_ours, r), *praat = beside(&in->praat, r);
        if (truth == NULL || clean == NULL || praat == NULL)
            continue;
        struct pause_tally t = {0};
        if (is_timed(truth))
            pauses_compare(&t, r, clean, truth);
        struct melody m = melody_of(r, praat, FRAME_OWN);
        double correlation, offset_db, rates[RATES];
        melody_levels(r, praat, &correlation, &offset_db);
        rates_of(in, r, rates);
        fprintf(out, "%s\t%s\t%s", in->set, in->condition, r->id);
        cell(out, recording_value(r, "snr_db"), 1);
        fprintf(out, "\t%zu\t%zu\t%zu\t%zu\t%zu\t%zu\t%zu\t%zu\t%zu\t%zu", t.known, t.found,
                t.detected, t.own, t.wrong, m.both, m.low, m.high, m.reference_only, m.ours_only);
        cell(out, m.median_pct, 2);
        cell(out, m.sd_semitones, 2);
        cell(out, correlation, 3);
        for (size_t k = 0; k < RATES; k++)
            cell(out, rates[k], 2);
        cell(out, recording_value(r, "words_per_minute"), 1);
        cell(out, true_words_per_minute(truth), 1);
        fprintf(out, "\n");
        pauses_done(&t);
    }
}
