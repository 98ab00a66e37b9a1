#include "score/card_json.h"

#include "score/tone.h"
#include "voice/stretch.h"
#include "voice/warmup.h"

#include <jansson.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Milliseconds, hundredths of a decibel and the like: enough for people, and few enough that no
 * noise of floating-point arithmetic shows. */
enum { DECIMALS_TIME = 3, DECIMALS_MEASURE = 2, DECIMALS_SHARE = 5 };
/* Significant digits that show every value rounded above exactly, up to 10 000 000. */
enum { PRECISION = 10 };

static json_t *number(double value, int decimals)
{
    if (!isfinite(value))
        return json_null();
    double scale = pow(10.0, decimals);
    double rounded = round(value * scale) / scale;
    return json_real(rounded == 0.0 ? 0.0 : rounded); /* no "-0.0" */
}

static json_t *seconds(double value)
{
    return number(value, DECIMALS_TIME);
}

static json_t *measure(double value)
{
    return number(value, DECIMALS_MEASURE);
}

static json_t *count_or_null(int value)
{
    return value < 0 ? json_null() : json_integer(value);
}

/* An item that could not be built must not vanish silently: then the whole array is given up. */
static json_t *complete(json_t *array, size_t expected)
{
    if (array != NULL && json_array_size(array) == expected)
        return array;
    json_decref(array);
    return NULL;
}

static json_t *words_array(const struct words *words)
{
    json_t *array = json_array();
    for (size_t i = 0; i < words->count; i++) {
        const struct word *word = &words->list[i];
        json_array_append_new(
            array, json_pack("{s:s, s:o, s:o, s:o, s:b}", "word", word->text, "start_s",
                             seconds(word->start_s), "end_s", seconds(word->end_s), "confidence",
                             measure(word->confidence), "doubtful", (int)word_doubtful(word)));
    }
    return complete(array, words->count);
}

static json_t *transcript(const struct words *words)
{
    char *text = words_text(words);
    json_t *value = text != NULL ? json_string(text) : NULL;
    free(text);
    return value;
}

static json_t *clause_text(const struct clause *clause, const struct words *words)
{
    struct words part = {.list = words->list + clause->first_word, .count = clause->word_count};
    return transcript(&part);
}

static json_t *stretch_object(const struct voice_stretch *s)
{
    return json_pack("{s:o, s:o, s:o, s:o, s:o}", "active_dbfs", measure(s->active_dbfs),
                     "pitch_median_hz", measure(s->pitch_median_hz), "pitch_sd_semitones",
                     measure(s->pitch_sd_semitones), "final_slope", measure(s->final_slope),
                     "syllables_per_second", measure(s->syllables_per_second));
}

/* `voice` is NULL where the words were typed. */
static json_t *moves_array(const struct moves *moves, const struct words *words,
                           const struct voice_report *voice)
{
    json_t *array = json_array();
    for (size_t i = 0; i < moves->clause_count; i++) {
        const struct clause *clause = &moves->clauses[i];
        json_t *object =
            json_pack("{s:s, s:o, s:o, s:o, s:o, s:s, s:b}", "move", move_name(clause->move),
                      "start_s", seconds(clause->start_s), "end_s", seconds(clause->end_s), "text",
                      clause_text(clause, words), "confidence", measure(clause->confidence),
                      "evidence", clause->why, "marked", (int)clause->marked);
        if (voice != NULL && object != NULL) {
            struct span span = {clause->start_s, clause->end_s};
            struct voice_stretch stretch = voice_stretch(voice, span, STRETCH_SLACK_S);
            json_object_set_new(object, "voice", stretch_object(&stretch));
        }
        json_array_append_new(array, object);
    }
    return complete(array, moves->clause_count);
}

static json_t *pauses_array(const struct voice_report *voice)
{
    json_t *array = json_array();
    for (size_t i = 0; i < voice->pause_count; i++)
        json_array_append_new(array,
                              json_pack("{s:o, s:o}", "start_s", seconds(voice->pauses[i].start_s),
                                        "end_s", seconds(voice->pauses[i].end_s)));
    return complete(array, voice->pause_count);
}

static json_t *voice_object(const struct voice_report *v)
{
    json_t *object = json_object();
    json_object_set_new(object, "speech_start_s", seconds(v->speech_start_s));
    json_object_set_new(object, "speech_end_s", seconds(v->speech_end_s));
    json_object_set_new(object, "response_gap_s", seconds(v->response_gap_s));
    json_object_set_new(object, "words_per_minute", measure(v->words_per_minute));
    json_object_set_new(object, "syllables_per_second", measure(v->syllables_per_second));
    json_object_set_new(object, "speech_rate", measure(v->speech_rate));
    json_object_set_new(object, "pace_ratio", measure(v->pace_ratio));
    json_object_set_new(object, "pauses", pauses_array(v));
    json_object_set_new(object, "pause_after_empathy_s", seconds(v->pause_after_empathy_s));
    json_object_set_new(object, "longest_stretch_s", seconds(v->longest_stretch_s));
    json_object_set_new(object, "fillers_at_least", count_or_null(v->fillers_at_least));
    json_object_set_new(object, "pitch",
                        json_pack("{s:o, s:o, s:o, s:o}", "median_hz", measure(v->pitch_median_hz),
                                  "sd_semitones", measure(v->pitch_sd_semitones), "range_semitones",
                                  measure(v->pitch_range_semitones), "final_slope",
                                  measure(v->pitch_final_slope)));
    json_object_set_new(object, "loudness",
                        json_pack("{s:o, s:o, s:o, s:o}", "active_dbfs", measure(v->active_dbfs),
                                  "range_db", measure(v->range_db), "jump_db", measure(v->jump_db),
                                  "clipped_share", number(v->clipped_share, DECIMALS_SHARE)));
    json_object_set_new(object, "snr_db", measure(v->snr_db));
    return object;
}

