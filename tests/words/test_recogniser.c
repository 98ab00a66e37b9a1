/* The recogniser when things go wrong: a child that is killed, stopped, missing or not what it
 * should be. Every wait here ends as soon as what is waited for has happened. */
#include "words/recogniser.h"

#include "base/rate.h"
#include "words/chunker.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { NOISE_S = 4, NOISE_COUNT = NOISE_S * RATE_HZ };

static char program[4096];
static int16_t noise[NOISE_COUNT];

static struct recogniser *start(const struct recogniser_config *given)
{
    struct recogniser_config config = {.program = program};
    if (given != NULL)
        config = *given;
    if (config.program == NULL)
        config.program = program;
    struct recogniser *r = NULL;
    struct diag why = {0};
    assert_int_equal(recogniser_new(&config, &r, &why), ERR_NONE);
    assert_non_null(r);
    return r;
}

static enum err add_chunk(struct recogniser *r, const int16_t *samples, size_t count,
                          double start_s)
{
    return recogniser_add(
        r,
        &(struct chunk){
            .samples = samples, .count = count, .start_s = start_s, .first = true, .last = true});
}

static void await_state(struct recogniser *r, enum recogniser_state wanted)
{
    for (int i = 0; i < 600 && recogniser_state(r) != wanted; i++)
        (void)recogniser_poll(r, 100);
    assert_int_equal(recogniser_state(r), wanted);
}

static void await_answers(struct recogniser *r)
{
    for (int i = 0; i < 600 && recogniser_pending(r) > 0; i++)
        (void)recogniser_poll(r, 100);
    assert_int_equal(recogniser_pending(r), 0);
}

static int open_descriptors(void)
{
    int count = 0;
    DIR *folder = opendir("/proc/self/fd");
    assert_non_null(folder);
    while (readdir(folder) != NULL)
        count++;
    (void)closedir(folder);
    return count;
}

