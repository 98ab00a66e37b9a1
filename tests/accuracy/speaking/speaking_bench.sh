#!/usr/bin/env bash
# Runs the bench of the voice room on every eighth reply and holds its figures to what only a breakage
# would miss; and the counting of syllables to known words.
set -uo pipefail
export SAYBACK_BIN=${SAYBACK_BIN:-$SAYBACK_BUILD/bin}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

printf '%s\n' "won't W OW N T" "won't(2) W AH N T AH" "anything EH N IY TH IH NG" "i AY" >"$work/dictionary"
printf 'file\tid\tsource\tstyle\ttranscript\nx\ta\ts\tt\tI won\342\200\231t, anything. zorbaly\n' >"$work/list"
counted=$(awk -f tests/accuracy/speaking/syllables.awk "$work/dictionary" "$work/list" | tr '\t\n' '  ')
[ "$counted" = "file a 0 value words 4 value syllables 8 value unknown_words 1 " ] || { echo "syllables: $counted"; exit 1; }

tests/accuracy/voice --quick --set replies --condition clean --condition 20dB --keep "$work" --each "$work/each.tsv" >"$work/figures"
status=$?
[ $status = 0 ] || exit $status
cat "$work/figures"
[ "$(grep -c '^replies' "$work/each.tsv")" = 10 ] || { echo "--each has no line for every recording"; exit 1; }
awk '
    function between(name, least, most) {
        if (!((name in figure) && figure[name] != "-" && figure[name] >= least && figure[name] <= most)) {
            print name ": " figure[name] ", not from " least " to " most; bad = 1
        }
    }
    { figure[$2 " " $3] = $4 }
    END {
        between("clean recordings", 5, 5)
        between("clean pauses.recall", 0.8, 1); between("clean pauses.precision", 0.8, 1)
        between("20dB pauses.recall", 0.6, 1); between("clean pauses.edge_p90_ms", 0, 100)
        between("clean pitch.frames_in_both", 3000, 7000); between("clean pitch_own_range.gross_pct", 0, 5)
        between("20dB pitch_of_clean.gross_pct", 0, 10); between("clean intensity.correlation_p50", 0.9, 1)
        between("clean syllables.praat_truth.off_pct_of_means", -30, 30)
        between("clean speech_time.off_pct_p90", 0, 10); between("clean cpu_pct_of_real_time", 0.0001, 100)
        exit bad
    }' "$work/figures"
