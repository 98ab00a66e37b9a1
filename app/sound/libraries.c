#include "sound/libraries.h"

#include <dlfcn.h>
#include <stddef.h>

/* PortAudio brings libasound and libjack with it, so their functions are in the program already;
 * asking for them by name costs neither a header nor a package, and where a PortAudio was built
 * without them there is nothing to do.
 *
 * The other way, pointing descriptor 2 at /dev/null while PortAudio starts, would swallow what
 * other threads say meanwhile, be inherited by a child started at that moment, and not help when a
 * stream is opened later. */

typedef void alsa_handler(const char *file, int line, const char *function, int error,
                          const char *format, ...);
typedef int alsa_set_handler(alsa_handler *handler);
typedef void jack_handler(const char *message);
typedef void jack_set_handler(jack_handler *handler);
typedef int alsa_config_update(void);
typedef int alsa_config_search(void *config, const char *key, void **node);

/* POSIX promises that a function's address fits into what dlsym returns; C has no cast for it. */
union symbol {
    void *address;
    alsa_set_handler *alsa_set_handler;
    jack_set_handler *jack_set_handler;
    alsa_config_update *alsa_config_update;
    alsa_config_search *alsa_config_search;
    void **alsa_config;
};

static union symbol find(void *program, const char *name)
{
    return (union symbol){.address = dlsym(program, name)};
}

static void say_nothing_alsa(const char *file, int line, const char *function, int error,
                             const char *format, ...)
{
    (void)file, (void)line, (void)function, (void)error, (void)format;
}

static void say_nothing_jack(const char *message)
{
    (void)message;
}

void libraries_quieten(void)
{
    void *program = dlopen(NULL, RTLD_LAZY);
    if (program == NULL)
        return;
    union symbol alsa = find(program, "snd_lib_error_set_handler");
    if (alsa.address != NULL)
        (void)alsa.alsa_set_handler(say_nothing_alsa);
    static const char *const jack_setters[] = {"jack_set_error_function", "jack_set_info_function"};
    for (size_t i = 0; i < sizeof jack_setters / sizeof *jack_setters; i++) {
        union symbol jack = find(program, jack_setters[i]);
        if (jack.address != NULL)
            jack.jack_set_handler(say_nothing_jack);
    }
    (void)dlclose(program);
}

bool libraries_have_default(void)
{
    void *program = dlopen(NULL, RTLD_LAZY);
    if (program == NULL)
        return true;
    union symbol update = find(program, "snd_config_update");
    union symbol search = find(program, "snd_config_search");
    union symbol config = find(program, "snd_config");
    bool there = true;
    if (update.address != NULL && search.address != NULL && config.address != NULL) {
        void *node = NULL;
        there = update.alsa_config_update() >= 0 && *config.alsa_config != NULL &&
                search.alsa_config_search(*config.alsa_config, "pcm.default", &node) == 0;
    }
    (void)dlclose(program);
    return there;
}
