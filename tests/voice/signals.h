/* Sounds with a known answer: noise of a given level, and things that are like a voice where the
 * detector looks (harmonics, syllables) with edges at given times. */
#ifndef SAYBACK_TEST_SIGNALS_H
#define SAYBACK_TEST_SIGNALS_H

#include <stddef.h>
#include <stdint.h>

struct signal {
    float *samples;
    size_t count;
};

/* Zeros; fails the test when memory ends. Free with signal_done. */
struct signal signal_new(double length_s);
void signal_done(struct signal *s);

/* Adds white noise, the same for the same seed. Levels are RMS in dBFS. */
void signal_add_noise(struct signal *s, double from_s, double to_s, double dbfs, uint32_t seed);
void signal_add_sine(struct signal *s, double from_s, double to_s, double dbfs, double hz);
void signal_add_offset(struct signal *s, double offset);

/* A steady vowel: harmonics of `f0_hz` that fall by 6 dB an octave, with edges of 5 ms. */
void signal_add_vowel(struct signal *s, double from_s, double to_s, double dbfs, double f0_hz);

/* Syllables: vowels of 200 ms with closures of 40 ms between them, the last cut at `to_s`. */
void signal_add_talk(struct signal *s, double from_s, double to_s, double dbfs);

#endif
