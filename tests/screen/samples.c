#include "screen/samples.h"

#include "screen/sample_sound.h"

#include "base/utf8.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Some of them have been practised. */
static const struct screen_item items[] = {
    {"Back to square one", "Jennifer", "account executive", 1, 4, REACH_FINISHED},
    {"Am I next", "Nina", "sales development rep", 2, 4, REACH_HEARD},
    {"Always on the phone", "Dani", "inside sales rep", 1, 3, REACH_UNHEARD},
    {"Third month running", "Marcus", "account manager", 3, 5, REACH_TRIED},
    {"Running on empty", "Priya", "key account manager", 2, 4, REACH_NOTHING},
    {"The phone weighs a ton", "Sam", "new business rep", 2, 4, REACH_NOTHING},
    {"Who owns the deal", "Andre", "solutions seller", 3, 5, REACH_NOTHING},
    {"Twenty years without it", "Walt", "senior account executive", 3, 5, REACH_NOTHING},
    {"Überstunden für Jürgen", "Jürgen", "Außendienst", 1, 0, REACH_NOTHING},
};

static struct card card_real, card_long, card_none, card_capped, card_unclear, card_marked;
static const bool ticks_real[40] = {false, true};
static bool ticks_long[40];
static struct clause clauses_real[8], clauses_long[40], clauses_capped[3];
static struct word words_real[96], words_long[800], words_capped[40];
static struct screen_item items_long[SAMPLE_MANY];
static char long_text[1400];

/* The most dots that a card can have: every other word. Elsewhere a few, single and side by side.
 */
static bool is_doubtful(const struct card *card, const char *word)
{
    static const char *const doubtful[] = {"thanks", "anyway", "no", "wonder", "lease", "month"};
    if (card == &card_long)
        return card->words.count % 2 == 0;
    for (size_t i = 0; i < sizeof doubtful / sizeof *doubtful; i++)
        if (strcmp(word, doubtful[i]) == 0)
            return true;
    return false;
}

/* Splits `text` into words and gives them to one more clause. */
static void add_clause(struct card *card, enum move move, double confidence, const char *text,
                       const char *why)
{
    struct clause *clause = &card->moves.clauses[card->moves.clause_count++];
    memset(clause, 0, sizeof *clause);
    clause->move = move;
    clause->confidence = confidence;
    clause->first_word = card->words.count;
    (void)snprintf(clause->why, sizeof clause->why, "%s", why);
    while (*text != '\0') {
        size_t length = strcspn(text, " ");
        struct word *word = &card->words.list[card->words.count++];
        memset(word, 0, sizeof *word);
        (void)snprintf(word->text, sizeof word->text, "%.*s", (int)length, text);
        word->confidence = is_doubtful(card, word->text) ? 0.3 : 0.8;
        clause->word_count++;
        text += length + (text[length] == ' ');
    }
}

static void add_part(struct card *card, const char *label, double points, double of,
                     const char *because)
{
    struct card_part *part = &card->parts[card->part_count++];
    part->name = "part";
    part->label = label;
    part->points = points;
    part->of = of;
    (void)utf8_copy(part->because, sizeof part->because, because);
}

static void use(struct card *card, struct clause *clauses, struct word *words)
{
    memset(card, 0, sizeof *card);
    card->moves.clauses = clauses;
    card->words.list = words;
    card->voice.pause_after_empathy_s = NAN;
}

