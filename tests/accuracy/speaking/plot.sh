# One reply as a picture, by gnuplot; to be sourced by tests/accuracy/voice, whose $work, $bin and
# tools it uses. What is drawn comes from the records of voice-measure; moves from truth.jsonl.

# envelope FILE: lowest and highest sample of every 10 ms.
envelope() {
    sox "$1" -t s16 -r 16000 -c 1 - | od -An -v -t d2 -w320 | awk '{
        low = high = 0
        for (i = 1; i <= NF; i++) { if ($i < low) low = $i; if ($i > high) high = $i }
        print (NR - 0.5) / 100, low / 32768, high / 32768 }'
}

# bands RECORDS: a grey band down all panels for each pause; its length above it.
bands() {
    awk -F '\t' '$1 == "pause" { printf "set object %d rectangle from first %s, screen 0.075 to first %s, screen 0.915 fillcolor rgb \"#e4e7eb\" fillstyle solid noborder behind\n", 100 + ++n, $2, $3 }' "$1"
}
lengths() {
    awk -F '\t' '$1 == "pause" { printf "set label %d \"%.2f s\" at first %.3f, graph 1.14 center font \",9\" textcolor rgb \"#5f6b7a\"\n", 200 + ++n, $3 - $2, ($2 + $3) / 2 }' "$1"
}

# moves ID: a coloured bar for each stretch of clauses with one move, its name inside, words below.
moves() {
    jq -r --arg id "$1" 'select(.id == $id) | .clauses[] | [.start_s, .end_s, .move, .text] | @tsv' tests/data/replies/truth.jsonl |
        awk -F '\t' -v seconds="$2" '
        BEGIN {
            colour["empathy"] = "#2a9d8f"; colour["open_question"] = "#3a6ea5"; colour["advice"] = "#e07a3f"
            colour["expectation"] = "#7b5ea7"; colour["command"] = "#b5443b"; colour["permission"] = "#5b8c3a"
        }
        function show(  hue, name, room, text, words, n, i, row, line, width) {
            hue = move in colour ? colour[move] : "#98a2ae"
            name = move; gsub(/_/, " ", name)
            room = (end - start) / seconds * 157      # characters that fit
            printf "set object %d rectangle from first %s, graph 0.62 to first %s, graph 1 fillcolor rgb \"%s\" fillstyle solid noborder\n", ++n0, start, end, hue
            if (length(name) <= 0.8 * room - 1)
                printf "set label %d \"%s\" at first %.3f, graph 0.81 center font \",11\" textcolor rgb \"white\"\n", ++n1, name, (start + end) / 2
            n = split(said, words, " "); row = 0; line = ""
            for (i = 1; i <= n + 1; i++)
                if (i > n || (line != "" && length(line " " words[i]) > room)) {
                    if (row < 3)
                        printf "set label %d \"%s%s\" at first %.3f, graph %.2f left font \",9\" textcolor rgb \"#39424e\"\n", ++n1, line, row == 2 && i <= n ? " ..." : "", start, 0.48 - 0.2 * row
                    row++; line = words[i]
                } else
                    line = line (line == "" ? "" : " ") words[i]
        }
        NR > 1 && ($3 != move || $1 - end > 0.2) { show(); said = "" }
        said == "" { start = $1 }
        { end = $2; move = $3; gsub(/"/, "", $4); said = said (said == "" ? "" : " ") $4 }
        END { show() }'
}

plot_reply() { # ID OUT.png
    local file=tests/data/replies/$1.flac seconds whose=ours nuclei=$work/plot.nuclei
    [ -f "$file" ] || { echo "$1: no such reply" >&2; return 1; }
    "$bin/voice-measure" "$file" >"$work/plot.ours" || return 1
    seconds=$(awk -F '\t' '$1 == "file" { print $3 }' "$work/plot.ours")
    awk -F '\t' '$1 == "syllable" { print $2 }' "$work/plot.ours" >"$nuclei"
    if [ ! -s "$nuclei" ] && command -v praat >/dev/null; then
        whose=Praat
        printf '%s\n' "$root/$file" >"$work/plot.files"
        praat --run $here/speaking/reference.praat "$work/plot.files" | awk -F '\t' '$1 == "syllable" { print $2 }' >"$nuclei"
    fi
    envelope "$file" >"$work/plot.wave"
    awk -F '\t' '$1 == "level" { print $2, $3 }' "$work/plot.ours" >"$work/plot.level"
    awk 'FNR == NR { level[int($1 * 100)] = $2; next } { print $1, level[int($1 * 100)] }' "$work/plot.level" "$nuclei" >"$work/plot.peaks"
    # a line is broken where the voice is
    awk -F '\t' '$1 == "pitch" { if ($3 > 0) print $2, $3; else print "" }' "$work/plot.ours" >"$work/plot.pitch"
    bands "$work/plot.ours" >"$work/plot.bands"
    { moves "$1" "$seconds"; lengths "$work/plot.ours"; } >"$work/plot.moves"
    local median
    median=$(awk -F '\t' '$2 == "pitch_median_hz" && $3 != "-" { print $3 }' "$work/plot.ours")
    gnuplot -e "work='$work'; out='$work/plot.png'; name='$1'; whose='$whose'; seconds=$seconds; median=${median:-0}" $here/speaking/plot.gp || return 1
    # so many colours are enough, at a third of the size
    pngtopnm "$work/plot.png" | pnmquant 48 2>/dev/null | pnmtopng -compression 9 2>/dev/null >"$2"
}
