/* The kiosk's own options, and where the scenarios are. */
#include "command/shared.h"
#include "kiosk/kiosk.h"

#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SIDE_MIN = 240, SIDE_MAX = 4096, DPI_LEAST = 60, DPI_MOST = 400 };

static bool read_size(const char *text, struct kiosk_options *options)
{
    char rest;
    int width, height;
    if (sscanf(text, "%dx%d%c", &width, &height, &rest) != 2)
        return false;
    if (width < SIDE_MIN || height < SIDE_MIN || width > SIDE_MAX || height > SIDE_MAX)
        return false;
    options->width = width;
    options->height = height;
    return true;
}

static bool read_dpi(const char *text, struct kiosk_options *options)
{
    char rest;
    int dpi;
    if (sscanf(text, "%d%c", &dpi, &rest) != 1 || dpi < DPI_LEAST || dpi > DPI_MOST)
        return false;
    options->dpi = dpi;
    return true;
}

static bool is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* Scenarios lie beside the program: installed in ../share, or in the checkout it was built from. */
static const char *find_scenarios(char *path, size_t size)
{
    static const char *const beside[] = {"../share/sayback/scenarios", "../../../scenarios"};
    const char *named = getenv("SAYBACK_SCENARIOS");
    if (named != NULL && named[0] != '\0')
        return named;
    if (is_folder("scenarios"))
        return "scenarios";
    char program[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0)
        return "scenarios";
    program[length] = '\0';
    *strrchr(program, '/') = '\0';
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
        int written = snprintf(path, size, "%s/%s", program, beside[i]);
        if (written > 0 && (size_t)written < size && is_folder(path))
            return path;
    }
    return "scenarios";
}

enum {
    OPTION_WINDOWED = SHARED_LONG_OPTIONS,
    OPTION_SIZE,
    OPTION_DPI,
    OPTION_NO_MOTION,
    OPTION_SCENARIOS,
    OPTION_DATA,
    OPTION_MICROPHONE,
    OPTION_LOUDSPEAKER
};

struct kiosk_arguments {
    struct kiosk_options options;
    const char *size, *dpi, *scenarios; /* as given; NULL when not */
};

/* Where the value of each option goes. */
static const char **value_of(struct kiosk_arguments *a, int option)
{
    switch (option) {
    case OPTION_SIZE:
        return &a->size;
    case OPTION_DPI:
        return &a->dpi;
    case OPTION_SCENARIOS:
        return &a->scenarios;
    case OPTION_DATA:
        return &a->options.data_dir;
    case OPTION_MICROPHONE:
        return &a->options.microphone;
    default:
        return &a->options.loudspeaker;
    }
}

static int read_options(int argc, char **argv, struct kiosk_arguments *out)
{
    static const struct option all[] = {
        {"windowed", no_argument, NULL, OPTION_WINDOWED},
        {"size", required_argument, NULL, OPTION_SIZE},
        {"dpi", required_argument, NULL, OPTION_DPI},
        {"no-motion", no_argument, NULL, OPTION_NO_MOTION},
        {"scenarios", required_argument, NULL, OPTION_SCENARIOS},
        {"data", required_argument, NULL, OPTION_DATA},
        {"microphone", required_argument, NULL, OPTION_MICROPHONE},
        {"loudspeaker", required_argument, NULL, OPTION_LOUDSPEAKER},
        {NULL, 0, NULL, 0}};
    int option;
    opterr = 0;
    optind = 1;
    while ((option = getopt_long(argc, argv, ":", all, NULL)) != -1) {
        if (option == ':')
            return shared_usage("%s needs a value.", argv[optind - 1]);
        if (option == '?')
            return shared_unknown_option("The kiosk", argv);
        if (option == OPTION_WINDOWED)
            out->options.windowed = true;
        else if (option == OPTION_NO_MOTION)
            out->options.still = true;
        else
            *value_of(out, option) = optarg;
    }
    if (optind < argc)
        return shared_usage("\"%s\" is neither a command nor an option.", argv[optind]);
    if (out->size != NULL && !read_size(out->size, &out->options))
        return shared_usage("--size wants WxH, each from %d to %d, as in 1280x720; \"%s\" is not "
                            "that.",
                            SIDE_MIN, SIDE_MAX, out->size);
    if (out->dpi != NULL && !read_dpi(out->dpi, &out->options))
        return shared_usage("--dpi wants the pixels an inch of the panel, from %d to %d; \"%s\" is "
                            "not that.",
                            DPI_LEAST, DPI_MOST, out->dpi);
    return STATUS_DONE;
}

int command_kiosk(int argc, char **argv)
{
    char path[PATH_MAX];
    struct kiosk_arguments given = {.size = NULL};
    struct kiosk_options *options = &given.options;
    struct diag why = {.text = ""};
    int status = read_options(argc, argv, &given);
    if (status != STATUS_DONE)
        return status;
    const char *dir = given.scenarios != NULL ? given.scenarios : find_scenarios(path, sizeof path);

    struct problems problems;
    struct scenario **list = NULL;
    problems_init(&problems);
    enum err err = scenario_list(dir, &list, &options->scenario_count, &problems);
    shared_print_problems(&problems);
    problems_done(&problems);
    if (err != ERR_NONE)
        return err == ERR_INPUT ? STATUS_REFUSED : STATUS_FAILED;
    options->scenarios = list;
    err = kiosk_run(options, &why);
    scenario_list_free(list, options->scenario_count);
    return err == ERR_NONE ? STATUS_DONE : shared_fail(err, &why);
}
