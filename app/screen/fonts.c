#include "screen/fonts.h"

#include "base/utf8.h"
#include "screen/font_files.h"

#include <SDL.h>
#include <SDL_ttf.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    FACES_MAX = 32, /* open at once: sizes x weights x two families */
    RUNS_MAX = 192, /* drawn texts that are kept */
    WIDTHS = 2048,  /* measured texts that are kept, by hash */
    WIDTH_TEXT_MAX = 112,
    TEXT_MAX = 8 * 1024
};

struct face {
    TTF_Font *font;
    enum font_family family;
    enum text_weight weight;
    int px;
    uint64_t used; /* when it was last asked for */
};

struct run {
    char *text; /* owned; NULL: this place is free */
    uint8_t *coverage;
    struct text_mask mask;
    int px;
    enum text_weight weight;
    uint64_t used;
};

struct width {
    char text[WIDTH_TEXT_MAX];
    size_t length; /* 0: free */
    int px, width;
    enum text_weight weight;
};

struct fonts {
    struct font_files files;
    struct face faces[FACES_MAX];
    struct run runs[RUNS_MAX];
    struct width widths[WIDTHS];
    uint64_t clock; /* counts requests, to find what was not used for longest */
    char piece[TEXT_MAX + 1];
};

static struct face *open_face(struct fonts *fonts, enum font_family family, int px,
                              enum text_weight weight)
{
    struct face *oldest = &fonts->faces[0];
    for (size_t i = 0; i < FACES_MAX; i++) {
        struct face *face = &fonts->faces[i];
        if (face->font != NULL && face->family == family && face->px == px &&
            face->weight == weight) {
            face->used = ++fonts->clock;
            return face;
        }
        if (face->font == NULL || (oldest->font != NULL && face->used < oldest->used))
            oldest = face;
    }
    struct font_file *file = &fonts->files.file[family][weight];
    if (!font_file_map(file))
        return NULL;
    SDL_RWops *reader = SDL_RWFromConstMem(file->bytes, (int)file->length);
    TTF_Font *font = TTF_OpenFontRW(reader, 1, px);
    if (font == NULL)
        return NULL;
    TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
    if (oldest->font != NULL)
        TTF_CloseFont(oldest->font);
    *oldest = (struct face){font, family, weight, px, ++fonts->clock};
    return oldest;
}

enum err fonts_open(struct fonts **out, struct diag *why)
{
    struct fonts *fonts = calloc(1, sizeof *fonts);
    if (fonts == NULL)
        return diag_set(why, ERR_MEMORY, 0, "There is no memory for the fonts.");
    enum err err = font_files_find(&fonts->files, why);
    if (err != ERR_NONE) {
        free(fonts);
        return err;
    }
    if (TTF_Init() != 0) {
        free(fonts);
        return diag_set(why, ERR_SYSTEM, 0, "The font library does not start: %s.", TTF_GetError());
    }
    for (int weight = 0; weight < WEIGHT_COUNT; weight++) {
        if (open_face(fonts, FAMILY_MAIN, 18, (enum text_weight)weight) == NULL) {
            err = diag_set(why, ERR_SYSTEM, 0, "%s is not a font that can be read: %s.",
                           fonts->files.file[FAMILY_MAIN][weight].path, TTF_GetError());
            fonts_close(fonts);
            return err;
        }
    }
    *out = fonts;
    return ERR_NONE;
}

void fonts_close(struct fonts *fonts)
{
    if (fonts == NULL)
        return;
    for (size_t i = 0; i < FACES_MAX; i++)
        if (fonts->faces[i].font != NULL)
            TTF_CloseFont(fonts->faces[i].font);
    for (size_t i = 0; i < RUNS_MAX; i++) {
        free(fonts->runs[i].text);
        free(fonts->runs[i].coverage);
    }
    TTF_Quit();
    font_files_done(&fonts->files);
    free(fonts);
}

static uint32_t code_point(const char *text, size_t step)
{
    const unsigned char *c = (const unsigned char *)text;
    static const unsigned char lead_mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t code = c[0] & lead_mask[step];
    for (size_t i = 1; i < step; i++)
        code = code << 6 | (c[i] & 0x3Fu);
    return code;
}

/* The face for the characters at the front of `text`, and how many bytes it can draw. */
static struct face *face_for(struct fonts *fonts, const char *text, int px, enum text_weight weight,
                             size_t *length)
{
    enum font_family chosen = FAMILY_MAIN;
    size_t at = 0;
    struct face *main_face = open_face(fonts, FAMILY_MAIN, px, weight);
    while (text[at] != '\0') {
        size_t step = utf8_step(text + at);
        enum font_family family = FAMILY_MAIN;
        uint32_t code = code_point(text + at, step);
        if (code >= 0x80 && main_face != NULL && !TTF_GlyphIsProvided32(main_face->font, code)) {
            struct face *other = open_face(fonts, FAMILY_FALLBACK, px, weight);
            if (other != NULL && TTF_GlyphIsProvided32(other->font, code))
                family = FAMILY_FALLBACK;
        }
        if (at > 0 && family != chosen)
            break;
        chosen = family;
        at += step;
    }
    *length = at;
    return chosen == FAMILY_MAIN ? main_face : open_face(fonts, chosen, px, weight);
}

/* Copies a piece so that it ends in a NUL, as the library wants it. */
static const char *piece_of(struct fonts *fonts, const char *text, size_t length)
{
    if (length > TEXT_MAX)
        length = TEXT_MAX;
    memcpy(fonts->piece, text, length);
    fonts->piece[length] = '\0';
    utf8_trim_cut(fonts->piece);
    return fonts->piece;
}

