/* A reply while it is being read: tokens, the cues that match, and what a possible clause scores by
 * them for each move. Private to the room, and to the tool that trains the model. */
#ifndef SAYBACK_MOVES_READING_H
#define SAYBACK_MOVES_READING_H

#include "moves/cues.h"
#include "moves/moves.h"
#include "moves/said_back.h"
#include "moves/senses.h"

enum { PIECE_HITS_MAX = 24 };

/* What is the same for every reply. */
struct basics {
    struct lexicon lexicon;
    struct cue_set cues;
    struct senses senses; /* empty until a model brings some */
};

/* ERR_MEMORY. Free with basics_done. */
enum err basics_init(struct basics *b);
void basics_done(struct basics *b);

/* A cue that matched. */
struct hit {
    const struct cue *cue;
    enum move move;
    size_t first, end; /* tokens */
    double weight;     /* after word confidence and overlap */
};

/* A possible clause, and what its cues say of it. */
struct piece {
    size_t first, end; /* tokens; end > first */
    struct hit hits[PIECE_HITS_MAX];
    size_t hit_count;
    size_t echoes[ECHOES_MAX]; /* tokens that say the prompt back */
    size_t echo_count;
    double score[MOVE_COUNT];
    double p[MOVE_COUNT]; /* sums to 1 */
    double heard;         /* mean confidence of its words, 0..1 */
    bool turns;           /* begins with "but", "however" ... */
    bool asked;           /* typed with a question mark behind it */
    bool bare;            /* its empathy is nothing but formulas and remarks */
};

/* Which cues may begin at which token. */
struct cue_index {
    uint16_t *cues; /* owned */
    size_t *from;   /* owned; token t has cues[from[t]] to cues[from[t + 1] - 1] */
};

struct reading {
    const struct words *said;    /* lent */
    const struct basics *basics; /* lent */
    struct tokens tokens;
    struct cue_index index;
    struct prompt_words prompt;
};

/* Tokens, cues and words of the prompt. ERR_MEMORY; what was allocated is freed. */
enum err reading_open(const struct basics *basics, const struct words *said,
                      const struct moves_prompt *prompt, struct reading *r);
void reading_done(struct reading *r);

/* Fills r->index from its tokens. ERR_MEMORY; free with cue_index_done. */
enum err cue_index_new(struct reading *r);
void cue_index_done(struct cue_index *index);

/* The score of a move before a word is known. */
double prior_of(enum move move);

/* Finds cues and echoes in the tokens of the piece, and scores each move. */
void classify_piece(const struct reading *r, struct piece *piece);

#endif
