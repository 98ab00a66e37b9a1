#!/usr/bin/env bash
# A whole practice turn on real sound: the kiosk in a real window, the rep's line through the loudspeaker, a recorded
# reply into the microphone, keys from the keyboard. The card must be the one that the command line gives.
# With SAYBACK_PICTURES=DIR the pictures it took are kept there; those in assets/pictures come from here.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/stage.sh"
data=$here/../data/replies
sayback=$SAYBACK_BIN/sayback
reply=$data/burnout_overload_01.flac

stage_begin 1280x720
need sox
stage_kiosk 1280x720 --data "$stage/cards"

# Burnout overload is the first in the list: all four are of one difficulty, so the title decides.
stage_keys_to_answer
stage_speak "$reply" &
speaking=$!
sleep 6
stage_picture "$stage/answer.png"
wait $speaking
stage_key Return
stage_title "Sayback: card" 60
sleep 0.5
stage_picture "$stage/card.png"

card=$stage/cards/card-0001.json
[ -s "$card" ] || fail "no card was kept in the data folder"
"$sayback" score --json --scenario "$data/scenarios/burnout-overload" "$reply" >"$stage/expected.json"
verdict=$(jq -r .verdict "$card")
expected=$(jq -r .verdict "$stage/expected.json")
[ "$verdict" = "$expected" ] || fail "the kiosk says $verdict, the command line $expected"
[ "$verdict" = empathy_first ] || fail "the verdict is $verdict"
heard=$(jq '.words | length' "$card")
wanted=$(jq '.words | length' "$stage/expected.json")
[ $((heard * 10)) -ge $((wanted * 9)) ] && [ $((heard * 10)) -le $((wanted * 11)) ] ||
    fail "the kiosk heard $heard words, the command line $wanted"
# The recording begins when the prompt ends, the reply when this script plays it: only the rest is the same.
pauses=$(jq '.voice.pauses | length' "$card")
[ "$pauses" = "$(jq '.voice.pauses | length' "$stage/expected.json")" ] ||
    fail "the kiosk found $pauses pauses, the command line another number"
[ "$(jq .voice.response_gap_s "$card")" != null ] || fail "there is no response gap"
[ "$(stage_colours "$stage/card.ppm")" -gt 50 ] || fail "the card's picture is all but blank"

# One button further than "hear the answer" is the first piece of the ribbon. It is heard on the loudspeaker, which was silent,
# and falls silent again.
peak() {
    sox -t raw -r 16000 -e signed -b 16 -c 1 "$stage/again.raw" -n "$@" stat 2>&1 | awk '/^Maximum amplitude/ {print $3}'
}
peak_is() {
    awk -v peak="$(peak "${@:2}")" "BEGIN {exit !(peak $1)}"
}
parec --device=speaker.monitor --channels=1 --rate=16000 --format=s16le --latency-msec=20 >"$stage/again.raw" &
recording=$!
stage_pids+=($recording)
stage_key Tab
sleep 1
peak_is "< 0.001" || fail "the loudspeaker plays although nothing was touched"
stage_key Return
stage_wait 10 peak_is "> 0.2" || fail "a piece of the ribbon was touched, but the loudspeaker gives $(peak)"
sleep 0.3
stage_picture "$stage/ribbon.png"
stage_wait 60 peak_is "< 0.001" trim -0.5 || fail "the piece does not end"
kill $recording

# On to the rep's next line, which is the ending, and back to the list.
stage_key shift+Tab
stage_key Return
stage_title "Sayback: ending" 10
stage_key Escape
stage_title "Sayback: choose" 10
stage_key ctrl+q
stage_kiosk_ends
echo "verdict $verdict, score $(jq .score "$card"), $heard words"
