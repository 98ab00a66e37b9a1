#include "words/decoder.h"

#include "base/rate.h"
#include "base/utf8.h"
#include "words/cepstra.h"
#include "words/consensus.h"
#include "words/lattice.h"
#include "words/model.h"
#include "words/model_check.h"
#include "words/names.h"

#include <pocketsphinx.h>
#include <sphinxbase/err.h>
#include <sphinxbase/feat.h>

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* A chunk that is complete before it is so long is normalised by its own mean; a longer one by the
 * mean of as much of it, so that the search can begin while it grows. The mean of the chunks before
 * would be steadier, and cost words. */
enum { LEARN_FRAMES = 6 * FRAMES_PER_SECOND };

/* Under a tenth of a second there is no word, and no mean to normalise by. */
enum { SAMPLES_MIN = RATE_HZ / 10 };

struct decoder {
    ps_decoder_t *ps;
    struct names names;
    char coaching[MODEL_PATH_MAX]; /* names has it lent */
    struct cepstra cepstra;        /* of the chunk */
    size_t searched;               /* of its frames */
    size_t samples;                /* of the chunk */
    bool settled;                  /* the mean is, and the search is on its way */
    struct level mean;
    bool quick;
};

/* README.md says where each of these comes from. */
static cmd_ln_t *settings(const struct model_paths *paths)
{
    return cmd_ln_init(NULL, ps_args(), TRUE, "-hmm", paths->acoustic, "-dict", paths->dictionary,
                       "-lm", paths->language, "-remove_silence", "no", "-remove_noise", "yes",
                       "-maxhmmpf", "3000", "-maxwpf", "10", "-lw", "5.5", "-ascale", "10",
                       "-bestpath", "yes", "-fwdflat", "yes", "-backtrace", "no", NULL);
}

enum err decoder_new(const char *folder, struct decoder **out, struct diag *why)
{
    struct model_paths paths;
    enum err err = model_find(folder, &paths, why);
    if (err == ERR_NONE)
        err = model_check(&paths, why);
    if (err != ERR_NONE)
        return err;
    err_set_logfp(NULL);
    struct decoder *d = calloc(1, sizeof *d);
    if (d == NULL)
        return diag_set(why, ERR_MEMORY, 0, "Not enough memory to load the recogniser.");
    cmd_ln_t *config = settings(&paths);
    d->ps = config == NULL ? NULL : ps_init(config);
    cmd_ln_free_r(config); /* the decoder keeps a reference of its own */
    if (d->ps == NULL) {
        decoder_free(d);
        return diag_set(why, ERR_SYSTEM, 0,
                        "The speech recognition model in %s can't be loaded: its files are damaged "
                        "or don't belong together; install the package pocketsphinx-en-us again.",
                        folder);
    }
    memcpy(d->coaching, paths.coaching, sizeof d->coaching);
    d->names.coaching = d->coaching[0] == '\0' ? NULL : d->coaching;
    /* The mean is taken off before the frames get there. */
    ps_get_feat(d->ps)->cmn = CMN_NONE;
    *out = d;
    return ERR_NONE;
}

void decoder_free(struct decoder *d)
{
    if (d == NULL)
        return;
    if (d->ps != NULL)
        ps_free(d->ps);
    cepstra_done(&d->cepstra);
    names_done(&d->names);
    free(d);
}

/* Copies the language model's word, lower-case. False for what is no word of ours. */
static bool spoken(const char *name, char text[WORD_TEXT_MAX])
{
    if (name == NULL || name[0] == '\0' || strchr("<[+", name[0]) != NULL)
        return false;
    (void)utf8_copy(text, WORD_TEXT_MAX, name);
    for (char *p = text; *p != '\0'; p++)
        if (*p >= 'A' && *p <= 'Z')
            *p = (char)(*p - 'A' + 'a');
    return text[0] != '\0' && utf8_valid(text, strlen(text));
}

