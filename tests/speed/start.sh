#!/usr/bin/env bash
# Seconds from starting the kiosk to its first frame, and from touching "Start" to the first sound of the rep's line, on the
# stage of the end-to-end tests. Figures, not a test: prints each run and the median.
# Usage: tests/speed/start.sh [RUNS], with SAYBACK_BIN=build/release/bin
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/../end-to-end/stage.sh"
: "${SAYBACK_BIN:=$here/../../build/release/bin}"
data=$here/../data/replies
runs=${1:-5}

now() { date +%s.%N; }
since() { echo "$(now) - $1" | bc -l; }

# A window's title is set with its first frame; looked for every 10 ms.
first_frame() {
    until xdotool search --name "Sayback: choose" >/dev/null 2>&1; do sleep 0.01; done
}

# The loudspeaker's monitor gives nothing, or zeros, until something is played.
first_sound() {
    until [ "$(tr -d '\0' <"$stage/heard" | head -c 1 | wc -c)" = 1 ]; do sleep 0.01; done
}

one_run() {
    local begin frame sound pid ear
    begin=$(now)
    "$SAYBACK_BIN/sayback" --windowed --size 1280x720 --scenarios "$data/scenarios" >/dev/null 2>"$stage/kiosk.log" &
    pid=$!
    first_frame
    frame=$(since "$begin")
    sleep 2
    stage_key Return
    stage_title "Sayback: prepare" 5
    parec --device=speaker.monitor --latency-msec=10 >"$stage/heard" 2>/dev/null &
    ear=$!
    sleep 0.5
    begin=$(now)
    xdotool key Return
    first_sound
    sound=$(since "$begin")
    kill "$ear"
    kill "$pid"
    wait "$pid" || true
    printf '%.3f\t%.3f\n' "$frame" "$sound"
}

need bc parec tr
stage_begin 1280x720
printf "first frame s\tfirst sound after Start s\n"
for _ in $(seq "$runs"); do one_run; done | tee "$stage/runs"
for column in 1 2; do
    cut -f$column "$stage/runs" | sort -n | sed -n "$((runs / 2 + 1))p"
done | paste -sd '\t' | sed 's/$/\tmedian/'
