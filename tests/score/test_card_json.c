#include "score/card_json.h"
#include "voice/warmup.h"

#include "score/sample_card.h"
#include "score/score.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

static const struct sample_clause clauses[] = {
    {MOVE_EMPATHY, "you put nine months into this"},
    {MOVE_OPEN_QUESTION, "what worries you most"},
};

static void make(struct card *card)
{
    card_init(card);
    sample_card(card, VERDICT_EMPATHY_ONLY, OUTCOME_HEARD, clauses, 2);
    score_card(card, MOVE_BIT(MOVE_EMPATHY) | MOVE_BIT(MOVE_OPEN_QUESTION));
}

static json_t *parse(char *text)
{
    assert_non_null(text);
    assert_int_equal(text[strlen(text) - 1], '\n');
    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(root);
    free(text);
    return root;
}

static void a_card_has_every_documented_key(void **state)
{
    (void)state;
    static const char *const keys[] = {"format",     "scenario",   "turn",  "verdict",  "outcome",
                                       "confidence", "marked",     "score", "headline", "because",
                                       "note",       "transcript", "words", "moves",    "voice",
                                       "tone",       "parts",      "tip"};
    static const char *const voice_keys[] = {"speech_start_s",
                                             "speech_end_s",
                                             "response_gap_s",
                                             "words_per_minute",
                                             "syllables_per_second",
                                             "speech_rate",
                                             "pace_ratio",
                                             "pauses",
                                             "pause_after_empathy_s",
                                             "longest_stretch_s",
                                             "fillers_at_least",
                                             "pitch",
                                             "loudness",
                                             "snr_db"};
    struct card card;
    make(&card);
    json_t *root = parse(card_json(&card));
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        assert_non_null(json_object_get(root, keys[i]));
    assert_int_equal(json_object_size(root), sizeof keys / sizeof *keys);
    json_t *voice = json_object_get(root, "voice");
    for (size_t i = 0; i < sizeof voice_keys / sizeof *voice_keys; i++)
        assert_non_null(json_object_get(voice, voice_keys[i]));
    assert_string_equal(json_string_value(json_object_get(root, "transcript")),
                        "you put nine months into this what worries you most");
    json_t *second = json_array_get(json_object_get(root, "moves"), 1);
    assert_string_equal(json_string_value(json_object_get(second, "move")), "open_question");
    assert_string_equal(json_string_value(json_object_get(second, "text")),
                        "what worries you most");
    assert_string_equal(json_string_value(json_object_get(second, "evidence")),
                        "because of clause 1");
    static const char *const stretch_keys[] = {"active_dbfs", "pitch_median_hz",
                                               "pitch_sd_semitones", "final_slope",
                                               "syllables_per_second"};
    json_t *stretch = json_object_get(second, "voice");
    for (size_t i = 0; i < sizeof stretch_keys / sizeof *stretch_keys; i++)
        assert_true(json_is_null(json_object_get(stretch, stretch_keys[i]))); /* no sound here */
    assert_int_equal(json_object_size(stretch), sizeof stretch_keys / sizeof *stretch_keys);
    json_decref(root);
    card_done(&card);
}

static void the_unknown_is_null_and_never_zero(void **state)
{
    (void)state;
    struct card card;
    card_init(&card);
    json_t *root = parse(card_json(&card));
    assert_true(json_is_null(json_object_get(root, "score")));
    assert_true(json_is_null(json_object_get(root, "note")));
    json_t *voice = json_object_get(root, "voice");
    const char *key;
    json_t *value;
    json_object_foreach(voice, key, value)
    {
        if (strcmp(key, "pauses") != 0 && !json_is_object(value))
            assert_true(json_is_null(value));
    }
    json_object_foreach(json_object_get(voice, "pitch"), key, value)
        assert_true(json_is_null(value));
    json_decref(root);
    card_done(&card);
}

static void the_same_card_gives_the_same_bytes(void **state)
{
    (void)state;
    struct card one, two;
    make(&one);
    make(&two);
    char *a = card_json(&one), *b = card_json(&two);
    assert_string_equal(a, b);
    free(a);
    free(b);
    card_done(&one);
    card_done(&two);
}