/* The frames are means over many paths; words must not overlap even so. */
static enum err append(const struct consensus_word *heard, ngram_model_t *lm, double length_s,
                       struct words *out, double *earliest_s)
{
    struct word word = {0};
    if (!spoken(ngram_word(lm, heard->word - 1), word.text))
        return ERR_NONE;
    word.start_s = fmin(fmax(heard->start_frame / FRAMES_PER_SECOND, *earliest_s), length_s);
    word.end_s = fmin(fmax(heard->end_frame / FRAMES_PER_SECOND, word.start_s), length_s);
    word.posterior = heard->probability;
    if (heard->rival != 0 && spoken(ngram_word(lm, heard->rival - 1), word.rival) &&
        strcmp(word.rival, word.text) != 0)
        word.rival_posterior = heard->rival_probability;
    else
        word.rival[0] = '\0';
    *earliest_s = word.end_s;
    return words_add(out, &word);
}

static enum err collect(struct decoder *d, double length_s, struct words *out)
{
    struct lattice lattice;
    ngram_model_t *lm = names_language(d->ps);
    struct consensus_word heard[CONSENSUS_WORDS_MAX];
    size_t count = 0;
    enum err err = lm == NULL ? ERR_SYSTEM : lattice_read(&lattice, d->ps, lm);
    if (err != ERR_NONE)
        return err;
    err = consensus(&lattice, heard, &count);
    lattice_done(&lattice);
    double earliest_s = 0.0;
    for (size_t i = 0; i < count && err == ERR_NONE; i++)
        err = append(&heard[i], lm, length_s, out, &earliest_s);
    return err;
}

/* Turns the second pass on or off for what follows. The library decides that when a search is made,
 * so a change costs 0.3 s: worth it when many chunks wait. */
static enum err set_quick(struct decoder *d, bool quick)
{
    if (d->quick == quick)
        return ERR_NONE;
    d->quick = quick;
    cmd_ln_set_boolean_r(ps_get_config(d->ps), "-fwdflat", !quick);
    return names_renew(&d->names, d->ps);
}

enum err decoder_begin(struct decoder *d, bool first, bool quick)
{
    /* Once behind, a reply stays quick: to and fro would cost more than it saves. */
    enum err err = set_quick(d, quick || (d->quick && !first));
    if (err != ERR_NONE)
        return err;
    d->cepstra.count = 0;
    d->searched = 0;
    d->samples = 0;
    d->settled = false;
    fe_start_stream(ps_get_fe(d->ps));
    return ps_start_stream(d->ps) < 0 || ps_start_utt(d->ps) < 0 ? ERR_SYSTEM : ERR_NONE;
}

/* Searches the frames that have not been searched yet. */
static enum err search(struct decoder *d)
{
    for (; d->searched < d->cepstra.count; d->searched++) {
        mfcc_t row[CEPSTRA_SIZE], *rows[] = {row};
        cepstra_normal(&d->cepstra, d->searched, &d->mean, row);
        if (ps_process_cep(d->ps, rows, 1, FALSE, FALSE) < 0)
            return ERR_SYSTEM;
    }
    return ERR_NONE;
}

enum err decoder_push(struct decoder *d, const int16_t *samples, size_t count)
{
    d->samples += count;
    enum err err = cepstra_push(&d->cepstra, ps_get_fe(d->ps), samples, count);
    if (err != ERR_NONE)
        return err;
    if (!d->settled && d->cepstra.count >= LEARN_FRAMES) {
        /* The same frames whatever the sizes of the pieces. */
        d->mean = cepstra_mean(&d->cepstra, LEARN_FRAMES);
        d->settled = true;
    }
    return d->settled ? search(d) : ERR_NONE;
}

enum err decoder_end(struct decoder *d, struct words *out)
{
    enum err err = cepstra_end(&d->cepstra, ps_get_fe(d->ps));
    if (!d->settled)
        d->mean = cepstra_mean(&d->cepstra, d->cepstra.count);
    if (err == ERR_NONE && d->samples >= SAMPLES_MIN)
        err = search(d);
    if (ps_end_utt(d->ps) < 0)
        err = ERR_SYSTEM;
    if (err != ERR_NONE || d->samples < SAMPLES_MIN)
        return err;
    return collect(d, (double)d->samples / RATE_HZ, out);
}

enum err decoder_vocabulary(struct decoder *d, const struct vocabulary *words)
{
    return names_set(&d->names, d->ps, words);
}
