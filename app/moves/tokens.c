#include "moves/tokens.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Three tokens are the most that one word opens into ("dunno"). */
enum { TOKENS_PER_WORD = 3 };

static const char *const hesitations[] = {"um",  "uh",  "er", "mm", "erm", "uhm", "umm",
                                          "hmm", "mhm", "hm", "ah", "eh",  "mmm", "uhh"};

/* Spellings that no rule opens. Without the apostrophe only where that is no word of its own. */
static const struct {
    const char *word;
    const char *opened;
} spellings[] = {
    {"let's", "let us"},
    {"lets", "let us"},
    {"won't", "will not"},
    {"wont", "will not"},
    {"can't", "can not"},
    {"cant", "can not"},
    {"cannot", "can not"},
    {"shan't", "shall not"},
    {"ain't", "is not"},
    {"gonna", "going to"},
    {"gotta", "got to"},
    {"wanna", "want to"},
    {"kinda", "kind of"},
    {"sorta", "sort of"},
    {"lemme", "let me"},
    {"gimme", "give me"},
    {"dunno", "do not know"},
    {"y'all", "you"},
    {"im", "i am"},
    {"ive", "i have"},
    {"youre", "you are"},
    {"youve", "you have"},
    {"youll", "you will"},
    {"youd", "you would"},
    {"thats", "that is"},
    {"whats", "what is"},
    {"theres", "there is"},
    {"hows", "how is"},
    {"dont", "do not"},
    {"didnt", "did not"},
    {"doesnt", "does not"},
    {"isnt", "is not"},
    {"wasnt", "was not"},
    {"havent", "have not"},
    {"hasnt", "has not"},
    {"wouldnt", "would not"},
    {"couldnt", "could not"},
    {"shouldnt", "should not"},
    {"arent", "are not"},
    {"theyre", "they are"},
    {"weve", "we have"},
    {"theyve", "they have"},
    {"ok", "okay"},
    {"alright", "okay"},
    {"yep", "yeah"},
    {"yup", "yeah"},
    {"ya", "you"},
    {"everyone", "everybody"},
    {"anyone", "anybody"},
    {"someone", "somebody"},
    {"cos", "because"},
    {"coulda", "could have"},
    {"shoulda", "should have"},
    {"woulda", "would have"},
};

/* Endings that open into a word of their own. */
static const struct {
    const char *ending;
    const char *opened;
} endings[] = {{"n't", " not"}, {"'ve", " have"}, {"'re", " are"},
               {"'m", " am"},   {"'ll", " will"}, {"'d", " would"}};

/* After these 's is "is"; after other words it is taken for a possessive and dropped. */
static const char *const is_hosts[] = {
    "it",  "that",  "this",    "he",        "she",     "what",      "where",    "who",
    "how", "there", "here",    "everybody", "nobody",  "everyone",  "somebody", "when",
    "why", "which", "anybody", "something", "nothing", "everything"};

bool is_hesitation(const char *word)
{
    for (size_t i = 0; i < sizeof hesitations / sizeof *hesitations; i++) {
        if (strcmp(word, hesitations[i]) == 0)
            return true;
    }
    return false;
}

static bool hosts_is(const char *word, size_t length)
{
    for (size_t i = 0; i < sizeof is_hosts / sizeof *is_hosts; i++) {
        if (strlen(is_hosts[i]) == length && memcmp(is_hosts[i], word, length) == 0)
            return true;
    }
    return false;
}

/* Writes the opened form of `word`: up to three words with single spaces between. */
static void open_contraction(const char *word, char *out, size_t size)
{
    size_t length = strlen(word);
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        if (strcmp(word, spellings[i].word) == 0) {
            memcpy(out, spellings[i].opened, strlen(spellings[i].opened) + 1);
            return;
        }
    }
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t tail = strlen(endings[i].ending);
        if (length > tail && strcmp(word + length - tail, endings[i].ending) == 0 &&
            length - tail + strlen(endings[i].opened) < size) {
            memcpy(out, word, length - tail);
            memcpy(out + length - tail, endings[i].opened, strlen(endings[i].opened) + 1);
            return;
        }
    }
    memcpy(out, word, length + 1);
    if (length > 2 && strcmp(word + length - 2, "'s") == 0) {
        if (hosts_is(word, length - 2))
            memcpy(out + length - 2, " is", 4);
        else
            out[length - 2] = '\0';
    }
}

/* "thirty-nine" is two words; at most TOKENS_PER_WORD come out. */
static void part_hyphens(char *opened)
{
    int parts = 1;
    for (const char *p = opened; *p != '\0'; p++)
        parts += *p == ' ';
    for (char *p = opened; *p != '\0' && parts < TOKENS_PER_WORD; p++) {
        if (*p == '-' && p > opened && p[1] != '\0' && p[1] != '-' && p[-1] != ' ' && p[1] != ' ') {
            *p = ' ';
            parts++;
        }
    }
}

/* A light stemmer: enough that "proposals" meets "proposal" and "shouting" meets "shouted". */
static void stem(char *word)
{
    static const char *const tails[] = {"ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "er"};
    size_t length = strlen(word);
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        size_t tail = strlen(tails[i]);
        if (length < tail + 3 || strcmp(word + length - tail, tails[i]) != 0)
            continue;
        if (strcmp(tails[i], "s") == 0 && word[length - 2] == 's')
            break; /* "boss" */
        length -= tail;
        if (strcmp(tails[i], "ies") == 0)
            word[length++] = 'y';
        break;
    }
    if (length > 3 && word[length - 1] == word[length - 2])
        length--; /* "shipped", "call" and "calls" alike */
    if (length > 3 && word[length - 1] == 'e')
        length--;
    word[length] = '\0';
    if (length > 2 && word[length - 1] == 'i')
        word[length - 1] = 'y';
}

