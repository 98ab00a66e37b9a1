#include "score/card.h"

void card_init(struct card *card)
{
    *card = (struct card){.score = -1, .speaker = speaker_unknown()};
    words_init(&card->words);
    moves_init(&card->moves);
    voice_report_init(&card->voice);
}

void card_done(struct card *card)
{
    words_done(&card->words);
    moves_done(&card->moves);
    voice_report_done(&card->voice);
    card_init(card);
}
