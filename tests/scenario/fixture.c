#define _XOPEN_SOURCE 700

#include "scenario/fixture.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WAV_HEADER = 44, WAV_RATE_HZ = 8000 };

static char folder[64];

const char fixture_text[] = "format: 1\n"               /*  1 */
                            "title: A small one\n"      /*  2 */
                            "rep: Ann\n"                /*  3 */
                            "difficulty: 2\n"           /*  4 */
                            "vocabulary: [forecast]\n"  /*  5 */
                            "start: opening\n"          /*  6 */
                            "turns:\n"                  /*  7 */
                            "  opening:\n"              /*  8 */
                            "    audio: opening.wav\n"  /*  9 */
                            "    caption: Hello.\n"     /* 10 */
                            "    expects: [empathy]\n"  /* 11 */
                            "    next:\n"               /* 12 */
                            "      heard: done\n"       /* 13 */
                            "      unheard: done\n"     /* 14 */
                            "  done:\n"                 /* 15 */
                            "    caption: Bye.\n"       /* 16 */
                            "    ending: commitment\n"; /* 17 */

const char *fixture_dir(void)
{
    return folder;
}

const char *fixture_path(const char *name)
{
    static char paths[4][256];
    static size_t turn;
    char *path = paths[turn++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

void fixture_write(const char *name, const void *data, size_t length)
{
    FILE *file = fopen(fixture_path(name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

void fixture_write_text(const char *name, const char *text)
{
    fixture_write(name, text, strlen(text));
}

static void put_32(unsigned char *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(value >> (8 * i));
}

void fixture_write_wav(const char *name, size_t samples)
{
    static const unsigned char header[WAV_HEADER] = "RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0";
    unsigned char *file = calloc(1, WAV_HEADER + 2 * samples);
    assert_non_null(file);
    memcpy(file, header, WAV_HEADER);
    put_32(file + 4, (uint32_t)(WAV_HEADER - 8 + 2 * samples));
    put_32(file + 24, WAV_RATE_HZ);
    put_32(file + 28, 2 * WAV_RATE_HZ);
    put_32(file + 32, 2 | 16u << 16);
    memcpy(file + 36, "data", 4);
    put_32(file + 40, (uint32_t)(2 * samples));
    fixture_write(name, file, WAV_HEADER + 2 * samples);
    free(file);
}

int fixture_setup(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/sayback-scenario-XXXXXX");
    if (mkdtemp(folder) == NULL)
        return -1;
    fixture_write_text("scenario.yaml", fixture_text);
    fixture_write_wav("opening.wav", WAV_RATE_HZ);
    return 0;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *ftw)
{
    (void)info;
    (void)kind;
    (void)ftw;
    return remove(path);
}

int fixture_teardown(void **state)
{
    (void)state;
    return nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

char *fixture_edit(const char *find, const char *put)
{
    const char *at = strstr(fixture_text, find);
    assert_non_null(at);
    assert_null(strstr(at + 1, find));
    char *text = malloc(sizeof fixture_text + strlen(put));
    assert_non_null(text);
    sprintf(text, "%.*s%s%s", (int)(at - fixture_text), fixture_text, put, at + strlen(find));
    return text;
}

void fixture_print(const struct problems *problems)
{
    for (size_t i = 0; i < problems->count; i++)
        print_message("  %d: %s: %s\n", problems->list[i].line,
                      problems->list[i].warning ? "warning" : "error", problems->list[i].text);
}

bool fixture_has(const struct problems *problems, bool warning, int line, const char *says)
{
    for (size_t i = 0; i < problems->count; i++)
        if (problems->list[i].warning == warning && (line < 0 || problems->list[i].line == line) &&
            strstr(problems->list[i].text, says) != NULL)
            return true;
    print_message("no %s in line %d says \"%s\"; there are:\n", warning ? "warning" : "error", line,
                  says);
    fixture_print(problems);
    return false;
}
