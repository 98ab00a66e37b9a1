#include "words/lattice.h"

#include <pocketsphinx.h>

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* README.md says what was tried around them. The score of a path is flattened, since the frames of
 * a sound are not as independent as their product takes them to be. */
static const double FLATTEN = 1.0 / 12.0;
static const double LANGUAGE_WEIGHT = 9.0; /* against the sound */
static const double WORD_PENALTY = -2.0;   /* natural logarithm, a word */

/* What is looked at: links by the library's own probability, natural logarithm, then arcs. */
static const double LIKELY_LINK = -9.0;
static const double LIKELY_ARC = 1e-4;

enum { NO_WORD = -1 };

struct node {
    ps_latnode_t *is;
    int order;            /* the library's */
    int frame;            /* its word's first */
    int32 word;           /* as the language model numbers it; NO_WORD: silence, noise */
    size_t first, beyond; /* the links that leave it */
    double through;       /* what the library thinks enters it, less what leaves it */
};

struct link {
    int from, to;
    int last_frame;           /* of the word of `from` */
    double sound;             /* natural logarithms, all of these: the word's likelihood */
    double forward, backward; /* of all paths up to here, and from here on, by score() */
    double best;              /* of the likeliest path up to here */
    int32 history[2]; /* the last word on that, which is `to` or before it; the one before */
    size_t pairs;     /* its first place in `language` */
};

struct graph {
    ps_lattice_t *dag;
    ngram_model_t *lm;
    double nat; /* natural logarithm of the base of the library's logarithms */
    struct node *nodes;
    size_t node_count;
    struct link *links; /* those of one node together, in the nodes' order */
    size_t link_count;
    float *language; /* of a link and every link that can follow it: natural logarithm */
    int start, end;
};

static double add(double a, double b)
{
    double more = fmax(a, b), less = fmin(a, b);
    return less == -HUGE_VAL ? more : more + log1p(exp(less - more));
}

static int32 word_of(const struct graph *g, ps_latnode_t *node)
{
    const char *text = ps_latnode_baseword(g->dag, node);
    bool mark = text != NULL && (strcmp(text, "<s>") == 0 || strcmp(text, "</s>") == 0);
    if (text == NULL || (!mark && strchr("<[+", text[0]) != NULL))
        return NO_WORD;
    return ngram_wid(g->lm, text);
}

/* Nothing may hang on addresses. */
static int by_frame(const void *a, const void *b)
{
    const struct node *x = a, *y = b;
    return x->frame != y->frame ? x->frame - y->frame : x->order - y->order;
}

static bool read_nodes(struct graph *g)
{
    size_t room = 1;
    for (ps_latnode_iter_t *i = ps_latnode_iter(g->dag); i != NULL; i = ps_latnode_iter_next(i))
        room++;
    g->nodes = calloc(room, sizeof *g->nodes);
    if (g->nodes == NULL)
        return false;
    for (ps_latnode_iter_t *i = ps_latnode_iter(g->dag); i != NULL; i = ps_latnode_iter_next(i)) {
        int16 first_end, last_end;
        struct node *node = &g->nodes[g->node_count];
        node->is = ps_latnode_iter_node(i);
        node->order = (int)g->node_count++;
        node->frame = ps_latnode_times(node->is, &first_end, &last_end);
        node->word = word_of(g, node->is);
    }
    qsort(g->nodes, g->node_count, sizeof *g->nodes, by_frame);
    return true;
}

/* Where a node of the library's is in ours. */
struct place {
    ps_latnode_t *is;
    int index;
};

static int by_address(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t)((const struct place *)a)->is;
    uintptr_t y = (uintptr_t)((const struct place *)b)->is;
    return (x > y) - (x < y);
}

static struct place *list_places(const struct graph *g)
{
    struct place *places = calloc(g->node_count + 1, sizeof *places);
    for (size_t i = 0; places != NULL && i < g->node_count; i++)
        places[i] = (struct place){.is = g->nodes[i].is, .index = (int)i};
    if (places != NULL)
        qsort(places, g->node_count, sizeof *places, by_address);
    return places;
}

static int find(const struct graph *g, const struct place *places, ps_latnode_t *node)
{
    struct place key = {.is = node};
    const struct place *found = bsearch(&key, places, g->node_count, sizeof key, by_address);
    return found == NULL ? -1 : found->index;
}

