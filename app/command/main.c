/* sayback: the kiosk, and the same engine on the command line. */
#include "command/command.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char help[] =
    "Sayback: practise saying it back first. Offline; nothing of yours leaves this machine.\n"
    "\n"
    "  sayback [--windowed] [--size WxH] [--dpi N] [--no-motion] [--scenarios DIR] [--data DIR]\n"
    "          [--microphone NAME] [--loudspeaker NAME]\n"
    "                                 the kiosk, full screen; --data keeps each card as JSON\n"
    "  sayback score --scenario DIR [--turn NAME] [--json] [--picture FILE.png] REPLY\n"
    "                                 the card of one recorded reply\n"
    "  sayback voice [--json] FILE    speech, pauses and loudness; no recogniser\n"
    "  sayback room [--json] [--microphone NAME] [FILE]\n"
    "                                 is this room and microphone fit for practice, and what to "
    "mend;\n"
    "                                 records a sentence that you read aloud, or looks at FILE\n"
    "  sayback transcribe [--json] FILE\n"
    "                                 the words; [in brackets?] what was not heard clearly;\n"
    "                                 --json adds their times and confidence\n"
    "  sayback moves --scenario DIR [--turn NAME] [--json] TEXT\n"
    "                                 moves and verdict of typed words\n"
    "  sayback check PACK...          is this pack fit to load? every problem, with file and line\n"
    "  sayback devices                microphones and loudspeakers\n"
    "  sayback --help | --version\n"
    "\n"
    "Exit status: 0 done, 1 the input was refused (the reason is on stderr), 2 usage,\n"
    "3 a device or the machine failed.\n";

static const struct {
    const char *name;
    int (*run)(int argc, char **argv);
} commands[] = {
    {"score", command_score},     {"voice", command_voice}, {"transcribe", command_transcribe},
    {"room", command_room},       {"moves", command_moves}, {"check", command_check},
    {"devices", command_devices},
};

/* A closed standard stream would lend its number to the next file or socket, and what is printed
 * would end up in there. Opened the wrong way round, so that printing still fails and is noticed.
 */
static void fill_closed_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            (void)open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

static bool wants_help(const char *argument)
{
    return strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0;
}

static int dispatch(int argc, char **argv)
{
    if (argc > 1 && (wants_help(argv[1]) || strcmp(argv[1], "help") == 0)) {
        fputs(help, stdout);
        return STATUS_DONE;
    }
    if (argc > 1 && strcmp(argv[1], "--version") == 0) {
        puts("sayback " SAYBACK_VERSION);
        return STATUS_DONE;
    }
    for (size_t i = 0; argc > 1 && i < sizeof commands / sizeof *commands; i++) {
        if (strcmp(argv[1], commands[i].name) != 0)
            continue;
        if (argc == 3 && wants_help(argv[2])) {
            fputs(help, stdout);
            return STATUS_DONE;
        }
        return commands[i].run(argc - 1, argv + 1);
    }
    return command_kiosk(argc, argv);
}

int main(int argc, char **argv)
{
    fill_closed_streams();
    int status = dispatch(argc, argv);
    if (fflush(stdout) == 0 && ferror(stdout) == 0)
        return status;
    fputs("sayback: The result could not be written to the output.\n", stderr);
    return status == STATUS_DONE ? STATUS_FAILED : status;
}
