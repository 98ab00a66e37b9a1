#include "moves/match.h"

#include <stdlib.h>
#include <string.h>

/* Soft words that may be skipped between two elements. */
enum { SKIP_MAX = 3, OPENERS_MAX = 6 };

/* Only words in which a pattern's size can be counted: elements by spaces, alternatives by bars. */
static void count_parts(const char *text, size_t *elements, size_t *alternatives)
{
    for (const char *p = text; *(p += strspn(p, " ")) != '\0';) {
        size_t length = strcspn(p, " ");
        (*elements)++;
        (*alternatives)++;
        for (size_t i = 0; i < length; i++)
            *alternatives += p[i] == '|';
        p += length;
    }
}

static bool add_alternatives(struct pattern_set *set, struct element *e, const char *p,
                             size_t length)
{
    e->first = set->alternative_count;
    while (length > 0) {
        size_t part = 0;
        while (part < length && p[part] != '|')
            part++;
        struct alternative a = {0};
        if (part > 2 && p[0] == '[' && p[part - 1] == ']') {
            a.classes = lexicon_class_named(p + 1, part - 2);
            if (a.classes == 0)
                return false;
        } else if (part > 0) {
            a.hash = word_hash(p, part);
        } else {
            return false;
        }
        set->alternatives[set->alternative_count++] = a;
        p += part;
        length -= part;
        if (length > 0) {
            p++;
            length--;
        }
    }
    e->count = set->alternative_count - e->first;
    return true;
}

/* Words so short and weak that a recogniser loses or changes them. Never "not", never who. */
static bool is_small(const char *text, size_t length)
{
    static const char words[] = " a an the to of is are was were am be been it that this have has "
                                "had do does did will would can could for in on at so my your ";
    char spaced[16] = " ";
    if (length + 3 > sizeof spaced)
        return false;
    memcpy(spaced + 1, text, length);
    spaced[length + 1] = ' ';
    spaced[length + 2] = '\0';
    return strstr(words, spaced) != NULL;
}

static bool is_all_small(const char *p, size_t length)
{
    while (length > 0) {
        size_t part = 0;
        while (part < length && p[part] != '|')
            part++;
        if (!is_small(p, part))
            return false;
        p += part;
        length -= part;
        if (length > 0) {
            p++;
            length--;
        }
    }
    return true;
}

static bool add_element(struct pattern_set *set, const char *p, size_t length)
{
    struct element e = {.kind = ELEMENT_WORD};
    if (length == 1 && *p == '<') {
        e.kind = ELEMENT_START;
    } else if (length == 1 && *p == '>') {
        e.kind = ELEMENT_END;
    } else if (length <= 3 && strncmp(p, "...", length) == 0) {
        e.kind = ELEMENT_GAP;
        e.gap = length == 3 ? 5 : 2;
    } else {
        if (p[length - 1] == '?') {
            e.optional = true;
            length--;
        }
        e.negated = *p == '!';
        p += e.negated;
        length -= e.negated;
        e.small = !e.negated && is_all_small(p, length);
        if (!add_alternatives(set, &e, p, length))
            return false;
    }
    set->elements[set->element_count++] = e;
    return true;
}

/* Notes what the first word can be. False when there is none that must be there. */
static bool set_head(const struct pattern_set *set, struct pattern *pattern)
{
    for (size_t i = 0; i < pattern->count; i++) {
        const struct element *e = &set->elements[pattern->first + i];
        if (e->kind == ELEMENT_START)
            continue;
        if (e->kind != ELEMENT_WORD || e->optional || e->negated)
            return false;
        for (size_t j = 0; j < e->count; j++) {
            const struct alternative *a = &set->alternatives[e->first + j];
            if (a->hash != 0)
                pattern->head_bits |= hash_bit(a->hash);
            pattern->head_classes |= a->classes;
        }
        return true;
    }
    return false;
}

