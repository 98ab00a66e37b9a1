#include "words/decoder.h"

#include "base/rate.h"
#include "base/utf8.h"
#include "words/model.h"

#include <pocketsphinx.h>
#include <sphinxbase/err.h>

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Frames a second of the acoustic model: times come in steps of 10 ms. */
enum { FRAMES_PER_SECOND = 100 };

/* Under a tenth of a second there is no word, and no mean to normalise by. */
enum { SAMPLES_MIN = RATE_HZ / 10 };

struct decoder {
    ps_decoder_t *ps;
    int16_t *samples; /* owned: the chunk so far */
    size_t count, capacity;
};

/* README.md says where each of these comes from. */
static cmd_ln_t *settings(const struct model_paths *paths)
{
    return cmd_ln_init(NULL, ps_args(), TRUE, "-hmm", paths->acoustic, "-dict", paths->dictionary,
                       "-lm", paths->language, "-remove_silence", "no", "-remove_noise", "yes",
                       "-cmn", "batch", "-maxhmmpf", "3000", "-maxwpf", "10", "-bestpath", "yes",
                       "-fwdflat", "yes", "-backtrace", "no", NULL);
}

enum err decoder_new(const char *folder, struct decoder **out, struct diag *why)
{
    struct model_paths paths;
    enum err err = model_find(folder, &paths, why);
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
    *out = d;
    return ERR_NONE;
}

void decoder_free(struct decoder *d)
{
    if (d == NULL)
        return;
    if (d->ps != NULL)
        ps_free(d->ps);
    free(d->samples);
    free(d);
}

/* Copies `name` without its variant suffix, "and(2)" to "and". False for what is no word:
 * sentence marks, silence and noise. */
static bool spoken(const char *name, char text[WORD_TEXT_MAX])
{
    if (name == NULL || name[0] == '\0' || strchr("<[+", name[0]) != NULL)
        return false;
    (void)utf8_copy(text, WORD_TEXT_MAX, name);
    char *bracket = strchr(text, '(');
    if (bracket != NULL)
        *bracket = '\0';
    for (char *p = text; *p != '\0'; p++)
        if (*p >= 'A' && *p <= 'Z')
            *p = (char)(*p - 'A' + 'a');
    return text[0] != '\0' && utf8_valid(text, strlen(text));
}

static double posterior(ps_decoder_t *ps, ps_seg_t *segment)
{
    int32 acoustic, language, backoff;
    int32 log_probability = ps_seg_prob(segment, &acoustic, &language, &backoff);
    double p = logmath_exp(ps_get_logmath(ps), log_probability);
    return isnan(p) ? 0.0 : fmin(fmax(p, 0.0), 1.0);
}

static enum err collect(struct decoder *d, double length_s, struct words *out)
{
    double earliest_s = 0.0;
    for (ps_seg_t *s = ps_seg_iter(d->ps); s != NULL; s = ps_seg_next(s)) {
        struct word word = {0};
        if (!spoken(ps_seg_word(s), word.text))
            continue;
        int first, last;
        ps_seg_frames(s, &first, &last);
        word.start_s = fmin(fmax((double)first / FRAMES_PER_SECOND, earliest_s), length_s);
        word.end_s = (double)(last + 1) / FRAMES_PER_SECOND;
        word.end_s = fmin(fmax(word.end_s, word.start_s), length_s);
        word.confidence = posterior(d->ps, s);
        enum err err = words_add(out, &word);
        if (err != ERR_NONE) {
            ps_seg_free(s);
            return err;
        }
        earliest_s = word.end_s;
    }
    return ERR_NONE;
}

/* Every chunk starts from the same state anyway, and always gets its second pass. */
enum err decoder_begin(struct decoder *d, bool first, bool quick)
{
    (void)first;
    (void)quick;
    d->count = 0;
    return ERR_NONE;
}

enum err decoder_push(struct decoder *d, const int16_t *samples, size_t count)
{
    if (d->capacity - d->count < count) {
        size_t capacity = d->capacity == 0 ? 10 * (size_t)RATE_HZ : d->capacity;
        while (capacity - d->count < count)
            capacity *= 2;
        int16_t *grown = realloc(d->samples, capacity * sizeof *grown);
        if (grown == NULL)
            return ERR_MEMORY;
        d->samples = grown;
        d->capacity = capacity;
    }
    if (count > 0)
        memcpy(d->samples + d->count, samples, count * sizeof *samples);
    d->count += count;
    return ERR_NONE;
}

enum err decoder_end(struct decoder *d, struct words *out)
{
    if (d->count < SAMPLES_MIN)
        return ERR_NONE;
    if (ps_start_stream(d->ps) < 0 || ps_start_utt(d->ps) < 0)
        return ERR_SYSTEM;
    int frames = ps_process_raw(d->ps, d->samples, d->count, FALSE, TRUE);
    if (ps_end_utt(d->ps) < 0 || frames < 0)
        return ERR_SYSTEM;
    return collect(d, (double)d->count / RATE_HZ, out);
}
