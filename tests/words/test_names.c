/* Names that the dictionary lacks, heard by the real recogniser once it is told of them. The sound
 * is a synthetic voice's: "Losing Kestrel must have hurt after all that work. How is Priya
 * coping?" */
#include "words/decoder.h"
#include "words/speech.h"

#include "base/rate.h"
#include "words/model.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define SOUND "tests/data/names/kestrel_priya.flac"

static char program[4096];
static struct speech speech;
static int16_t *samples; /* the same */

static struct vocabulary vocabulary_of(const char *text)
{
    struct vocabulary v;
    vocabulary_init(&v);
    assert_int_equal(vocabulary_add(&v, text), ERR_NONE);
    return v;
}

static bool has(const struct words *words, const char *text)
{
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->list[i].text, text) == 0)
            return true;
    return false;
}

static struct recogniser *start(void)
{
    struct recogniser_config config = {.program = program};
    struct recogniser *r = NULL;
    assert_int_equal(recogniser_new(&config, &r, NULL), ERR_NONE);
    return r;
}

static void tell(struct recogniser *r, const char *text)
{
    struct vocabulary v = vocabulary_of(text);
    assert_int_equal(recogniser_vocabulary(r, &v), ERR_NONE);
    vocabulary_done(&v);
}

static void assert_heard(struct recogniser *r, bool kestrel, bool priya)
{
    assert_true(speech_recognise(r, &speech, 1600) > 0);
    assert_false(recogniser_lost(r));
    assert_true(has(recogniser_words(r), "hurt"));
    assert_int_equal(has(recogniser_words(r), "kestrel"), kestrel);
    assert_int_equal(has(recogniser_words(r), "priya"), priya);
}

static void a_name_is_heard_once_it_is_told_and_no_longer_when_it_is_not(void **state)
{
    (void)state;
    struct recogniser *r = start();
    assert_heard(r, false, false);
    tell(r, "Losing Kestrel must have hurt, Priya. Kestrel's price, Priya's desk.");
    assert_heard(r, true, true);
    tell(r, "Losing Kestrel must have hurt.");
    assert_heard(r, true, false);
    tell(r, "");
    assert_heard(r, false, false);
    recogniser_free(r);
}

static void told_before_the_model_is_loaded_it_is_heard_from_the_first_reply_on(void **state)
{
    (void)state;
    struct recogniser *r = start();
    assert_int_equal(recogniser_state(r), RECOGNISER_LOADING);
    tell(r, "kestrel priya");
    assert_heard(r, true, true);
    recogniser_free(r);
}

static void a_child_that_replaces_another_is_told_too(void **state)
{
    (void)state;
    struct recogniser *r = start();
    tell(r, "kestrel priya");
    assert_heard(r, true, true);
    long first = recogniser_child(r);
    assert_int_equal(kill((pid_t)first, SIGKILL), 0);
    while (recogniser_child(r) == first)
        assert_int_equal(recogniser_poll(r, 100), ERR_NONE);
    assert_heard(r, true, true);
    recogniser_free(r);
}

static struct words decode(struct decoder *d)
{
    struct words words;
    words_init(&words);
    assert_int_equal(decoder_begin(d, true, false), ERR_NONE);
    assert_int_equal(decoder_push(d, samples, speech.count), ERR_NONE);
    assert_int_equal(decoder_end(d, &words), ERR_NONE);
    return words;
}

static void assert_same(const struct words *a, const struct words *b)
{
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        assert_string_equal(a->list[i].text, b->list[i].text);
        assert_true(a->list[i].start_s == b->list[i].start_s);
        assert_true(a->list[i].confidence == b->list[i].confidence);
    }
}

/* In this process, so that the sanitizers and valgrind see what the library does. */
static void what_is_heard_depends_on_the_last_vocabulary_alone(void **state)
{
    (void)state;
    struct decoder *d = NULL;
    assert_int_equal(decoder_new(model_folder(NULL), &d, NULL), ERR_NONE);
    struct words without = decode(d);
    struct vocabulary told = vocabulary_of("kestrel priya hurt");
    assert_int_equal(decoder_vocabulary(d, &told), ERR_NONE);
    struct words with = decode(d);
    assert_true(has(&with, "kestrel") && !has(&without, "kestrel"));
    for (int day = 0; day < 4; day++) {
        struct vocabulary other = vocabulary_of("velmora quantrell okonkwo hurt xyzzy xyzzy's crm");
        if (day > 1)
            assert_int_equal(vocabulary_add(&other, "kestrel losing"), ERR_NONE);
        assert_int_equal(decoder_vocabulary(d, &other), ERR_NONE);
        assert_int_equal(decoder_vocabulary(d, &other), ERR_NONE);
        vocabulary_done(&other);
        assert_int_equal(decoder_vocabulary(d, &told), ERR_NONE);
        struct words again = decode(d);
        assert_same(&again, &with);
        words_done(&again);
    }
    vocabulary_done(&told);
    assert_int_equal(decoder_vocabulary(d, &told), ERR_NONE);
    struct words last = decode(d);
    assert_same(&last, &without);
    words_done(&last);
    words_done(&with);
    words_done(&without);
    decoder_free(d);
}

static void a_full_vocabulary_of_nonsense_is_borne(void **state)
{
    (void)state;
    struct vocabulary v;
    vocabulary_init(&v);
    for (unsigned i = 0; i < 3000; i++) {
        char word[40];
        (void)snprintf(word, sizeof word, "%c%c%co%cqzu%c", 'a' + (int)(i % 26),
                       'a' + (int)(i / 26 % 26), 'a' + (int)(i / 676 % 26), 'a' + (int)(i % 7),
                       'a' + (int)(i % 11));
        assert_int_equal(vocabulary_add(&v, word), ERR_NONE);
    }
    assert_int_equal(v.count, VOCABULARY_WORDS_MAX);
    struct decoder *d = NULL;
    assert_int_equal(decoder_new(model_folder(NULL), &d, NULL), ERR_NONE);
    assert_int_equal(decoder_vocabulary(d, &v), ERR_NONE);
    struct words words = decode(d);
    assert_true(has(&words, "hurt"));
    words_done(&words);
    decoder_free(d);
    vocabulary_done(&v);
}

static int prepare(void **state)
{
    (void)state;
    const char *folder = getenv("SAYBACK_BIN");
    (void)snprintf(program, sizeof program, "%s/sayback-recogniser",
                   folder == NULL ? "build/dev/bin" : folder);
    if (access(program, X_OK) != 0 || speech_load(SOUND, &speech) != 0)
        return -1;
    samples = malloc(speech.count * sizeof *samples);
    for (size_t i = 0; samples != NULL && i < speech.count; i++)
        samples[i] = (int16_t)(speech.samples[i] * 32767.0f);
    return samples == NULL ? -1 : 0;
}

static int finish(void **state)
{
    (void)state;
    free(samples);
    speech_done(&speech);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_heard_once_it_is_told_and_no_longer_when_it_is_not),
        cmocka_unit_test(told_before_the_model_is_loaded_it_is_heard_from_the_first_reply_on),
        cmocka_unit_test(a_child_that_replaces_another_is_told_too),
        cmocka_unit_test(what_is_heard_depends_on_the_last_vocabulary_alone),
        cmocka_unit_test(a_full_vocabulary_of_nonsense_is_borne),
    };
    return cmocka_run_group_tests(tests, prepare, finish);
}
