/* Inside the scenario room: a scenario on its way from text to something fit to run. Every stage
 * states all the problems it finds and leaves the scenario in a shape that the next stage can walk
 * through; only scenario_load decides, at the end, whether anybody gets to see it. */
#ifndef SAYBACK_SCENARIO_PACK_H
#define SAYBACK_SCENARIO_PACK_H

#include "base/err.h"
#include "scenario/document.h"
#include "scenario/problem.h"
#include "scenario/scenario.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    PACK_FORMAT = 1,
    PACK_NAME_CHARACTERS = 40,    /* of a turn, an ending */
    PACK_LABEL_CHARACTERS = 100,  /* what stands in one line: title, rep, a word */
    PACK_FILE_BYTES = 200,        /* of a sound file's name */
    PACK_PROSE_CHARACTERS = 2000, /* situation, goal, caption, model reply */
    PACK_WHERE_SIZE = 72
};

#define PACK_FILE "scenario.yaml"

struct pack {
    const char *dir;  /* as it was given, not "" */
    const char *file; /* scenario.yaml's path, for the problems */
    struct problems *problems;
    struct scenario *scenario;   /* owned until handed over; its names and captions are set */
    char where[PACK_WHERE_SIZE]; /* "turn 'x': " while a turn is looked at, or "" */
    int audio_lines[SCENARIO_TURNS_MAX]; /* where each turn's `audio` stands */
    bool graph_known; /* every turn goes somewhere that exists; else paths would only mislead */
};

#define PACK_ERROR(pack, line, ...)                                                                \
    problems_add((pack)->problems, false, (pack)->file, (line), __VA_ARGS__)
#define PACK_WARN(pack, line, ...)                                                                 \
    problems_add((pack)->problems, true, (pack)->file, (line), __VA_ARGS__)

/* One key that holds a text, and where in the struct that text goes. */
struct text_key {
    const char *name;
    size_t offset; /* of a char * */
    size_t characters_max;
    bool required;
    bool one_line;
};

/* -- texts.c: single values -- */

/* Copies the tidy text of `node` (NULL: the key is not there) into *out, which stays as it is when
 * there is none; the problems are stated. `owner_line` is where a missing required key is missed.
 * ERR_NONE or ERR_MEMORY. */
enum err pack_text(struct pack *pack, const struct node *node, const struct text_key *key,
                   int owner_line, char **out);

/* pack_text for each of `keys` found in `map`, into the struct at `owner`. */
enum err pack_texts(struct pack *pack, const struct document *d, const struct node *map,
                    const struct text_key *keys, size_t count, void *owner);

/* Makes *out "" where it is NULL. ERR_MEMORY. */
enum err pack_no_null(char **out);

/* Warns about each key of `map` that is not among `known`; `elsewhere` are the keys that belong to
 * `place` instead. */
void pack_unknown_keys(struct pack *pack, const struct document *d, const struct node *map,
                       const char *const *known, size_t count, const char *const *elsewhere,
                       size_t elsewhere_count, const char *place);

/* -- build.c, turn.c: the tree becomes a scenario -- */

/* ERR_NONE: pack->scenario is there, perhaps with problems stated. ERR_INPUT: nothing could be
 * made of it, or the format is a newer one. ERR_MEMORY. */
enum err pack_build(struct pack *pack, const struct document *d);

enum { PACK_SCENARIO_KEYS = 10, PACK_TURN_KEYS = 6 };
extern const char *const pack_scenario_keys[PACK_SCENARIO_KEYS];
extern const char *const pack_turn_keys[PACK_TURN_KEYS];

/* Fills the turns of pack->scenario from the mapping `turns`. ERR_NONE or ERR_MEMORY. */
enum err pack_turns(struct pack *pack, const struct document *d, const struct node *turns);

/* Index of the turn that `name` means, or -1 with a problem that begins with `subject`. */
int pack_find_turn(struct pack *pack, const char *name, int line, const char *subject);

/* -- graph.c -- */

/* Can every turn be reached, and an ending from every turn? */
void pack_check_graph(struct pack *pack);

/* -- clips.c, folder.c: what touches the disk -- */

/* True when `audio` stays inside the pack whatever it names; else a problem is stated. */
bool pack_check_name(struct pack *pack, const char *audio, int line);

/* Are the clips there, inside the folder, sound, and short enough? ERR_NONE or ERR_MEMORY. */
enum err pack_check_clips(struct pack *pack);

/* "dir/name", owned by the caller; NULL: no memory. */
char *folder_join(const char *dir, const char *name);

/* Where does a path lead once links are followed? FOLDER_FAILED: see errno. */
enum folder_place { FOLDER_INSIDE, FOLDER_OUTSIDE, FOLDER_MISSING, FOLDER_FAILED };
enum folder_place folder_place(const char *dir, const char *path);

/* The names in `dir` without "." and "..", sorted, each and all owned by the caller (folder_free).
 * At most `max` of them. ERR_SYSTEM with errno when it cannot be read, ERR_MEMORY. */
enum err folder_names(const char *dir, size_t max, char ***out, size_t *count);
void folder_free(char **names, size_t count);

/* Reads the pack's scenario.yaml whole. ERR_INPUT with a problem, ERR_MEMORY. */
enum err folder_read(struct pack *pack, char **data, size_t *length);

/* -- scenario.c -- */

/* Everything but the disk: any bytes become a scenario or problems. ERR_NONE when there is a
 * scenario to look at further, even one with problems. ERR_INPUT, ERR_MEMORY. */
enum err pack_parse(struct pack *pack, const char *data, size_t length);

#endif