static void numbers_have_a_fixed_number_of_decimals(void **state)
{
    (void)state;
    struct voice_report voice;
    voice_report_init(&voice);
    voice.speech_start_s = 1.0 / 3.0;
    voice.snr_db = -0.0001;
    voice.active_dbfs = -23.456789;
    char *text = card_json_voice(&voice);
    assert_non_null(strstr(text, "\"speech_start_s\": 0.333,"));
    assert_non_null(strstr(text, "\"snr_db\": 0.0"));
    assert_non_null(strstr(text, "\"active_dbfs\": -23.46"));
    free(text);
    voice_report_done(&voice);
}

static void typed_words_have_no_times(void **state)
{
    (void)state;
    struct words words;
    words_init(&words);
    assert_int_equal(
        words_from_text(&words, "It\xE2\x80\x99s \"quoted\" \\ r\xC3\xA9sum\xC3\xA9", NULL),
        ERR_NONE);
    json_t *root = parse(card_json_transcript(&words));
    assert_string_equal(json_string_value(json_object_get(root, "transcript")),
                        "it's quoted r\xC3\xA9sum\xC3\xA9");
    json_t *first = json_array_get(json_object_get(root, "words"), 0);
    assert_true(json_is_null(json_object_get(first, "start_s")));
    json_decref(root);
    words_done(&words);
}

static void every_word_says_whether_it_is_doubtful(void **state)
{
    (void)state;
    struct card card;
    make(&card);
    card.words.list[1].confidence = 0.49;
    json_t *root = parse(card_json(&card));
    const json_t *words = json_object_get(root, "words");
    assert_int_equal(json_array_size(words), card.words.count);
    for (size_t i = 0; i < card.words.count; i++) {
        const json_t *doubtful = json_object_get(json_array_get(words, i), "doubtful");
        assert_true(json_is_boolean(doubtful));
        assert_int_equal(json_is_true(doubtful), i == 1);
    }
    assert_null(strchr(json_string_value(json_object_get(root, "transcript")), '['));
    json_decref(root);
    card_done(&card);
}

static void a_room_has_every_documented_key_and_null_for_the_unknown(void **state)
{
    (void)state;
    static const char *const keys[] = {
        "good",   "findings", "length_s",  "speech_s",      "floor_dbfs", "active_dbfs",
        "snr_db", "pitch",    "peak_dbfs", "clipped_share", "offset",     "syllables_per_second"};
    struct warmup room = warmup_unknown();
    room.findings = 1U << FINDING_MUTED | 1U << FINDING_OFFSET;
    room.clipped_share = 0.000012;
    json_t *root = parse(card_json_room(&room));
    assert_int_equal(json_object_size(root), sizeof keys / sizeof *keys);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const json_t *value = json_object_get(root, keys[i]);
        assert_non_null(value);
        assert_int_equal(json_is_null(value),
                         i >= 2 && !json_is_object(value) && strcmp(keys[i], "clipped_share") != 0);
    }
    assert_true(json_real_value(json_object_get(root, "clipped_share")) == 1e-5);
    assert_true(json_is_false(json_object_get(root, "good")));
    const json_t *findings = json_object_get(root, "findings");
    assert_int_equal(json_array_size(findings), 2);
    for (size_t i = 0; i < 2; i++) {
        const json_t *one = json_array_get(findings, i);
        assert_int_equal(json_object_size(one), 3);
        assert_string_equal(json_string_value(json_object_get(one, "finding")),
                            i == 0 ? "muted" : "offset");
        assert_non_null(json_object_get(one, "says"));
        assert_non_null(json_object_get(one, "mend"));
    }
    json_decref(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_card_has_every_documented_key),
        cmocka_unit_test(the_unknown_is_null_and_never_zero),
        cmocka_unit_test(the_same_card_gives_the_same_bytes),
        cmocka_unit_test(a_room_has_every_documented_key_and_null_for_the_unknown),
        cmocka_unit_test(numbers_have_a_fixed_number_of_decimals),
        cmocka_unit_test(typed_words_have_no_times),
        cmocka_unit_test(every_word_says_whether_it_is_doubtful),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
