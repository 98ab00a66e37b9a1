/* The one rate at which everything behind the microphone and the sound files works. */
#ifndef SAYBACK_RATE_H
#define SAYBACK_RATE_H

/* What the acoustic model was trained at; the sound room resamples to it. */
enum { RATE_HZ = 16000 };

#endif