static void fill(struct token *token, const struct lexicon *lexicon, const char *text,
                 size_t length)
{
    memset(token, 0, sizeof *token);
    memcpy(token->text, text, length);
    memcpy(token->stem, token->text, sizeof token->stem);
    stem(token->stem);
    token->hash = word_hash(token->text, length);
    token->bit = hash_bit(token->hash);
    token->classes = lexicon_classes(lexicon, token->text);
    if (isdigit((unsigned char)token->text[0]))
        token->classes |= CLASS_NUMBER;
}

static char stronger(char a, char b)
{
    static const char order[] = ",.?";
    if (a == 0 || b == 0)
        return a == 0 ? b : a;
    const char *pa = strchr(order, a);
    const char *pb = strchr(order, b);
    return pa != NULL && (pb == NULL || pa > pb) ? a : b;
}

/* What lies between the last token and the word at hand. */
struct between {
    char mark;
    double end_s; /* of the last word; NAN when there is none or no times */
};

/* None when it is a contraction, which would be two tokens. */
static struct rival rival_of(const struct lexicon *lexicon, const struct word *word)
{
    struct rival rival = {.share = 0};
    if (word->rival_posterior > 0 && strchr(word->rival, '\'') == NULL) {
        struct token token;
        fill(&token, lexicon, word->rival, strlen(word->rival));
        memcpy(rival.stem, token.stem, sizeof rival.stem);
        rival.hash = token.hash;
        rival.classes = token.classes;
        rival.share = word->rival_posterior;
    }
    return rival;
}

/* Appends the tokens of one word. A word said twice in a row ("I I was") counts once. */
static void add_word(struct tokens *out, const struct lexicon *lexicon, const struct word *word,
                     size_t index, const struct between *between)
{
    char copy[WORD_TEXT_MAX];
    char opened[WORD_TEXT_MAX + 8];
    memcpy(copy, word->text, sizeof copy);
    copy[sizeof copy - 1] = '\0';
    if (copy[0] == '\0' || is_hesitation(copy))
        return;
    open_contraction(copy, opened, sizeof opened);
    part_hyphens(opened);
    bool first = true;
    for (const char *p = opened; *p != '\0'; first = false) {
        size_t length = strcspn(p, " ");
        struct token token;
        fill(&token, lexicon, p, length < WORD_TEXT_MAX ? length : WORD_TEXT_MAX - 1);
        token.word = index;
        if (first && p[length] == '\0')
            token.rival = rival_of(lexicon, word);
        token.confidence = word->confidence >= 0 && word->confidence <= 1 ? word->confidence : 0;
        token.mark_before = first ? between->mark : 0;
        double pause_s = first ? word->start_s - between->end_s : 0;
        token.pause_before_s = pause_s > 0 ? pause_s : 0; /* also for NAN */
        bool stutter = first && out->count > 0 && token.mark_before == 0 &&
                       out->list[out->count - 1].hash == token.hash &&
                       (token.classes & CLASS_FUNCTION) != 0;
        if (!stutter)
            out->list[out->count++] = token;
        p += length + (p[length] == ' ');
    }
}

enum err tokens_from_words(const struct lexicon *lexicon, const struct words *said,
                           struct tokens *out)
{
    struct tokens tokens = {.list =
                                malloc((said->count * TOKENS_PER_WORD + 1) * sizeof *tokens.list)};
    if (tokens.list == NULL)
        return ERR_MEMORY;
    struct between between = {.mark = 0, .end_s = NAN};
    for (size_t i = 0; i < said->count; i++) {
        const struct word *word = &said->list[i];
        size_t before = tokens.count;
        add_word(&tokens, lexicon, word, i, &between);
        if (tokens.count > before)
            between.mark = 0;
        between.mark = stronger(between.mark, word->mark);
        /* The silence around a hesitation belongs to it: only the gap right before counts. */
        between.end_s = word->end_s;
    }
    *out = tokens;
    return ERR_NONE;
}

static bool in_word(char c)
{
    return isalnum((unsigned char)c) || c == '\'' || (unsigned char)c >= 0x80;
}

/* Copies one word of a caption, lower-cased, curly apostrophes made straight. */
static size_t copy_word(const char *p, char *out)
{
    size_t from = 0;
    size_t to = 0;
    while (p[from] != '\0' && in_word(p[from])) {
        bool curly = strncmp(p + from, "\xE2\x80\x99", 3) == 0;
        char c = curly ? '\'' : (char)tolower((unsigned char)p[from]);
        if (to + 1 < WORD_TEXT_MAX)
            out[to++] = c;
        from += curly ? 3 : 1;
    }
    out[to] = '\0';
    return from;
}

enum err tokens_from_text(const struct lexicon *lexicon, const char *text, struct tokens *out)
{
    struct words words;
    words_init(&words);
    enum err err = ERR_NONE;
    for (const char *p = text; *p != '\0' && err == ERR_NONE;) {
        if (!in_word(*p)) {
            p++;
            continue;
        }
        struct word word = {.start_s = NAN, .end_s = NAN, .confidence = 1};
        p += copy_word(p, word.text);
        err = words_add(&words, &word);
    }
    if (err != ERR_MEMORY) /* more than the limit: what fitted is enough */
        err = tokens_from_words(lexicon, &words, out);
    words_done(&words);
    return err;
}

double tokens_heard(const struct token *tokens, size_t first, size_t end)
{
    double sum = 0;
    for (size_t i = first; i < end; i++)
        sum += tokens[i].confidence;
    return end > first ? sum / (double)(end - first) : 0;
}

void tokens_done(struct tokens *tokens)
{
    free(tokens->list);
    *tokens = (struct tokens){0};
}
