#include "moves/features.h"

#include "moves/kinds.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Longest run of words, and of kinds of words. */
enum { WORDS_RUN = 3, KINDS_RUN = 5 };

/* What a feature is about, so that equal words in different places are different features. */
enum part {
    PART_WORDS = 1,
    PART_KINDS,
    PART_SKIP, /* two words with one between */
    PART_WORD_AFTER_KIND,
    PART_KIND_AFTER_WORD,
    PART_FIELD,
    PART_COARSE,
    PART_FINE,
    PART_CUE,
    PART_START = 32, /* and the next few */
    PART_JOIN = 48,
    PART_END = 64
};

/* Groupings say less than the word: they share what one feature may say. */
static const double grouping_share = 0.5;

/* What a badly heard word still counts. */
static const double least_heard = 0.3;

/* Stand for what lies before the first and behind the last token. */
enum { BEFORE_ALL = 2, BEHIND_ALL = 1 };

static uint32_t mix(uint32_t key, uint64_t with)
{
    uint64_t h = (key ^ with ^ (with >> 32)) * UINT64_C(0x9E3779B97F4A7C15);
    return (uint32_t)(h >> 29);
}

static uint32_t mix_two(uint32_t key, uint64_t a, uint64_t b)
{
    return mix(mix(key, a), b);
}

static uint32_t mix_three(uint32_t key, uint64_t a, uint64_t b, uint64_t c)
{
    return mix(mix(mix(key, a), b), c);
}

/* A reply whose words and kinds are spelled out as hashes. */
struct spelled {
    const struct reading *r;
    const struct senses *senses;
    row_of_feature *row_of;
    const void *context;
    uint64_t *word, *kind; /* owned; by token */
};

static enum err append(struct feature_list *to, const struct feature *feature)
{
    if (to->count == to->room) {
        size_t room = to->room == 0 ? 64 : 2 * to->room;
        struct feature *grown = realloc(to->list, room * sizeof *grown);
        if (grown == NULL)
            return ERR_MEMORY;
        to->list = grown;
        to->room = room;
    }
    to->list[to->count++] = *feature;
    return ERR_NONE;
}

static enum err add(const struct spelled *s, struct feature_list *to, uint32_t key, size_t reach,
                    double value)
{
    struct feature feature = {.row = s->row_of(s->context, key),
                              .value = (float)value,
                              .reach = (uint8_t)(reach < UINT8_MAX ? reach : UINT8_MAX)};
    return feature.row == NO_ROW ? ERR_NONE : append(to, &feature);
}

static enum err add_all(const struct spelled *s, struct feature_list *to, const uint32_t *keys,
                        size_t count, size_t reach, double value)
{
    enum err err = ERR_NONE;
    for (size_t i = 0; i < count && err == ERR_NONE; i++)
        err = add(s, to, keys[i], reach, value);
    return err;
}

/* As well as the worst heard of the tokens. */
static double heard_of(const struct spelled *s, size_t first, size_t end)
{
    double least = 1;
    for (size_t t = first; t < end; t++)
        least = fmin(least, s->r->tokens.list[t].confidence);
    return least_heard + (1 - least_heard) * least;
}

/* What the word at t belongs to, by meaning and by use. */
static enum err add_senses(const struct spelled *s, size_t t, struct feature_list *to)
{
    const struct token *token = &s->r->tokens.list[t];
    const struct sense *sense = sense_of(s->senses, token->hash);
    if ((token->classes & CLASS_FUNCTION) != 0 || sense == NULL)
        return ERR_NONE;
    double heard = heard_of(s, t, t + 1);
    enum err err = ERR_NONE;
    if (sense->field != 0)
        err = add(s, to, mix(PART_FIELD, sense->field), 0, heard);
    if (err == ERR_NONE && sense->coarse != 0)
        err = add(s, to, mix(PART_COARSE, sense->coarse), 0, grouping_share * heard);
    if (err == ERR_NONE && sense->fine != 0)
        err = add(s, to, mix(PART_FINE, sense->fine), 0, grouping_share * heard);
    return err;
}

