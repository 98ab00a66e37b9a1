#include "moves/kinds.h"

#include <string.h>

uint64_t named(const char *name)
{
    return word_hash(name, strlen(name));
}

/* The first list of ours that has the word. */
static const char *list_with(const struct token *token)
{
    static const struct {
        uint32_t class_bit;
        const char *name;
    } lists[] = {
        {CLASS_FEEL, "<feel>"},     {CLASS_PRAISE, "<praise>"}, {CLASS_HARD, "<hard>"},
        {CLASS_TIME, "<time>"},     {CLASS_NUMBER, "<number>"}, {CLASS_TARGET, "<target>"},
        {CLASS_EFFORT, "<effort>"}, {CLASS_IMAGE, "<image>"},   {CLASS_NAG, "<nag>"},
        {CLASS_DO, "<do>"},         {CLASS_PAST, "<past>"},     {CLASS_ING, "<ing>"},
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if ((token->classes & lists[i].class_bit) != 0)
            return lists[i].name;
    }
    return NULL;
}

uint64_t kind_of(const struct senses *senses, const struct token *token)
{
    if ((token->classes & CLASS_FUNCTION) != 0)
        return token->hash;
    if (token->said_back >= 1)
        return named("<echo>");
    const char *list = list_with(token);
    if (list != NULL)
        return named(list);
    const struct sense *sense = sense_of(senses, token->hash);
    if (sense != NULL && sense->field != 0)
        return sense->field;
    size_t length = strlen(token->text);
    if (length > 3 && strcmp(token->text + length - 2, "ly") == 0)
        return named("<ly>");
    return named(length > 3 && token->text[length - 1] == 's' ? "<s>" : "<x>");
}
