#include "moves/span.h"

#include <math.h>
#include <string.h>

/* Whom a clause speaks of. */
struct mentions {
    bool you, me, us, they, past, negated;
    double content, echoes, feelings;
};

static void mention(const struct token *token, struct mentions *m)
{
    static const char *const you[] = {"you", "your", "yourself"};
    static const char *const me[] = {"i", "my", "me"};
    static const char *const us[] = {"we", "us", "our"};
    static const char *const they[] = {"they", "he", "she", "them", "him", "her"};
    m->you |= token_is_one_of(token, you, sizeof you / sizeof *you);
    m->me |= token_is_one_of(token, me, sizeof me / sizeof *me);
    m->us |= token_is_one_of(token, us, sizeof us / sizeof *us);
    m->they |= token_is_one_of(token, they, sizeof they / sizeof *they);
    m->past |= (token->classes & CLASS_PAST) != 0;
    m->negated |= token_is(token, "not");
    m->feelings += (token->classes & CLASS_FEEL) != 0;
    m->content += (token->classes & CLASS_FUNCTION) == 0;
    m->echoes += token->said_back;
}

/* Said back counts by who is spoken of: "you built that" is another thing than "I built that". */
static float *put_mentions(const struct mentions *m, float *out)
{
    float echoes = (float)fmin(4, m->echoes) / 2;
    *out++ = m->you;
    *out++ = m->me;
    *out++ = m->us;
    *out++ = m->they;
    *out++ = m->past;
    *out++ = m->negated;
    *out++ = (float)fmin(2, m->feelings);
    *out++ = echoes;
    *out++ = m->you ? echoes : 0;
    *out++ = m->you && m->past ? echoes + 0.5F : 0;
    *out++ = (float)(m->content > 0 ? fmin(1, m->echoes / m->content) : 0);
    *out++ = m->you || m->me ? 0 : echoes;
    *out++ = m->me && !m->you;
    *out++ = (float)(m->content / 8);
    return out;
}

void span_values(const struct reading *r, size_t first, size_t end, float *out)
{
    struct piece piece = {.first = first, .end = end};
    struct mentions mentions = {0};
    classify_piece(r, &piece);
    for (size_t t = first; t < end; t++)
        mention(&r->tokens.list[t], &mentions);
    memset(out, 0, SPAN_VALUES * sizeof *out);
    for (int m = 0; m < MOVE_COUNT; m++) {
        double beyond_prior = piece.score[m] - prior_of((enum move)m);
        *out++ = (float)(fmax(-6, fmin(12, beyond_prior)) / 4);
    }
    for (int m = 0; m < MOVE_COUNT; m++)
        *out++ = (float)piece.p[m];
    out = put_mentions(&mentions, out);
    *out++ = piece.bare;
    *out++ = piece.turns;
    *out++ = piece.asked;
    *out++ = (float)piece.heard;
    *out++ = first == 0;
    *out++ = end == r->tokens.count;
}

int length_bucket(size_t tokens)
{
    static const size_t most[LENGTH_BUCKETS - 1] = {1, 2, 3, 5, 7, 10, 14, 19, 25};
    int bucket = 0;
    while (bucket < LENGTH_BUCKETS - 1 && tokens > most[bucket])
        bucket++;
    return bucket;
}