/* Two tokens, the second of which is t, in ways that runs do not see. */
static enum err add_pairs(const struct spelled *s, size_t t, struct feature_list *to)
{
    enum err err = ERR_NONE;
    if (t >= 1) {
        const uint32_t keys[] = {mix_two(PART_WORD_AFTER_KIND, s->word[t], s->kind[t - 1]),
                                 mix_two(PART_KIND_AFTER_WORD, s->kind[t], s->word[t - 1])};
        err = add_all(s, to, keys, 2, 1, heard_of(s, t - 1, t + 1));
    }
    if (err == ERR_NONE && t >= 2)
        err = add(s, to, mix_two(PART_SKIP, s->word[t], s->word[t - 2]), 2,
                  heard_of(s, t - 2, t + 1));
    return err;
}

/* What token t may have been instead: the word, the two words it ends, and its field of meaning. */
static enum err add_rival(const struct spelled *s, size_t t, struct feature_list *to)
{
    const struct rival *rival = &s->r->tokens.list[t].rival;
    const struct sense *sense = sense_of(s->senses, rival->hash);
    uint64_t word = named(rival->stem);
    enum err err = add(s, to, mix(PART_WORDS, word), 0, rival->share);
    if (err == ERR_NONE && t > 0)
        err = add(s, to, mix_two(PART_WORDS, word, s->word[t - 1]), 1, rival->share);
    if (err == ERR_NONE && sense != NULL && sense->field != 0 &&
        (rival->classes & CLASS_FUNCTION) == 0)
        err = add(s, to, mix(PART_FIELD, sense->field), 0, rival->share);
    return err;
}

/* The runs of two and three words that token t ends, when the one before was its rival. */
static enum err add_behind_rival(const struct spelled *s, size_t t, struct feature_list *to)
{
    const struct rival *rival = &s->r->tokens.list[t - 1].rival;
    uint64_t word = named(rival->stem);
    enum err err = add(s, to, mix_two(PART_WORDS, s->word[t], word), 1, rival->share);
    if (err == ERR_NONE && t > 1)
        err = add(s, to, mix_three(PART_WORDS, s->word[t], word, s->word[t - 2]), 2, rival->share);
    return err;
}

/* As much as each is likely: so a cue that lost to another word by little is not lost. */
static enum err add_rivals(const struct spelled *s, size_t t, struct feature_list *to)
{
    enum err err = ERR_NONE;
    if (s->r->tokens.list[t].rival.share > 0)
        err = add_rival(s, t, to);
    if (err == ERR_NONE && t > 0 && s->r->tokens.list[t - 1].rival.share > 0)
        err = add_behind_rival(s, t, to);
    return err;
}

/* Runs of words and of kinds that end with token t. */
static enum err add_runs(const struct spelled *s, size_t t, struct feature_list *to)
{
    enum err err = ERR_NONE;
    uint32_t words = PART_WORDS;
    uint32_t kinds = PART_KINDS;
    for (size_t reach = 0; reach < KINDS_RUN && reach <= t && err == ERR_NONE; reach++) {
        double heard = heard_of(s, t - reach, t + 1);
        words = mix(words, s->word[t - reach]);
        kinds = mix(kinds, s->kind[t - reach]);
        if (reach < WORDS_RUN)
            err = add(s, to, words, reach, heard);
        if (err == ERR_NONE && reach > 0)
            err = add(s, to, kinds, reach, heard);
    }
    return err;
}

