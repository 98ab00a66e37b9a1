#!/usr/bin/env bash
# An answer in so much noise that the kiosk can't judge it: the person marks what was empathy, and the card has a verdict that
# says whose it is.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/stage.sh"
data=$here/../data/replies
reply=$data/burnout_overload_01.flac

stage_begin 800x480
need sox
sox -R -r 16000 -n -c 1 "$stage/noise.wav" synth "$(soxi -D "$reply")" pinknoise vol 0.2
sox -R -m -v 1 "$reply" -v 1 "$stage/noise.wav" -r 48000 "$stage/noisy.wav"
stage_kiosk 800x480 --data "$stage/cards"
stage_keys_to_answer
stage_speak "$stage/noisy.wav"
stage_key Return
stage_title "Sayback: card" 60
card=$stage/cards/card-0001.json
[ "$(jq -r .verdict "$card")" = unclear ] || fail "the verdict is $(jq -r .verdict "$card")"
[ "$(jq .marked "$card")" = false ] || fail "nobody has marked anything yet"
sleep 0.5
stage_picture "$stage/unclear.png"

# Back one button from "try again" is "mark it myself"; a look, and out again by Escape.
stage_key shift+Tab
stage_key Return
stage_title "Sayback: mark" 10
stage_key Escape
stage_title "Sayback: card" 10
stage_key shift+Tab
stage_key Return
stage_title "Sayback: mark" 10
sleep 0.5
# The first part is behind the two buttons in the order of the focus; its tick says the other thing than was read.
stage_key Tab
stage_key Return
sleep 0.5
stage_picture "$stage/mark.png"
stage_key shift+Tab
stage_key Return
stage_title "Sayback: card" 10
marked=$stage/cards/card-0002.json
[ -s "$marked" ] || fail "the marked card was not kept"
[ "$(jq .marked "$marked")" = true ] || fail "the card does not say that it was marked"
[ "$(jq .confidence "$marked")" = null ] || fail "a marked verdict has a confidence of $(jq .confidence "$marked")"
[ "$(jq '[.moves[] | select(.marked)] | length' "$marked")" -ge 1 ] || fail "no part says that it was marked"
[ "$(jq -r .verdict "$marked")" != unclear ] || fail "the marked card has no verdict"
[ "$(jq .score "$marked")" != null ] || fail "the marked card has no score"
sleep 0.5
stage_picture "$stage/marked.png"
stage_key Escape
stage_title "Sayback: choose" 10
stage_key ctrl+q
stage_kiosk_ends
echo "marked: $(jq -r .verdict "$marked"), score $(jq .score "$marked")"