static void make_real(void)
{
    struct card *c = &card_real;
    use(c, clauses_real, words_real);
    c->score = 84;
    c->moves.verdict = VERDICT_EMPATHY_FIRST;
    c->voice.pause_after_empathy_s = 1.4;
    (void)snprintf(c->headline, sizeof c->headline,
                   "You showed Nina that you had heard her before you asked for anything.");
    (void)snprintf(c->tip, sizeof c->tip,
                   "Say when: “eight meetings by the end of next week” is easier to hold on to "
                   "than “soon”.");
    add_clause(c, MOVE_OTHER, 0.9, "okay thanks for telling me", "");
    add_clause(c, MOVE_EMPATHY, 0.86,
               "you watched ben do everything right and lose his job anyway no wonder the target "
               "feels pointless",
               "says back: ben, target, his job");
    add_clause(c, MOVE_OPEN_QUESTION, 0.81, "what is on your mind most", "asks openly: what is");
    add_clause(c, MOVE_SUPPORT, 0.44, "i can take the lease thing with you", "offers: i can");
    add_clause(c, MOVE_EXPECTATION, 0.77, "what i do need from you is eight meetings soon",
               "says what is needed: i do need");
    static struct sample_sound sound;
    static const struct sample_stretch stretches[] = {
        {2.1, 0.4}, {11.2, 1.4}, {3.4, 0.9}, {4.0, 0.3}, {6.2, 0}};
    sample_sound(c, &sound, stretches, 5);
    add_part(c, "Empathy first", 40, 40,
             "“you watched ben do everything right” came before any "
             "request.");
    add_part(c, "Pause after empathy", 15, 15, "1.4 s of silence after “pointless”.");
    add_part(c, "Expected moves", 13.3, 20, "A question and an expectation; no date was given.");
    add_part(c, "Pace", 6, 10, "172 words a minute; Nina spoke at 138.");
    add_part(c, "Fillers", 4.5, 5, "At least 2 in 31 s.");
    add_part(c, "Tone", 5.2, 10, "6 dB louder from “what i do need” on.");
}

static void make_others(void)
{
    struct card *c = &card_none;
    use(c, NULL, NULL);
    c->score = -1;
    c->moves.verdict = VERDICT_TOO_SHORT;
    (void)snprintf(c->headline, sizeof c->headline, "That was too short to say anything about.");
    (void)snprintf(c->moves.why, sizeof c->moves.why,
                   "There were 1.2 s of speech; 3 s and 8 words are needed.");
    (void)snprintf(c->tip, sizeof c->tip, "Take a breath, and say what you think she feels.");
    c = &card_capped;
    use(c, clauses_capped, words_capped);
    c->score = 31;
    c->capped = true;
    (void)snprintf(c->headline, sizeof c->headline, "You told Nina what to do; she was not heard.");
    (void)snprintf(c->tip, sizeof c->tip, "Begin with what she has just lost.");
    add_clause(c, MOVE_MINIMISING, 0.9, "i get it but everyone is in the same boat",
               "cancels: i get it but");
    add_clause(c, MOVE_COMMAND, 0.8, "you need to stop worrying and hit the target",
               "orders: you need to stop");
    add_clause(c, MOVE_LETTING_OFF, 0.4, "or well leave it for this month",
               "drops the target: leave it");
    add_part(c, "Empathy first", 0, 40, "No real empathy: “i get it but” takes itself back.");
    add_part(c, "Expected moves", 10, 20, "An order is no expectation.");
}

static void make_long(void)
{
    struct card *c = &card_long;
    use(c, clauses_long, words_long);
    c->score = 100;
    c->capped = true;
    c->voice.pause_after_empathy_s = 12345.6;
    memset(c->headline, 0, sizeof c->headline);
    memset(c->tip, 0, sizeof c->tip);
    while (strlen(long_text) + 60 < sizeof long_text)
        strcat(long_text, "Die Überprüfungsgespräche 😀 über Größenordnungen ");
    (void)utf8_copy(c->headline, sizeof c->headline, long_text);
    (void)utf8_copy(c->tip, sizeof c->tip, long_text);
    for (int i = 0; i < 40; i++)
        add_clause(c, (enum move)(i % MOVE_COUNT), i % 3 / 2.0,
                   "a donaudampfschifffahrtsgesellschaftskapitaenswitwe b c d e f g h i j k l m "
                   "n o p",
                   "says back: donaudampfschifffahrtsgesellschaft, captain, widow, ship, Danube, "
                   "and many more words that were in the prompt as well, so that the line is full");
    static struct sample_sound sound;
    static const struct sample_stretch stretches[] = {{2.5, 0.3}, {0.2, 0}, {9, 2.2}, {0.4, 0.6}};
    sample_sound(c, &sound, stretches, 4);
    for (int i = 0; i < CARD_PARTS_MAX; i++)
        add_part(c, "A part of the score with quite a long name", 12.34, 99.99, long_text);
    for (int i = 0; i < SAMPLE_MANY; i++)
        items_long[i] = (struct screen_item){
            long_text,  "Maximiliane-Alexandrine von und zu",         long_text, i % 5 - 1,
            i % 7 * 20, (enum screen_reach)(i % (REACH_FINISHED + 1))};
}

