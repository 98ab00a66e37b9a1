#include "words/pronounce.h"

#include <flite/flite.h>

#include <stdio.h>
#include <string.h>

enum { SPELLED_MAX = 5 }; /* letters; who writes more without a vowel writes no abbreviation */

/* The library's own, but in none of its headers. */
cst_lexicon *cmu_lex_init(void);

/* Appends flite's `name` of a phone ("ax0") as the model writes it ("AH"). */
static bool append_phone(char *phones, size_t size, const char *name)
{
    char phone[8];
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz");
    if (length == 0 || length >= sizeof phone)
        return false;
    for (size_t i = 0; i < length; i++)
        phone[i] = (char)(name[i] - 'a' + 'A');
    phone[length] = '\0';
    size_t before = strlen(phones);
    int written = snprintf(phones + before, size - before, "%s%s", before > 0 ? " " : "",
                           strcmp(phone, "AX") == 0 ? "AH" : phone);
    if (written > 0 && (size_t)written < size - before)
        return true;
    phones[before] = '\0';
    return false;
}

static bool append_word(char *phones, size_t size, const char *word)
{
    cst_val *list = lex_lookup(cmu_lex_init(), word, NULL, NULL);
    bool good = list != NULL;
    for (const cst_val *p = list; good && p != NULL; p = val_cdr(p))
        good = append_phone(phones, size, val_string(val_car(p)));
    delete_val(list);
    return good;
}

static bool append_letters(char *phones, size_t size, const char *word)
{
    bool good = true;
    for (const char *p = word; good && *p != '\0'; p++) {
        const char letter[2] = {*p, '\0'};
        /* on its own, this one would be the article */
        if (*p != '\'')
            good = *p == 'a' ? append_phone(phones, size, "ey") : append_word(phones, size, letter);
    }
    return good;
}

enum err pronounce(const char *word, char *phones, size_t size)
{
    phones[0] = '\0';
    bool sayable = strpbrk(word, "aeiouy") != NULL || strlen(word) > SPELLED_MAX;
    bool good = sayable ? append_word(phones, size, word) : append_letters(phones, size, word);
    if (good && phones[0] != '\0')
        return ERR_NONE;
    phones[0] = '\0';
    return ERR_INPUT;
}

static bool one_of(const char *phone, const char *const list[])
{
    while (*list != NULL && strcmp(*list, phone) != 0)
        list++;
    return *list != NULL;
}

bool pronounce_possessive(char *phones, size_t size)
{
    static const char *const hissing[] = {"S", "Z", "SH", "ZH", "CH", "JH", NULL};
    static const char *const voiceless[] = {"P", "T", "K", "F", "TH", NULL};
    const char *space = strrchr(phones, ' ');
    const char *last = space == NULL ? phones : space + 1;
    const char *ending = one_of(last, hissing) ? " IH Z" : one_of(last, voiceless) ? " S" : " Z";
    if (strlen(phones) + strlen(ending) >= size)
        return false;
    memcpy(phones + strlen(phones), ending, strlen(ending) + 1);
    return true;
}
