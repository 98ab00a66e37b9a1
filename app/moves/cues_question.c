/* Cues of questions and of offers of help. */
#include "moves/cues.h"

#define OPENS "asks openly"
#define ASKS "asks for a yes, a no or a fact"
#define OFFERS "offers help"

static const struct cue open_questions[] = {
    {"< what [aux]", 2.8, 0, OPENS},
    {"< what ![subject]|a|an|if|about|the|my|your", 1.8, 0, OPENS},
    {"< how ![subject]|about|many|much|often|soon", 0.8, 0, OPENS},
    {"< what|which ... [aux] you|it|that|the|this|your|they|he|she|there", 1.2, 0, OPENS},
    {"what is|was|are|were|would|do|did|does|has|have|will|can|could .. "
     "you|it|that|the|on|this|going|your|behind|worst|hardest|happening|there|been|most|getting|"
     "really",
     1.8, 0, OPENS},
    {"< what worries|bothers|hurts|makes|happened|happens|goes|else|gets|matters|keeps|part|scares|"
     "brought|changed|frustrates|stings|led|part",
     3.2, 0, OPENS},
    {"what else", 1.6, 0, OPENS},
    {"< how [aux]", 2.8, 0, OPENS},
    {"how are|do|did|does|would|is|was|has|have|can|long "
     "you|that|it|this|your|things|the|has|he|we",
     1.6, 0, OPENS},
    {"how are you .. holding|feeling|doing|coping", 1.6, 0, OPENS},
    {"how long has|have", 1.2, 0, OPENS},
    {"how come", 2.0, 0, OPENS},
    {"< where [aux]", 2.4, 0, OPENS},
    {"where do|does|did|are|is you|it|that|this|the|we", 1.4, 0, OPENS},
    {"where|how do|does|did|is|are it|that|this|things .. "
     "feel|start|go|break|hurt|come|hit|show|pinch",
     3.0, 0, OPENS},
    {"< which ... [aux]|[target]|call|part|account|one", 2.0, 0, OPENS},
    {"< who [aux]", 1.4, 0, OPENS},
    {"< why [aux]|do", 1.2, 0, OPENS},
    {"tell|talk|walk me .. more|about|what|how|through|where|why|a|the", 4.2, 0, OPENS},
    {"tell me", 2.4, 0, OPENS},
    {"talk|walk me through|more", 1.0, 0, OPENS},
    {"help me understand|see|get|out", 4.2, 0, OPENS},
    {"i am curious|wondering", 3.0, 0, OPENS},
    {"i wonder what|how|where|why|if|whether", 3.2, 0, OPENS},
    {"i would|want|like love|like|want to? hear|understand|know|learn", 3.4, 0, OPENS},
    {"i want|need to understand|hear|listen|know .. how|what|why|where|more|your|you|from", 3.4, 0,
     OPENS},
    {"do you want|care|mind to .. talk|tell|share|say|walk|explain", 3.0, 0, OPENS},
    {"say more", 3.6, 0, OPENS},
    {"can|could|would|will you .. tell|walk|talk|say|help|share|describe .. "
     "me|us|more|what|about|how",
     3.4, 0, OPENS},
    {"what am i missing", 3.6, 0, OPENS},
    {"what is on your mind", 2.0, 0, OPENS},
    {"what do|would|did you .. think|feel|want|make|see|like|say|mean|suggest|hope", 1.8, 0, OPENS},
    {"how do|would|did you .. feel|see|want|think|like|mean|plan|tackle", 1.8, 0, OPENS},
    {"your thoughts|take|view >", 1.8, 0, OPENS},
    {"< how many|much|often|big|far|old|soon|late", -2.5, 0, OPENS},
    {"how many|much|soon", -1.5, 0, OPENS},
    {"what|which time|day|date|percentage|number|name", -1.0, 0, OPENS},
    {"did i get that|it|you", 2.6, 0, "checks whether it was heard right"},
    {"is that right|it|fair|how|what", 1.2, 0, "checks whether it was heard right"},
    {"am i .. hearing|getting|right|understanding|missing|close", 2.6, 0,
     "checks whether it was heard right"},
};

