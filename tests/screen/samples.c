#include "screen/samples.h"

#include "base/utf8.h"

#include <math.h>
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
        .ticks = ticks_real,
        .ending = "commitment",
        .trouble = "No microphone was found. Plug in a USB microphone, then touch “Try again”.",
        .notice = "",
    };
}

static struct screen_state state_long(void)
{
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
        .ticks = ticks_long,
        .ending = long_text,
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

const struct sample_picture sample_pictures[] = {
    {"listen-notice", with_notice},   {"prepare-room-known", known_room},
    {"room-quiet", quiet_room},       {"room-muted", muted_room},
    {"room-done-noisy", noisy_room},  {"room-done-unfit", unfit_room},
    {"card-unclear", unclear},        {"card-marked", marked},
    {"card-no-score", no_score},      {"card-capped", capped},
    {"answer-silent", silent_answer}, {"ending-compliance", compliance},
    {"ending-let-off", let_off},      {"ending-unknown", unknown_ending},
    {"choose-empty", no_scenarios},   {NULL, NULL},
};

const char *sample_page_name(enum screen_page page)
{
    static const char *const names[SAMPLE_PAGES] = {"choose", "prepare", "room",   "room-done",
                                                    "listen", "answer",  "think",  "card",
                                                    "mark",   "ending",  "trouble"};
    return names[page];
}
