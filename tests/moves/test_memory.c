/* Out of memory at every allocation of loading the model and of reading a reply: said so, and
 * nothing leaks. */
#include "moves/moves.h"

#include "scarce/memory.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char path[] = "assets/language/moves.model";

static void loading_survives_every_refusal(void **state)
{
    (void)state;
    for (int mode = 0; mode < 2; mode++) {
        bool refused = true;
        for (long allowed = 0; refused; allowed++) {
            struct moves_model *model = NULL;
            struct diag why = {.text = ""};
            scarce_begin(allowed, (enum scarce_mode)mode);
            enum err err = moves_model_load(path, &model, &why);
            refused = scarce_end();
            if (refused) {
                assert_int_equal(err, ERR_MEMORY);
                assert_null(model);
                assert_true(why.text[0] != '\0');
            } else {
                assert_int_equal(err, ERR_NONE);
            }
            moves_model_free(model);
        }
    }
}

static void reading_survives_every_refusal(void **state)
{
    (void)state;
    struct moves_model *model = NULL;
    struct words words;
    struct moves moves;
    const struct moves_prompt prompt = {.caption = "Nine months, and they gave it to Marcus."};
    assert_int_equal(moves_model_load(path, &model, NULL), ERR_NONE);
    words_init(&words);
    moves_init(&moves);
    assert_int_equal(
        words_from_text(
            &words,
            "You gave it nine months and they handed it to Marcus. I need a plan by Friday.", NULL),
        ERR_NONE);
    for (int mode = 0; mode < 2; mode++) {
        bool refused = true;
        for (long allowed = 0; refused; allowed++) {
            scarce_begin(allowed, (enum scarce_mode)mode);
            enum err err = moves_read(model, &words, &prompt, (double)NAN, &moves);
            refused = scarce_end();
            assert_int_equal(err, refused ? ERR_MEMORY : ERR_NONE);
            assert_true((moves.clauses == NULL) == refused);
        }
    }
    assert_int_equal(moves.verdict, VERDICT_EMPATHY_FIRST);
    moves_done(&moves);
    words_done(&words);
    moves_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loading_survives_every_refusal),
        cmocka_unit_test(reading_survives_every_refusal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
