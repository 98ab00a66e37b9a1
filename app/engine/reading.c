#include "engine/reading.h"

#include "base/utf8.h"
#include "engine/engine.h"
#include "moves/moves.h"
#include "score/score.h"
#include "voice/activity.h"
#include "voice/finding.h"
#include "voice/stretch.h"

#include <math.h>
#include <stdio.h>

/* Over the floor of the warm-up: twice the sound pressure (ours). */
#define READING_LOUDER_DB 6.0

/* The pause after empathy: between the first stretch of empathy and the next move. Inside the
 * stretch the silence after each of its clauses counts too, since people let the first sentence
 * land as well. */
static double pause_after_empathy(const struct voice_report *voice, const struct moves *moves)
{
    const struct clause *first = moves_first(moves, MOVE_EMPATHY);
    if (first == NULL)
        return NAN;
    double longest = NAN;
    const struct clause *end = moves->clauses + moves->clause_count;
    for (const struct clause *c = first; c < end && c->move == MOVE_EMPATHY; c++) {
        if (c + 1 == end)
            break; /* nothing follows that the silence could separate */
        double pause_s = voice_pause_at(voice, c->end_s, STRETCH_SLACK_S);
        if (isnan(longest) || pause_s > longest)
            longest = pause_s;
    }
    return longest;
}

struct moves_prompt engine_prompt(const struct scenario *scenario, int turn)
{
    const struct scenario_turn *t = &scenario->turns[turn];
    return (struct moves_prompt){.caption = t->caption,
                                 .vocabulary = (const char *const *)scenario->vocabulary,
                                 .vocabulary_count = scenario->vocabulary_count,
                                 .expects = t->expects};
}

static const char *too_noisy(double snr_db, char *to, size_t size)
{
    snprintf(to, size,
             "It was too noisy to understand you: your voice was %.0f dB over the noise, and it "
             "takes %.0f.",
             floor(snr_db), VOICE_SNR_MIN_DB);
    return to;
}

static void doubt(const struct reading_input *input, struct card *card)
{
    char why[CLAUSE_WHY_MAX];
    if (input->incomplete)
        moves_make_unclear(&card->moves,
                           "The recogniser stopped, so part of your words is missing.");
    else if (card->moves.verdict != VERDICT_TOO_SHORT && card->voice.snr_db < VOICE_SNR_MIN_DB)
        moves_make_unclear(&card->moves, too_noisy(card->voice.snr_db, why, sizeof why));
}

/* How much louder the room has become since the warm-up; 0 when it has not, or nobody knows. */
static double grown_db(const struct reading_input *input)
{
    if (input->speaker == NULL)
        return 0.0;
    double grown = input->floor_dbfs - input->speaker->floor_dbfs;
    return grown >= READING_LOUDER_DB ? grown : 0.0;
}

static void note_noise(double snr_db, double louder_db, char *to, size_t size)
{
    char room[64] = "There is noise in the room";
    if (louder_db > 0.0)
        snprintf(room, sizeof room, "The room has become %.0f dB louder since the warm-up",
                 louder_db);
    if (snr_db >= VOICE_SNR_MIN_DB)
        snprintf(to, size,
                 "%s: your voice is only %.0f dB over it. Switch off what hums, or move closer to "
                 "the microphone.",
                 room, snr_db);
    else /* the reason names the noise already */
        snprintf(to, size,
                 "%s%sSwitch off what hums in the room, or move closer to the microphone.",
                 louder_db > 0.0 ? room : "", louder_db > 0.0 ? ". " : "");
}

/* What a person should know about the recording before they believe the rest. */
static void note(const struct reading_input *input, struct card *card)
{
    if (input->lost_s > 0.0)
        snprintf(card->note, sizeof card->note,
                 "%.2f s of sound were lost on the way from the microphone; words may be missing.",
                 input->lost_s);
    else if (card->voice.overdriven)
        snprintf(card->note, sizeof card->note, "%s %s", finding_says(FINDING_HOT),
                 finding_mend(FINDING_HOT));
    else if (card->voice.snr_db < VOICE_SNR_HINT_DB)
        note_noise(card->voice.snr_db, grown_db(input), card->note, sizeof card->note);
    else if (card->voice.pace_contradicted)
        snprintf(card->note, sizeof card->note,
                 "I heard %zu words but %zu syllables, which do not fit: no pace is given.",
                 card->words.count, card->voice.track.syllable_count);
}