static int measure(struct fonts *fonts, const char *text, size_t length, int px,
                   enum text_weight weight)
{
    char whole[TEXT_MAX + 1];
    if (length > TEXT_MAX)
        length = TEXT_MAX;
    memcpy(whole, text, length);
    whole[length] = '\0';
    utf8_trim_cut(whole);
    int total = 0;
    for (const char *at = whole; *at != '\0';) {
        size_t bytes = 0;
        struct face *face = face_for(fonts, at, px, weight, &bytes);
        int width = 0;
        if (face != NULL && TTF_SizeUTF8(face->font, piece_of(fonts, at, bytes), &width, NULL) == 0)
            total += width;
        at += bytes;
    }
    return total;
}

static uint32_t hash_of(const char *text, size_t length, int px, enum text_weight weight)
{
    uint32_t hash = 2166136261u ^ (uint32_t)px << 8 ^ (uint32_t)weight; /* FNV-1a */
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619u;
    return hash;
}

static int metric_width(void *self, const char *text, size_t length, int px,
                        enum text_weight weight)
{
    struct fonts *fonts = self;
    if (length == 0)
        return 0;
    if (length > WIDTH_TEXT_MAX)
        return measure(fonts, text, length, px, weight);
    struct width *known = &fonts->widths[hash_of(text, length, px, weight) % WIDTHS];
    if (known->length == length && known->px == px && known->weight == weight &&
        memcmp(known->text, text, length) == 0)
        return known->width;
    int width = measure(fonts, text, length, px, weight);
    memcpy(known->text, text, length);
    known->length = length;
    known->px = px;
    known->weight = weight;
    known->width = width;
    return width;
}

struct text_metric fonts_metric(struct fonts *fonts)
{
    return (struct text_metric){fonts, metric_width};
}

int fonts_line(struct fonts *fonts, int px, enum text_weight weight)
{
    struct face *face = open_face(fonts, FAMILY_MAIN, px, weight);
    return face != NULL ? TTF_FontHeight(face->font) : 0;
}

/* Puts the alpha of a drawn piece into the coverage at column `x`, `row` rows down. */
static void copy_alpha(struct run *run, const SDL_Surface *surface, int x, int row)
{
    for (int y = 0; y < surface->h && y + row < run->mask.height; y++) {
        const Uint32 *from =
            (const void *)((const char *)surface->pixels + (size_t)y * (size_t)surface->pitch);
        uint8_t *to = run->coverage + (size_t)(y + row) * (size_t)run->mask.width;
        for (int i = 0; i < surface->w && x + i < run->mask.width; i++) {
            uint8_t alpha = (uint8_t)(from[i] >> 24);
            if (alpha > to[x + i])
                to[x + i] = alpha;
        }
    }
}

/* Draws all pieces side by side on one baseline. */
static bool render(struct fonts *fonts, struct run *run)
{
    static const SDL_Color white = {255, 255, 255, 255};
    struct face *main_face = open_face(fonts, FAMILY_MAIN, run->px, run->weight);
    if (main_face == NULL)
        return false;
    /* Twice the em above and below the line of the font is room for any fallback. */
    const int leading = TTF_FontAscent(main_face->font), line = TTF_FontHeight(main_face->font);
    const int ascent = leading + run->px / 2;
    run->mask = (struct text_mask){
        NULL,           measure(fonts, run->text, strlen(run->text), run->px, run->weight),
        line + run->px, ascent,
        leading,        line};
    if (run->mask.width <= 0)
        return false;
    run->coverage = calloc((size_t)run->mask.width, (size_t)run->mask.height);
    if (run->coverage == NULL)
        return false;
    run->mask.coverage = run->coverage;
    int x = 0;
    for (const char *at = run->text; *at != '\0';) {
        size_t bytes = 0;
        struct face *face = face_for(fonts, at, run->px, run->weight, &bytes);
        SDL_Surface *surface =
            face != NULL ? TTF_RenderUTF8_Blended(face->font, piece_of(fonts, at, bytes), white)
                         : NULL;
        if (surface != NULL) {
            int row = ascent - TTF_FontAscent(face->font);
            copy_alpha(run, surface, x, row > 0 ? row : 0);
            x += surface->w;
        }
        SDL_FreeSurface(surface);
        at += bytes;
    }
    return true;
}

static void forget(struct run *run)
{
    free(run->text);
    free(run->coverage);
    memset(run, 0, sizeof *run);
}

bool fonts_mask(struct fonts *fonts, const char *text, int px, enum text_weight weight,
                struct text_mask *mask)
{
    struct run *oldest = &fonts->runs[0];
    for (size_t i = 0; i < RUNS_MAX; i++) {
        struct run *run = &fonts->runs[i];
        if (run->text != NULL && run->px == px && run->weight == weight &&
            strcmp(run->text, text) == 0) {
            run->used = ++fonts->clock;
            *mask = run->mask;
            return true;
        }
        if (run->text == NULL || (oldest->text != NULL && run->used < oldest->used))
            oldest = run;
    }
    forget(oldest);
    oldest->text = strdup(text);
    oldest->px = px;
    oldest->weight = weight;
    oldest->used = ++fonts->clock;
    if (oldest->text == NULL || !render(fonts, oldest)) {
        forget(oldest);
        return false;
    }
    *mask = oldest->mask;
    return true;
}
