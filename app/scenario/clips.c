#include "scenario/pack.h"

#include "scenario/text.h"
#include "sound/clip.h"

#include <errno.h>
#include <string.h>

enum { NAMES_MAX = 256 };

static bool has_part(const char *path, const char *part)
{
    size_t length = strlen(part);
    for (const char *p = path; p != NULL; p = strchr(p, '/')) {
        p += *p == '/';
        if (strncmp(p, part, length) == 0 && (p[length] == '/' || p[length] == '\0'))
            return true;
    }
    return false;
}

bool pack_check_name(struct pack *pack, const char *audio, int line)
{
    const char *wrong = NULL;
    if (strlen(audio) > PACK_FILE_BYTES)
        wrong = "is too long a name; keep it under 200 letters";
    else if (text_has_control(audio, strlen(audio), true))
        wrong = "has a line break or a tab in it; write the file's name in one line";
    else if (strchr(audio, '\\') != NULL)
        wrong = "has a backslash in it; folders inside the pack are parted by '/'";
    else if (audio[0] == '/')
        wrong = "starts with '/'; name the file as it is called inside the pack's folder";
    else if (has_part(audio, ".."))
        wrong = "leads out of the pack's folder; the sound must be inside it";
    if (wrong != NULL)
        PACK_ERROR(pack, line, "%s'audio: %s' %s", pack->where, BRIEF(audio), wrong);
    return wrong == NULL;
}

/* The name as the pack has it: the path without the folder that folder_join put before it. */
static const char *name_in_pack(const struct pack *pack, const char *path)
{
    size_t length = strlen(pack->dir);
    while (length > 0 && pack->dir[length - 1] == '/')
        length--;
    return path + length + 1;
}

static enum err explain_missing(struct pack *pack, const struct scenario_turn *turn, int line)
{
    char **names = NULL;
    size_t count = 0, sounds = 0;
    enum err err = folder_names(pack->dir, NAMES_MAX, &names, &count);
    if (err != ERR_NONE)
        return err == ERR_MEMORY ? err : ERR_NONE;
    const char *candidates[NAMES_MAX];
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], PACK_FILE) != 0)
            candidates[sounds++] = names[i];
    const char *name = name_in_pack(pack, turn->audio);
    PACK_ERROR(pack, line, "turn '%s': there is no file '%s' in the pack; %s", BRIEF(turn->name),
               BRIEF(name),
               sounds > 0 ? HINT(name, candidates, sounds, "it holds") : "put it into the folder");
    folder_free(names, count);
    return ERR_NONE;
}

static enum err check_sound(struct pack *pack, const struct scenario_turn *turn, int line)
{
    struct clip_info info = {0};
    struct diag why = {{0}, 0};
    enum err err = clip_inspect(turn->audio, CLIP_PROMPT_MAX_S, &info, &why);
    if (err == ERR_MEMORY)
        return err;
    if (err != ERR_NONE)
        PACK_ERROR(pack, line, "turn '%s': %s", BRIEF(turn->name), why.text);
    else if (info.length_s <= 0.0)
        PACK_ERROR(pack, line, "turn '%s': '%s' holds no sound, its length is 0 s; record it again",
                   BRIEF(turn->name), BRIEF(name_in_pack(pack, turn->audio)));
    return ERR_NONE;
}

static enum err check_clip(struct pack *pack, const struct scenario_turn *turn, int line)
{
    const char *name = name_in_pack(pack, turn->audio);
    switch (folder_place(pack->dir, turn->audio)) {
    case FOLDER_INSIDE:
        return check_sound(pack, turn, line);
    case FOLDER_MISSING:
        return explain_missing(pack, turn, line);
    case FOLDER_OUTSIDE:
        PACK_ERROR(pack, line,
                   "turn '%s': '%s' is a link that leads out of the pack; put the file itself here",
                   BRIEF(turn->name), BRIEF(name));
        return ERR_NONE;
    default:
        if (errno == ENOMEM)
            return ERR_MEMORY;
        PACK_ERROR(pack, line, "turn '%s': '%s' cannot be opened: %s", BRIEF(turn->name),
                   BRIEF(name), strerror(errno));
        return ERR_NONE;
    }
}

enum err pack_check_clips(struct pack *pack)
{
    const struct scenario *s = pack->scenario;
    for (size_t i = 0; i < s->turn_count; i++) {
        if (s->turns[i].audio == NULL)
            continue;
        enum err err = check_clip(pack, &s->turns[i], pack->audio_lines[i]);
        if (err != ERR_NONE)
            return err;
    }
    return ERR_NONE;
}
