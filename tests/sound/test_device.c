#include "sound/device.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static const struct audio_device kiosk[] = {
    {.name = "bcm2835 Headphones", .outputs = 8, .rate_hz = 44100},
    {.name = "USB PnP Sound Device: Audio", .inputs = 1, .outputs = 2, .rate_hz = 44100},
    {.name = "Jabra SPEAK 410 USB: Audio", .inputs = 1, .outputs = 2, .rate_hz = 16000},
    {.name = "USB", .inputs = 2, .rate_hz = 48000},
    {.name = "default", .inputs = 32, .outputs = 32, .default_input = true, .default_output = true},
    {.name = "default2", .inputs = 2, .outputs = 2},
};
enum { DEVICES = sizeof kiosk / sizeof *kiosk };

static int in(const char *wanted)
{
    return device_match(kiosk, DEVICES, DEVICE_INPUT, wanted);
}

static void the_whole_name_goes_before_its_beginning_and_a_part(void **state)
{
    (void)state;
    assert_int_equal(in("USB"), 3);        /* though 1 begins so */
    assert_int_equal(in("USB P"), 1);      /* a beginning */
    assert_int_equal(in("speak"), 2);      /* a part */
    assert_int_equal(in("usb: audio"), 2); /* a part, case ignored */
    assert_int_equal(in("JABRA SPEAK 410 usb: AUDIO"), 2);
    assert_int_equal(in("default"), 4);
    assert_int_equal(in("default2"), 5);
}

static void the_default_is_taken_when_nothing_is_wanted(void **state)
{
    (void)state;
    assert_int_equal(in(NULL), 4);
    assert_int_equal(in(""), 4);
    assert_int_equal(device_match(kiosk, 4, DEVICE_INPUT, NULL), 1); /* none is the default */
    assert_int_equal(device_match(kiosk, 4, DEVICE_OUTPUT, NULL), 0);
}

static void a_device_without_channels_that_way_is_no_choice(void **state)
{
    (void)state;
    assert_int_equal(in("bcm2835"), -1);
    assert_int_equal(device_match(kiosk, DEVICES, DEVICE_OUTPUT, "bcm2835"), 0);
    assert_int_equal(device_match(kiosk, DEVICES, DEVICE_OUTPUT, "USB"), 1);
}

static void an_unknown_name_matches_nothing(void **state)
{
    (void)state;
    assert_int_equal(in("Blue Yeti"), -1);
    assert_int_equal(in("USB PnP Sound Device: Audio and more"), -1);
    assert_int_equal(device_match(NULL, 0, DEVICE_INPUT, NULL), -1);
}

static void a_name_stored_with_its_numbers_is_found_without(void **state)
{
    (void)state;
    assert_int_equal(in("USB PnP Sound Device: Audio (hw:3,0)"), 1);
}

static void numbers_that_change_at_every_boot_are_no_part_of_a_name(void **state)
{
    (void)state;
    static const char *const names[][2] = {
        {"USB PnP Sound Device: Audio (hw:1,0)", "USB PnP Sound Device: Audio"},
        {"USB PnP Sound Device: Audio (hw:12,10)", "USB PnP Sound Device: Audio"},
        {"Mixer (left)", "Mixer (left)"},
        {"Mixer (1,0)", "Mixer (1,0)"},
        {"default", "default"},
        {")", ")"},
        {"", ""},
        {"Caf\xC3\xA9 \xFF\x01", "Caf\xC3\xA9 ??"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char name[AUDIO_NAME_MAX];
        device_name(names[i][0], name);
        assert_string_equal(name, names[i][1]);
    }
}

static void a_name_too_long_is_cut_between_characters(void **state)
{
    (void)state;
    char from[301], name[AUDIO_NAME_MAX];
    for (size_t i = 0; i < 300; i += 3)
        memcpy(from + i, "\xE2\x82\xAC", 3);
    from[300] = '\0';
    device_name(from, name);
    assert_int_equal(strlen(name), 126);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_whole_name_goes_before_its_beginning_and_a_part),
        cmocka_unit_test(the_default_is_taken_when_nothing_is_wanted),
        cmocka_unit_test(a_device_without_channels_that_way_is_no_choice),
        cmocka_unit_test(an_unknown_name_matches_nothing),
        cmocka_unit_test(a_name_stored_with_its_numbers_is_found_without),
        cmocka_unit_test(numbers_that_change_at_every_boot_are_no_part_of_a_name),
        cmocka_unit_test(a_name_too_long_is_cut_between_characters),
    };
    return cmocka_run_group_tests_name("device", tests, NULL, NULL);
}