static enum err judge(const struct reading_input *input, struct card *card)
{
    struct moves_prompt prompt = engine_prompt(input->scenario, input->turn);
    double speech_s = isnan(card->voice.speech_s) ? 0.0 : card->voice.speech_s;
    enum err err = moves_read(input->moves, &card->words, &prompt, speech_s, &card->moves);
    if (err != ERR_NONE)
        return err;
    doubt(input, card);
    note(input, card);
    card->voice.pause_after_empathy_s = pause_after_empathy(&card->voice, &card->moves);
    (void)utf8_copy(card->scenario, sizeof card->scenario, input->scenario->name);
    (void)utf8_copy(card->turn, sizeof card->turn, input->scenario->turns[input->turn].name);
    score_card(card, prompt.expects);
    return ERR_NONE;
}

void engine_mark_empathy(struct card *card, const bool *empathy, move_set expects)
{
    moves_mark_empathy(&card->moves, empathy, expects);
    card->voice.pause_after_empathy_s = pause_after_empathy(&card->voice, &card->moves);
    score_card(card, expects);
}

static enum err copy_words(const struct words *from, struct words *to)
{
    for (size_t i = 0; i < from->count; i++) {
        enum err err = words_add(to, &from->list[i]);
        if (err != ERR_NONE)
            return err;
    }
    return ERR_NONE;
}

/* Is a word there that was heard well, or one that counts as a filler anyway? */
static bool word_covers(const struct words *words, struct span span)
{
    for (size_t i = 0; i < words->count; i++) {
        struct word *word = &words->list[i];
        double middle_s = (word->start_s + word->end_s) / 2;
        struct words alone = {.list = word, .count = 1};
        if (middle_s >= span.start_s && middle_s < span.end_s &&
            (!word_doubtful(word) || moves_count_fillers(&alone) > 0))
            return true;
    }
    return false;
}

/* Filled pauses that sound like nothing else and for which the recogniser has no better word. */
static size_t count_hesitations(const struct voice_report *voice, const struct words *words)
{
    size_t count = 0;
    for (size_t i = 0; i < voice->hesitation_count; i++)
        count += !word_covers(words, voice->hesitations[i]);
    return count;
}

enum err reading_card(const struct reading_input *input, struct card *card)
{
    card_done(card);
    if (input->speaker != NULL)
        card->speaker = *input->speaker;
    enum err err = copy_words(input->words, &card->words);
    if (err == ERR_NONE)
        err = voice_measure(input->samples, input->sample_count, input->speech, input->speech_count,
                            input->floor_dbfs, 0.0, &card->voice);
    if (err == ERR_NONE) {
        size_t fillers = moves_count_fillers(&card->words);
        size_t sounds = count_hesitations(&card->voice, &card->words);
        voice_measure_words(&card->voice, card->words.count - fillers, fillers + sounds,
                            input->prompt_rate);
    }
    if (err == ERR_NONE && input->scenario != NULL)
        err = judge(input, card);
    if (err != ERR_NONE)
        card_done(card);
    return err;
}

double engine_prompt_rate(const float *samples, size_t count)
{
    struct voice_report report;
    struct activity *activity = NULL;
    double rate = NAN;
    voice_report_init(&report);
    if (activity_new(&activity) != ERR_NONE)
        return rate;
    if (activity_push(activity, samples, count) == ERR_NONE &&
        activity_finish(activity) == ERR_NONE) {
        size_t speech_count = 0;
        const struct span *speech = activity_speech(activity, &speech_count);
        if (voice_measure(samples, count, speech, speech_count, activity_floor_dbfs(activity), 0.0,
                          &report) == ERR_NONE)
            rate = report.speech_rate;
    }
    activity_free(activity);
    voice_report_done(&report);
    return rate;
}
