#include "kiosk/mailbox.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void letters_come_out_in_the_order_they_went_in(void **state)
{
    (void)state;
    struct mailbox box;
    struct letter letter;
    assert_int_equal(mailbox_init(&box), ERR_NONE);
    assert_false(mailbox_take(&box, &letter));
    for (int round = 0; round < 5; round++) {
        for (int i = 0; i < 50; i++)
            mailbox_post(&box, (struct letter){.what = i, .turn = round, .about = &box});
        for (int i = 0; i < 50; i++) {
            assert_true(mailbox_take(&box, &letter));
            assert_int_equal(letter.what, i);
            assert_int_equal(letter.turn, round);
            assert_ptr_equal(letter.about, &box);
        }
    }
    assert_false(mailbox_take(&box, &letter));
    mailbox_done(&box);
}

static void a_full_box_keeps_the_oldest(void **state)
{
    (void)state;
    struct mailbox box;
    struct letter letter;
    assert_int_equal(mailbox_init(&box), ERR_NONE);
    for (int i = 0; i < MAILBOX_ROOM + 10; i++)
        mailbox_post(&box, (struct letter){.what = i});
    for (int i = 0; i < MAILBOX_ROOM; i++) {
        assert_true(mailbox_take(&box, &letter));
        assert_int_equal(letter.what, i);
    }
    assert_false(mailbox_take(&box, &letter));
    mailbox_done(&box);
}

enum { LETTERS = 20000 };

static void *post_all(void *context)
{
    struct mailbox *box = context;
    for (int i = 0; i < LETTERS; i++)
        mailbox_post(box, (struct letter){.what = i});
    return NULL;
}

static void two_threads_never_see_a_letter_twice_or_out_of_order(void **state)
{
    (void)state;
    struct mailbox box;
    struct letter letter;
    pthread_t thread;
    int last = -1;
    assert_int_equal(mailbox_init(&box), ERR_NONE);
    assert_int_equal(pthread_create(&thread, NULL, post_all, &box), 0);
    for (int i = 0; i < LETTERS; i++) {
        if (mailbox_take(&box, &letter)) {
            assert_true(letter.what > last);
            last = letter.what;
        }
    }
    assert_int_equal(pthread_join(thread, NULL), 0);
    while (mailbox_take(&box, &letter)) {
        assert_true(letter.what > last);
        last = letter.what;
    }
    assert_true(last >= 0);
    mailbox_done(&box);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_come_out_in_the_order_they_went_in),
        cmocka_unit_test(a_full_box_keeps_the_oldest),
        cmocka_unit_test(two_threads_never_see_a_letter_twice_or_out_of_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