static void make_all(void)
{
    static bool made;
    if (made)
        return;
    make_real();
    make_others();
    make_long();
    made = true;
}

static struct conversation talk_real = {.count = 3,
                                        .answers = {{.turn = 0, .attempt = 1, .score = 52},
                                                    {.turn = 0, .attempt = 2, .score = 88},
                                                    {.turn = 1, .attempt = 1, .score = 74}}};
static const struct conversation_sum sum_real = {
    .care = {[MOVE_EMPATHY] = 3, [MOVE_OPEN_QUESTION] = 1},
    .targets = {[MOVE_EXPECTATION] = 2, [MOVE_ADVICE] = 1},
    .place = 0.38,
    .stance = STANCE_LEADING,
    .evidence = {{MOVE_EXPECTATION, "I still need the top five moving this week"},
                 {MOVE_EMPATHY, "you sound absolutely exhausted"},
                 {MOVE_OPEN_QUESTION, "what is the hardest part of it for you..."}},
    .evidence_count = 3};
/* Modules as dense as a code's; what it says does not matter to the layout. */
enum { CODE_SIDE = 41, CODE_SIDE_MOST = 53 };
static unsigned char modules[CODE_SIDE_MOST * CODE_SIDE_MOST];

static struct screen_code sample_code(int side)
{
    uint32_t dice = 7;
    for (size_t i = 0; i < sizeof modules; i++) {
        dice = dice * 1664525U + 1013904223U;
        modules[i] = (unsigned char)(dice >> 31);
    }
    return (struct screen_code){.side = side, .dark = modules};
}

static struct conversation talk_long;
static struct conversation_sum sum_long;

/* As many answers as are kept, and quotes as long as they get. */
static void fill_talk_long(void)
{
    static char quote[CONVERSATION_QUOTE_MAX];
    memset(quote, 'W', sizeof quote - 1);
    talk_long.count = CONVERSATION_ANSWERS_MAX;
    for (size_t i = 0; i < talk_long.count; i++)
        talk_long.answers[i].score = 100;
    sum_long = sum_real;
    sum_long.place = 1.0;
    sum_long.stance = STANCE_AGGRESSIVE;
    for (size_t i = 0; i < CONVERSATION_EVIDENCE_MAX; i++)
        sum_long.evidence[i].quote = quote;
    for (size_t m = 0; m < MOVE_COUNT; m++)
        sum_long.care[m] = sum_long.targets[m] = 16320;
}

static struct screen_state state_real(void)
{
    return (struct screen_state){
        .items = items,
        .item_count = sizeof items / sizeof items[0],
        .title = "Am I next",
        .rep = "Nina",
        .role = "sales development rep",
        .situation = "Two colleagues were let go on Monday. Nina used to be the most energetic "
                     "person on the floor. She has been silent since then and is coasting.",
        .goal = "Meet the fear honestly: no false promises, no brushing it off. Then point her at "
                "what she controls.",
        .room = ROOM_READ,
        .read_aloud = "When somebody tells me what weighs on them, I listen, and say back what I "
                      "heard before I answer.",
        .says = "",
        .mend = "",
        .figures = "Measured: your voice at -24 dBFS, the room at -62 dBFS.",
        .caption = "I don't really see the point of the weekly target, to be honest. Ben hit his "
                   "target, and he's gone. I keep refreshing my email to see if it's my turn. You "
                   "would tell me, right? If I was next?",
        .progress = 0.6,
        .level = 0.55,
        .elapsed_s = 47.3,
        .heard_speech = true,
        .card = &card_real,
        .model = "You watched Ben do everything right, and then lose his job anyway. Of course the "
                 "target feels pointless, and of course you are afraid you could be next. I can’t "
                 "promise you what I don’t know. What weighs on you most right now?",
        .ticks = ticks_real,
        .ending = "commitment",
        .conversation = &talk_real,
        .sum = &sum_real,
        .code = sample_code(CODE_SIDE),
        .trouble = "No microphone was found. Plug in a USB microphone, then touch “Try again”.",
        .notice = "",
    };
}

