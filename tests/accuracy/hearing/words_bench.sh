#!/usr/bin/env bash
# Runs the bench of hearing on every sixth reply and holds its figures to what only a breakage would
# miss: no clip lost, not every second word wrong, about as many words heard as said.
set -uo pipefail
export SAYBACK_BIN=${SAYBACK_BIN:-$SAYBACK_BUILD/bin}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
tests/accuracy/words --quick --no-stock --set replies --tsv "$work/figures.tsv"
status=$?
[ $status = 0 ] || exit $status
awk -F '\t' '
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
    $at["group"] == "all" {
        seen++
        if ($at["clips"] != 7 || $at["lost"] != 0) { print "clips: " $at["clips"] ", lost: " $at["lost"]; bad = 1 }
        if (!($at["wer"] > 0 && $at["wer"] < 0.5)) { print "word errors: " $at["wer"]; bad = 1 }
        if (!($at["count"] > 0.85 && $at["count"] < 1.15)) { print "heard of said: " $at["count"]; bad = 1 }
        if (!($at["cues"] > 10 && $at["cue_recall"] > 0.5)) { print "cues heard: " $at["cue_recall"] " of " $at["cues"]; bad = 1 }
    }
    END { exit bad || seen != 1 }' "$work/figures.tsv"
