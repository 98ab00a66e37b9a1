#!/usr/bin/env bash
# The mouse alone: a scenario is picked, the rep's line cut short, nothing said. The card says that it was too short, the same
# turn comes again, and "Back" leads to the list. The page's main button is always at the bottom right, "Back" at the left.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/stage.sh"
data=$here/../data/replies

# A page ignores what is pressed in its first 350 ms: it may be the second half of a double click.
click() {
    sleep 0.6
    xdotool mousemove "$1" "$2" click 1
}
click_main_button() { click 1100 645; }
click_skip() { click 1170 645; }
click_back() { click 260 645; }

stage_begin 1280x720
stage_kiosk 1280x720 --data "$stage/cards"
click 300 300
stage_title "Sayback: prepare" 5
click_main_button
stage_title "Sayback: room" 5
click_skip
stage_title "Sayback: listen" 5
click_main_button
stage_title "Sayback: answer" 5
sleep 1
click_main_button
stage_title "Sayback: card" 30
verdict=$(jq -r .verdict "$stage/cards/card-0001.json")
[ "$verdict" = too_short ] || fail "silence is $verdict"
click_main_button
stage_title "Sayback: listen" 5
click_back
stage_title "Sayback: choose" 5
kill -TERM "$kiosk"
stage_kiosk_ends
[ ! -s "$stage/kiosk.log" ] || fail "the kiosk complained"
echo "picked, skipped, too short, again, back"
