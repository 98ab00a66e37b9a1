/* check: is this pack fit to load? Every problem, with file and line. */
#include "command/shared.h"

#include <stdio.h>

static int check_one(const char *dir)
{
    struct problems problems;
    struct scenario *scenario = NULL;
    problems_init(&problems);
    enum err err = scenario_load(dir, &scenario, &problems);
    shared_print_problems(&problems);
    if (err == ERR_NONE)
        printf("%s: fit to load: \"%s\", %zu turns%s\n", dir, scenario->title, scenario->turn_count,
               problems.count > 0 ? ", with warnings" : "");
    else if (err == ERR_INPUT)
        printf("%s: refused, %zu error%s\n", dir, problems.errors, problems.errors == 1 ? "" : "s");
    problems_done(&problems);
    scenario_free(scenario);
    return err == ERR_NONE ? STATUS_DONE : err == ERR_INPUT ? STATUS_REFUSED : STATUS_FAILED;
}

int command_check(int argc, char **argv)
{
    struct shared_options o;
    int status = shared_read_options(argc, argv, 0, "one or more pack folders", true, &o);
    if (status != STATUS_DONE)
        return status;
    for (int i = 0; i < o.operand_count; i++) {
        int one = check_one(o.operands[i]);
        if (one > status)
            status = one;
    }
    return status;
}