static json_t *tones_array(const struct card *card)
{
    json_t *array = json_array();
    for (size_t i = 0; i < card->tone_count; i++) {
        const struct tone *tone = &card->tones[i];
        json_array_append_new(array,
                              json_pack("{s:s, s:o, s:o, s:s}", "finding", tone_name(tone->kind),
                                        "start_s", seconds(tone->span.start_s), "end_s",
                                        seconds(tone->span.end_s), "text", tone->text));
    }
    return complete(array, card->tone_count);
}

static json_t *parts_array(const struct card *card)
{
    json_t *array = json_array();
    for (size_t i = 0; i < card->part_count; i++) {
        const struct card_part *part = &card->parts[i];
        json_array_append_new(array, json_pack("{s:s, s:o, s:o, s:s}", "part", part->name, "points",
                                               measure(part->points), "of", measure(part->of),
                                               "because", part->because));
    }
    return complete(array, card->part_count);
}

/* Takes `root`. A json_t that could not be built somewhere inside makes jansson's dump fail or the
 * key be missing; a missing key is caught by comparing the number of keys. */
static char *dump(json_t *root, size_t keys)
{
    char *text = NULL;
    if (root != NULL && json_object_size(root) == keys)
        text = json_dumps(root, JSON_INDENT(2) | JSON_REAL_PRECISION(PRECISION));
    json_decref(root);
    if (text == NULL)
        return NULL;
    size_t length = strlen(text);
    char *line = realloc(text, length + 2);
    if (line == NULL) {
        free(text);
        return NULL;
    }
    line[length] = '\n';
    line[length + 1] = '\0';
    return line;
}

char *card_json(const struct card *card)
{
    json_t *root = json_object();
    json_object_set_new(root, "format", json_integer(CARD_FORMAT));
    json_object_set_new(root, "scenario", json_string(card->scenario));
    json_object_set_new(root, "turn", json_string(card->turn));
    json_object_set_new(root, "verdict", json_string(verdict_name(card->moves.verdict)));
    json_object_set_new(root, "outcome", json_string(outcome_name(card->moves.outcome)));
    json_object_set_new(root, "confidence", measure(card->moves.confidence));
    json_object_set_new(root, "marked", json_boolean(card->moves.marked));
    json_object_set_new(root, "score", count_or_null(card->score));
    json_object_set_new(root, "headline", json_string(card->headline));
    json_object_set_new(root, "because", json_string(card->moves.why));
    json_object_set_new(root, "note",
                        card->note[0] != '\0' ? json_string(card->note) : json_null());
    json_object_set_new(root, "transcript", transcript(&card->words));
    json_object_set_new(root, "words", words_array(&card->words));
    json_object_set_new(root, "moves", moves_array(&card->moves, &card->words, &card->voice));
    json_object_set_new(root, "voice", voice_object(&card->voice));
    json_object_set_new(root, "tone", tones_array(card));
    json_object_set_new(root, "parts", parts_array(card));
    json_object_set_new(root, "tip", json_string(card->tip));
    return dump(root, 18);
}

char *card_json_voice(const struct voice_report *voice)
{
    return dump(voice_object(voice), 14);
}

static json_t *findings_array(const struct warmup *w)
{
    json_t *array = json_array();
    size_t expected = 0;
    for (int i = 0; i < FINDING_COUNT; i++) {
        enum finding f = (enum finding)i;
        if (!finding_in(w->findings, f))
            continue;
        expected++;
        json_array_append_new(array, json_pack("{s:s, s:s, s:s}", "finding", finding_name(f),
                                               "says", finding_says(f), "mend", finding_mend(f)));
    }
    return complete(array, expected);
}

char *card_json_room(const struct warmup *w)
{
    const struct speaker *s = &w->speaker;
    json_t *root = json_object();
    json_object_set_new(root, "good", json_boolean(warmup_good(w)));
    json_object_set_new(root, "findings", findings_array(w));
    json_object_set_new(root, "length_s", seconds(w->length_s));
    json_object_set_new(root, "speech_s", seconds(w->speech_s));
    json_object_set_new(root, "floor_dbfs", measure(s->floor_dbfs));
    json_object_set_new(root, "active_dbfs", measure(s->active_dbfs));
    json_object_set_new(root, "snr_db", measure(w->snr_db));
    json_object_set_new(root, "peak_dbfs", measure(w->peak_dbfs));
    json_object_set_new(root, "clipped_share", number(w->clipped_share, DECIMALS_SHARE));
    json_object_set_new(root, "offset", number(w->offset, DECIMALS_SHARE));
    json_object_set_new(root, "pitch",
                        json_pack("{s:o, s:o}", "median_hz", measure(s->pitch_median_hz),
                                  "sd_semitones", measure(s->pitch_sd_semitones)));
    json_object_set_new(root, "syllables_per_second", measure(s->syllables_per_second));
    return dump(root, 12);
}

char *card_json_transcript(const struct words *words)
{
    json_t *root = json_object();
    json_object_set_new(root, "transcript", transcript(words));
    json_object_set_new(root, "words", words_array(words));
    return dump(root, 2);
}

char *card_json_moves(const struct moves *moves, const struct words *words)
{
    json_t *root = json_object();
    json_object_set_new(root, "verdict", json_string(verdict_name(moves->verdict)));
    json_object_set_new(root, "outcome", json_string(outcome_name(moves->outcome)));
    json_object_set_new(root, "moves", moves_array(moves, words, NULL));
    return dump(root, 3);
}