static void assert_no_children(void)
{
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

static void it_is_loading_at_once_and_takes_chunks_before_it_is_ready(void **state)
{
    (void)state;
    struct recogniser *r = start(NULL);
    assert_int_equal(recogniser_state(r), RECOGNISER_LOADING);
    assert_true(recogniser_child(r) > 0);
    assert_int_equal(recogniser_begin(r), ERR_NONE);
    assert_int_equal(add_chunk(r, noise, RATE_HZ, 0.0), ERR_NONE);
    assert_int_equal(add_chunk(r, noise, RATE_HZ, 1.0), ERR_NONE);
    assert_int_equal(recogniser_pending(r), 2);
    await_answers(r);
    assert_int_equal(recogniser_state(r), RECOGNISER_READY);
    assert_false(recogniser_lost(r));
    assert_string_equal(recogniser_why(r), "");
    recogniser_free(r);
}

static void nothing_is_left_behind(void **state)
{
    (void)state;
    int before = open_descriptors();
    for (int i = 0; i < 2; i++) {
        struct recogniser *r = start(NULL);
        if (i == 1)
            await_state(r, RECOGNISER_READY);
        (void)kill((pid_t)recogniser_child(r), SIGKILL);
        (void)recogniser_poll(r, 1000);
        recogniser_free(r);
    }
    recogniser_free(NULL);
    assert_int_equal(open_descriptors(), before);
    assert_no_children();
}

static void a_killed_child_loses_its_chunk_and_is_replaced(void **state)
{
    (void)state;
    struct recogniser *r = start(NULL);
    await_state(r, RECOGNISER_READY);
    assert_int_equal(recogniser_begin(r), ERR_NONE);
    assert_int_equal(add_chunk(r, noise, NOISE_COUNT, 0.0), ERR_NONE);
    assert_int_equal(add_chunk(r, noise, RATE_HZ, 5.0), ERR_NONE);
    assert_int_equal(recogniser_poll(r, 0), ERR_NONE); /* sends the first; 4 s of it last longer */
    long old = recogniser_child(r);
    assert_int_equal(kill((pid_t)old, SIGKILL), 0);
    await_answers(r);
    assert_true(recogniser_lost(r));
    assert_true(recogniser_child(r) > 0 && recogniser_child(r) != old);
    for (size_t i = 0; i < recogniser_words(r)->count; i++)
        assert_true(recogniser_words(r)->list[i].start_s >= 5.0);

    assert_int_equal(recogniser_begin(r), ERR_NONE);
    assert_false(recogniser_lost(r));
    assert_int_equal(add_chunk(r, noise, RATE_HZ, 0.0), ERR_NONE);
    await_answers(r);
    assert_false(recogniser_lost(r));
    recogniser_free(r);
    assert_no_children();
}

static void a_child_killed_while_it_loads_loses_nothing(void **state)
{
    (void)state;
    struct recogniser *r = start(NULL);
    assert_int_equal(recogniser_begin(r), ERR_NONE);
    assert_int_equal(add_chunk(r, noise, RATE_HZ, 0.0), ERR_NONE);
    assert_int_equal(kill((pid_t)recogniser_child(r), SIGKILL), 0);
    await_answers(r);
    assert_false(recogniser_lost(r));
    assert_int_equal(recogniser_state(r), RECOGNISER_READY);
    recogniser_free(r);
}

static void children_that_die_of_every_chunk_are_given_up(void **state)
{
    (void)state;
    struct recogniser *r = start(NULL);
    int children = 0;
    while (recogniser_state(r) != RECOGNISER_FAILED && children < 20) {
        await_state(r, RECOGNISER_READY);
        assert_int_equal(recogniser_begin(r), ERR_NONE);
        assert_int_equal(add_chunk(r, noise, NOISE_COUNT, 0.0), ERR_NONE);
        (void)recogniser_poll(r, 0);
        assert_int_equal(kill((pid_t)recogniser_child(r), SIGKILL), 0);
        children++;
        while (recogniser_pending(r) > 0)
            (void)recogniser_poll(r, 100);
        assert_true(recogniser_lost(r));
    }
    assert_int_equal(recogniser_state(r), RECOGNISER_FAILED);
    assert_int_equal(children, 6);
    assert_non_null(strstr(recogniser_why(r), "6 times without hearing anything"));
    recogniser_free(r);
    assert_no_children();
}

static void a_child_that_hangs_is_replaced(void **state)
{
    (void)state;
    struct recogniser *r = start(NULL);
    await_state(r, RECOGNISER_READY);
    recogniser_free(r);
    /* patience must outlast the loading of a model, also under sanitizers */
    struct recogniser_config config = {.patience_ms = 3000};
    r = start(&config);
    await_state(r, RECOGNISER_READY);
    assert_int_equal(recogniser_begin(r), ERR_NONE);
    long old = recogniser_child(r);
    assert_int_equal(kill((pid_t)old, SIGSTOP), 0);
    assert_int_equal(add_chunk(r, noise, RATE_HZ / 5, 0.0), ERR_NONE);
    await_answers(r);
    assert_true(recogniser_lost(r));
    assert_true(recogniser_child(r) != old);
    assert_int_equal(recogniser_begin(r), ERR_NONE);
    assert_int_equal(add_chunk(r, noise, RATE_HZ / 5, 0.0), ERR_NONE);
    await_answers(r);
    assert_false(recogniser_lost(r));
    recogniser_free(r);
    assert_no_children();
}

static void a_stopped_child_does_not_block_the_one_who_adds(void **state)
{
    (void)state;
    struct recogniser *r = start(NULL);
    await_state(r, RECOGNISER_READY);
    assert_int_equal(kill((pid_t)recogniser_child(r), SIGSTOP), 0);
    int16_t *minute = calloc(60 * RATE_HZ, sizeof *minute);
    assert_non_null(minute);
    for (int i = 0; i < 10; i++) {
        assert_int_equal(add_chunk(r, minute, 60 * RATE_HZ, 60.0 * i), ERR_NONE);
        assert_int_equal(recogniser_poll(r, 0), ERR_NONE);
    }
    free(minute);
    assert_int_equal(recogniser_pending(r), 10);
    assert_int_equal(recogniser_begin(r), ERR_NONE);
    assert_int_equal(recogniser_pending(r), 0);
    recogniser_free(r);
    assert_no_children();
}

static void a_new_reply_forgets_the_chunk_that_is_being_decoded(void **state)
{
    (void)state;
    struct recogniser *r = start(NULL);
    await_state(r, RECOGNISER_READY);
    assert_int_equal(recogniser_begin(r), ERR_NONE);
    assert_int_equal(add_chunk(r, noise, NOISE_COUNT, 100.0), ERR_NONE);
    assert_int_equal(recogniser_poll(r, 0), ERR_NONE);
    assert_int_equal(recogniser_begin(r), ERR_NONE);
    assert_int_equal(recogniser_pending(r), 0);
    assert_int_equal(add_chunk(r, noise, RATE_HZ, 0.0), ERR_NONE);
    await_answers(r);
    for (size_t i = 0; i < recogniser_words(r)->count; i++)
        assert_true(recogniser_words(r)->list[i].start_s < 2.0);
    assert_false(recogniser_lost(r));
    recogniser_free(r);
}

static void a_chunk_over_a_minute_is_refused_and_an_empty_one_is_nothing(void **state)
{
    (void)state;
    struct recogniser *r = start(NULL);
    int16_t *samples = calloc(60 * RATE_HZ + 1, sizeof *samples);
    assert_non_null(samples);
    assert_int_equal(add_chunk(r, samples, 60 * RATE_HZ + 1, 0.0), ERR_INPUT);
    assert_int_equal(add_chunk(r, samples, 0, 0.0), ERR_NONE);
    assert_int_equal(recogniser_pending(r), 0);
    free(samples);
    recogniser_free(r);
}

static void without_a_model_it_fails_with_a_sentence(void **state)
{
    (void)state;
    struct recogniser_config config = {.model_dir = "/nowhere/model"};
    struct recogniser *r = start(&config);
    assert_int_equal(add_chunk(r, noise, RATE_HZ, 0.0), ERR_NONE);
    await_state(r, RECOGNISER_FAILED);
    assert_non_null(strstr(recogniser_why(r), "/nowhere/model"));
    assert_non_null(strstr(recogniser_why(r), "pocketsphinx-en-us"));
    assert_int_equal(recogniser_poll(r, 0), ERR_SYSTEM);
    assert_int_equal(recogniser_pending(r), 0);
    assert_true(recogniser_lost(r));
    assert_int_equal(recogniser_child(r), -1);
    assert_int_equal(recogniser_begin(r), ERR_SYSTEM);
    assert_int_equal(add_chunk(r, noise, RATE_HZ, 0.0), ERR_NONE);
    assert_true(recogniser_lost(r));
    recogniser_free(r);
    assert_no_children();
}

static void a_program_that_is_not_there_fails_with_a_sentence(void **state)
{
    (void)state;
    static const char *const wrong[] = {"/nowhere/sayback-recogniser", "/etc/passwd", "/etc"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct recogniser_config config = {.program = wrong[i]};
        struct recogniser *r = start(&config);
        assert_int_equal(recogniser_state(r), RECOGNISER_FAILED);
        assert_non_null(strstr(recogniser_why(r), wrong[i]));
        assert_int_equal(recogniser_poll(r, 0), ERR_SYSTEM);
        recogniser_free(r);
    }
}

static void without_settings_it_looks_beside_its_own_program(void **state)
{
    (void)state;
    char own[4096];
    ssize_t length = readlink("/proc/self/exe", own, sizeof own - 1);
    assert_true(length > 0);
    own[length] = '\0';
    *strrchr(own, '/') = '\0';
    struct recogniser *r = NULL;
    assert_int_equal(recogniser_new(NULL, &r, NULL), ERR_NONE);
    /* tests lie in a folder of their own, so it is not there */
    assert_int_equal(recogniser_state(r), RECOGNISER_FAILED);
    char wanted[4200];
    (void)snprintf(wanted, sizeof wanted, "%s/sayback-recogniser", own);
    assert_non_null(strstr(recogniser_why(r), wanted));
    recogniser_free(r);
}

static void a_program_that_is_not_the_recogniser_is_given_up_after_three_tries(void **state)
{
    (void)state;
    static const struct {
        const char *program, *folder, *says;
        int patience_ms;
    } wrong[] = {
        {"/bin/true", "x", "exit status 0", 0}, /* ends */
        {"/bin/echo", "x", "3 times", 0},       /* talks nonsense */
        {"/bin/cat", "-", "it hung", 50},       /* listens and never says anything */
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct recogniser_config config = {.program = wrong[i].program,
                                           .model_dir = wrong[i].folder,
                                           .patience_ms = wrong[i].patience_ms};
        struct recogniser *r = start(&config);
        await_state(r, RECOGNISER_FAILED);
        assert_non_null(strstr(recogniser_why(r), wrong[i].says));
        assert_non_null(strstr(recogniser_why(r), wrong[i].program));
        recogniser_free(r);
        assert_no_children();
    }
}

static void descriptors_of_the_program_are_closed_in_the_child(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    struct recogniser *r = start(NULL);
    await_state(r, RECOGNISER_READY);
    assert_int_equal(close(ends[1]), 0);
    struct pollfd watched = {.fd = ends[0], .events = POLLIN};
    assert_int_equal(poll(&watched, 1, 0), 1);
    char byte;
    assert_int_equal(read(ends[0], &byte, 1), 0); /* nobody else holds the other end */
    assert_int_equal(close(ends[0]), 0);
    recogniser_free(r);
}

/* A process that keeps its child busy and is then killed. */
static _Noreturn void be_the_parent(int report)
{
    struct recogniser_config config = {.program = program};
    struct recogniser *r = NULL;
    if (recogniser_new(&config, &r, NULL) != ERR_NONE)
        _exit(1);
    while (recogniser_state(r) == RECOGNISER_LOADING)
        (void)recogniser_poll(r, 100);
    for (int i = 0; i < 20; i++)
        (void)add_chunk(r, noise, NOISE_COUNT, NOISE_S * i);
    (void)recogniser_poll(r, 0);
    pid_t child = (pid_t)recogniser_child(r);
    if (write(report, &child, sizeof child) != (ssize_t)sizeof child)
        _exit(1);
    for (;;)
        (void)pause();
}

static void the_child_ends_in_the_middle_of_its_work_when_its_parent_is_gone(void **state)
{
    (void)state;
    /* so that the orphan becomes ours to wait for */
    assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t between = fork();
    if (between == 0)
        be_the_parent(ends[1]);
    assert_true(between > 0);
    pid_t child = 0;
    assert_int_equal(read(ends[0], &child, sizeof child), sizeof child);
    assert_int_equal(kill(between, SIGKILL), 0);
    assert_int_equal(waitpid(between, NULL, 0), between);
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    /* had it finished the chunk, it could not have sent the answer, and would say so by 3 */
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    (void)close(ends[0]);
    (void)close(ends[1]);
    assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 0), 0);
}

