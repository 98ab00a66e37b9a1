#include "examples.h"

#include "dice.h"
#include "memory.h"
#include "moves/span.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Silence between two words of talk: mostly none, at the end of a sentence or a clause more often
 * than not. */
static double silence_s(bool border, char mark, uint64_t *dice)
{
    double chance = throw_dice(dice);
    double length = throw_dice(dice);
    if (border || mark == '.' || mark == '?') {
        if (chance < 0.25)
            return 0;
        return chance < 0.6 ? 0.2 * length : chance < 0.9 ? 0.2 + 0.5 * length : 1 + length;
    }
    if (mark == ',')
        return chance < 0.5 ? 0 : 0.3 * length;
    return chance < 0.04 ? 0.5 * length : 0;
}

static size_t clause_of(const struct example *e, size_t word)
{
    return e->reply->clause_of[e->first_word + word];
}

/* Takes the marks away and gives the words times. */
static void speak(struct example *e, uint64_t *dice)
{
    double clock_s = 0;
    for (size_t i = 0; i < e->words.count; i++) {
        struct word *word = &e->words.list[i];
        bool border = i > 0 && clause_of(e, i) != clause_of(e, i - 1);
        clock_s += silence_s(border, i > 0 ? e->words.list[i - 1].mark : 0, dice);
        word->start_s = clock_s;
        clock_s += 0.1 + 0.05 * (double)strlen(word->text);
        word->end_s = clock_s;
    }
    for (size_t i = 0; i < e->words.count; i++)
        e->words.list[i].mark = 0;
}

/* Minimising in a reply that an author heard as plain "no empathy" is a dismissal. */
static int true_label(const struct reply *r, size_t clause)
{
    if (r->moves[clause] == MOVE_MINIMISING && r->verdict == VERDICT_NO_EMPATHY)
        return LABEL_DISMISSAL;
    return (int)r->moves[clause];
}

static void allow(struct example *e, size_t first, size_t end, int label)
{
    size_t count = e->tokens.count;
    if (end > first && end <= count && end - first <= CLAUSE_TOKENS_MAX)
        e->gold[span_at(first, end) / LABEL_COUNT] |= (label_set)(1U << label);
}

/* Where recognised words lie is known to a word or so. */
static void allow_near(struct example *e, size_t first, size_t end, int label)
{
    size_t slack = e->shape == SHAPE_HEARD ? 1 : 0;
    size_t count = e->tokens.count;
    for (size_t from = first > slack ? first - slack : 0; from <= first + slack; from++) {
        for (size_t to = end - slack; to <= end + slack; to++) {
            bool front = first > 0 ? from > 0 : from == 0;
            bool back = end < count ? to < count : to == count;
            if (front && back)
                allow(e, from, to, label);
        }
    }
}

static void mark_gold(struct example *e)
{
    const struct tokens *tokens = &e->tokens;
    size_t count = tokens->count;
    e->gold = need(count * CLAUSE_TOKENS_MAX, sizeof *e->gold);
    for (size_t first = 0, end; first < count; first = end) {
        size_t clause = clause_of(e, tokens->list[first].word);
        for (end = first + 1; end < count && end - first < CLAUSE_TOKENS_MAX;) {
            if (clause_of(e, tokens->list[end].word) != clause)
                break;
            end++;
        }
        while (end < count && end > first + 1 && !e->features.may_cut[end])
            end--;
        allow_near(e, first, end, true_label(e->reply, clause));
    }
}

static void read_example(struct example *e, const struct basics *basics, struct rows *rows)
{
    struct reading r;
    const struct moves_prompt prompt = {.caption = e->reply->prompt, .expects = e->reply->expects};
    need_success(reading_open(basics, &e->words, &prompt, &r) != ERR_NONE);
    need_success(features_new(&r, &basics->senses, rows_find, rows, &e->features) != ERR_NONE);
    size_t count = r.tokens.count;
    e->values = need(count * CLAUSE_TOKENS_MAX * SPAN_VALUES, sizeof *e->values);
    for (size_t first = 0; first < count; first++) {
        for (size_t end = first + 1; end <= count && end - first <= CLAUSE_TOKENS_MAX; end++) {
            if (e->features.may_cut[first] && (end == count || e->features.may_cut[end]))
                span_values(&r, first, end,
                            e->values + span_at(first, end) / LABEL_COUNT * SPAN_VALUES);
        }
    }
    e->heard = tokens_heard(r.tokens.list, 0, count);
    e->tokens = r.tokens;
    r.tokens = (struct tokens){0};
    reading_done(&r);
    mark_gold(e);
}