static bool append_link(struct graph *g, size_t *capacity, const struct link *link)
{
    if (g->link_count == *capacity) {
        size_t more = 2 * *capacity + 256;
        struct link *links = realloc(g->links, more * sizeof *links);
        if (links == NULL)
            return false;
        g->links = links;
        *capacity = more;
    }
    g->links[g->link_count++] = *link;
    return true;
}

static bool read_link(struct graph *g, const struct place *places, int from, ps_latlink_t *link,
                      size_t *capacity)
{
    int32 sound;
    double likely = g->nat * ps_latlink_prob(g->dag, link, &sound);
    int to = find(g, places, ps_latlink_nodes(link, NULL));
    if (!(likely > LIKELY_LINK) || to < 0 || g->nodes[to].frame <= g->nodes[from].frame)
        return true;
    g->nodes[from].through -= exp(likely);
    g->nodes[to].through += exp(likely);
    struct link read = {.from = from,
                        .to = to,
                        .last_frame = ps_latlink_times(link, NULL),
                        .sound = g->nat * sound,
                        .forward = -HUGE_VAL,
                        .backward = -HUGE_VAL,
                        .best = -HUGE_VAL,
                        .history = {NO_WORD, NO_WORD}};
    return append_link(g, capacity, &read);
}

static bool read_links(struct graph *g, const struct place *places)
{
    size_t capacity = 0;
    for (size_t n = 0; n < g->node_count; n++) {
        g->nodes[n].first = g->link_count;
        for (ps_latlink_iter_t *i = ps_latnode_exits(g->nodes[n].is); i != NULL;
             i = ps_latlink_iter_next(i))
            if (!read_link(g, places, (int)n, ps_latlink_iter_link(i), &capacity)) {
                ps_latlink_iter_free(i);
                return false;
            }
        g->nodes[n].beyond = g->link_count;
    }
    for (size_t n = 0; n < g->node_count; n++) {
        if (g->nodes[n].through < g->nodes[g->start].through)
            g->start = (int)n;
        if (g->nodes[n].through > g->nodes[g->end].through)
            g->end = (int)n;
    }
    return true;
}

/* The score of going on to the word at the end of `link`. */
static double score(const struct graph *g, const struct link *link, double language)
{
    double word =
        g->nodes[link->to].word == NO_WORD ? 0.0 : LANGUAGE_WEIGHT * language + WORD_PENALTY;
    return FLATTEN * (link->sound + word);
}

static double language(const struct graph *g, int32 word, const int32 history[2])
{
    int32 before[] = {history[0], history[1]}, used;
    if (word == NO_WORD)
        return 0.0;
    return g->nat * ngram_ng_prob(g->lm, word, before, history[1] == NO_WORD ? 1 : 2, &used);
}

/* A history goes on behind silence as it was. */
static void follow(const struct graph *g, struct link *link, double best, const int32 history[2])
{
    int32 word = g->nodes[link->to].word;
    link->best = best;
    link->history[0] = word == NO_WORD ? history[0] : word;
    link->history[1] = word == NO_WORD ? history[1] : history[0];
}

static void begin(struct graph *g)
{
    const int32 history[] = {ngram_wid(g->lm, "<s>"), NO_WORD};
    for (size_t i = g->nodes[g->start].first; i < g->nodes[g->start].beyond; i++) {
        struct link *link = &g->links[i];
        double value = score(g, link, language(g, g->nodes[link->to].word, history));
        link->forward = value;
        follow(g, link, value, history);
    }
}

static size_t count_pairs(struct graph *g)
{
    size_t count = 0;
    for (size_t i = 0; i < g->link_count; i++) {
        const struct node *to = &g->nodes[g->links[i].to];
        g->links[i].pairs = count;
        count += to->beyond - to->first;
    }
    return count;
}

/* Links come in the order of the nodes that they leave, and a link's end is later than its
 * beginning: all that lead to a link come before it. */
static void go_forward(struct graph *g)
{
    begin(g);
    for (size_t i = 0; i < g->link_count; i++) {
        const struct link *link = &g->links[i];
        const struct node *to = &g->nodes[link->to];
        if (link->forward == -HUGE_VAL)
            continue;
        for (size_t j = to->first; j < to->beyond; j++) {
            struct link *next = &g->links[j];
            double p = language(g, g->nodes[next->to].word, link->history);
            g->language[link->pairs + (j - to->first)] = (float)p;
            double value = score(g, next, p);
            next->forward = add(next->forward, link->forward + value);
            if (link->best + value > next->best)
                follow(g, next, link->best + value, link->history);
        }
    }
}