static const struct cue closed_questions[] = {
    {"< did|do|does|have|has|had|are|is|was|were|can|could|will|would|should "
     "you|he|she|they|we|it|that|this|the|there|i|anybody|your|our",
     2.8, 0, ASKS},
    {"did you|they|he|she|we|it", 2.0, 0, ASKS},
    {"do|does|have|has|are|is|was|were you|they|he|she|we [function] >", 0.2, 0, ASKS},
    {"< how many|much|often|big|far|soon|late", 3.4, 0, ASKS},
    {"how many|much|soon .. did|do|have|are|is|does|calls|deals", 2.6, 0, ASKS},
    {"< when [aux]", 3.2, 0, ASKS},
    {"when is|did|does|are|will|was|were you|it|that|the|he|she|they|this|your", 1.6, 0, ASKS},
    {"< who|which [aux]", 1.4, 0, ASKS},
    {"< who", 2.2, 0, ASKS},
    {"< when [aux]", 0.8, 0, ASKS},
    {"what|which time|day|date|percentage|name|is|was .. your|the number|rate|conversion|price|"
     "discount|figure|percentage|total|date",
     2.4, 0, ASKS},
    {"what was|is|were your|the .. conversion|rate|number|score|price|percentage|close", 1.6, 0,
     ASKS},
    {"right|okay|correct|yes|no >", 0.3, 0, ASKS},
    {"< are you sure|okay|alright|ready|still", 1.0, 0, ASKS},
    {"is there anything|something|anybody", 1.4, 0, ASKS},
    {"have you thought|considered|tried|talked", -2.5, 0, ASKS},
    {"can|could|would|will you .. tell|walk|talk|help|share|describe", -1.5, 0, ASKS},
    {"can|could|shall|should we", -1.0, 0, ASKS},
};

static const struct cue supports[] = {
    {"i could|can|would|will|am ... with|beside|alongside you", 3.6, 0, OFFERS},
    {"i will|can|could back|join|support|help|sit|stand|come|listen|call|talk|ask", 2.2, 0, OFFERS},
    {"if you like|want|need|would|prefer >", 1.2, 0, OFFERS},
    {"how|what can|could|may|might|should i|we .. "
     "help|do|take|support|remove|clear|change|offer|give",
     5.4, 0, OFFERS},
    {"how can|could|may|might|do i|we .. help|support|make", 1.6, 0, OFFERS},
    {"what .. do|would|might you need from|to|right|in|most", 5.6, 0, OFFERS},
    {"what .. support|help .. do|would|can|could|need", 5.6, 0, OFFERS},
    {"what would help|make|be|take .. you|it|this|most|easier|helpful|useful|feel|right|off", 5.4,
     0, OFFERS},
    {"what would|will|could help", 4.2, 0, OFFERS},
    {"what|anything i can|could|should take|do|help|remove", 3.4, 0, OFFERS},
    {"off your plate|desk|shoulders|hands", 2.4, 0, OFFERS},
    {"i am here for|to|if|whenever", 3.4, 0, OFFERS},
    {"i have .. got your back", 3.6, 0, OFFERS},
    {"i will .. help|support|back|join|sit|come|stand|listen|be there|with|in|you|alongside", 3.0,
     0, OFFERS},
    {"i can .. help|support|join|sit|come|free|lend|take|get|ask|introduce|cover", 2.8, 0, OFFERS},
    {"anything i|we can|could", 3.4, 0, OFFERS},
    {"can|could|may i .. help|do|take|support|get|offer", 3.8, 0, OFFERS},
    {"do you want|need me|any|some|help to?", 5.0, 0, OFFERS},
    {"want|like me to", 3.0, 0, OFFERS},
    {"would|will it help if|to", 6.0, 0, OFFERS},
    {"happy|glad|willing to help|join|sit|support|take|listen|come|do", 3.2, 0, OFFERS},
    {"my door is", 3.6, 0, OFFERS},
    {"lean on me", 4.0, 0, OFFERS},
    {"we are in this together", 3.6, 0, OFFERS},
    {"you are not alone|on your own|in this", 3.0, 0, OFFERS},
    {"let me .. help|support|take|know|clear|get .. what|how|if|you|that|some|one|with|this|your",
     2.8, 0, OFFERS},
    {"let me know", 2.0, 0, OFFERS},
    {"i want to help|support", 3.6, 0, OFFERS},
    {"what|anything .. from me", 2.6, 0, OFFERS},
    {"from me >", 1.0, 0, OFFERS},
    {"with|beside|next to? me|you beside|and|to you|me|i|with", 0.4, 0, OFFERS},
    {"i will work|do|go through|it|this with you|together", 2.4, 0, OFFERS},
    {"ask me|us", 1.4, 0, OFFERS},
};

const struct cue_table cues_question[] = {
    {MOVE_OPEN_QUESTION, open_questions, sizeof open_questions / sizeof *open_questions},
    {MOVE_CLOSED_QUESTION, closed_questions, sizeof closed_questions / sizeof *closed_questions},
    {MOVE_SUPPORT, supports, sizeof supports / sizeof *supports},
    {MOVE_OPEN_QUESTION, NULL, 0},
};
