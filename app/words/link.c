#include "words/link.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ; /* POSIX wants it declared by whoever uses it */

void link_init(struct link *link)
{
    *link = (struct link){.pid = -1, .fd = -1};
}

/* The child's view: its socket on standard input and output, an empty signal mask. Whatever else
 * the parent has open is closed by exec or by the child itself. */
static int spawn(pid_t *pid, const char *program, const char *folder, int socket)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int failure = posix_spawn_file_actions_init(&actions);
    if (failure != 0)
        return failure;
    failure = posix_spawnattr_init(&attributes);
    if (failure != 0) {
        (void)posix_spawn_file_actions_destroy(&actions);
        return failure;
    }
    sigset_t none, usual;
    (void)sigemptyset(&none);
    (void)sigfillset(&usual);
    (void)posix_spawnattr_setsigmask(&attributes, &none);
    (void)posix_spawnattr_setsigdefault(&attributes, &usual);
    (void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    failure = posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO);
    if (failure == 0)
        failure = posix_spawn_file_actions_adddup2(&actions, socket, STDOUT_FILENO);
    if (failure == 0) {
        char name[] = "sayback-recogniser";
        char *const arguments[] = {name, (char *)(uintptr_t)folder, NULL};
        failure = posix_spawn(pid, program, &actions, &attributes, arguments, environ);
    }
    (void)posix_spawnattr_destroy(&attributes);
    (void)posix_spawn_file_actions_destroy(&actions);
    return failure;
}

enum err link_start(struct link *link, const char *program, const char *folder, struct diag *why)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return diag_set(why, ERR_SYSTEM, 0, "No socket to be had for the recogniser: %s.",
                        strerror(errno));
    int failure = 0;
    if (fcntl(ends[0], F_SETFL, O_NONBLOCK) != 0)
        failure = errno;
    pid_t pid = -1;
    if (failure == 0)
        failure = spawn(&pid, program, folder, ends[1]);
    (void)close(ends[1]);
    if (failure == 0) {
        link->pid = pid;
        link->fd = ends[0];
        return ERR_NONE;
    }
    (void)close(ends[0]);
    if (failure == EAGAIN || failure == ENOMEM || failure == EMFILE || failure == ENFILE)
        return diag_set(why, ERR_SYSTEM, 0, "No process to be had for the recogniser: %s.",
                        strerror(failure));
    return diag_set(
        why, ERR_INPUT, 0,
        "The recogniser %s can't be started (%s); it belongs beside the program sayback "
        "or in ../libexec/sayback.",
        program, strerror(failure));
}

static bool send_waiting(struct link *link)
{
    while (link->out.count > link->out.taken) {
        ssize_t sent = send(link->fd, link->out.data + link->out.taken,
                            link->out.count - link->out.taken, MSG_NOSIGNAL);
        if (sent < 0)
            return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
        wire_bytes_take(&link->out, (size_t)sent);
    }
    return true;
}

/* One read is enough: what is left makes the next wait return at once. */
static bool receive(struct link *link)
{
    uint8_t bytes[WIRE_FEED_MAX];
    ssize_t got = recv(link->fd, bytes, sizeof bytes, 0);
    if (got < 0)
        return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
    return got > 0 && wire_feed(&link->in, bytes, (size_t)got) == ERR_NONE;
}

bool link_move(struct link *link, int wait_ms)
{
    if (!send_waiting(link))
        return false;
    struct pollfd watched = {.fd = link->fd, .events = POLLIN};
    if (link->out.count > link->out.taken)
        watched.events |= POLLOUT;
    int ready = poll(&watched, 1, wait_ms < 0 ? 0 : wait_ms);
    if (ready <= 0)
        return ready == 0 || errno == EINTR;
    /* What the child said before it went must be heard, so read before sending again. */
    if ((watched.revents & (POLLIN | POLLHUP | POLLERR)) != 0 && !receive(link))
        return false;
    return (watched.revents & POLLOUT) == 0 || send_waiting(link);
}

static long monotonic_ms(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* The end of our child shows as the end of its socket, which can be waited for with a limit;
 * waitpid can't. What it still sends is thrown away. */
static void await_hangup(int fd, int grace_ms)
{
    long until = monotonic_ms() + grace_ms;
    char scrap[4096];
    for (long left = grace_ms; left > 0; left = until - monotonic_ms()) {
        struct pollfd watched = {.fd = fd, .events = POLLIN};
        if (poll(&watched, 1, (int)left) > 0 && recv(fd, scrap, sizeof scrap, 0) <= 0)
            return;
    }
}

static int reap(pid_t pid, bool gracefully)
{
    int status = -1;
    pid_t reaped = 0;
    /* The socket closes a moment before the process can be reaped. */
    for (int i = 0; gracefully && reaped == 0 && i < 50; i++) {
        reaped = waitpid(pid, &status, WNOHANG);
        if (reaped == 0)
            (void)poll(NULL, 0, 1);
    }
    if (reaped == 0) {
        (void)kill(pid, SIGKILL);
        while ((reaped = waitpid(pid, &status, 0)) < 0 && errno == EINTR)
            continue;
    }
    return reaped == pid ? status : -1; /* -1: the program around us ignores SIGCHLD */
}

int link_end(struct link *link, int grace_ms)
{
    if (link->pid < 0)
        return -1;
    (void)shutdown(link->fd, SHUT_WR);
    if (grace_ms > 0)
        await_hangup(link->fd, grace_ms);
    (void)close(link->fd);
    int status = reap(link->pid, grace_ms > 0);
    wire_bytes_done(&link->in);
    wire_bytes_done(&link->out);
    link_init(link);
    return status;
}
