/* How names sound that the dictionary lacks. */
#include "words/pronounce.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* What the packaged acoustic model has, silence and noises apart. */
static const char model_phones[] =
    " AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V "
    "W Y Z ZH ";

static void assert_known_phones(const char *phones)
{
    char copy[PHONES_MAX];
    (void)snprintf(copy, sizeof copy, "%s", phones);
    for (char *p = strtok(copy, " "); p != NULL; p = strtok(NULL, " ")) {
        char wanted[16];
        (void)snprintf(wanted, sizeof wanted, " %s ", p);
        if (strstr(model_phones, wanted) == NULL)
            fail_msg("no such phone: %s (%s)", p, phones);
    }
}

static void names_sound_as_an_english_reader_would_say_them(void **state)
{
    (void)state;
    static const struct {
        const char *word, *phones;
    } cases[] = {
        {"priya", "P R IY IY AH"},
        {"ashworth", "AE SH W ER TH"},
        {"kestrel", "K EH S T R AH L"},
        {"redrew", "R IY D R UW"},
        {"jennifer", "JH EH N AH F ER"},
        {"brightwell", "B R AY T W EH L"},
        {"schmidt", "SH M IH T"},
        {"leila", "L IY L AH"},
        {"a", "AH"},
        {"crm", "S IY AA R EH M"},
        {"bbc", "B IY B IY S IY"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char phones[PHONES_MAX];
        assert_int_equal(pronounce(cases[i].word, phones, sizeof phones), ERR_NONE);
        assert_string_equal(phones, cases[i].phones);
    }
}

static void whatever_the_letters_the_model_has_the_phones(void **state)
{
    (void)state;
    static const char *const odd[] = {"zxq",
                                      "o'brien",
                                      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                                      "qu",
                                      "xerxes",
                                      "nguyen",
                                      "mwxyzjq",
                                      "uuuuuuuuu",
                                      "eueueueue",
                                      "bcdfghjklmnpqrstvwxzbcdfghjklmnpqrstvwxzbcdfghj",
                                      "i'm's"};
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        char phones[PHONES_MAX];
        assert_int_equal(pronounce(odd[i], phones, sizeof phones), ERR_NONE);
        assert_true(strlen(phones) > 0);
        assert_known_phones(phones);
    }
    for (unsigned i = 0; i < 26 * 26 * 26; i++) {
        const char word[] = {(char)('a' + i % 26), (char)('a' + i / 26 % 26), 'e',
                             (char)('a' + i / 676), '\0'};
        char phones[PHONES_MAX];
        if (pronounce(word, phones, sizeof phones) == ERR_NONE)
            assert_known_phones(phones);
        else
            assert_string_equal(phones, "");
    }
}

static void what_has_no_room_is_no_pronunciation(void **state)
{
    (void)state;
    char phones[PHONES_MAX];
    size_t whole = strlen("K EH S T R AH L") + 1;
    for (size_t size = 1; size < whole; size++) {
        assert_int_equal(pronounce("kestrel", phones, size), ERR_INPUT);
        assert_string_equal(phones, "");
    }
    assert_int_equal(pronounce("kestrel", phones, whole), ERR_NONE);
    assert_false(pronounce_possessive(phones, whole + 1));
    assert_string_equal(phones, "K EH S T R AH L");
    assert_true(pronounce_possessive(phones, whole + 2));
    assert_string_equal(phones, "K EH S T R AH L Z");
}

static void the_ending_of_a_possessive_follows_the_last_phone(void **state)
{
    (void)state;
    static const struct {
        const char *stem, *whole;
    } cases[] = {
        {"P R IY AH", "P R IY AH Z"},
        {"AE SH W ER TH", "AE SH W ER TH S"},
        {"K IH T", "K IH T S"},
        {"JH OY S", "JH OY S IH Z"},
        {"M AA R CH", "M AA R CH IH Z"},
        {"JH AO R JH", "JH AO R JH IH Z"},
        {"S", "S IH Z"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char phones[PHONES_MAX];
        (void)snprintf(phones, sizeof phones, "%s", cases[i].stem);
        assert_true(pronounce_possessive(phones, sizeof phones));
        assert_string_equal(phones, cases[i].whole);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_sound_as_an_english_reader_would_say_them),
        cmocka_unit_test(whatever_the_letters_the_model_has_the_phones),
        cmocka_unit_test(what_has_no_room_is_no_pronunciation),
        cmocka_unit_test(the_ending_of_a_possessive_follows_the_last_phone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