/* With a small word wrong, enough must be left to tell: two other words. */
static bool may_forgive(const struct pattern_set *set, const struct pattern *pattern)
{
    size_t telling = 0;
    size_t small = 0;
    for (size_t i = 0; i < pattern->count; i++) {
        const struct element *e = &set->elements[pattern->first + i];
        if (e->kind == ELEMENT_WORD && !e->optional && !e->negated) {
            small += e->small;
            telling += !e->small;
        }
    }
    return small > 0 && telling >= 2;
}

static bool compile(struct pattern_set *set, const char *text)
{
    struct pattern pattern = {.first = set->element_count};
    for (const char *p = text; *(p += strspn(p, " ")) != '\0';) {
        size_t length = strcspn(p, " ");
        if (!add_element(set, p, length))
            return false;
        p += length;
    }
    pattern.count = set->element_count - pattern.first;
    pattern.forgives = may_forgive(set, &pattern);
    bool headed = set_head(set, &pattern);
    set->patterns[set->pattern_count++] = pattern;
    return headed && pattern.count <= PATTERN_ELEMENTS_MAX;
}

enum err pattern_set_new(const char *const *texts, size_t count, struct pattern_set *out,
                         size_t *bad)
{
    size_t elements = 0;
    size_t alternatives = 0;
    for (size_t i = 0; i < count; i++)
        count_parts(texts[i], &elements, &alternatives);
    struct pattern_set set = {
        .patterns = malloc((count + 1) * sizeof *set.patterns),
        .elements = malloc((elements + 1) * sizeof *set.elements),
        .alternatives = malloc((alternatives + 1) * sizeof *set.alternatives),
    };
    enum err err = ERR_NONE;
    if (set.patterns == NULL || set.elements == NULL || set.alternatives == NULL)
        err = ERR_MEMORY;
    for (size_t i = 0; i < count && err == ERR_NONE; i++) {
        if (!compile(&set, texts[i])) {
            err = ERR_INPUT;
            if (bad != NULL)
                *bad = i;
        }
    }
    if (err != ERR_NONE) {
        pattern_set_done(&set);
        return err;
    }
    *out = set;
    return ERR_NONE;
}

void pattern_set_done(struct pattern_set *set)
{
    free(set->patterns);
    free(set->elements);
    free(set->alternatives);
    *set = (struct pattern_set){0};
}

/* One attempt: what stays the same while the matcher walks. */
struct walk {
    const struct pattern_set *set;
    const struct element *elements;
    size_t count;
    const struct token *tokens;
    size_t start, end;
    size_t at;    /* where the attempt began */
    size_t slips; /* small words that may be wrong */
    bool loose;   /* a clause may begin and end anywhere */
};

static bool element_takes(const struct walk *w, const struct element *e, const struct token *token)
{
    for (size_t i = 0; i < e->count; i++) {
        const struct alternative *a = &w->set->alternatives[e->first + i];
        if (a->hash == 0 ? (token->classes & a->classes) != 0 : token->hash == a->hash)
            return !e->negated;
    }
    return e->negated;
}

/* A mark or a pause sets off what follows. */
static bool is_set_off(const struct token *token)
{
    return token->mark_before != 0 || token->pause_before_s >= 0.3;
}

static bool is_passing(const struct token *token)
{
    return (token->classes & (CLASS_OPEN | CLASS_SOFT)) != 0;
}

static bool at_start(const struct walk *w, size_t pos)
{
    for (size_t back = 0; back <= OPENERS_MAX; back++) {
        size_t i = pos - back;
        if (i == w->start || (i < w->end && is_set_off(&w->tokens[i])))
            return true;
        if (!is_passing(&w->tokens[i - 1]))
            return false;
    }
    return false;
}

static bool at_end(const struct walk *w, size_t pos)
{
    for (size_t i = pos; i < w->end; i++) {
        if (is_set_off(&w->tokens[i]))
            return true;
        if (!is_passing(&w->tokens[i]))
            return false;
    }
    return true;
}

static bool gap_may_swallow(const struct token *token)
{
    return !token_is(token, "not") && !token_is(token, "but") && !token_is(token, "if");
}

