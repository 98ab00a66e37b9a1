#include "sound/alsa_config.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>
#include <sndfile.h>

#define SCENARIO "tests/data/replies/scenarios/third-missed-quota"
#define REPLY "tests/data/replies/third_missed_quota_10.flac"

static char folder[] = "/tmp/sayback-command-XXXXXX";

struct result {
    int status;
    char *out, *err; /* owned */
};

static char *slurp(const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = calloc(1, (size_t)size + 1);
    assert_non_null(text);
    assert_int_equal(fread(text, 1, (size_t)size, file), (size_t)size);
    fclose(file);
    return text;
}

/* Runs `sayback ARGUMENTS` through the shell; `before` are assignments of environment variables. */
static struct result run(const char *before, const char *arguments)
{
    char line[2048];
    snprintf(line, sizeof line, "%s %s/sayback %s >%s/out 2>%s/err </dev/null", before,
             getenv("SAYBACK_BIN"), arguments, folder, folder);
    int status = system(line);
    assert_true(WIFEXITED(status)); /* it did not crash */
    return (struct result){WEXITSTATUS(status), slurp("out"), slurp("err")};
}

static void done(struct result r)
{
    free(r.out);
    free(r.err);
}

static void expect(const char *before, const char *arguments, int status, const char *sentence)
{
    struct result r = run(before, arguments);
    if (r.status != status || strstr(r.err, sentence) == NULL)
        print_message("sayback %s: status %d, stderr: %s\n", arguments, r.status, r.err);
    assert_int_equal(r.status, status);
    assert_non_null(strstr(r.err, sentence));
    done(r);
}