static struct screen_state state_long(void)
{
    fill_talk_long();
    return (struct screen_state){
        .items = items_long,
        .item_count = SAMPLE_MANY,
        .title = long_text,
        .rep = "Maximiliane-Alexandrine von und zu Donaudampfschifffahrtsgesellschaft",
        .role = long_text,
        .situation = long_text,
        .goal = long_text,
        .room_seen = true,
        .room = ROOM_BAD,
        .read_aloud = long_text,
        .says = long_text,
        .mend = long_text,
        .figures = long_text,
        .caption = long_text,
        .progress = 7,
        .level = 99,
        .elapsed_s = 1e12,
        .heard_speech = true,
        .card = &card_long,
        .piece = 3,
        .sound = SOUND_PLAYING,
        .model = long_text,
        .ticks = ticks_long,
        .first_try = &talk_long.answers[0],
        .this_try = &talk_long.answers[1],
        .ending = long_text,
        .conversation = &talk_long,
        .sum = &sum_long,
        .code = sample_code(CODE_SIDE_MOST),
        .trouble = long_text,
        .notice = long_text,
    };
}

struct screen_state sample_state(enum screen_page page, enum sample_kind kind)
{
    static struct card empty_card;
    make_all();
    struct screen_state state;
    if (kind == SAMPLE_REAL)
        state = state_real();
    else if (kind == SAMPLE_LONG)
        state = state_long();
    else
        state = (struct screen_state){.title = "",
                                      .rep = "",
                                      .role = "",
                                      .situation = "",
                                      .goal = "",
                                      .read_aloud = "",
                                      .says = "",
                                      .mend = "",
                                      .figures = "",
                                      .caption = "",
                                      .progress = NAN,
                                      .level = NAN,
                                      .elapsed_s = NAN,
                                      .card = &empty_card,
                                      .ending = "",
                                      .trouble = "",
                                      .notice = ""};
    if (page == PAGE_ENDING && kind == SAMPLE_REAL)
        state.caption = "Okay. I can't control the rest, but I can control that. Eight meetings "
                        "booked by the end of next week, and I'd like to talk again on Friday.";
    if (page == PAGE_ROOM_DONE && kind == SAMPLE_REAL) {
        state.room = ROOM_GOOD;
        state.says = "Good: your voice is 38 dB over the room.";
    }
    state.page = page;
    return state;
}

static struct screen_state known_room(void)
{
    struct screen_state state = sample_state(PAGE_PREPARE, SAMPLE_REAL);
    state.room_seen = true;
    return state;
}

static struct screen_state quiet_room(void)
{
    struct screen_state state = sample_state(PAGE_ROOM, SAMPLE_REAL);
    state.room = ROOM_HUSH;
    state.level = 0.03;
    return state;
}

static struct screen_state muted_room(void)
{
    struct screen_state state = sample_state(PAGE_ROOM, SAMPLE_REAL);
    state.level = 0;
    state.says = "I hear nothing: is the microphone muted?";
    state.mend = "Switch the microphone on, and see that its plug is all the way in.";
    return state;
}

static struct screen_state noisy_room(void)
{
    struct screen_state state = sample_state(PAGE_ROOM_DONE, SAMPLE_REAL);
    state.room = ROOM_FAIR;
    state.figures = "Measured: your voice at -24 dBFS, the room at -45 dBFS.";
    state.says = "There is noise in the room. Your voice is only 21 dB over it.";
    state.mend = "Switch off the fan or whatever else hums, or move closer to the microphone.";
    return state;
}

static struct screen_state unfit_room(void)
{
    struct screen_state state = noisy_room();
    state.room = ROOM_BAD;
    state.figures = "Measured: your voice at -24 dBFS, the room at -36 dBFS.";
    state.says = "The room is too loud to understand you. Your voice is only 12 dB over it.";
    return state;
}

static struct screen_state with_notice(void)
{
    struct screen_state state = sample_state(PAGE_LISTEN, SAMPLE_REAL);
    state.notice = "The microphone is back.";
    return state;
}

static struct screen_state no_score(void)
{
    struct screen_state state = sample_state(PAGE_CARD, SAMPLE_REAL);
    state.card = &card_none;
    return state;
}

