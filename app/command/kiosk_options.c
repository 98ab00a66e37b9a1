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

enum { SIDE_MIN = 320, SIDE_MAX = 8192 };

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

static int read_options(int argc, char **argv, struct kiosk_options *out, const char **scenarios)
{
    static const struct option all[] = {{"windowed", no_argument, NULL, 'w'},
                                        {"size", required_argument, NULL, 'z'},
                                        {"scenarios", required_argument, NULL, 's'},
                                        {"data", required_argument, NULL, 'd'},
                                        {"microphone", required_argument, NULL, 'm'},
                                        {"loudspeaker", required_argument, NULL, 'l'},
                                        {NULL, 0, NULL, 0}};
    int option;
    opterr = 0;
    optind = 1;
    while ((option = getopt_long(argc, argv, ":", all, NULL)) != -1) {
        switch (option) {
        case 'w':
            out->windowed = true;
            break;
        case 'z':
            if (!read_size(optarg, out))
                return shared_usage("--size wants WxH, each from %d to %d, as in 1280x720; \"%s\" "
                                    "is not that.",
                                    SIDE_MIN, SIDE_MAX, optarg);
            break;
        case 's':
            *scenarios = optarg;
            break;
        case 'd':
            out->data_dir = optarg;
            break;
        case 'm':
            out->microphone = optarg;
            break;
        case 'l':
            out->loudspeaker = optarg;
            break;
        case ':':
            return shared_usage("%s needs a value.", argv[optind - 1]);
        default:
            return shared_usage("The option %s is not known.", argv[optind - 1]);
        }
    }
    if (optind < argc)
        return shared_usage("\"%s\" is neither a command nor an option.", argv[optind]);
    return STATUS_DONE;
}

int command_kiosk(int argc, char **argv)
{
    char path[PATH_MAX];
    const char *dir = NULL;
    struct kiosk_options options = {.windowed = false};
    struct diag why = {.text = ""};
    int status = read_options(argc, argv, &options, &dir);
    if (status != STATUS_DONE)
        return status;
    if (dir == NULL)
        dir = find_scenarios(path, sizeof path);

    struct problems problems;
    struct scenario **list = NULL;
    problems_init(&problems);
    enum err err = scenario_list(dir, &list, &options.scenario_count, &problems);
    shared_print_problems(&problems);
    problems_done(&problems);
    if (err != ERR_NONE)
        return err == ERR_INPUT ? STATUS_REFUSED : STATUS_FAILED;
    options.scenarios = list;
    err = kiosk_run(&options, &why);
    scenario_list_free(list, options.scenario_count);
    return err == ERR_NONE ? STATUS_DONE : shared_fail(err, &why);
}
