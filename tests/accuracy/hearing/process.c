#include "accuracy/hearing/process.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* _XOPEN_SOURCE hides it, yet every Unix that this runs on has it. */
pid_t wait4(pid_t pid, int *status, int options, struct rusage *use);

static double seconds_of(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec * 1e-6;
}

static void become(char *const argv[], const int pipe_fds[2])
{
    int nothing = open("/dev/null", O_RDWR);
    if (nothing < 0 || dup2(nothing, 0) < 0 || dup2(pipe_fds[1], 1) < 0 || dup2(nothing, 2) < 0)
        _exit(127);
    (void)close(pipe_fds[0]);
    (void)close(pipe_fds[1]);
    (void)execvp(argv[0], argv);
    _exit(127);
}

/* To the end, whatever fits: the program must not block on a full pipe. */
static void read_all(int fd, char *output, size_t size)
{
    char rest[4096];
    size_t filled = 0;
    for (;;) {
        bool room = filled + 1 < size;
        ssize_t got =
            room ? read(fd, output + filled, size - 1 - filled) : read(fd, rest, sizeof rest);
        if (got <= 0)
            break;
        filled += room ? (size_t)got : 0;
    }
    if (size > 0)
        output[filled] = '\0';
}

bool process_run(char *const argv[], char *output, size_t size, struct process_use *use)
{
    int fds[2], status = -1;
    struct rusage used = {0};
    (void)fflush(stdout);
    if (pipe(fds) != 0)
        return false;
    pid_t pid = fork();
    if (pid == 0)
        become(argv, fds);
    (void)close(fds[1]);
    if (pid > 0)
        read_all(fds[0], output, size);
    (void)close(fds[0]);
    bool good = pid > 0 && wait4(pid, &status, 0, &used) == pid && WIFEXITED(status) &&
                WEXITSTATUS(status) == 0;
    if (!good)
        (void)fprintf(stderr, "%s can't be started or failed\n", argv[0]);
    *use = (struct process_use){seconds_of(used.ru_utime) + seconds_of(used.ru_stime),
                                (double)used.ru_maxrss * 1024e-6};
    return good;
}

static double cpu_s(pid_t pid)
{
    clockid_t clock;
    struct timespec t;
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &t) != 0)
        return 0.0;
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double peak_mb(long pid)
{
    char path[64], line[256];
    long kib = 0;
    (void)snprintf(path, sizeof path, "/proc/%ld/status", pid);
    FILE *file = fopen(path, "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, "VmHWM:", 6) == 0)
            kib = strtol(line + 6, NULL, 10);
    if (file != NULL)
        (void)fclose(file);
    return (double)kib * 1024e-6;
}

struct process_use process_children(void)
{
    struct process_use use = {0};
    char path[64];
    long pid;
    (void)snprintf(path, sizeof path, "/proc/self/task/%ld/children", (long)getpid());
    FILE *file = fopen(path, "r");
    while (file != NULL && fscanf(file, "%ld", &pid) == 1) {
        use.cpu_s += cpu_s((pid_t)pid);
        use.peak_mb += peak_mb(pid);
    }
    if (file != NULL)
        (void)fclose(file);
    return use;
}

double process_own_cpu_s(void)
{
    struct rusage own;
    (void)getrusage(RUSAGE_SELF, &own);
    return seconds_of(own.ru_utime) + seconds_of(own.ru_stime);
}
