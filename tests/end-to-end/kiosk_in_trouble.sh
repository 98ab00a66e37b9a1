#!/usr/bin/env bash
# The sound server dies while the manager answers: the kiosk says so, and goes on by itself once it is back.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/stage.sh"
data=$here/../data/replies
sayback=$SAYBACK_BIN/sayback

stage_begin 800x480
"$sayback" --windowed --size 800x480 --scenarios "$data/scenarios" 2>"$stage/kiosk.log" &
kiosk=$!
stage_pids+=("$kiosk")
stage_title "Sayback: choose" 30
stage_key Return
stage_title "Sayback: prepare" 5
stage_key Return
stage_title "Sayback: listen" 5
stage_title "Sayback: answer" 40
stage_sound_end
stage_title "Sayback: trouble" 20
stage_picture "$stage/trouble.png"
grep -q "icrophone" "$stage/kiosk.log" || fail "nothing on stderr says what is wrong"
stage_sound
stage_title "Sayback: listen" 30
stage_title "Sayback: answer" 40
stage_key Escape
stage_title "Sayback: choose" 10
stage_key ctrl+q
stage_wait 10 sh -c "! kill -0 $kiosk" || fail "the kiosk does not end"
wait "$kiosk" || fail "the kiosk ended with status $?"
[ -z "${SAYBACK_PICTURES:-}" ] || cp "$stage"/*.png "$SAYBACK_PICTURES"
echo "lost and found again"