static void the_program_started_by_hand_says_what_it_is(void **state)
{
    (void)state;
    char command[5000];
    (void)snprintf(command, sizeof command, "%s 2>&1 </dev/null", program);
    FILE *output = popen(command, "r");
    assert_non_null(output);
    char line[400] = "";
    assert_non_null(fgets(line, sizeof line, output));
    assert_non_null(strstr(line, "sayback transcribe"));
    int status = pclose(output);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 2);
}

static int prepare(void **state)
{
    (void)state;
    const char *folder = getenv("SAYBACK_BIN");
    (void)snprintf(program, sizeof program, "%s/sayback-recogniser",
                   folder == NULL ? "build/dev/bin" : folder);
    uint32_t random = 1;
    for (size_t i = 0; i < NOISE_COUNT; i++) {
        random = random * 1664525U + 1013904223U;
        noise[i] = (int16_t)((int)(random >> 20) - 2048);
    }
    return access(program, X_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_loading_at_once_and_takes_chunks_before_it_is_ready),
        cmocka_unit_test(nothing_is_left_behind),
        cmocka_unit_test(a_killed_child_loses_its_chunk_and_is_replaced),
        cmocka_unit_test(a_child_killed_while_it_loads_loses_nothing),
        cmocka_unit_test(children_that_die_of_every_chunk_are_given_up),
        cmocka_unit_test(a_child_that_hangs_is_replaced),
        cmocka_unit_test(a_stopped_child_does_not_block_the_one_who_adds),
        cmocka_unit_test(a_new_reply_forgets_the_chunk_that_is_being_decoded),
        cmocka_unit_test(a_chunk_over_a_minute_is_refused_and_an_empty_one_is_nothing),
        cmocka_unit_test(without_a_model_it_fails_with_a_sentence),
        cmocka_unit_test(a_program_that_is_not_there_fails_with_a_sentence),
        cmocka_unit_test(without_settings_it_looks_beside_its_own_program),
        cmocka_unit_test(a_program_that_is_not_the_recogniser_is_given_up_after_three_tries),
        cmocka_unit_test(descriptors_of_the_program_are_closed_in_the_child),
        cmocka_unit_test(the_child_ends_in_the_middle_of_its_work_when_its_parent_is_gone),
        cmocka_unit_test(the_program_started_by_hand_says_what_it_is),
    };
    return cmocka_run_group_tests(tests, prepare, NULL);
}
