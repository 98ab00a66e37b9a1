/* A reply while it is being read: tokens, pieces (clauses to be), the cues that matched, and what
 * each piece scores for each move. Every step of moves_read works on it. Private to the room. */
#ifndef SAYBACK_MOVES_READING_H
#define SAYBACK_MOVES_READING_H

#include "moves/cues.h"
#include "moves/moves.h"
#include "moves/said_back.h"

enum { PIECE_HITS_MAX = 24, PIECE_TOKENS_MAX = 40 };

/* A cue that matched. */
struct hit {
    const struct cue *cue;
    enum move move;
    size_t first, end; /* tokens */
    double weight;     /* after word confidence and overlap */
};

struct piece {
    size_t first, end; /* tokens; end > first */
    struct hit hits[PIECE_HITS_MAX];
    size_t hit_count;
    size_t echoes[ECHOES_MAX]; /* tokens that say the prompt back */
    size_t echo_count;
    double score[MOVE_COUNT];
    double p[MOVE_COUNT]; /* sums to 1 */
    enum move move;       /* the best of p */
    double heard;         /* mean confidence of its words, 0..1 */
    bool turns;           /* begins with "but", "however" ... */
    bool asked;           /* typed with a question mark behind it */
    bool bare;            /* its empathy is nothing but formulas and remarks */
    const char *because;  /* what a sequence rule says of it; NULL: its own cues speak */
};

/* Which cues may begin at which token. */
struct cue_index {
    uint16_t *cues; /* owned */
    size_t *from;   /* owned; token t has cues[from[t]] to cues[from[t + 1] - 1] */
};

struct reading {
    const struct words *said;
    struct lexicon *lexicon;
    struct cue_set cues;
    struct tokens tokens;
    struct cue_index index;
    struct prompt_words prompt;
    struct piece *pieces;
    size_t piece_count;
};

/* Fills r->index from its tokens. ERR_MEMORY; free with cue_index_done. */
enum err cue_index_new(struct reading *r);
void cue_index_done(struct cue_index *index);

/* Marks in `cut` (one for each token) where a piece begins. */
void cut_pieces(const struct reading *r, bool *cut);

/* Where the clause begins that has token `t` near its beginning: `t` or the small words that lead
 * to it, not before `from`. 0 when what stands before holds on to it. */
size_t clause_start_before(const struct token *tokens, size_t t, size_t from);

/* True when a cue that begins a clause matches from token t. */
bool cue_begins(const struct reading *r, size_t t);

/* The same for talk without any mark: the best of all ways to cut. ERR_MEMORY. */
enum err segment_pieces(const struct reading *r, bool *cut);

/* The score of a move before a word is known. */
double prior_of(enum move move);

/* Cuts the span further where its cues speak for different moves in turn. */
void split_piece(const struct reading *r, size_t first, size_t end, bool *cut);

/* Finds cues and echoes, scores the piece, and sets p and move. */
void classify_piece(const struct reading *r, struct piece *piece);

/* Turns scores into p and move. */
void settle_piece(struct piece *piece);

/* The strongest evidence of that piece for `move`; 0 without any. */
double piece_evidence(const struct piece *piece, enum move move);

/* What only the neighbours tell: formulas cancelled by "but", one's own story going on, fragments
 * that continue the piece before. */
void apply_sequence_rules(struct reading *r);

/* The verdict on the pieces, with its probability in *confidence. */
enum verdict decide_verdict(const struct piece *pieces, size_t count, double *confidence,
                            enum verdict *rival, double *rival_confidence);

/* Writes the evidence for the piece's move, in plain language. */
void explain_piece(const struct reading *r, const struct piece *piece, char *out, size_t size);

/* Words `from` to `to` (exclusive) of the reply in quotes, made fit to print. */
void quote_words(const struct words *said, size_t from, size_t to, char *out, size_t size);

#endif
