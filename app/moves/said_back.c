#include "moves/said_back.h"

#include <stdlib.h>
#include <string.h>

/* A word heard less surely than this may be one that sounds like it. Ours. */
static const double doubtful_below = 0.7;
static const double sound_share = 0.5;

/* Fewer consonants than this are shared by too many words. */
enum { SOUNDS_MIN = 3 };

/* Words that say the same thing back, by what managers and reps talk about. The forms are those of
 * speech, so that irregular verbs find their stem as well. */
static const char *const groups[] = {
    "built build builds building",
    "lose lost loses losing loss losses",
    "fight fought fighting",
    "bring brought brings bringing",
    "teach taught",
    "sell sold sells selling sale sales",
    "buy bought buys buying buyer buyers",
    "win won wins winning",
    "leave left leaves leaving",
    "hold held holding",
    "keep kept keeps keeping",
    "sleep slept sleeping night nights midnight late evening evenings",
    "drive drove driving",
    "write wrote written writing",
    "begin began begun start starts started starting",
    "find found finding",
    "fried exhausted drained wiped burnt burned tired worn",
    "dad father mum mom mother parent parents",
    "kid kids child children son daughter family",
    "customer customers client clients buyer",
    "vendor vendors supplier suppliers competitor competitors",
    "boss manager director decision",
    "pay paid money salary bonus commission wallet pocket",
    "price prices pricing priced expensive cost costs cheap cheaper discount",
    "shout shouted shouting yell yelled yelling scream screaming",
    "phone phones ring rings ringing call calls called calling dial dials dialing",
    "quit resign resigned resigning",
    "fired sacked redundant layoff layoffs",
    "quota target targets quotas goal goals",
    "scoreboard board leaderboard",
    "ignored nobody noone listen listens listened listening",
    "hospital ill illness sick",
    "fair unfair fairness",
    "trust trusted trusting",
    "promise promised promises word",
    "territory region patch area",
    "scared afraid frightened fear",
    "angry mad furious",
    "deal deals opportunity opportunities",
    "bothered bother point",
    "quiet silent silence",
    "works work worked working",
};

/* A number written in digits is the same as the word. */
static const char *const digits[][2] = {
    {"1", "one"},     {"2", "two"},       {"3", "three"},    {"4", "four"},     {"5", "five"},
    {"6", "six"},     {"7", "seven"},     {"8", "eight"},    {"9", "nine"},     {"10", "ten"},
    {"11", "eleven"}, {"12", "twelve"},   {"15", "fifteen"}, {"20", "twenty"},  {"30", "thirty"},
    {"40", "forty"},  {"50", "fifty"},    {"60", "sixty"},   {"70", "seventy"}, {"80", "eighty"},
    {"90", "ninety"}, {"100", "hundred"},
};

static bool list_has(const char *list, const char *word)
{
    size_t length = strlen(word);
    for (const char *p = strstr(list, word); p != NULL; p = strstr(p + 1, word)) {
        bool begins = p == list || p[-1] == ' ';
        if (begins && (p[length] == ' ' || p[length] == '\0'))
            return true;
    }
    return false;
}

/* The group a word belongs to as a key that no stem has; 0 for none. */
static uint64_t group_key(const char *word)
{
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        if (list_has(groups[i], word))
            return i + 1;
    }
    return 0;
}

static uint64_t stem_key(const struct token *token)
{
    const char *text = token->stem;
    for (size_t i = 0; i < sizeof digits / sizeof *digits; i++) {
        if (strcmp(token->text, digits[i][0]) == 0)
            text = digits[i][1];
    }
    return word_hash(text, strlen(text));
}

static bool carries_content(const struct token *token)
{
    if ((token->classes & CLASS_NUMBER) != 0)
        return true;
    return (token->classes & CLASS_FUNCTION) == 0 && strlen(token->text) >= 3;
}

/* Consonants that recognisers mix up are one; vowels and what is hardly heard are none. */
static char sound_of(char c)
{
    static const char letters[] = "bpfvtdkgcqxszjmnlr";
    static const char sounds[] = "PPFFTTKKKKKSSSNNLR";
    const char *at = strchr(letters, c);
    return at != NULL && c != '\0' ? sounds[at - letters] : '\0';
}

/* A key that words which sound alike share; 0 for words too short to tell by sound. Capitals keep
 * it apart from the stems. */
static uint64_t sound_key(const struct token *token)
{
    char key[WORD_TEXT_MAX];
    size_t length = 0;
    for (const char *p = token->stem; *p != '\0'; p++) {
        char sound = sound_of(*p);
        if (sound != '\0' && (length == 0 || key[length - 1] != sound))
            key[length++] = sound;
    }
    return length >= SOUNDS_MIN ? word_hash(key, length) : 0;
}

static int compare_keys(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a;
    uint64_t y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static enum err add_text(const struct lexicon *lexicon, const char *text, struct prompt_words *out)
{
    struct tokens tokens;
    enum err err = tokens_from_text(lexicon, text, &tokens);
    if (err != ERR_NONE)
        return err;
    for (size_t i = 0; i < tokens.count && out->count + 3 <= PROMPT_KEYS_MAX; i++) {
        const struct token *token = &tokens.list[i];
        if (!carries_content(token))
            continue;
        out->keys[out->count++] = stem_key(token);
        uint64_t group = group_key(token->text);
        if (group != 0)
            out->keys[out->count++] = group;
        uint64_t sound = sound_key(token);
        if (sound != 0)
            out->keys[out->count++] = sound;
    }
    tokens_done(&tokens);
    return ERR_NONE;
}

enum err prompt_words_new(const struct lexicon *lexicon, const char *caption,
                          const char *const *vocabulary, size_t vocabulary_count,
                          struct prompt_words *out)
{
    struct prompt_words prompt = {.keys = malloc(PROMPT_KEYS_MAX * sizeof *prompt.keys)};
    enum err err = prompt.keys == NULL ? ERR_MEMORY : ERR_NONE;
    if (err == ERR_NONE && caption != NULL)
        err = add_text(lexicon, caption, &prompt);
    for (size_t i = 0; i < vocabulary_count && vocabulary != NULL && err == ERR_NONE; i++) {
        if (vocabulary[i] != NULL)
            err = add_text(lexicon, vocabulary[i], &prompt);
    }
    if (err != ERR_NONE) {
        prompt_words_done(&prompt);
        return err;
    }
    qsort(prompt.keys, prompt.count, sizeof *prompt.keys, compare_keys);
    *out = prompt;
    return ERR_NONE;
}

void prompt_words_done(struct prompt_words *prompt)
{
    free(prompt->keys);
    *prompt = (struct prompt_words){0};
}

static bool has_key(const struct prompt_words *prompt, uint64_t key)
{
    return prompt->count > 0 &&
           bsearch(&key, prompt->keys, prompt->count, sizeof *prompt->keys, compare_keys) != NULL;
}

double says_back(const struct prompt_words *prompt, const struct token *token)
{
    if (prompt->count == 0 || !carries_content(token))
        return 0;
    if (has_key(prompt, stem_key(token)))
        return 1;
    uint64_t group = group_key(token->text);
    if (group != 0 && has_key(prompt, group))
        return 1;
    uint64_t sound = token->confidence < doubtful_below ? sound_key(token) : 0;
    return sound != 0 && has_key(prompt, sound) ? sound_share : 0;
}

void mark_said_back(const struct prompt_words *prompt, struct tokens *tokens)
{
    for (size_t t = 0; t < tokens->count; t++)
        tokens->list[t].said_back = says_back(prompt, &tokens->list[t]);
}
