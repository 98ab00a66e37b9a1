#include "scenario/syntax.h"

#include "base/utf8.h"
#include "scenario/document.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <yaml.h>

enum { SENTENCE_SIZE = 256 };

static enum err refuse(struct problems *problems, const char *file, int line, const char *what)
{
    problems_add(problems, false, file, line, "%s", what);
    return ERR_INPUT;
}

/* Characters that YAML 1.1 does not allow, in UTF-8 that is known to be valid. */
static const char *forbidden(const unsigned char *p, size_t length, bool at_start)
{
    for (size_t i = 0; i < length; i++) {
        size_t left = length - i;
        if ((p[i] < 0x20 && p[i] != '\t' && p[i] != '\r') || p[i] == 0x7F ||
            (p[i] == 0xC2 && left > 1 && p[i + 1] < 0xA0 && p[i + 1] != 0x85))
            return "a control character in this line; remove it";
        if (p[i] != 0xEF || left < 3)
            continue;
        bool mark = p[i + 1] == 0xBB && p[i + 2] == 0xBF;
        if ((mark && !(at_start && i == 0)) || (p[i + 1] == 0xBF && p[i + 2] >= 0xBE))
            return "an invisible character (U+FEFF or U+FFFE) in this line; write the line anew";
    }
    return NULL;
}

enum err syntax_check_bytes(const char *data, size_t length, const char *file,
                            struct problems *problems)
{
    if (length > DOCUMENT_BYTES_MAX) {
        problems_add(problems, false, file, 0,
                     "the file has %zu bytes; at most %d are read: texts only, sound goes into "
                     "files of its own",
                     length, DOCUMENT_BYTES_MAX);
        return ERR_INPUT;
    }
    if (length >= 2 && (memcmp(data, "\xFF\xFE", 2) == 0 || memcmp(data, "\xFE\xFF", 2) == 0))
        return refuse(problems, file, 1, "the file is saved as UTF-16; save it as UTF-8");
    const char *end = data + length;
    int line = 1;
    for (const char *start = data; start < end; line++) {
        const char *stop = memchr(start, '\n', (size_t)(end - start));
        size_t size = (size_t)((stop != NULL ? stop : end) - start);
        if (memchr(start, '\0', size) != NULL)
            return refuse(problems, file, line,
                          "a zero byte in this line: this is no text file, or one saved as "
                          "UTF-16; save it as UTF-8");
        if (!utf8_valid(start, size))
            return refuse(problems, file, line,
                          "letters in this line are not UTF-8; save the file as UTF-8");
        const char *what = forbidden((const unsigned char *)start, size, start == data);
        if (what != NULL)
            return refuse(problems, file, line, what);
        start += size + 1;
    }
    return ERR_NONE;
}

/* What people do wrong when libyaml says so. `context`: the line where the construct began tells
 * more than the one where libyaml gave up. */
struct explanation {
    const char *problem, *within; /* parts of libyaml's words */
    bool context;
    const char *sentence;
};

static const struct explanation explanations[] = {
    {"tab character", "", false, "a tab; YAML is indented with spaces alone"},
    {"mapping values are not allowed", "", false,
     "a ':' that makes no sense here; a text with ': ' in it must be in quotes or stand below "
     "'>-', and keys of one level start in one column"},
    {"could not find expected ':'", "", true,
     "this line is no 'key: value'; is the ':' or the space behind it missing, or the text below "
     "indented too little?"},
    {"unexpected end of stream", "quoted", true,
     "a quotation mark is opened here and never closed"},
    {"unexpected document indicator", "quoted", true,
     "a quotation mark is opened here and never closed"},
    {"expected ',' or ']'", "", true, "the list that starts here with '[' lacks a ',' or its ']'"},
    {"expected ',' or '}'", "", true,
     "the mapping that starts here with '{' lacks a ',' or its '}'"},
    {"expected '-' indicator", "", false,
     "this line does not belong to the list above; items start with '- ' in one column"},
    {"expected key", "", false,
     "this line does not continue what is above: keys of one level start in one column, and a "
     "text that goes on behind its closing quotation mark is cut there"},
    {"alphabetic or numeric", "alias", false, "a text that starts with * must be in quotes"},
    {"alphabetic or numeric", "anchor", false, "a text that starts with & must be in quotes"},
    {"", "tag", false, "a text that starts with ! must be in quotes"},
    {"tag handle", "", false, "a text that starts with ! must be in quotes"},
    {"block sequence entries", "", false,
     "a '-' may not stand here; a list goes below its key, or in [ ] behind it"},
    {"comment or line break", "block scalar", false,
     "nothing may stand behind '>-' or '|': the text starts on the next line"},
    {"escape", "", false,
     "a backslash in double quotes starts an escape that YAML does not know; use single quotes"},
    {"hexdecimal", "", false,
     "a backslash in double quotes starts an escape that is not complete; use single quotes"},
    {"<document start>", "", false,
     "the scenario has ended before this line; keys of the top level start in the first column"},
};

