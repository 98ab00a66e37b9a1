/* sayback-recogniser: loads the model, then turns chunks of sound into words, while they grow,
 * until its parent closes the socket on standard input and output, or is gone. Not for people to
 * start. */
#include "words/decoder.h"
#include "words/model.h"
#include "words/wire.h"
#include "words/wire_words.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EXIT_PARENT_GONE = 0, EXIT_BROKEN = 3 };

/* Bytes from which memory goes back to the system when it is freed. The library's tables grow by
 * copying; without this the peak is some megabytes higher. */
enum { GIVE_BACK_FROM = 65536 };

struct child {
    int socket;
    struct decoder *decoder;
    struct wire_bytes in;
    struct wire_bytes out;
    struct wire_order order;
    int16_t *samples; /* of one piece: WIRE_PIECE_MAX */
};

static pid_t parent; /* read by the signal handler, set before it is installed */

/* The kernel sends this when the thread that started us ends, which needs not be the process. */
static void on_parent_death(int signal)
{
    (void)signal;
    if (getppid() != parent)
        _exit(EXIT_PARENT_GONE);
}

static void follow_parent(void)
{
    parent = getppid();
    struct sigaction action = {.sa_handler = on_parent_death, .sa_flags = SA_RESTART};
    (void)sigaction(SIGUSR1, &action, NULL);
    (void)prctl(PR_SET_PDEATHSIG, SIGUSR1);
    /* Control-C goes to the whole terminal; it is the parent's to answer. */
    (void)signal(SIGINT, SIG_IGN);
    (void)signal(SIGPIPE, SIG_IGN);
}

/* Closes every descriptor above `keep`: a device or a database that slipped through must not stay
 * open because of us. */
static void close_inherited(int keep)
{
    DIR *folder = opendir("/proc/self/fd");
    if (folder == NULL)
        return;
    int own = dirfd(folder);
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        int fd = atoi(entry->d_name);
        if (fd > keep && fd != own)
            (void)close(fd);
    }
    (void)closedir(folder);
}

/* Moves the socket away from standard input and output, so that a library that prints cannot write
 * into the conversation. Returns its new number, or -1. */
static int take_socket(void)
{
    struct stat status;
    if (fstat(STDIN_FILENO, &status) != 0 || !S_ISSOCK(status.st_mode))
        return -1;
    int nothing = open("/dev/null", O_RDWR);
    int moved = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (nothing < 0 || moved < 0 || dup2(nothing, STDIN_FILENO) < 0 ||
        dup2(nothing, STDOUT_FILENO) < 0)
        return -1;
    if (fcntl(STDERR_FILENO, F_GETFD) < 0)
        (void)dup2(nothing, STDERR_FILENO);
    /* The lowest free number above the standard ones, so that all above it can go. */
    int low = dup2(moved, STDERR_FILENO + 1);
    if (low < 0)
        return -1;
    close_inherited(low);
    return low;
}

static bool flush(struct child *c)
{
    while (c->out.count > c->out.taken) {
        ssize_t sent =
            send(c->socket, c->out.data + c->out.taken, c->out.count - c->out.taken, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0)
            return false;
        wire_bytes_take(&c->out, (size_t)sent);
    }
    return true;
}

static int refuse(struct child *c, const char *reason)
{
    return wire_put_failed(&c->out, reason) == ERR_NONE && flush(c) ? EXIT_SUCCESS : EXIT_BROKEN;
}

static bool send_words(struct child *c, uint32_t sequence)
{
    struct words words;
    words_init(&words);
    bool good = decoder_end(c->decoder, &words) == ERR_NONE &&
                wire_put_result(&c->out, sequence, &words) == ERR_NONE && flush(c);
    words_done(&words);
    return good;
}

static bool learn(struct child *c, const struct wire_message *message)
{
    struct vocabulary words;
    vocabulary_init(&words);
    bool good =
        wire_get_vocabulary(message, &words) && decoder_vocabulary(c->decoder, &words) == ERR_NONE;
    vocabulary_done(&words);
    return good;
}

static bool decode(struct child *c, const struct wire_message *message)
{
    unsigned flags;
    size_t count;
    if (!wire_get_piece(message, &flags, c->samples, &count) ||
        !wire_order_take(&c->order, message->sequence, flags, count))
        return false;
    bool good = (flags & WIRE_FIRST) == 0 || decoder_begin(c->decoder, (flags & WIRE_REPLY) != 0,
                                                           (flags & WIRE_QUICK) != 0) == ERR_NONE;
    good = good && decoder_push(c->decoder, c->samples, count) == ERR_NONE;
    return good && ((flags & WIRE_LAST) == 0 || send_words(c, message->sequence));
}

/* Answers all whole messages that have arrived. */
static bool answer(struct child *c)
{
    struct wire_message message;
    enum wire_status status;
    while ((status = wire_next(&c->in, &message)) == WIRE_MESSAGE)
        if (!(message.type == WIRE_WORDS ? learn(c, &message) : decode(c, &message)))
            return false;
    return status == WIRE_MORE;
}

static int serve(struct child *c)
{
    uint8_t bytes[WIRE_FEED_MAX];
    for (;;) {
        ssize_t got = recv(c->socket, bytes, sizeof bytes, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return EXIT_PARENT_GONE;
        if (wire_feed(&c->in, bytes, (size_t)got) != ERR_NONE || !answer(c))
            return EXIT_BROKEN;
    }
}

static int run(struct child *c, const char *folder)
{
    struct diag why = {0};
    if (decoder_new(folder, &c->decoder, &why) != ERR_NONE)
        return refuse(c, why.text);
    c->samples = malloc(WIRE_PIECE_MAX * sizeof *c->samples);
    if (c->samples == NULL)
        return refuse(c, "Not enough memory for the recogniser.");
    if (wire_put_ready(&c->out) != ERR_NONE || !flush(c))
        return EXIT_BROKEN;
    return serve(c);
}

int main(int argc, char **argv)
{
    (void)mallopt(M_MMAP_THRESHOLD, GIVE_BACK_FROM);
    follow_parent();
    struct child c = {.socket = take_socket()};
    if (c.socket < 0) {
        fputs("sayback-recogniser is started by sayback itself, on a socket; it is no program to "
              "run by hand. Try: sayback transcribe FILE\n",
              stderr);
        return 2;
    }
    int status = run(&c, model_folder(argc > 1 ? argv[1] : NULL));
    decoder_free(c.decoder);
    wire_bytes_done(&c.in);
    wire_bytes_done(&c.out);
    free(c.samples);
    return status;
}