static struct screen_state unclear(void)
{
    struct screen_state state = sample_state(PAGE_CARD, SAMPLE_REAL);
    card_unclear = card_real;
    card_unclear.score = -1;
    card_unclear.part_count = 0;
    card_unclear.moves.verdict = VERDICT_UNCLEAR;
    (void)snprintf(card_unclear.headline, CARD_BECAUSE_MAX,
                   "I could not understand enough to judge.");
    (void)snprintf(card_unclear.moves.why, CLAUSE_WHY_MAX,
                   "It sounded like empathy first, but also like no empathy: too close to call.");
    state.card = &card_unclear;
    return state;
}

static struct screen_state marked(void)
{
    struct screen_state state = sample_state(PAGE_CARD, SAMPLE_REAL);
    card_marked = card_real;
    card_marked.moves.marked = true;
    (void)snprintf(card_marked.moves.why, CLAUSE_WHY_MAX,
                   "You marked yourself which part was empathy.");
    state.card = &card_marked;
    return state;
}

static struct screen_state capped(void)
{
    struct screen_state state = sample_state(PAGE_CARD, SAMPLE_REAL);
    state.card = &card_capped;
    state.is_last_turn = true;
    return state;
}

static struct screen_state silent_answer(void)
{
    struct screen_state state = sample_state(PAGE_ANSWER, SAMPLE_REAL);
    state.heard_speech = false;
    state.level = 0.05;
    state.elapsed_s = 2;
    return state;
}

static struct screen_state second_try(void)
{
    static const struct conversation_answer tries[] = {
        {.score = 52,
         .verdict = VERDICT_ADVICE_FIRST,
         .pause_after_empathy_s = (double)NAN,
         .moves = {[MOVE_EMPATHY] = 1}},
        {.score = 88,
         .verdict = VERDICT_EMPATHY_FIRST,
         .pause_after_empathy_s = 1.24,
         .moves = {[MOVE_EMPATHY] = 2, [MOVE_OPEN_QUESTION] = 1}}};
    struct screen_state state = sample_state(PAGE_CARD, SAMPLE_REAL);
    state.first_try = &tries[0];
    state.this_try = &tries[1];
    return state;
}

static struct screen_state compliance(void)
{
    struct screen_state state = sample_state(PAGE_ENDING, SAMPLE_REAL);
    state.ending = "compliance";
    state.caption = "Right. Positive attitude. I'll smile more.";
    return state;
}

static struct screen_state let_off(void)
{
    struct screen_state state = sample_state(PAGE_ENDING, SAMPLE_REAL);
    state.ending = "let_off_the_hook";
    state.caption = "So there's nothing to worry about? Good. I'll believe that, then.";
    return state;
}

static struct screen_state unknown_ending(void)
{
    struct screen_state state = sample_state(PAGE_ENDING, SAMPLE_REAL);
    state.ending = "walks_out";
    state.caption = "";
    return state;
}

static struct screen_state no_scenarios(void)
{
    struct screen_state state = sample_state(PAGE_CHOOSE, SAMPLE_REAL);
    state.item_count = 0;
    return state;
}

/* The real card with another reply: its clauses over and over, in other moves. */
static struct screen_state replied(struct card *card, struct clause *clauses, size_t count,
                                   struct sample_sound *sound,
                                   const struct sample_stretch *stretches, size_t stretch_count)
{
    struct screen_state state = sample_state(PAGE_CARD, SAMPLE_REAL);
    *card = card_real;
    card->moves.clauses = clauses;
    card->moves.clause_count = count;
    for (size_t i = 0; i < count; i++) {
        clauses[i] = clauses_real[i % card_real.moves.clause_count];
        if (i >= 2)
            clauses[i].move = (enum move)(i * 7 / 2 % MOVE_COUNT);
    }
    sample_sound(card, sound, stretches, stretch_count);
    state.card = card;
    return state;
}

#define REPLIED(name, clause_count, ...)                                                           \
    static struct screen_state name(void)                                                          \
    {                                                                                              \
        static struct card card;                                                                   \
        static struct clause clauses[clause_count];                                                \
        static struct sample_sound sound;                                                          \
        static const struct sample_stretch stretches[] = {__VA_ARGS__};                            \
        return replied(&card, clauses, clause_count, &sound, stretches,                            \
                       sizeof stretches / sizeof *stretches);                                      \
    }

