/* A moment of rest for a loop that looks whether something has come. Any thread. */
#ifndef SAYBACK_NAP_H
#define SAYBACK_NAP_H

#include <time.h>

static inline void nap_ms(int ms)
{
    struct timespec wait = {.tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000L};
    (void)nanosleep(&wait, NULL);
}

#endif
