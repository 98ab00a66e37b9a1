#!/usr/bin/env bash
# The warm-up on real sound: a microphone that gives nothing is said at once, while it is listened to; a voice in a soft noise
# gives the same figures as `sayback room` does for the recording; it comes once, and again when somebody asks for it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/stage.sh"
data=$here/../data/replies

stage_begin 800x480
need sox
# A sentence and a half of a reply, in noise 40 dB under it, which also lies before and behind.
sox -R -D "$data/lost_on_price_01.flac" -r 16000 "$stage/said.wav" trim 0 7 fade 0 7 0.05 pad 0 4
sox -R -D -r 16000 -n -c 1 "$stage/noise.wav" synth 11 pinknoise vol -46dB
sox -R -D -m -v 1 "$stage/said.wav" -v 1 "$stage/noise.wav" "$stage/read.wav"
"$SAYBACK_BIN/sayback" room --json "$stage/read.wav" >"$stage/expected.json"

stage_kiosk 800x480
stage_key Return
stage_title "Sayback: prepare" 5
stage_key Return
stage_title "Sayback: room: I hear nothing" 5
stage_title "Sayback: room, read aloud: I hear nothing" 5
stage_picture "$stage/room-muted.png"
# The microphone is on now: the warning goes, and the sentence ends the warm-up by itself.
stage_speak "$stage/read.wav" &
speaking=$!
stage_title "Sayback: room, read aloud$" 5
sleep 3
stage_picture "$stage/room-read.png"
stage_title "Sayback: room checked" 30
wait $speaking
stage_picture "$stage/room-done.png"
said=$(xdotool getwindowname "$(xdotool search --name "Sayback: room checked" | tail -n 1)")
heard=$(sed -n 's/.* your voice is \([0-9]*\) dB over the room\./\1/p' <<<"$said")
[ -n "$heard" ] || fail "no level over the noise in \"$said\""
wanted=$(jq '.snr_db | round' "$stage/expected.json")
[ $((heard - wanted)) -le 4 ] && [ $((wanted - heard)) -le 4 ] ||
    fail "the kiosk says $heard dB, the command line $wanted"

# Again, and this time nobody speaks and nothing comes: that is said too, and does not lock anybody out.
stage_key shift+Tab
stage_key Return
stage_title "Sayback: room" 5
stage_title "Sayback: room checked: I hear nothing" 40
stage_key shift+Tab
stage_key Return
stage_title "Sayback: listen" 5

# It is not asked for a second time, but it is there on the briefing.
stage_key Escape
stage_title "Sayback: choose" 5
stage_key Return
stage_title "Sayback: prepare" 5
stage_picture "$stage/room-known.png"
stage_key shift+Tab
stage_key Return
stage_title "Sayback: room" 5
stage_key Escape
stage_title "Sayback: prepare" 5
stage_key Return
stage_title "Sayback: listen" 5
stage_key ctrl+q
stage_kiosk_ends
echo "muted, $heard dB over the room (the file $wanted), again, skipped"
