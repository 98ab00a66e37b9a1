/* The evidence in plain language. */
#include "base/utf8.h"
#include "moves/reading.h"

#include <stdio.h>
#include <string.h>

/* A quotation longer than this is cut with dots. */
enum { QUOTE_WORDS_MAX = 7 };

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
        add_word(out, size, said->list[i].text);
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
static void add_cues(const struct reading *r, const struct piece *piece, char *out, size_t size)
{
    const char *given = NULL;
    for (size_t i = 0; i < piece->hit_count; i++) {
        const struct hit *hit = &piece->hits[i];
        if (hit->move != piece->move || hit->weight < 0.5)
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

void explain_piece(const struct reading *r, const struct piece *piece, char *out, size_t size)
{
    out[0] = '\0';
    if (piece->because != NULL && piece->move != MOVE_OTHER) {
        add(out, size, piece->because);
        return;
    }
    add_cues(r, piece, out, size);
    if (piece->move == MOVE_EMPATHY)
        add_echoes(r, piece, out, size);
    if (out[0] == '\0')
        add(out, size,
            piece->move == MOVE_OTHER ? "nothing in it points to a move that counts"
                                      : "by its form");
}
