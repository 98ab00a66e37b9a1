# What `sayback voice` says of sounds that are no clean reply: the same figures as for the clean one where
# the voice is there all the same, and null where nothing can be known. Packages sox and jq.
set -euo pipefail
command -v sox >/dev/null && command -v jq >/dev/null || { echo "sox or jq is not installed"; exit 77; }
sayback=$SAYBACK_BUILD/bin/sayback
reply=tests/data/replies/new_decision_maker_02.flac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# measures FILE: pauses, syllables a second, median pitch, level, all rounded
measures() {
    "$sayback" voice --json "$1" | jq -c '[(.pauses | length), .syllables_per_second, .pitch.median_hz, .loudness.active_dbfs, .snr_db]'
}

nothing() {
    local got
    got=$(measures "$1")
    [ "$got" = '[0,null,null,null,null]' ] || { echo "$1: $got instead of nothing known"; failed=1; }
}

# alike FILE DB: the clean reply's figures at a level so much higher
alike() {
    local good
    good=$(jq -n --argjson a "$(measures "$1")" --argjson b "$(measures "$reply")" --argjson db "$2" '
        def near($x; $y; $d): $x != null and ($x - $y | fabs) <= $d;
        $a[0] == $b[0] and near($a[1]; $b[1]; 0.1 * $b[1]) and near($a[2]; $b[2]; 1) and near($a[3]; $b[3] + $db; 0.5)')
    [ "$good" = true ] || { echo "$1: $(measures "$1") beside $(measures "$reply")"; failed=1; }
}

cd "$(dirname "$0")/../.."
sox -n -r 16000 -b 16 "$work/silence.wav" trim 0 5
sox -R -n -r 16000 -b 16 "$work/sine.wav" synth 5 sine 220 gain -20
sox -R -n -r 16000 -b 16 "$work/noise.wav" synth 5 whitenoise gain -30
for sound in silence sine noise; do nothing "$work/$sound.wav"; done

sox "$reply" -b 16 "$work/offset.wav" dcshift 0.1
sox "$reply" -r 8000 "$work/telephone.wav"
sox "$reply" -r 96000 -b 24 "$work/studio.wav"
sox "$reply" "$work/left-empty.wav" remix 0 1
sox -V1 "$reply" -b 16 "$work/faint.wav" gain -30
for sound in offset telephone studio left-empty; do alike "$work/$sound.wav" 0; done
alike "$work/faint.wav" -30

sox -V1 "$reply" -b 16 "$work/loud.wav" gain 30
"$sayback" voice --json "$work/loud.wav" | jq -e '.loudness.clipped_share > 0.1' >/dev/null || { echo "clipping is not told"; failed=1; }
"$sayback" voice --json "$reply" | jq -e '.loudness.clipped_share == 0' >/dev/null || { echo "clipping is told where none is"; failed=1; }

# 0.1 s out of a word: that there is speech may be known, how it is spoken not
sox "$reply" "$work/short.wav" trim 1.5 0.1
"$sayback" voice --json "$work/short.wav" |
    jq -e '[.words_per_minute, .syllables_per_second, .pitch.median_hz, .loudness.jump_db, .pitch.final_slope] | all(. == null)' >/dev/null ||
    { echo "0.1 s has a pace, a pitch or a jump"; failed=1; }

# ten minutes: the reply over and over, silence of its ends included
inputs=()
for _ in $(seq 28); do inputs+=("$reply"); done
sox "${inputs[@]}" -b 16 "$work/long.wav"
"$sayback" voice --json "$work/long.wav" | jq -e '(.pauses | length) > 55 and (.pitch.median_hz | . > 160 and . < 170)' >/dev/null ||
    { echo "ten minutes are not measured like one reply: $(measures "$work/long.wav")"; failed=1; }
exit $failed
