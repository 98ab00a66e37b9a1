#include "accuracy/hearing/sclite.h"

#include <stdlib.h>
#include <string.h>

static void write_line(FILE *file, const struct tokens *tokens, size_t index)
{
    for (size_t i = 0; i < tokens->count; i++)
        (void)fprintf(file, "%s ", tokens->list[i].text);
    (void)fprintf(file, "(clip-%zu)\n", index);
}

void sclite_write_said(FILE *file, const struct bench_clips *clips, enum recogniser_kind who)
{
    for (size_t i = 0; i < clips->count; i++)
        if (clips->list[i].by[who].there)
            write_line(file, &clips->list[i].said, i);
}

void sclite_write_heard(FILE *file, const struct bench_clips *clips, enum recogniser_kind who)
{
    for (size_t i = 0; i < clips->count; i++)
        if (clips->list[i].by[who].there)
            write_line(file, &clips->list[i].by[who].heard, i);
}

/* One item of an alignment, such as S,"said","heard". */
static bool take_item(const char *item, struct hearing *h, size_t *heard, size_t *said)
{
    char kind = item[0];
    if (strchr("CSDI", kind) == NULL || item[1] != ',')
        return false;
    h->substituted += kind == 'S';
    h->deleted += kind == 'D';
    h->inserted += kind == 'I';
    *said += kind != 'I';
    if (kind == 'D')
        return true;
    const char *word = strrchr(item, ',');
    if (*heard >= h->heard.count || word[1] != '"')
        return false;
    struct token *token = &h->heard.list[(*heard)++];
    size_t length = strlen(token->text);
    token->right = kind == 'C';
    return strncmp(word + 2, token->text, length) == 0 && word[2 + length] == '"';
}

static bool take_line(char *line, struct bench_clip *clip, enum recogniser_kind who)
{
    struct hearing *h = &clip->by[who];
    size_t heard = 0, said = 0;
    char *rest = NULL;
    line[strcspn(line, "\n")] = '\0';
    for (char *item = strtok_r(line, ":", &rest); item != NULL; item = strtok_r(NULL, ":", &rest))
        if (!take_item(item, h, &heard, &said))
            return false;
    return heard == h->heard.count && said == clip->said.count;
}

bool sclite_read(FILE *file, struct bench_clips *clips, enum recogniser_kind who)
{
    char *line = NULL;
    size_t size = 0, index = 0, found = 0, wanted = 0;
    bool good = true, path = false;
    for (size_t i = 0; i < clips->count; i++)
        wanted += clips->list[i].by[who].there;
    while (good && getline(&line, &size, file) > 0) {
        if (path) {
            good = index < clips->count && take_line(line, &clips->list[index], who);
            found++;
        }
        path = sscanf(line, "<PATH id=\"(clip-%zu)\"", &index) == 1;
    }
    free(line);
    if (!good || found != wanted)
        (void)fprintf(stderr,
                      "sclite's alignment is not that of the words given to it (%zu of %zu "
                      "clips)\n",
                      found, wanted);
    return good && found == wanted;
}
