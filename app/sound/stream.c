#include "sound/stream.h"

#include <portaudio.h>

enum {
    /* A healthy device calls back every 25 ms or so at our latency; a lost one never again. */
    STOP_STEP_MS = 2,
    STOP_STEPS = 150
};

bool stream_active(void *handle)
{
    return handle != NULL && Pa_IsStreamActive(handle) == 1;
}

/* Ended by its own callback, the stream's thread is gone before PortAudio is asked to stop it, and
 * Pa_StopStream only has to collect it; stopped from outside, PortAudio cancels a thread that may
 * be in the middle of anything. */
void stream_close(void *handle, atomic_bool *stop)
{
    if (handle == NULL)
        return;
    atomic_store_explicit(stop, true, memory_order_relaxed);
    for (int i = 0; i < STOP_STEPS && stream_active(handle); i++)
        Pa_Sleep(STOP_STEP_MS);
    if (!stream_active(handle) && Pa_IsStreamStopped(handle) == 0)
        (void)Pa_StopStream(handle);
    (void)Pa_CloseStream(handle);
}

enum err stream_refused(const char *noun, const char *name, int error, struct diag *why)
{
    const char *reason = Pa_GetErrorText(error);
    const PaHostErrorInfo *host = Pa_GetLastHostErrorInfo();
    if (error == paUnanticipatedHostError && host != NULL && host->errorText != NULL)
        reason = host->errorText;
    if (error == paDeviceUnavailable)
        reason = "another program uses it, or it was unplugged";
    return diag_set(why, ERR_DEVICE, 0, "the %s \"%s\" cannot be opened: %s", noun, name, reason);
}