static bool walk(const struct walk *w, size_t element, size_t pos, size_t *last);

static bool walk_gap(const struct walk *w, size_t element, size_t pos, size_t *last)
{
    for (size_t gap = 0; gap <= w->elements[element].gap && pos + gap <= w->end; gap++) {
        if (gap > 0 && !gap_may_swallow(&w->tokens[pos + gap - 1]))
            return false;
        if (walk(w, element + 1, pos + gap, last))
            return true;
    }
    return false;
}

/* A word that was heard well is what it is; one that was not may have hidden a small one. */
static const double heard_well = 0.7;

/* The small word was lost, or is the badly heard word that stands there. */
static bool walk_slip(const struct walk *w, size_t element, size_t pos, size_t *last)
{
    struct walk strict = *w;
    strict.slips = 0;
    bool doubtful = pos < w->end && w->tokens[pos].confidence < heard_well;
    if (doubtful && gap_may_swallow(&w->tokens[pos]) && walk(&strict, element + 1, pos + 1, last))
        return true;
    doubtful |= w->tokens[pos - 1].confidence < heard_well;
    return doubtful && walk(&strict, element + 1, pos, last);
}

static bool walk_word(const struct walk *w, size_t element, size_t pos, size_t *last)
{
    const struct element *e = &w->elements[element];
    /* Soft words may only be skipped inside a match, never before its first word. */
    size_t skips = pos == w->at ? 0 : SKIP_MAX;
    for (size_t skip = 0; skip <= skips && pos + skip < w->end; skip++) {
        if (element_takes(w, e, &w->tokens[pos + skip]) &&
            walk(w, element + 1, pos + skip + 1, last))
            return true;
        if ((w->tokens[pos + skip].classes & CLASS_SOFT) == 0)
            break;
    }
    if (e->optional && walk(w, element + 1, pos, last))
        return true;
    return e->small && w->slips > 0 && pos > w->at && walk_slip(w, element, pos, last);
}

static bool walk(const struct walk *w, size_t element, size_t pos, size_t *last)
{
    if (element == w->count) {
        *last = pos;
        return pos > w->at;
    }
    switch (w->elements[element].kind) {
    case ELEMENT_START:
        return (w->loose || at_start(w, pos)) && walk(w, element + 1, pos, last);
    case ELEMENT_END:
        return (w->loose || at_end(w, pos)) && walk(w, element + 1, pos, last);
    case ELEMENT_GAP:
        return walk_gap(w, element, pos, last);
    case ELEMENT_WORD:
        return walk_word(w, element, pos, last);
    }
    return false;
}

static bool match(const struct walk *from, size_t index, size_t *last)
{
    const struct pattern *pattern = &from->set->patterns[index];
    if (!pattern_may_match(from->set, index, &from->tokens[from->at]))
        return false;
    struct walk w = *from;
    w.elements = from->set->elements + pattern->first;
    w.count = pattern->count;
    return walk(&w, 0, w.at, last);
}

bool pattern_matches(const struct pattern_set *set, size_t index, const struct token *tokens,
                     size_t start, size_t end, size_t at, size_t *last)
{
    struct walk w = {.set = set, .tokens = tokens, .start = start, .end = end, .at = at};
    return match(&w, index, last);
}

bool pattern_nearly_matches(const struct pattern_set *set, size_t index, const struct token *tokens,
                            size_t start, size_t end, size_t at, size_t *last)
{
    if (!set->patterns[index].forgives)
        return false;
    struct walk w = {
        .set = set, .tokens = tokens, .start = start, .end = end, .at = at, .slips = 1};
    return match(&w, index, last);
}

bool pattern_could_match(const struct pattern_set *set, size_t index, const struct token *tokens,
                         size_t count, size_t at)
{
    size_t last;
    struct walk w = {.set = set,
                     .tokens = tokens,
                     .end = count,
                     .at = at,
                     .slips = set->patterns[index].forgives,
                     .loose = true};
    return match(&w, index, &last);
}
