#!/usr/bin/env bash
# Teaching on a small scale: labels are checked against verdicts, and the same replies give the same model, byte for byte, which
# reads replies. usage: teach.sh     (programs in $SAYBACK_BIN)
set -euo pipefail
fail() { echo "teach.sh: $*" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
language=assets/language

toolchain/moves/check $language/replies/*.txt $language/aside/*.txt || fail "the labelled replies are not as they should be"

cat >"$work/wrong.txt" <<'REPLY'
@ here/opening
expects empathy
said I lost it.

= advice_first plain
empathy You lost the thing you had built for years.
advice Call them on Monday and ask why.
REPLY
! toolchain/moves/check "$work/wrong.txt" >"$work/said" || fail "a verdict that the labels deny was accepted"
grep -q 'wrong.txt:5: labels say empathy_first, the reply says advice_first' "$work/said" || fail "$(cat "$work/said")"
printf '= no_empathy plain\nprayse Well done.\n' >"$work/wrong.txt"
! toolchain/moves/check "$work/wrong.txt" >"$work/said" || fail "an unknown move without a situation was accepted"
grep -q '"prayse" is no move' "$work/said" || fail "$(cat "$work/said")"

# No author set aside may be among those that are learnt from.
for file in $language/aside/*.txt $language/heard-aside/*.txt; do
    name=$(basename "$file")
    [ ! -e "$language/replies/$name" ] && [ ! -e "$language/heard/$name" ] || fail "$name is both learnt from and set aside"
done

head -400 $language/replies/yard.txt >"$work/some.txt"
for model in one two; do
    "$SAYBACK_BIN/train-moves" --senses $language/senses.tsv --rounds 2 --out "$work/$model" "$work/some.txt" >/dev/null
done
cmp "$work/one" "$work/two" || fail "the same replies gave two different models"
"$SAYBACK_BIN/moves-bench" --quiet --model "$work/one" "$work/some.txt" | grep -q '^  verdict right' || fail "the model reads nothing"