REPLIED(one_clause, 1, {3.0, 0})
REPLIED(no_pauses, 6, {4.0, 0}, {7.5, 0}, {2.2, 0})
REPLIED(many_pauses, 12, {0.9, 0.3}, {1.4, 0.8}, {0.7, 0.5}, {1.1, 1.2})
REPLIED(two_minutes, 30, {3.1, 0.4}, {6.4, 1.6}, {1.2, 0}, {4.9, 0.3}, {2.0, 0.7})
REPLIED(nine_minutes, 200, {2.0, 0.4}, {0.3, 0}, {4.0, 1.1})

static struct screen_state touched(void)
{
    struct screen_state state = sample_state(PAGE_CARD, SAMPLE_REAL);
    state.piece = 2;
    state.sound = SOUND_PLAYING;
    return state;
}

static struct screen_state touched_gone(void)
{
    struct screen_state state = two_minutes();
    state.piece = 30;
    state.sound = SOUND_GONE;
    return state;
}

static struct screen_state umlauts(void)
{
    static struct card card;
    static struct clause clauses[4];
    static struct word words[40];
    static struct sample_sound sound;
    static const struct sample_stretch stretches[] = {{3.0, 0.6}, {4.5, 1.3}, {2.5, 0.3}};
    struct screen_state state = sample_state(PAGE_CARD, SAMPLE_REAL);
    use(&card, clauses, words);
    card.score = 71;
    (void)snprintf(card.headline, sizeof card.headline,
                   "Jürgen hat gehört, dass Sie ihn verstehen; die Rückfrage kam zu früh.");
    (void)snprintf(card.tip, sizeof card.tip, "Größere Pausen lassen Gefühle wirken.");
    add_clause(&card, MOVE_EMPATHY, 0.9, "die überstunden zermürben sie natürlich",
               "nennt das gefühl: zermürben");
    add_clause(&card, MOVE_EMPATHY, 0.4, "und jürgens kündigung hat sie völlig überrascht", "");
    add_clause(&card, MOVE_CLOSED_QUESTION, 0.8, "können wir über größere aufträge reden", "");
    add_clause(&card, MOVE_OTHER, 0.8, "tschüß", "");
    sample_sound(&card, &sound, stretches, 3);
    state.card = &card;
    state.rep = "Jürgen";
    state.piece = 1;
    return state;
}

/* Words without sound: no ribbon, and the chips in its place. */
static struct screen_state typed(void)
{
    static struct card card;
    struct screen_state state = sample_state(PAGE_CARD, SAMPLE_REAL);
    card = card_real;
    card.voice.track.power = NULL;
    card.voice.track.frame_count = 0;
    state.card = &card;
    return state;
}

const struct sample_picture sample_pictures[] = {
    {"card-touched", touched},
    {"card-touched-gone", touched_gone},
    {"card-one-clause", one_clause},
    {"card-no-pauses", no_pauses},
    {"card-many-pauses", many_pauses},
    {"card-two-minutes", two_minutes},
    {"card-nine-minutes", nine_minutes},
    {"card-umlauts", umlauts},
    {"card-typed", typed},
    {"listen-notice", with_notice},
    {"prepare-room-known", known_room},
    {"room-quiet", quiet_room},
    {"room-muted", muted_room},
    {"room-done-noisy", noisy_room},
    {"room-done-unfit", unfit_room},
    {"card-unclear", unclear},
    {"card-marked", marked},
    {"card-no-score", no_score},
    {"card-second-try", second_try},
    {"card-capped", capped},
    {"answer-silent", silent_answer},
    {"ending-compliance", compliance},
    {"ending-let-off", let_off},
    {"ending-unknown", unknown_ending},
    {"choose-empty", no_scenarios},
    {NULL, NULL},
};

const char *sample_page_name(enum screen_page page)
{
    static const char *const names[SAMPLE_PAGES] = {"choose", "prepare", "room",   "room-done",
                                                    "listen", "answer",  "think",  "card",
                                                    "mark",   "model",   "ending", "trouble"};
    return names[page];
}
