#include "moves/explain.h"

#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A quotation longer than this is cut with dots. */
enum { QUOTE_WORDS_MAX = 7 };

/* The words that told most are looked for in runs of up to so many tokens. */
enum { TELLING_TOKENS_MAX = 5, TELLING_TOKENS_MIN = 2 };

/* A cue that weighs less is not worth a line. */
static const double cue_worth_saying = 0.5;

/* What the telling words tell. */
static const char *const says[MOVE_COUNT] = {
    [MOVE_OTHER] = "nothing in it points to a move that counts",
    [MOVE_EMPATHY] = "puts their side into words",
    [MOVE_OPEN_QUESTION] = "asks so that they can tell",
    [MOVE_CLOSED_QUESTION] = "asks for a fact or a yes",
    [MOVE_EXPECTATION] = "says what has to be",
    [MOVE_SUPPORT] = "offers help",
    [MOVE_ADVICE] = "tells them what to do or how",
    [MOVE_COMMAND] = "orders or blames",
    [MOVE_MINIMISING] = "makes it smaller or turns it away from them",
    [MOVE_LETTING_OFF] = "takes the task or the target away",
};

/* Adds `text` behind what is there, as much of it as fits in whole characters. */
static void add(char *out, size_t size, const char *text)
{
    size_t length = strlen(out);
    if (length + 1 < size)
        (void)utf8_copy(out + length, size - length, text);
}

/* Adds one word; what is no UTF-8 is shown as question marks. */
static void add_word(char *out, size_t size, const char *word)
{
    char clean[WORD_TEXT_MAX];
    size_t length = 0;
    while (length + 1 < sizeof clean && word[length] != '\0') {
        clean[length] = word[length];
        length++;
    }
    clean[length] = '\0';
    if (!utf8_valid(clean, length)) {
        for (size_t i = 0; i < length; i++) {
            if ((unsigned char)clean[i] >= 0x80)
                clean[i] = '?';
        }
    }
    add(out, size, clean);
}

void quote_words(const struct words *said, size_t from, size_t to, char *out, size_t size)
{
    out[0] = '\0';
    add(out, size, "\"");
    for (size_t i = from; i < to && i < from + QUOTE_WORDS_MAX; i++) {
        if (i > from)
            add(out, size, " ");
        if (word_doubtful(&said->list[i]))
            add(out, size, "[");
        add_word(out, size, said->list[i].text);
        if (word_doubtful(&said->list[i]))
            add(out, size, "?]");
    }
    add(out, size, to > from + QUOTE_WORDS_MAX ? " ...\"" : "\"");
}

static void add_hit_words(const struct reading *r, const struct hit *hit, char *out, size_t size)
{
    char quote[CLAUSE_WHY_MAX];
    quote_words(r->said, r->tokens.list[hit->first].word, r->tokens.list[hit->end - 1].word + 1,
                quote, sizeof quote);
    add(out, size, quote);
}

static void add_echoes(const struct reading *r, const struct piece *piece, char *out, size_t size)
{
    if (piece->echo_count == 0)
        return;
    add(out, size, out[0] == '\0' ? "says back: " : "; says back: ");
    for (size_t i = 0; i < piece->echo_count; i++) {
        if (i > 0)
            add(out, size, ", ");
        add_word(out, size, r->said->list[r->tokens.list[piece->echoes[i]].word].text);
    }
}

/* Up to two cues that speak for the piece's move, strongest first, each reason once. */
static void add_cues(const struct reading *r, const struct piece *piece, enum move move, char *out,
                     size_t size)
{
    const char *given = NULL;
    for (size_t i = 0; i < piece->hit_count; i++) {
        const struct hit *hit = &piece->hits[i];
        if (hit->move != move || hit->weight < cue_worth_saying)
            continue;
        if (given != NULL && strcmp(given, hit->cue->reason) == 0)
            continue;
        if (given != NULL)
            add(out, size, "; ");
        add(out, size, hit->cue->reason);
        add(out, size, ": ");
        add_hit_words(r, hit, out, size);
        if (given != NULL)
            return;
        given = hit->cue->reason;
    }
}

/* A formula that stands in what makes it small was taken back. */
static void add_formula(const struct reading *r, const struct piece *piece, char *out, size_t size)
{
    for (size_t i = 0; i < piece->hit_count && out[0] == '\0'; i++) {
        if ((piece->hits[i].cue->flags & CUE_FORMULA) == 0)
            continue;
        add(out, size, "a formula, and then it is taken back: ");
        add_hit_words(r, &piece->hits[i], out, size);
    }
}

/* How much the features that lie within each token's reach speak for the label against the mean of
 * all: [token of the clause][reach]. NULL: out of memory. */
static double *weigh_runs(const struct features *f, const struct moves_model *model,
                          const struct found *found)
{
    double *runs = calloc((found->end - found->first) * TELLING_TOKENS_MAX, sizeof *runs);
    for (size_t t = found->first; runs != NULL && t < found->end; t++) {
        for (size_t i = f->inside.from[t]; i < f->inside.from[t + 1]; i++) {
            const struct feature *feature = &f->inside.list[i];
            const float *row = model->weights + AT_ROWS + (size_t)feature->row * LABEL_COUNT;
            if (feature->reach >= TELLING_TOKENS_MAX || feature->reach > t - found->first)
                continue;
            double mean = 0;
            for (int y = 0; y < LABEL_COUNT; y++)
                mean += (double)row[y] / LABEL_COUNT;
            runs[(t - found->first) * TELLING_TOKENS_MAX + feature->reach] +=
                (double)feature->value * ((double)row[found->move] - mean);
        }
    }
    return runs;
}

/* The run of tokens that speaks most for the move. */
static void find_telling(const double *runs, size_t count, size_t *first, size_t *end)
{
    double most = -INFINITY;
    for (size_t from = 0; from < count; from++) {
        double sum = 0;
        for (size_t t = from; t < count && t - from < TELLING_TOKENS_MAX; t++) {
            for (size_t reach = 0; reach <= t - from; reach++)
                sum += runs[t * TELLING_TOKENS_MAX + reach];
            bool enough = t + 1 - from >= TELLING_TOKENS_MIN || t + 1 == count;
            if (enough && sum > most) {
                most = sum;
                *first = from;
                *end = t + 1;
            }
        }
    }
}

static void add_telling(const struct reading *r, const struct moves_model *model,
                        const struct features *features, const struct found *found, char *out,
                        size_t size)
{
    add(out, size, says[found->move]);
    if (found->move == MOVE_OTHER)
        return;
    double *runs = weigh_runs(features, model, found);
    size_t first = 0;
    size_t end = 0;
    if (runs != NULL)
        find_telling(runs, found->end - found->first, &first, &end);
    if (end > first) {
        const struct token *tokens = r->tokens.list + found->first;
        char quote[CLAUSE_WHY_MAX];
        quote_words(r->said, tokens[first].word, tokens[end - 1].word + 1, quote, sizeof quote);
        add(out, size, ": ");
        add(out, size, quote);
    }
    free(runs);
}

void explain_clause(const struct reading *r, const struct moves_model *model,
                    const struct features *features, const struct found *found, char *out,
                    size_t size)
{
    struct piece piece = {.first = found->first, .end = found->end};
    out[0] = '\0';
    classify_piece(r, &piece);
    add_cues(r, &piece, found->move, out, size);
    if (found->move == MOVE_EMPATHY)
        add_echoes(r, &piece, out, size);
    if (found->move == MOVE_MINIMISING)
        add_formula(r, &piece, out, size);
    if (out[0] == '\0')
        add_telling(r, model, features, found, out, size);
}
