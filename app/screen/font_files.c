#include "screen/font_files.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define INTER_FOLDER "/usr/share/fonts/opentype/inter"
#define DEJAVU_FOLDER "/usr/share/fonts/truetype/dejavu"

static bool find_file(char *path, const char *folder, const char *name)
{
    static const char *const endings[] = {".otf", ".ttf"};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        int length = snprintf(path, FONT_PATH_MAX, "%s/%s%s", folder, name, endings[i]);
        if (length > 0 && length < FONT_PATH_MAX && access(path, R_OK) == 0)
            return true;
    }
    path[0] = '\0';
    return false;
}

static bool find_family(struct font_files *files, enum font_family family, const char *folder,
                        const char *regular, const char *semibold)
{
    return find_file(files->file[family][WEIGHT_REGULAR].path, folder, regular) &&
           find_file(files->file[family][WEIGHT_SEMIBOLD].path, folder, semibold);
}

enum err font_files_find(struct font_files *files, struct diag *why)
{
    const char *own = getenv("SAYBACK_FONT");
    bool has_dejavu =
        find_family(files, FAMILY_FALLBACK, DEJAVU_FOLDER, "DejaVuSans", "DejaVuSans-Bold");
    if (own != NULL && own[0] != '\0') {
        if (!find_family(files, FAMILY_MAIN, own, "Inter-Regular", "Inter-SemiBold"))
            return diag_set(why, ERR_SYSTEM, 0,
                            "SAYBACK_FONT names the folder \"%s\", which has no Inter-Regular and "
                            "Inter-SemiBold (.otf or .ttf).",
                            own);
        return ERR_NONE;
    }
    if (find_family(files, FAMILY_MAIN, INTER_FOLDER, "Inter-Regular", "Inter-SemiBold"))
        return ERR_NONE;
    if (!has_dejavu)
        return diag_set(why, ERR_SYSTEM, 0,
                        "No font was found in " INTER_FOLDER " or " DEJAVU_FOLDER
                        ": install the package fonts-inter or fonts-dejavu-core.");
    memcpy(files->file[FAMILY_MAIN], files->file[FAMILY_FALLBACK], sizeof files->file[0]);
    return ERR_NONE;
}

void font_files_done(struct font_files *files)
{
    for (int family = 0; family < FAMILY_COUNT; family++) {
        for (int weight = 0; weight < WEIGHT_COUNT; weight++) {
            struct font_file *file = &files->file[family][weight];
            if (file->bytes != NULL)
                (void)munmap(file->bytes, file->length);
            file->bytes = NULL;
        }
    }
}

bool font_file_map(struct font_file *file)
{
    if (file->bytes != NULL || file->path[0] == '\0')
        return file->bytes != NULL;
    int opened = open(file->path, O_RDONLY | O_CLOEXEC);
    struct stat about;
    if (opened < 0)
        return false;
    if (fstat(opened, &about) == 0 && about.st_size > 0 && about.st_size < INT_MAX) {
        void *bytes = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, opened, 0);
        if (bytes != MAP_FAILED) {
            file->bytes = bytes;
            file->length = (size_t)about.st_size;
        }
    }
    (void)close(opened);
    return file->bytes != NULL;
}
