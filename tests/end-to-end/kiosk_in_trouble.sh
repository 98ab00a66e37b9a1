#!/usr/bin/env bash
# The sound server dies while the manager answers: the kiosk says so, and goes on by itself once it is back.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/stage.sh"
data=$here/../data/replies

stage_begin 800x480
stage_kiosk 800x480
stage_keys_to_answer
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
stage_kiosk_ends
echo "lost and found again"