static double go_backward(struct graph *g)
{
    double all = -HUGE_VAL;
    for (size_t i = g->link_count; i-- > 0;) {
        struct link *link = &g->links[i];
        const struct node *to = &g->nodes[link->to];
        if (link->to == g->end) {
            link->backward = 0.0;
            all = add(all, link->forward);
        }
        for (size_t j = to->first; j < to->beyond && link->forward > -HUGE_VAL; j++) {
            double p = g->language[link->pairs + (j - to->first)];
            link->backward = add(link->backward, g->links[j].backward + score(g, &g->links[j], p));
        }
    }
    return all;
}

static int by_end(const void *a, const void *b)
{
    const struct lattice_arc *x = a, *y = b;
    return x->to != y->to ? x->to - y->to : x->from - y->from;
}

/* Numbers the nodes that are left on paths from beginning to end, and drops the arcs of others. */
static bool tidy(struct lattice *l, int start, int end, size_t nodes)
{
    int *number = calloc(nodes, sizeof *number);
    bool *ahead = calloc(nodes, sizeof *ahead), *behind = calloc(nodes, sizeof *behind);
    bool good = number != NULL && ahead != NULL && behind != NULL;
    if (good) {
        ahead[end] = behind[start] = true;
        for (size_t i = 0; i < l->count; i++)
            behind[l->arcs[i].to] |= behind[l->arcs[i].from];
        for (size_t i = l->count; i-- > 0;)
            ahead[l->arcs[i].from] |= ahead[l->arcs[i].to];
        for (size_t n = 0; n < nodes; n++)
            if (ahead[n] && behind[n])
                number[n] = (int)l->nodes++;
        size_t kept = 0;
        for (size_t i = 0; i < l->count; i++) {
            struct lattice_arc arc = l->arcs[i];
            if (!behind[arc.from] || !ahead[arc.from] || !ahead[arc.to])
                continue;
            arc.from = number[arc.from];
            arc.to = number[arc.to];
            l->arcs[kept++] = arc;
        }
        l->count = kept;
    }
    free(number);
    free(ahead);
    free(behind);
    return good;
}

static bool give(const struct graph *g, double all, struct lattice *out)
{
    out->arcs = calloc(g->link_count + 1, sizeof *out->arcs);
    if (out->arcs == NULL)
        return false;
    for (size_t i = 0; i < g->link_count; i++) {
        const struct link *link = &g->links[i];
        double p = exp(link->forward + link->backward - all);
        const struct node *from = &g->nodes[link->from];
        if (!(p >= LIKELY_ARC))
            continue;
        bool word = from->word != NO_WORD && link->from != g->start;
        out->arcs[out->count++] = (struct lattice_arc){.from = link->from,
                                                       .to = link->to,
                                                       .word = word ? from->word + 1 : 0,
                                                       .start_frame = from->frame,
                                                       .frames = link->last_frame + 1 - from->frame,
                                                       .probability = fmin(p, 1.0)};
    }
    qsort(out->arcs, out->count, sizeof *out->arcs, by_end);
    return tidy(out, g->start, g->end, g->node_count);
}

enum err lattice_read(struct lattice *out, struct ps_decoder_s *ps, struct ngram_model_s *lm)
{
    *out = (struct lattice){0};
    (void)ps_get_prob(ps); /* has the library find probabilities */
    struct graph g = {.dag = ps_get_lattice(ps), .lm = lm};
    if (g.dag == NULL)
        return ERR_NONE;
    g.nat = log(logmath_get_base(ps_lattice_get_logmath(g.dag)));
    bool good = read_nodes(&g);
    struct place *places = good ? list_places(&g) : NULL;
    good = places != NULL && read_links(&g, places);
    free(places);
    g.language = good ? calloc(count_pairs(&g) + 1, sizeof *g.language) : NULL;
    if (g.language != NULL) {
        go_forward(&g);
        good = give(&g, go_backward(&g), out);
    }
    good = good && g.language != NULL;
    free(g.nodes);
    free(g.links);
    free(g.language);
    if (!good)
        lattice_done(out);
    return good ? ERR_NONE : ERR_MEMORY;
}

void lattice_done(struct lattice *l)
{
    free(l->arcs);
    *l = (struct lattice){0};
}