/* Cues that begin at token t, to the list of the token they end with. */
static enum err add_cues(const struct spelled *s, size_t t, struct feature_list *by_end)
{
    const struct reading *r = s->r;
    enum err err = ERR_NONE;
    for (size_t i = r->index.from[t]; i < r->index.from[t + 1] && err == ERR_NONE; i++) {
        size_t end;
        size_t number = r->index.cues[i];
        if (pattern_matches(&r->basics->cues.patterns, number, r->tokens.list, t, r->tokens.count,
                            t, &end))
            err = add(s, &by_end[end - 1],
                      mix(PART_CUE, named(r->basics->cues.entries[number].cue->pattern)),
                      end - 1 - t, heard_of(s, t, end));
    }
    return err;
}

static uint64_t word_at(const struct spelled *s, size_t t)
{
    return t < s->r->tokens.count ? s->word[t] : BEHIND_ALL;
}

static uint64_t kind_at(const struct spelled *s, size_t t)
{
    return t < s->r->tokens.count ? s->kind[t] : BEHIND_ALL;
}

/* Silence and marks before token t, coarsely. */
static uint32_t gap_before(const struct reading *r, size_t t)
{
    static const double steps_s[] = {0, 0.1, 0.25, 0.6};
    static const char marks[] = ",.?";
    const struct token *token = &r->tokens.list[t];
    uint32_t gap = 0;
    for (size_t i = 0; i < sizeof steps_s / sizeof *steps_s; i++)
        gap += token->pause_before_s > steps_s[i];
    const char *mark = token->mark_before != 0 ? strchr(marks, token->mark_before) : NULL;
    return gap * 8 + (mark != NULL ? 1 + (uint32_t)(mark - marks) : 0);
}

/* A clause that begins with token t: its first words, and what it stands against. */
static enum err add_starts(const struct spelled *s, size_t t, struct feature_list *to)
{
    uint64_t w = word_at(s, t);
    uint64_t k = kind_at(s, t);
    uint64_t k1 = kind_at(s, t + 1);
    uint64_t k2 = kind_at(s, t + 2);
    uint32_t gap = t > 0 ? gap_before(s->r, t) : UINT8_MAX;
    uint64_t before = t > 0 ? s->word[t - 1] : BEFORE_ALL;
    uint64_t kind_before = t > 0 ? s->kind[t - 1] : BEFORE_ALL;
    const uint32_t keys[] = {
        mix(PART_START, w),
        mix_two(PART_START + 1, w, word_at(s, t + 1)),
        mix_three(PART_START + 2, w, word_at(s, t + 1), word_at(s, t + 2)),
        mix_two(PART_START + 3, k, k1),
        mix_three(PART_START + 4, k, k1, k2),
        mix(mix_three(PART_START + 5, k, k1, k2), kind_at(s, t + 3)),
        mix(PART_JOIN, gap),
        mix_two(PART_JOIN + 1, gap, k),
        mix_two(PART_JOIN + 2, gap, kind_before),
        mix_two(PART_JOIN + 3, before, w),
        mix_two(PART_JOIN + 4, kind_before, k),
        mix(PART_JOIN + 5, before),
        mix_three(PART_JOIN + 6, kind_before, k, k1),
    };
    return add_all(s, to, keys, sizeof keys / sizeof *keys, 0, 1);
}

/* The mark behind the clause that ends before token t. */
static char mark_behind(const struct reading *r, size_t t)
{
    return t < r->tokens.count ? r->tokens.list[t].mark_before
                               : r->said->list[r->tokens.list[t - 1].word].mark;
}

static enum err add_ends(const struct spelled *s, size_t t, struct feature_list *to)
{
    uint64_t w = s->word[t - 1];
    uint64_t k = s->kind[t - 1];
    const uint32_t keys[] = {
        mix(PART_END, w),
        mix(PART_END + 1, k),
        mix_two(PART_END + 2, w, t > 1 ? s->word[t - 2] : BEFORE_ALL),
        mix_two(PART_END + 3, k, t > 1 ? s->kind[t - 2] : BEFORE_ALL),
        mix(PART_END + 4, (uint64_t)(unsigned char)mark_behind(s->r, t)),
        mix_two(PART_END + 5, k, kind_at(s, t)),
    };
    return add_all(s, to, keys, sizeof keys / sizeof *keys, 0, 1);
}

