/* How rooms report failure. Errors are values; only the command line and the kiosk turn them
 * into words on a screen. This header never prints and never exits. */
#ifndef SAYBACK_ERR_H
#define SAYBACK_ERR_H

/* For code that branches. Outputs of a function that returns anything but ERR_NONE are untouched
 * unless its header says otherwise. */
enum err {
    ERR_NONE = 0,
    ERR_INPUT,  /* what a person gave us is refused: a pack, a clip, a text (exit status 1) */
    ERR_MEMORY, /* an allocation failed (exit status 3) */
    ERR_DEVICE, /* a microphone, a loudspeaker, a screen (exit status 3) */
    ERR_SYSTEM  /* the machine: files, processes, a missing model (exit status 3) */
};

enum { DIAG_TEXT_MAX = 512 };

/* For people: one sentence that says what is wrong, where, and what would be right. */
struct diag {
    char text[DIAG_TEXT_MAX]; /* UTF-8, no newline at its end; "" when nothing was said */
    int line;                 /* 1-based line of the file that `text` names; 0 where none applies */
};

/* Writes a sentence (printf style, cut at a character boundary when too long) and returns `code`,
 * so that a refusal is one line: return diag_set(why, ERR_INPUT, 0, "...").
 * `d` may be NULL: then only the code is returned. Any thread; no allocation. */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
enum err
diag_set(struct diag *d, enum err code, int line, const char *format, ...);

#endif
