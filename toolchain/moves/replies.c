#include "replies.h"

#include "memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    const char *path;
    int line;
    struct replies *out;
    struct reply situation; /* what stands above the replies */
    struct reply *now;
    double clock_s;
};

static void refuse(const struct reader *r, const char *what)
{
    (void)fprintf(stderr, "%s:%d: %s\n", r->path, r->line, what);
    exit(1);
}

static enum verdict verdict_named(const struct reader *r, const char *name)
{
    for (int v = 0; v < VERDICT_COUNT; v++)
        if (strcmp(name, verdict_name((enum verdict)v)) == 0)
            return (enum verdict)v;
    refuse(r, "no verdict");
    return VERDICT_UNCLEAR;
}

static void begin(struct reader *r, const char *verdict)
{
    struct replies *out = r->out;
    out->list = need_more(out->list, (out->count + 1) * sizeof *out->list);
    r->now = &out->list[out->count++];
    *r->now = r->situation;
    words_init(&r->now->words);
    r->now->clause_of = NULL;
    r->now->moves = NULL;
    r->now->clause_count = 0;
    r->now->verdict = verdict_named(r, verdict);
    r->now->line = r->line;
    r->clock_s = 0;
}

static void add_word(struct reader *r, const struct word *word, size_t clause)
{
    struct reply *now = r->now;
    if (words_add(&now->words, word) != ERR_NONE)
        refuse(r, "too many words");
    now->clause_of = need_more(now->clause_of, now->words.count * sizeof *now->clause_of);
    now->clause_of[now->words.count - 1] = clause;
}

/* "word/87": the word and, in per cent, how sure. */
static double read_guess(const struct reader *r, const char *text, char word[WORD_TEXT_MAX])
{
    const char *slash = strrchr(text, '/');
    if (slash == NULL || slash == text || slash - text >= WORD_TEXT_MAX)
        refuse(r, "a recognised word is word/87 or word/87|other/9");
    memcpy(word, text, (size_t)(slash - text));
    word[slash - text] = '\0';
    return atof(slash + 1) / 100;
}

/* "word/87" is a recognised word with its confidence, "+35" a silence before the next, in 1/100 s.
 */
static void add_heard(struct reader *r, char *text, size_t clause)
{
    for (char *p = strtok(text, " "); p != NULL; p = strtok(NULL, " ")) {
        if (p[0] == '+') {
            r->clock_s += atof(p + 1) / 100;
            continue;
        }
        struct word word = {.start_s = r->clock_s};
        char *bar = strchr(p, '|');
        if (bar != NULL) {
            *bar = '\0';
            word.rival_posterior = read_guess(r, bar + 1, word.rival);
        }
        word.confidence = read_guess(r, p, word.text);
        r->clock_s += 0.1 + 0.04 * (double)strlen(word.text);
        word.end_s = r->clock_s;
        add_word(r, &word, clause);
    }
}

static void add_typed(struct reader *r, const char *text, size_t clause)
{
    struct words words;
    words_init(&words);
    struct diag why;
    if (words_from_text(&words, text, &why) != ERR_NONE)
        refuse(r, why.text);
    for (size_t i = 0; i < words.count; i++)
        add_word(r, &words.list[i], clause);
    words_done(&words);
}

static void add_clause(struct reader *r, char *line)
{
    char *text = strchr(line, ' ');
    enum move move;
    if (text != NULL)
        *text++ = '\0';
    if (r->now == NULL || !move_from_name(line, &move))
        refuse(r, "not understood");
    size_t clause = r->now->clause_count++;
    r->now->moves = need_more(r->now->moves, r->now->clause_count * sizeof *r->now->moves);
    r->now->moves[clause] = move;
    if (text == NULL)
        return;
    const char *slash = strchr(text, '/');
    if (slash != NULL && slash[1] >= '0' && slash[1] <= '9')
        add_heard(r, text, clause);
    else
        add_typed(r, text, clause);
}

static void read_expects(struct reader *r, char *names)
{
    r->situation.expects = 0;
    for (char *p = strtok(names, " "); p != NULL; p = strtok(NULL, " ")) {
        enum move move;
        if (!move_from_name(p, &move))
            refuse(r, "no move");
        r->situation.expects |= MOVE_BIT(move);
    }
}

static void copy(const struct reader *r, char *to, size_t size, const char *from)
{
    if (strlen(from) >= size)
        refuse(r, "too long");
    memcpy(to, from, strlen(from) + 1);
}

static void read_line(struct reader *r, char *line)
{
    if (line[0] == '#')
        return;
    if (line[strspn(line, " \t")] == '\0') {
        r->now = NULL;
    } else if (strncmp(line, "@ ", 2) == 0) {
        r->now = NULL;
        copy(r, r->situation.situation, KEY_MAX, line + 2);
    } else if (strncmp(line, "expects ", 8) == 0 && r->now == NULL) {
        read_expects(r, line + 8);
    } else if (strncmp(line, "said ", 5) == 0 && r->now == NULL) {
        copy(r, r->situation.prompt, PROMPT_MAX, line + 5);
    } else if (strncmp(line, "= ", 2) == 0) {
        char *end = strchr(line + 2, ' ');
        if (end != NULL)
            *end = '\0';
        begin(r, line + 2);
    } else {
        add_clause(r, line);
    }
}

void replies_read(struct replies *out, const char *path)
{
    struct reader r = {.path = path, .out = out};
    FILE *in = fopen(path, "r");
    if (in == NULL)
        refuse(&r, "can't be opened");
    char *line = NULL;
    size_t size = 0;
    while (getline(&line, &size, in) > 0) {
        r.line++;
        line[strcspn(line, "\r\n")] = '\0';
        read_line(&r, line);
    }
    free(line);
    (void)fclose(in);
}

void replies_done(struct replies *r)
{
    for (size_t i = 0; i < r->count; i++) {
        words_done(&r->list[i].words);
        free(r->list[i].clause_of);
        free(r->list[i].moves);
    }
    free(r->list);
    *r = (struct replies){0};
}

bool reply_heard(const struct reply *r)
{
    return r->words.count > 0 && !isnan(r->words.list[0].start_s);
}
