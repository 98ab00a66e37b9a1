/* The words of a text, as the recogniser writes them. */
#include "words/vocabulary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The words of `v`, joined by spaces. */
static void assert_words(const struct vocabulary *v, const char *wanted)
{
    char text[1000] = "";
    for (size_t i = 0; i < v->count; i++) {
        assert_true(strlen(text) + strlen(v->list[i]) + 2 < sizeof text);
        (void)snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s", i > 0 ? " " : "",
                       v->list[i]);
    }
    assert_string_equal(text, wanted);
}

static void words_are_taken_from_text_as_the_recogniser_writes_them(void **state)
{
    (void)state;
    static const struct {
        const char *text, *words;
    } cases[] = {
        {"", ""},
        {"Kestrel Freight said no.", "freight kestrel no said"},
        {"no No NO", "no"},
        {"Jennifer's desk, isn't it?", "desk isn't it jennifer's"},
        {"It\xE2\x80\x99s \xE2\x80\x98"
         "fine\xE2\x80\x99",
         "fine it's"},
        {"'tis the reps' 'own' ' ''", "own reps the tis"},
        {"a follow-up\xE2\x80\x94"
         "soon",
         "a follow soon up"},
        {"Zo\xC3\xAB and Andr\xC3\x89", "and andre zoe"},
        {"q3 and 2nd, 17 of 3M", "and of"},
        {"Stra\xC3\x9F"
         "e, \xD0\x9E\xD0\xBB\xD1\x8F, end",
         "end"},
        {"a\xC2\xA0"
         "b",
         "a b"},
        {"rock''n'roll on", "on"},
        {"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstu end",
         "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstu end"},
        {"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuv end", "end"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct vocabulary v;
        vocabulary_init(&v);
        assert_int_equal(vocabulary_add(&v, cases[i].text), ERR_NONE);
        assert_words(&v, cases[i].words);
        vocabulary_done(&v);
    }
}

static void names_come_with_their_possessives(void **state)
{
    (void)state;
    struct vocabulary v;
    vocabulary_init(&v);
    assert_int_equal(vocabulary_add_names(&v, "Kestrel freight, \xC3\x89lan's"), ERR_NONE);
    assert_words(&v, "elan's freight kestrel kestrel's");
    /* one that would be too long with its ending */
    assert_int_equal(vocabulary_add_names(&v, "Abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrst"),
                     ERR_NONE);
    assert_words(&v, "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrst elan's freight kestrel "
                     "kestrel's");
    vocabulary_done(&v);
}

static void no_text_has_no_words(void **state)
{
    (void)state;
    struct vocabulary v;
    vocabulary_init(&v);
    assert_int_equal(vocabulary_add(&v, NULL), ERR_NONE);
    assert_int_equal(vocabulary_add(&v, "\xFF\xC3\xE2\x80"), ERR_NONE); /* nor has damaged text */
    assert_int_equal(v.count, 0);
    vocabulary_done(&v);
}

static void it_takes_so_many_words_and_bytes_and_keeps_them(void **state)
{
    (void)state;
    static const char letters[] = "abcdefghijklmnop";
    static const char *const endings[] = {"", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnop"};
    for (size_t form = 0; form < 2; form++) {
        struct vocabulary v;
        vocabulary_init(&v);
        for (unsigned i = 0; i < 3000; i++) {
            char word[60];
            (void)snprintf(word, sizeof word, "%c%c%c%c%s", letters[i & 15], letters[i >> 4 & 15],
                           letters[i >> 8 & 15], letters[i >> 12 & 15], endings[form]);
            assert_int_equal(vocabulary_add(&v, word), ERR_NONE);
        }
        /* 46 letters and one: 47 bytes */
        assert_int_equal(v.count, form == 0 ? VOCABULARY_WORDS_MAX : VOCABULARY_BYTES_MAX / 47);
        for (size_t i = 1; i < v.count; i++)
            assert_true(strcmp(v.list[i - 1], v.list[i]) < 0);
        vocabulary_done(&v);
    }
}

static void the_order_of_the_texts_makes_no_difference(void **state)
{
    (void)state;
    struct vocabulary a, b;
    vocabulary_init(&a);
    vocabulary_init(&b);
    assert_true(vocabulary_same(&a, &b));
    assert_int_equal(vocabulary_add(&a, "one two three"), ERR_NONE);
    assert_int_equal(vocabulary_add(&b, "three two"), ERR_NONE);
    assert_false(vocabulary_same(&a, &b));
    assert_int_equal(vocabulary_add(&b, "one"), ERR_NONE);
    assert_true(vocabulary_same(&a, &b));
    assert_int_equal(vocabulary_add(&b, "four"), ERR_NONE);
    assert_int_equal(vocabulary_copy(&a, &b), ERR_NONE);
    assert_true(vocabulary_same(&a, &b));
    vocabulary_done(&b);
    assert_int_equal(vocabulary_add(&a, "five"), ERR_NONE); /* a copy grows like any other */
    assert_words(&a, "five four one three two");
    assert_int_equal(vocabulary_copy(&a, &b), ERR_NONE);
    assert_int_equal(a.count, 0);
    vocabulary_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_taken_from_text_as_the_recogniser_writes_them),
        cmocka_unit_test(names_come_with_their_possessives),
        cmocka_unit_test(no_text_has_no_words),
        cmocka_unit_test(it_takes_so_many_words_and_bytes_and_keeps_them),
        cmocka_unit_test(the_order_of_the_texts_makes_no_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
