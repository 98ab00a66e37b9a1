#include "scenario/suggest.h"

#include <string.h>

enum { LENGTH_MAX = 40 };

static int smallest(int a, int b, int c)
{
    int least = a < b ? a : b;
    return least < c ? least : c;
}

/* Damerau's distance, optimal string alignment: rows of a table, three of them alive. */
static int distance(const char *a, const char *b)
{
    int rows[3][LENGTH_MAX + 1];
    int na = (int)strlen(a), nb = (int)strlen(b);
    for (int j = 0; j <= nb; j++)
        rows[0][j] = j;
    for (int i = 1; i <= na; i++) {
        int *now = rows[i % 3];
        const int *before = rows[(i + 2) % 3], *earlier = rows[(i + 1) % 3];
        now[0] = i;
        for (int j = 1; j <= nb; j++) {
            int change = a[i - 1] == b[j - 1] ? 0 : 1;
            now[j] = smallest(before[j] + 1, now[j - 1] + 1, before[j - 1] + change);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = smallest(now[j], earlier[j - 2] + 1, now[j]);
        }
    }
    return rows[na % 3][nb];
}

const char *suggest_name(const char *name, const char *const *known, size_t count)
{
    if (strlen(name) > LENGTH_MAX)
        return NULL;
    int limit = strlen(name) <= 4 ? 1 : 2;
    const char *best = NULL;
    for (size_t i = 0; i < count; i++) {
        if (strlen(known[i]) > LENGTH_MAX)
            continue;
        int d = distance(name, known[i]);
        if (d <= limit) {
            limit = d - 1; /* the first of equals wins */
            best = known[i];
        }
    }
    return best;
}