static enum err gather_token(const struct spelled *s, size_t t, const struct feature_list *cues,
                             struct features *f)
{
    enum err err = add_runs(s, t, &f->inside);
    if (err == ERR_NONE)
        err = add_pairs(s, t, &f->inside);
    if (err == ERR_NONE)
        err = add_senses(s, t, &f->inside);
    if (err == ERR_NONE)
        err = add_rivals(s, t, &f->inside);
    for (size_t i = 0; i < cues->count && err == ERR_NONE; i++)
        err = append(&f->inside, &cues->list[i]);
    if (err == ERR_NONE && f->may_cut[t])
        err = add_starts(s, t, &f->starts);
    if (err == ERR_NONE && f->may_cut[t] && t > 0)
        err = add_ends(s, t, &f->ends);
    return err;
}

static enum err gather(const struct spelled *s, struct feature_list *cues, struct features *f)
{
    enum err err = ERR_NONE;
    for (size_t t = 0; t < f->count && err == ERR_NONE; t++)
        err = add_cues(s, t, cues);
    for (size_t t = 0; t < f->count && err == ERR_NONE; t++) {
        err = gather_token(s, t, &cues[t], f);
        f->inside.from[t + 1] = f->inside.count;
        f->starts.from[t + 1] = f->starts.count;
        f->ends.from[t + 1] = f->ends.count;
    }
    if (err == ERR_NONE && f->count > 0)
        err = add_ends(s, f->count, &f->ends);
    f->ends.from[f->count + 1] = f->ends.count;
    return err;
}

static bool allocate(struct features *f, struct spelled *s)
{
    size_t count = f->count;
    f->inside.from = calloc(count + 2, sizeof *f->inside.from);
    f->starts.from = calloc(count + 2, sizeof *f->starts.from);
    f->ends.from = calloc(count + 2, sizeof *f->ends.from);
    f->start_kind = calloc(count + 1, sizeof *f->start_kind);
    f->may_cut = calloc(count + 1, sizeof *f->may_cut);
    s->word = calloc(count + 1, sizeof *s->word);
    s->kind = calloc(count + 1, sizeof *s->kind);
    return f->inside.from != NULL && f->starts.from != NULL && f->ends.from != NULL &&
           f->start_kind != NULL && f->may_cut != NULL && s->word != NULL && s->kind != NULL;
}

static void spell(struct spelled *s)
{
    for (size_t t = 0; t < s->r->tokens.count; t++) {
        s->word[t] = named(s->r->tokens.list[t].stem);
        s->kind[t] = kind_of(s->senses, &s->r->tokens.list[t]);
    }
}

enum err features_new(const struct reading *r, const struct senses *senses, row_of_feature *row_of,
                      const void *context, struct features *out)
{
    struct features f = {.count = r->tokens.count};
    struct spelled s = {.r = r, .senses = senses, .row_of = row_of, .context = context};
    struct feature_list *cues = calloc(f.count + 1, sizeof *cues); /* by their last token */
    enum err err = ERR_MEMORY;
    if (allocate(&f, &s) && cues != NULL) {
        spell(&s);
        mark_starts(r, &f);
        err = gather(&s, cues, &f);
    }
    for (size_t t = 0; cues != NULL && t < f.count; t++)
        free(cues[t].list);
    free(cues);
    free(s.word);
    free(s.kind);
    if (err == ERR_NONE)
        *out = f;
    else
        features_done(&f);
    return err;
}

void features_done(struct features *f)
{
    struct feature_list *const lists[] = {&f->inside, &f->starts, &f->ends};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        free(lists[i]->list);
        free(lists[i]->from);
    }
    free(f->start_kind);
    free(f->may_cut);
    *f = (struct features){0};
}
