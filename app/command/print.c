#include "command/print.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 100, QUOTE_INDENT = 26 };

/* Prints `text` in lines of at most WIDTH, each but the first indented. */
static void wrapped(const char *text, int indent)
{
    int column = indent;
    while (*text != '\0') {
        int length = (int)strcspn(text, " ");
        if (column > indent && column + 1 + length > WIDTH) {
            printf("\n%*s", indent, "");
            column = indent;
        } else if (column > indent) {
            putchar(' ');
            column++;
        }
        printf("%.*s", length, text);
        column += length;
        text += length;
        text += strspn(text, " ");
    }
    putchar('\n');
}

static void clause_text(const struct clause *clause, const struct words *words)
{
    struct words part = {.list = words->list + clause->first_word, .count = clause->word_count};
    char *text = words_text_marked(&part);
    fputs(text != NULL ? text : "(no memory for the words)", stdout);
    free(text);
}

void print_moves(const struct moves *moves, const struct words *words)
{
    for (size_t i = 0; i < moves->clause_count; i++) {
        const struct clause *clause = &moves->clauses[i];
        if (isnan(clause->start_s))
            printf("         ");
        else
            printf("%6.1f s ", clause->start_s);
        printf(" %-15s ", move_name(clause->move));
        clause_text(clause, words);
        printf("\n%*s", QUOTE_INDENT, "");
        wrapped(clause->why, QUOTE_INDENT);
    }
}

void print_legend(const struct words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        if (word_doubtful(&words->list[i])) {
            printf("[word?]: not heard clearly\n");
            return;
        }
    }
}

static void measure(const char *label, double value, int decimals, const char *unit)
{
    if (isnan(value))
        printf("  %-28s unknown\n", label);
    else
        printf("  %-28s %.*f %s\n", label, decimals, value, unit);
}

void print_voice(const struct voice_report *v)
{
    measure("first speech", v->speech_start_s, 2, "s");
    measure("last speech", v->speech_end_s, 2, "s");
    measure("response gap", v->response_gap_s, 2, "s");
    measure("words a minute", v->words_per_minute, 0, "");
    measure("syllables a second", v->syllables_per_second, 1, "(pauses left out)");
    measure("pace against the rep", v->pace_ratio, 2, "");
    measure("pause after empathy", v->pause_after_empathy_s, 2, "s");
    measure("longest stretch of talk", v->longest_stretch_s, 1, "s");
    if (v->fillers_at_least >= 0)
        printf("  %-28s at least %d\n", "fillers", v->fillers_at_least);
    measure("pitch, median", v->pitch_median_hz, 0, "Hz");
    measure("pitch, spread", v->pitch_sd_semitones, 1, "semitones");
    measure("level while speaking", v->active_dbfs, 1, "dBFS");
    measure("loudest second over that", v->jump_db, 1, "dB");
    measure("voice over the noise", v->snr_db, 0, "dB");
    if (v->overdriven)
        printf("  %-28s %.1f %% of all samples: too loud for the microphone\n", "clipped",
               100.0 * v->clipped_share);
    printf("  %-28s %zu", "pauses", v->pause_count);
    for (size_t i = 0; i < v->pause_count; i++)
        printf("%s %.2f-%.2f s", i == 0 ? ":" : ",", v->pauses[i].start_s, v->pauses[i].end_s);
    putchar('\n');
}

static void print_finding(enum finding f)
{
    printf("  ");
    wrapped(finding_says(f), 2);
    printf("      ");
    wrapped(finding_mend(f), 6);
}

void print_warmup(const struct warmup *w)
{
    char says[WARMUP_SAYS_MAX];
    warmup_says(w, says, sizeof says);
    if (warmup_good(w))
        printf("%s\n", says);
    for (int f = 0; f < FINDING_COUNT; f++)
        if (finding_in(w->findings, (enum finding)f))
            print_finding((enum finding)f);
    putchar('\n');
    measure("noise of the room", w->speaker.floor_dbfs, 1, "dBFS");
    measure("level while speaking", w->speaker.active_dbfs, 1, "dBFS");
    measure("voice over the room", w->snr_db, 0, "dB");
    measure("highest peak", w->peak_dbfs, 1, "dBFS");
    measure("clipped samples", 100.0 * w->clipped_share, 3, "%");
    measure("offset", 100.0 * w->offset, 2, "% of full scale");
    measure("speech", w->speech_s, 1, "s");
    measure("pitch, median", w->speaker.pitch_median_hz, 0, "Hz");
    measure("pitch, spread", w->speaker.pitch_sd_semitones, 1, "semitones");
    measure("syllables a second", w->speaker.syllables_per_second, 1, "");
}

void print_card(const struct card *card)
{
    printf("%s, %s\n\n%s ", card->scenario, card->turn, card->headline);
    if (card->score >= 0)
        printf("%d of 100.%s\n", card->score,
               card->capped ? " (A command or playing it down caps the score.)" : "");
    else
        printf("%s\n", card->moves.why);
    if (card->score >= 0)
        printf("Sure of it: %.0f %%. ", 100.0 * card->moves.confidence);
    printf("Outcome: %s.\n", outcome_name(card->moves.outcome));
    if (card->note[0] != '\0')
        printf("%s\n", card->note);
    if (card->part_count > 0)
        putchar('\n');
    for (size_t i = 0; i < card->part_count; i++) {
        const struct card_part *part = &card->parts[i];
        printf("  %-26s %3.0f of %-3.0f  ", part->label, part->points, part->of);
        wrapped(part->because, 41);
    }
    printf("\nWhat you did\n");
    print_moves(&card->moves, &card->words);
    print_legend(&card->words);
    printf("\nTry next\n  ");
    wrapped(card->tip, 2);
}
