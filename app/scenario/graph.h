/* Where the conversation can go: is every turn reachable, does every way end? Inside the scenario
 * room only. */
#ifndef SAYBACK_GRAPH_H
#define SAYBACK_GRAPH_H

#include "scenario/build.h"

/* Checks a scenario whose turns are read. Turns that lead nowhere were reported before and are
 * passed over. */
void graph_check(struct build *b);

#endif