/* The verdict that the labels of those clauses come to. */
static enum verdict verdict_of(const struct reply *r, size_t first, size_t end)
{
    enum so_far so_far = SO_FAR_NOTHING;
    for (size_t c = first; c < end; c++)
        so_far = so_far_after(so_far, true_label(r, c));
    return verdict_of_end(so_far);
}

/* Where a clause begins in the words; behind the last: their count. */
static size_t word_of_clause(const struct reply *r, size_t clause)
{
    size_t word = 0;
    while (word < r->words.count && r->clause_of[word] < clause)
        word++;
    return word;
}

static void add_example(struct examples *out, const struct reply *reply, enum shape shape,
                        size_t first, size_t end, uint64_t *dice)
{
    bool whole = first == 0 && end == reply->clause_count;
    struct example *e = &out->list[out->count++];
    *e = (struct example){.reply = reply,
                          .verdict = whole ? reply->verdict : verdict_of(reply, first, end),
                          .shape = shape};
    words_init(&e->words);
    e->first_word = word_of_clause(reply, first);
    size_t behind = word_of_clause(reply, end);
    for (size_t i = e->first_word; i < behind; i++)
        need_success(words_add(&e->words, &reply->words.list[i]) != ERR_NONE);
    if (shape == SHAPE_SPOKEN)
        speak(e, dice);
}

/* One to three clauses of a reply that has more. */
static void add_part(struct examples *out, const struct reply *reply, enum shape shape,
                     uint64_t *dice)
{
    size_t count = reply->clause_count;
    if (count < 2)
        return;
    size_t length = 1 + (size_t)(throw_dice(dice) * (double)(count - 1 < 3 ? count - 1 : 3));
    size_t first = (size_t)(throw_dice(dice) * (double)(count - length + 1));
    add_example(out, reply, shape, first, first + length, dice);
}

static void add_reply(struct examples *out, const struct reply *reply, bool parts, uint64_t *dice)
{
    size_t all = reply->clause_count;
    if (reply_heard(reply)) {
        add_example(out, reply, SHAPE_HEARD, 0, all, dice);
        if (parts)
            add_part(out, reply, SHAPE_HEARD, dice);
        return;
    }
    add_example(out, reply, SHAPE_TYPED, 0, all, dice);
    add_example(out, reply, SHAPE_SPOKEN, 0, all, dice);
    if (parts)
        add_part(out, reply, throw_dice(dice) < 0.5 ? SHAPE_TYPED : SHAPE_SPOKEN, dice);
}

void examples_new(const struct replies *replies, bool parts, const struct basics *basics,
                  struct rows *rows, struct examples *out)
{
    uint64_t dice = 88172645463325252U;
    *out = (struct examples){.list = need(3 * replies->count, sizeof *out->list)};
    for (size_t i = 0; i < replies->count; i++) {
        if (replies->list[i].words.count == 0)
            continue;
        size_t first = out->count;
        add_reply(out, &replies->list[i], parts, &dice);
        rows->reply++; /* all its shapes are one reply */
        for (size_t k = first; k < out->count; k++)
            read_example(&out->list[k], basics, rows);
    }
}

static void renumber(struct feature_list *list, size_t places, const uint32_t *map)
{
    size_t kept = 0;
    size_t from = 0;
    for (size_t place = 0; place < places; place++) {
        size_t end = list->from[place + 1];
        for (size_t i = from; i < end; i++) {
            struct feature feature = list->list[i];
            if (map[feature.row] == NO_ROW)
                continue;
            feature.row = map[feature.row];
            list->list[kept++] = feature;
        }
        from = end;
        list->from[place + 1] = kept;
    }
    list->count = kept;
}

void examples_renumber(struct examples *e, const uint32_t *map)
{
    for (size_t i = 0; i < e->count; i++) {
        struct features *f = &e->list[i].features;
        renumber(&f->inside, f->count, map);
        renumber(&f->starts, f->count, map);
        renumber(&f->ends, f->count + 1, map);
    }
}

void examples_done(struct examples *e)
{
    for (size_t i = 0; i < e->count; i++) {
        words_done(&e->list[i].words);
        tokens_done(&e->list[i].tokens);
        features_done(&e->list[i].features);
        free(e->list[i].values);
        free(e->list[i].gold);
    }
    free(e->list);
    *e = (struct examples){0};
}
