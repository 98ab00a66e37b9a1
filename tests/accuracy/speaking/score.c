/* The figures of one set in one condition, from records: table.h says how they are printed.
 *
 *     voice-score [--each FILE] SET CONDITION OURS PRAAT CLEAN_OURS CLEAN_PRAAT TRUTH
 *
 * --each adds a line for every recording to FILE. Exit status: 0 done, 1 a file can't be read, 2
 * usage. */
#include "accuracy/speaking/table.h"

#include <string.h>

static bool write_each(const char *path, const struct table_input *in)
{
    FILE *file = fopen(path, "a");
    if (file == NULL)
        return false;
    table_write_each(file, in);
    return fclose(file) == 0;
}

int main(int argc, char **argv)
{
    const char *each = NULL;
    if (argc > 2 && strcmp(argv[1], "--each") == 0) {
        each = argv[2];
        argv += 2;
        argc -= 2;
    }
    if (argc != 8) {
        fprintf(stderr, "usage: voice-score [--each FILE] SET CONDITION OURS PRAAT CLEAN_OURS "
                        "CLEAN_PRAAT TRUTH\n");
        return 2;
    }
    struct table_input in = {.set = argv[1], .condition = argv[2]};
    struct recordings *const all[] = {&in.ours, &in.praat, &in.clean_ours, &in.clean_praat,
                                      &in.truth};
    bool good = true;
    for (int i = 0; i < 5; i++)
        good = good && recordings_read(argv[3 + i], all[i]);
    if (good)
        table_write(stdout, &in);
    if (good && each != NULL)
        good = write_each(each, &in);
    for (int i = 0; i < 5; i++)
        recordings_done(all[i]);
    return good ? 0 : 1;
}
