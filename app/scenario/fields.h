/* Single values of a pack: texts with limits, names, lists of words. Inside the scenario room only.
 */
#ifndef SAYBACK_FIELDS_H
#define SAYBACK_FIELDS_H

#include "scenario/build.h"

enum {
    FIELD_LABEL_MAX = 120, /* characters of title, rep, role */
    FIELD_TEXT_MAX = 2000, /* of situation, goal, caption, model_reply */
    FIELD_NAME_MAX = 60,   /* of turn and ending names */
    FIELD_WORD_MAX = 60    /* of one vocabulary entry */
};

/* A copy of the text under `key`, without surrounding blanks; "" when it is missing (an error when
 * `required`) or wrong. NULL only when out of memory. The caller owns it. */
char *field_text(struct build *b, const struct node *map, const char *key, size_t max_characters,
                 bool required);

/* A copy of a name: letters, digits, '-' and '_'. NULL when it is none (an error was added) or out
 * of memory. */
char *field_name(struct build *b, const struct node *node, const char *what);

/* A copy of a clip's name inside the pack: relative, never upwards. NULL as above. */
char *field_clip(struct build *b, const struct node *node);

/* A whole number between `least` and `most`; `otherwise` when it is missing or wrong (which is an
 * error). */
int field_number(struct build *b, const struct node *map, const char *key, int least, int most,
                 int otherwise);

/* The set of moves in a list of their names. */
move_set field_moves(struct build *b, const struct node *list);

/* Warns about keys of `map` that are not among `known`. */
void field_unknown(struct build *b, const struct node *map, const char *const *known, size_t count,
                   const char *where);

/* strdup that notes when memory is out. */
char *field_copy(struct build *b, const char *text);

#endif
