/* Hesitations and filler phrases. */
#include "moves/moves.h"
#include "moves/tokens.h"

#include <string.h>

static bool word_is_one_of(const struct words *said, size_t i, const char *list)
{
    if (i >= said->count)
        return false;
    size_t length = strlen(said->list[i].text);
    for (const char *p = list; *p != '\0';) {
        size_t part = strcspn(p, " ");
        if (part == length && memcmp(p, said->list[i].text, part) == 0)
            return true;
        p += part + (p[part] == ' ');
    }
    return false;
}

static bool is_at(const struct words *said, size_t i, const char *word)
{
    return i < said->count && strcmp(said->list[i].text, word) == 0;
}

/* "you know" as filler: not "do you know", not "you know what". */
static bool is_you_know(const struct words *said, size_t i)
{
    if (!is_at(said, i, "you") || !is_at(said, i + 1, "know"))
        return false;
    if (said->list[i].mark != 0)
        return false;
    if (i > 0 && said->list[i - 1].mark == 0 &&
        word_is_one_of(said, i - 1,
                       "do did if how what let as that when because would think sure "
                       "until before since once whether all thing person"))
        return false;
    return said->list[i + 1].mark != 0 ||
           !word_is_one_of(said, i + 2,
                           "what how that why the this who where it him her them me "
                           "about when exactly your my and better best a some");
}

/* "i mean" as filler: not "what i mean", not "i mean it". */
static bool is_i_mean(const struct words *said, size_t i)
{
    if (!is_at(said, i, "i") || !is_at(said, i + 1, "mean"))
        return false;
    if (i > 0 && word_is_one_of(said, i - 1, "what that if how know thing"))
        return false;
    return said->list[i + 1].mark != 0 || !word_is_one_of(said, i + 2, "it that every by to");
}

/* "like" only where it can be told: set off by commas, or between a joining word and a subject. */
static bool is_filler_like(const struct words *said, size_t i)
{
    if (!is_at(said, i, "like"))
        return false;
    if (i > 0 && said->list[i - 1].mark == ',' && said->list[i].mark == ',')
        return true;
    return i > 0 && word_is_one_of(said, i - 1, "and so but um uh was just") &&
           word_is_one_of(said, i + 1, "i you we they he she it um uh really totally") &&
           !word_is_one_of(said, i - 1, "was just");
}

size_t moves_count_fillers(const struct words *said)
{
    size_t count = 0;
    for (size_t i = 0; i < said->count; i++) {
        if (is_hesitation(said->list[i].text) || is_you_know(said, i) || is_i_mean(said, i) ||
            is_filler_like(said, i))
            count++;
    }
    return count;
}
