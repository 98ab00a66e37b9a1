#include "base/err.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

enum err diag_set(struct diag *d, enum err code, int line, const char *format, ...)
{
    if (d == NULL)
        return code;
    va_list arguments;
    va_start(arguments, format);
    int written = vsnprintf(d->text, sizeof d->text, format, arguments);
    va_end(arguments);
    if (written < 0)
        d->text[0] = '\0';
    else
        utf8_trim_cut(d->text);
    d->line = line;
    return code;
}