static const struct explanation *find_explanation(const char *problem, const char *context)
{
    for (size_t i = 0; i < sizeof explanations / sizeof explanations[0]; i++)
        if (strstr(problem, explanations[i].problem) != NULL &&
            strstr(context, explanations[i].within) != NULL)
            return &explanations[i];
    return NULL;
}

/* libyaml has one complaint for a tab and for '@', '`' and '%': the character tells which it was.
 */
static void explain_character(const char *data, size_t length, size_t index, char *out)
{
    const char *at = data, *end = data + length;
    for (; index > 0 && at < end; index--)
        do
            at++;
        while (at < end && ((unsigned char)*at & 0xC0) == 0x80);
    bool left = at < end;
    if (left && *at == '\t')
        (void)snprintf(out, SENTENCE_SIZE, "a tab; YAML is indented with spaces alone");
    else if (left && *at > 0x20)
        (void)snprintf(out, SENTENCE_SIZE, "a text that starts with %c must be in quotes", *at);
    else
        (void)snprintf(out, SENTENCE_SIZE, "a character that YAML cannot make sense of");
}

int syntax_last_line(const char *data, size_t length)
{
    const unsigned char *p = (const unsigned char *)data;
    int line = 1;
    for (size_t i = 0; i < length; i++) {
        size_t left = length - i;
        size_t width = 0;
        if (p[i] == '\n' || (p[i] == '\r' && (left < 2 || p[i + 1] != '\n')))
            width = 1;
        else if (left >= 2 && p[i] == 0xC2 && p[i + 1] == 0x85)
            width = 2;
        else if (left >= 3 && p[i] == 0xE2 && p[i + 1] == 0x80 && (p[i + 2] | 1) == 0xA9)
            width = 3;
        if (width > 0 && left > width) /* a break at the very end begins no line */
            line++;
    }
    return line;
}

enum err syntax_explain(const void *opaque, const char *data, size_t length, const char *file,
                        struct problems *problems)
{
    const yaml_parser_t *parser = opaque;
    if (parser->error == YAML_MEMORY_ERROR)
        return ERR_MEMORY;
    const char *problem = parser->problem != NULL ? parser->problem : "";
    const char *context = parser->context != NULL ? parser->context : "";
    const struct explanation *known = find_explanation(problem, context);
    bool from_context = known != NULL && known->context && context[0] != '\0';
    int line = (int)(from_context ? parser->context_mark : parser->problem_mark).line + 1;
    int last = syntax_last_line(data, length);
    char sentence[SENTENCE_SIZE];
    if (strstr(problem, "cannot start any token") != NULL)
        explain_character(data, length, parser->problem_mark.index, sentence);
    else if (known != NULL)
        (void)snprintf(sentence, sizeof sentence, "%s", known->sentence);
    else
        (void)snprintf(sentence, sizeof sentence, "YAML stops here: %s%s%s", problem,
                       context[0] != '\0' ? " " : "", context);
    return refuse(problems, file, line < last ? line : last, sentence);
}