static json_t *run_json(const char *arguments)
{
    struct result r = run("", arguments);
    if (r.status != 0)
        print_message("sayback %s: status %d, stderr: %s\n", arguments, r.status, r.err);
    assert_int_equal(r.status, 0);
    assert_string_equal(r.err, "");
    json_t *root = json_loads(r.out, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(root);
    done(r);
    return root;
}

static const char *string_of(const json_t *root, const char *key)
{
    return json_string_value(json_object_get(root, key));
}

static void path_of(char *path, size_t size, const char *name)
{
    snprintf(path, size, "%s/%s", folder, name);
}

static void write_text(const char *name, const char *text)
{
    char path[256];
    path_of(path, sizeof path, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* `seconds` of a tone burst of `burst_s` in silence; burst_s 0: silence alone. */
static void write_sound(const char *name, int rate, int channels, int format, double seconds,
                        double burst_s)
{
    char path[256];
    path_of(path, sizeof path, name);
    SF_INFO info = {.samplerate = rate, .channels = channels, .format = SF_FORMAT_WAV | format};
    SNDFILE *file = sf_open(path, SFM_WRITE, &info);
    assert_non_null(file);
    float *second = calloc((size_t)rate * (size_t)channels, sizeof *second);
    assert_non_null(second);
    for (int s = 0; s < (int)seconds; s++) {
        for (int i = 0; i < rate; i++) {
            double t = s + (double)i / rate;
            bool burst = t >= 1.0 && t < 1.0 + burst_s;
            for (int c = 0; c < channels; c++)
                second[i * channels + c] =
                    burst ? (float)(0.3 * sin(2 * 3.14159265358979 * 200.0 * t)) : 0.0f;
        }
        assert_int_equal(sf_writef_float(file, second, rate), rate);
    }
    free(second);
    sf_close(file);
}

/* One recorded reply as 8 kHz stereo floats: every other sample, the same on both sides. */
static void write_narrow_copy(const char *from, const char *name)
{
    char path[256];
    path_of(path, sizeof path, name);
    SF_INFO in_info = {0};
    SNDFILE *in = sf_open(from, SFM_READ, &in_info);
    assert_non_null(in);
    float *samples = malloc((size_t)in_info.frames * sizeof *samples);
    assert_non_null(samples);
    assert_int_equal(sf_readf_float(in, samples, in_info.frames), in_info.frames);
    sf_close(in);
    SF_INFO info = {.samplerate = 8000, .channels = 2, .format = SF_FORMAT_WAV | SF_FORMAT_FLOAT};
    SNDFILE *out = sf_open(path, SFM_WRITE, &info);
    assert_non_null(out);
    for (sf_count_t i = 0; i + 1 < in_info.frames; i += 2) {
        float mean = 0.5f * (samples[i] + samples[i + 1]);
        float both[2] = {mean, mean};
        assert_int_equal(sf_writef_float(out, both, 1), 1);
    }
    sf_close(out);
    free(samples);
}

static void usage_mistakes_give_status_2_and_a_sentence(void **state)
{
    (void)state;
    expect("", "score " REPLY, 2, "--scenario DIR");
    expect("", "score --scenario " SCENARIO, 2, "a recorded reply");
    expect("", "score --scenario " SCENARIO " a.wav b.wav", 2, "too much");
    expect("", "score --scenario", 2, "needs a value");
    expect("", "voice --turn x y.wav", 2, "does not know the option --turn");
    expect("", "moves --scenario " SCENARIO, 2, "in quotes");
    expect("", "check", 2, "pack folders");
    expect("", "devices now", 2, "too much");
    expect("", "room a.wav b.wav", 2, "too much");
    expect("", "room --microphone desk a.wav", 2, "not both");
    expect("", "room --microphone", 2, "needs a value");
    expect("", "room --turn x", 2, "does not know the option --turn");
    expect("", "voice --microphone desk a.wav", 2, "does not know the option --microphone");
    expect("", "--size 12", 2, "1280x720");
    expect("", "--size 99999x3", 2, "1280x720");
    expect("", "--dpi 12", 2, "from 60 to 400");
    expect("", "--dpi 133x", 2, "from 60 to 400");
    expect("", "--no-motion --dpi 401", 2, "from 60 to 400");
    expect("", "practise", 2, "neither a command nor an option");
    expect("", "--loud", 2, "--loud");
    expect("", "-xy", 2, "-x");
    expect("", "voice -xy a.wav", 2, "the option -x");
    expect("", "voice --json=3 a.wav", 2, "--json=3");
}

/* With the output gone before a byte of it is written, in both ways that happens in a script. */
static void a_result_that_cannot_be_written_gives_status_3(void **state)
{
    static const char *const arguments[] = {
        "--help",       "--version",           "check " SCENARIO,
        "voice " REPLY, "voice --json " REPLY, "moves --scenario " SCENARIO " 'I need it by noon'"};
    static const char *const outputs[] = {">/dev/full", ">&-"};
    (void)state;
    char line[1024];
    for (size_t i = 0; i < 2 * (sizeof arguments / sizeof *arguments); i++) {
        snprintf(line, sizeof line, "%s/sayback %s %s 2>%s/err", getenv("SAYBACK_BIN"),
                 arguments[i / 2], outputs[i % 2], folder);
        int status = system(line);
        char *err = slurp("err");
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 3)
            print_message("%s\n", line);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 3);
        assert_non_null(strstr(err, "could not be written"));
        free(err);
    }
}

/* The same words with and without marks: the brackets are where the JSON says doubtful. */
static void a_transcript_brackets_what_the_json_calls_doubtful(void **state)
{
    (void)state;
    json_t *root = run_json("transcribe --json " REPLY);
    const json_t *words = json_object_get(root, "words");
    char expected[4096] = "";
    size_t used = 0, i;
    const json_t *word;
    json_array_foreach(words, i, word)
    {
        bool doubtful = json_is_true(json_object_get(word, "doubtful"));
        used +=
            (size_t)snprintf(expected + used, sizeof expected - used, "%s%s%s%s", i > 0 ? " " : "",
                             doubtful ? "[" : "", string_of(word, "word"), doubtful ? "?]" : "");
        assert_true(used < sizeof expected - 1);
    }
    strcat(expected, "\n");
    struct result r = run("", "transcribe " REPLY);
    assert_int_equal(r.status, 0);
    assert_string_equal(r.out, expected);
    done(r);
    json_decref(root);
}

static void help_and_version_succeed(void **state)
{
    (void)state;
    struct result r = run("", "--help");
    assert_int_equal(r.status, 0);
    assert_non_null(strstr(r.out, "sayback score --scenario DIR"));
    done(r);
    r = run("", "score --help");
    assert_int_equal(r.status, 0);
    assert_non_null(strstr(r.out, "sayback score --scenario DIR"));
    done(r);
    r = run("", "--version");
    assert_int_equal(r.status, 0);
    assert_memory_equal(r.out, "sayback ", 8);
    done(r);
}

static void input_that_is_refused_gives_status_1_and_names_the_file(void **state)
{
    (void)state;
    char arguments[512];
    expect("", "voice /tmp/there-is-no-such-file.wav", 1, "/tmp/there-is-no-such-file.wav");
    write_text("words.wav", "this is not sound, it is text\n");
    snprintf(arguments, sizeof arguments, "voice %s/words.wav", folder);
    expect("", arguments, 1, "words.wav");
    expect("", "room /tmp/there-is-no-such-file.wav", 1, "/tmp/there-is-no-such-file.wav");
    write_text("empty.wav", "");
    snprintf(arguments, sizeof arguments, "transcribe %s/empty.wav", folder);
    expect("", arguments, 1, "empty.wav");
    snprintf(arguments, sizeof arguments, "voice %s", folder);
    expect("", arguments, 1, folder);
    expect("", "score --scenario /tmp/there-is-no-such-pack " REPLY, 1, "there-is-no-such-pack");
    expect("", "score --scenario " SCENARIO " --turn middle " REPLY, 1, "opening");
    expect("", "score --scenario " SCENARIO " --turn done " REPLY, 1, "ending");
    expect("", "moves --scenario " SCENARIO " \"$(printf 'caf\\351 au lait')\"", 1, "UTF-8");
    expect("", "--scenarios /tmp/there-is-no-such-folder", 1, "there-is-no-such-folder");
}

static void no_model_gives_status_3_and_names_the_package(void **state)
{
    (void)state;
    expect("SAYBACK_MODEL=/nowhere", "transcribe " REPLY, 3, "pocketsphinx-en-us");
    expect("SAYBACK_MODEL=/nowhere", "score --scenario " SCENARIO " " REPLY, 3,
           "pocketsphinx-en-us");
}

static void no_display_gives_status_3_and_a_sentence(void **state)
{
    (void)state;
    expect("env -u DISPLAY -u WAYLAND_DISPLAY SDL_VIDEODRIVER=x11",
           "--windowed --size 800x480 --scenarios tests/data/replies/scenarios", 3, "display");
}

static void every_bundled_pack_is_fit_to_load(void **state)
{
    (void)state;
    struct result r = run("", "check scenarios/*/ tests/data/replies/scenarios/*/");
    if (r.status != 0)
        print_message("%s%s", r.out, r.err);
    assert_int_equal(r.status, 0);
    assert_string_equal(r.err, "");
    size_t lines = 0;
    for (const char *p = r.out; (p = strchr(p, '\n')) != NULL; p++)
        lines++;
    assert_int_equal(lines, 18);
    done(r);
}

static void a_broken_pack_is_refused_with_file_and_line(void **state)
{
    (void)state;
    char arguments[512], path[256];
    path_of(path, sizeof path, "pack");
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(arguments, sizeof arguments, "check %s/pack", folder);
    expect("", arguments, 1, "scenario.yaml");
    write_text("pack/scenario.yaml", "format: 1\n"
                                     "title: Broken\n"
                                     "rep: Ann\n"
                                     "start: opening\n"
                                     "turns:\n"
                                     "  opening:\n"
                                     "    audio: opening.flac\n"
                                     "    caption: Hello there.\n"
                                     "    expects: [empathy]\n"
                                     "    next:\n"
                                     "      heard: nowhere\n"
                                     "      unheard: done\n"
                                     "  done:\n"
                                     "    caption: Bye.\n"
                                     "    ending: commitment\n");
    write_text("pack/opening.flac", "not sound");
    expect("", arguments, 1, "scenario.yaml:11:");
    expect("", arguments, 1, "nowhere");
    expect("", arguments, 1, "opening.flac");
}

static void a_reply_of_silence_is_too_short_and_everything_unknown_is_null(void **state)
{
    (void)state;
    char arguments[512];
    write_sound("silence.wav", 16000, 1, SF_FORMAT_PCM_16, 5, 0);
    snprintf(arguments, sizeof arguments, "score --json --scenario " SCENARIO " %s/silence.wav",
             folder);
    json_t *root = run_json(arguments);
    assert_string_equal(string_of(root, "verdict"), "too_short");
    assert_string_equal(string_of(root, "outcome"), "again");
    assert_true(json_is_null(json_object_get(root, "score")));
    json_t *voice = json_object_get(root, "voice");
    assert_true(json_is_null(json_object_get(voice, "speech_start_s")));
    assert_true(json_is_null(json_object_get(voice, "words_per_minute")));
    assert_int_equal(json_array_size(json_object_get(root, "words")), 0);
    json_decref(root);
}

static void ten_minutes_of_a_silent_room_are_no_trouble(void **state)
{
    (void)state;
    char arguments[512];
    write_sound("long.wav", 8000, 2, SF_FORMAT_FLOAT, 600, 0.5);
    snprintf(arguments, sizeof arguments, "score --json --scenario " SCENARIO " %s/long.wav",
             folder);
    json_t *root = run_json(arguments);
    assert_string_equal(string_of(root, "verdict"), "too_short");
    json_decref(root);
}

static void sixteen_minutes_are_refused(void **state)
{
    (void)state;
    char arguments[512];
    write_sound("longer.wav", 8000, 1, SF_FORMAT_PCM_16, 960, 0);
    snprintf(arguments, sizeof arguments, "score --scenario " SCENARIO " %s/longer.wav", folder);
    expect("", arguments, 1, "longer.wav");
}

static void a_reply_gives_the_same_bytes_every_time(void **state)
{
    (void)state;
    struct result one = run("", "score --json --scenario " SCENARIO " " REPLY);
    struct result two = run("", "score --json --scenario " SCENARIO " " REPLY);
    assert_int_equal(one.status, 0);
    assert_string_equal(one.out, two.out);
    done(one);
    done(two);
}

static void a_plain_reply_gets_its_verdict_with_evidence(void **state)
{
    (void)state;
    json_t *root = run_json("score --json --scenario " SCENARIO " " REPLY);
    assert_string_equal(string_of(root, "verdict"), "empathy_only");
    assert_string_equal(string_of(root, "scenario"), "third-missed-quota");
    assert_string_equal(string_of(root, "turn"), "opening");
    assert_true(json_array_size(json_object_get(root, "words")) > 20);
    size_t i;
    json_t *move;
    json_array_foreach(json_object_get(root, "moves"), i, move)
    {
        assert_true(strlen(string_of(move, "evidence")) > 0);
        assert_true(json_is_real(json_object_get(move, "start_s")));
    }
    assert_true(json_integer_value(json_object_get(root, "score")) > 60);
    json_decref(root);
}

static void stereo_floats_at_8_khz_are_heard_too(void **state)
{
    (void)state;
    char arguments[512];
    write_narrow_copy(REPLY, "narrow.wav");
    snprintf(arguments, sizeof arguments, "score --json --scenario " SCENARIO " %s/narrow.wav",
             folder);
    json_t *root = run_json(arguments);
    json_t *voice = json_object_get(root, "voice");
    /* truth.jsonl: speech ends at 12.1 s; words suffer at telephone bandwidth, times do not */
    double end_s = json_real_value(json_object_get(voice, "speech_end_s"));
    assert_true(end_s > 11.5 && end_s < 12.7);
    json_decref(root);
}

static void typed_words_get_moves(void **state)
{
    (void)state;
    json_t *root =
        run_json("moves --json --scenario " SCENARIO
                 " \"You are doing everything we asked and it is not working. That must be "
                 "so frustrating. What do you think is going on?\"");
    assert_string_equal(string_of(root, "verdict"), "empathy_only");
    assert_int_equal(json_object_size(root), 3);
    assert_true(json_array_size(json_object_get(root, "moves")) >= 2);
    json_decref(root);
    root = run_json("moves --json --scenario " SCENARIO " \"\"");
    assert_string_equal(string_of(root, "verdict"), "too_short");
    json_decref(root);
}

static void the_card_is_printed_and_drawn(void **state)
{
    (void)state;
    char arguments[512];
    snprintf(arguments, sizeof arguments,
             "score --scenario " SCENARIO " --picture %s/card.png " REPLY, folder);
    struct result r = run("env -u DISPLAY -u WAYLAND_DISPLAY", arguments);
    assert_int_equal(r.status, 0);
    assert_non_null(strstr(r.out, " of 100."));
    assert_non_null(strstr(r.out, "Try next"));
    done(r);
    char *png = slurp("card.png");
    assert_memory_equal(png, "\x89PNG", 4);
    free(png);
    snprintf(arguments, sizeof arguments,
             "score --scenario " SCENARIO " --picture /nowhere/card.png " REPLY);
    r = run("", arguments);
    assert_int_equal(r.status, 3);
    assert_non_null(strstr(r.err, "/nowhere/card.png"));
    done(r);
}

/* A whole recording; the caller frees it. */
static float *read_sound(const char *path, size_t *count)
{
    SF_INFO info = {0};
    SNDFILE *file = sf_open(path, SFM_READ, &info);
    assert_non_null(file);
    assert_int_equal(info.samplerate, 16000);
    assert_int_equal(info.channels, 1);
    float *samples = malloc((size_t)info.frames * sizeof *samples);
    assert_non_null(samples);
    assert_int_equal(sf_readf_float(file, samples, info.frames), info.frames);
    *count = (size_t)info.frames;
    sf_close(file);
    return samples;
}

/* The reply as stereo floats, each sample `times` times, nothing on the left. */
static void write_right_copy(const char *name, int times)
{
    char path[256];
    size_t count;
    path_of(path, sizeof path, name);
    float *samples = read_sound(REPLY, &count);
    SF_INFO info = {
        .samplerate = 16000 * times, .channels = 2, .format = SF_FORMAT_WAV | SF_FORMAT_FLOAT};
    SNDFILE *out = sf_open(path, SFM_WRITE, &info);
    assert_non_null(out);
    for (size_t i = 0; i < count * (size_t)times; i++) {
        float both[2] = {0.0f, i % 50 == 7 ? (float)NAN : samples[i / (size_t)times]};
        if (times == 1)
            both[1] = samples[i];
        assert_int_equal(sf_writef_float(out, both, 1), 1);
    }
    sf_close(out);
    free(samples);
}

static double measure_of(const json_t *root, const char *key)
{
    const json_t *value = json_object_get(root, key);
    assert_true(json_is_real(value));
    return json_real_value(value);
}

/* The name of the only finding, "" without one. */
static const char *only_finding(const json_t *root)
{
    const json_t *findings = json_object_get(root, "findings");
    assert_true(json_array_size(findings) <= 1);
    const json_t *first = json_array_get(findings, 0);
    if (first == NULL)
        return "";
    assert_true(strlen(string_of(first, "says")) > 0 && strlen(string_of(first, "mend")) > 0);
    return string_of(first, "finding");
}

static void a_good_recording_of_a_room_has_figures_and_nothing_to_mend(void **state)
{
    (void)state;
    json_t *root = run_json("room --json " REPLY);
    assert_int_equal(json_object_size(root), 12);
    assert_true(json_is_true(json_object_get(root, "good")));
    assert_string_equal(only_finding(root), "");
    assert_true(measure_of(root, "snr_db") > 35.0);
    assert_true(measure_of(root, "floor_dbfs") < -55.0);
    assert_true(json_is_real(json_object_get(json_object_get(root, "pitch"), "median_hz")));
    json_decref(root);
    struct result r = run("", "room " REPLY);
    assert_int_equal(r.status, 0);
    assert_memory_equal(r.out, "Good: your voice is ", 20);
    assert_non_null(strstr(r.out, "dBFS"));
    done(r);
}

static void silence_is_a_muted_microphone_and_everything_unknown_is_null(void **state)
{
    (void)state;
    static const char *const unknown[] = {"floor_dbfs", "active_dbfs", "snr_db", "peak_dbfs",
                                          "syllables_per_second"};
    char arguments[512];
    write_sound("silence.wav", 16000, 1, SF_FORMAT_PCM_16, 5, 0);
    snprintf(arguments, sizeof arguments, "room --json %s/silence.wav", folder);
    json_t *root = run_json(arguments);
    assert_true(json_is_false(json_object_get(root, "good")));
    assert_string_equal(only_finding(root), "muted");
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        assert_true(json_is_null(json_object_get(root, unknown[i])));
    assert_true(json_is_null(json_object_get(json_object_get(root, "pitch"), "median_hz")));
    json_decref(root);
    snprintf(arguments, sizeof arguments, "room %s/silence.wav", folder);
    struct result r = run("", arguments);
    assert_int_equal(r.status, 0);
    assert_non_null(strstr(r.out, "muted"));
    assert_null(strstr(r.out, "nan"));
    done(r);
}

static void a_room_is_the_same_at_any_rate_with_holes_and_an_empty_channel(void **state)
{
    (void)state;
    char arguments[512];
    json_t *plain = run_json("room --json " REPLY);
    static const int times[] = {1, 6};
    for (size_t i = 0; i < 2; i++) {
        write_right_copy("right.wav", times[i]);
        snprintf(arguments, sizeof arguments, "room --json %s/right.wav", folder);
        json_t *root = run_json(arguments);
        /* the same samples, or a fiftieth of them gone: 0.2 dB, and clicks on the noise */
        double tolerance_db = times[i] == 1 ? 0.01 : 1.0;
        double apart_db = measure_of(root, "active_dbfs") - measure_of(plain, "active_dbfs");
        assert_true(fabs(apart_db) <= tolerance_db);
        json_decref(root);
    }
    write_narrow_copy(REPLY, "narrow.wav");
    snprintf(arguments, sizeof arguments, "room --json %s/narrow.wav", folder);
    json_t *root = run_json(arguments);
    assert_true(json_is_true(json_object_get(root, "good")));
    json_decref(root);
    json_decref(plain);
}

/* What a microphone of 44100 Hz hears: 3 s of a soft hiss, the reply in it, 20 s of the hiss. */
static void write_microphone(const char *name)
{
    char path[256];
    size_t count;
    path_of(path, sizeof path, name);
    FILE *file = fopen(path, "wb");
    float *samples = read_sound(REPLY, &count);
    assert_non_null(file);
    unsigned seed = 1;
    size_t total = (size_t)(44100.0 * ((double)count / 16000.0 + 23.0));
    for (size_t i = 0; i < total; i++) {
        double at = ((double)i / 44100.0 - 3.0) * 16000.0;
        size_t before = at > 0.0 ? (size_t)at : 0;
        seed = seed * 1664525u + 1013904223u;
        double hiss = 0.002 * ((double)(seed >> 8) / 8388608.0 - 1.0), voice = 0.0;
        if (at > 0.0 && before + 1 < count)
            voice = (double)samples[before] +
                    (at - (double)before) * (double)(samples[before + 1] - samples[before]);
        float sample = (float)(voice + hiss);
        assert_int_equal(fwrite(&sample, sizeof sample, 1, file), 1);
    }
    fclose(file);
    free(samples);
}

static void a_microphone_is_listened_to_and_the_person_told_what_to_do(void **state)
{
    (void)state;
    char config[256], spoken[256], before[512];
    path_of(config, sizeof config, "asound.conf");
    path_of(spoken, sizeof spoken, "spoken.raw");
    write_microphone("spoken.raw");
    const struct alsa_device devices[] = {{"desk", spoken, NULL, NULL},
                                          {"mute", "/dev/zero", NULL, NULL}};
    assert_true(alsa_config_write(config, devices, 2));
    snprintf(before, sizeof before, "ALSA_CONFIG_PATH=%s", config);
    struct result r = run(before, "room --json --microphone desk");
    assert_int_equal(r.status, 0);
    assert_non_null(strstr(r.err, "quiet for 3 seconds"));
    assert_non_null(strstr(r.err, "read this aloud"));
    json_t *root = json_loads(r.out, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(root);
    assert_string_equal(only_finding(root), "");
    json_t *plain = run_json("room --json " REPLY);
    assert_true(fabs(measure_of(root, "active_dbfs") - measure_of(plain, "active_dbfs")) < 2.0);
    assert_true(measure_of(root, "length_s") > 5.0 && measure_of(root, "length_s") <= 18.0);
    json_decref(plain);
    json_decref(root);
    done(r);
    r = run(before, "room --microphone mute");
    assert_int_equal(r.status, 0);
    assert_non_null(strstr(r.err, "is the microphone muted?"));
    assert_non_null(strstr(r.out, "is the microphone muted?"));
    done(r);
    expect(before, "room --microphone yeti", 3, "yeti");
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) != NULL && getenv("SAYBACK_BIN") != NULL ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    char line[256];
    snprintf(line, sizeof line, "rm -rf %s", folder);
    return system(line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(usage_mistakes_give_status_2_and_a_sentence),
        cmocka_unit_test(a_transcript_brackets_what_the_json_calls_doubtful),
        cmocka_unit_test(help_and_version_succeed),
        cmocka_unit_test(a_result_that_cannot_be_written_gives_status_3),
        cmocka_unit_test(input_that_is_refused_gives_status_1_and_names_the_file),
        cmocka_unit_test(no_model_gives_status_3_and_names_the_package),
        cmocka_unit_test(no_display_gives_status_3_and_a_sentence),
        cmocka_unit_test(every_bundled_pack_is_fit_to_load),
        cmocka_unit_test(a_broken_pack_is_refused_with_file_and_line),
        cmocka_unit_test(a_reply_of_silence_is_too_short_and_everything_unknown_is_null),
        cmocka_unit_test(ten_minutes_of_a_silent_room_are_no_trouble),
        cmocka_unit_test(sixteen_minutes_are_refused),
        cmocka_unit_test(a_reply_gives_the_same_bytes_every_time),
        cmocka_unit_test(a_plain_reply_gets_its_verdict_with_evidence),
        cmocka_unit_test(stereo_floats_at_8_khz_are_heard_too),
        cmocka_unit_test(typed_words_get_moves),
        cmocka_unit_test(the_card_is_printed_and_drawn),
        cmocka_unit_test(a_good_recording_of_a_room_has_figures_and_nothing_to_mend),
        cmocka_unit_test(silence_is_a_muted_microphone_and_everything_unknown_is_null),
        cmocka_unit_test(a_room_is_the_same_at_any_rate_with_holes_and_an_empty_channel),
        cmocka_unit_test(a_microphone_is_listened_to_and_the_person_told_what_to_do),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
