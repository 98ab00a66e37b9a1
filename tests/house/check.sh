#!/usr/bin/env bash
# Keeps the rules of the house that a script can check; prints one line for each breach, with file
# and line. Usage: tests/house/check.sh [ROOT]. Exit status: 0 clean, 1 breached, 2 usage.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "${1:-$here/../..}" || exit 2

SOURCE_LINES_MAX=400
HEADER_LINES_MAX=150
FUNCTION_LINES_MAX=40
# Other versions of clang-format lay out some lines differently.
CLANG_FORMAT_MAJOR=14

breaches=0
breach() {
    printf '%s\n' "$*"
    breaches=$((breaches + 1))
}

includes_follow_the_table() {
    local files
    mapfile -t files < <(find app -name '*.[ch]' | sort)
    [ ${#files[@]} -gt 0 ] || { breach "app: no C file; is this the project's root?"; return; }
    awk -f "$here/includes.awk" "$here/rooms.txt" "${files[@]}" || breaches=$((breaches + 1))
}

rooms_are_in_the_plan() {
    local folder room
    for folder in app/*/; do
        room=$(basename "$folder")
        grep -q "^| $room " app/README.md || breach "app/README.md: no row for the room '$room'"
    done
}

# A folder with nothing but its CMakeLists.txt is only a place kept free.
is_used() { [ ! -d "$1" ] || [ -n "$(find "$1" -mindepth 1 -maxdepth 1 ! -name CMakeLists.txt -print -quit)" ]; }

folders_say_what_they_are() {
    local folder
    for folder in firmware app assets scenarios tests toolchain app/*/ tests/*/; do
        folder=${folder%/}
        if [ -f "$folder/README.md" ] || ! is_used "$folder"; then
            continue
        fi
        breach "$folder: no README.md that says what it is"
    done
}

files_stay_short() {
    local file lines limit
    while read -r file; do
        lines=$(wc -l <"$file")
        limit=$SOURCE_LINES_MAX
        [ "${file##*.}" = c ] || limit=$HEADER_LINES_MAX
        [ "$lines" -le "$limit" ] || breach "$file: $lines lines; $limit is the most, split it"
    done < <(find app -name '*.[ch]' | sort)
}

# By the house's layout a function, and nothing else, starts with "{" on a line of its own.
functions_stay_short() {
    local found
    while read -r found; do
        breach "$found"
    done < <(find app -name '*.c' -exec awk -v most=$FUNCTION_LINES_MAX '
        /^\{$/ { start = FNR }
        /^\}$/ && start {
            if (FNR - start - 1 > most)
                print FILENAME ":" start ": a function of " FNR - start - 1 " lines; " most " is the most"
            start = 0
        }' {} +)
}

no_tabs() {
    local found
    while read -r found; do
        breach "$found: a tab; four spaces are right"
    done < <(find app tests toolchain .ci -type f \( -name '*.[ch]' -o -name '*.cmake' \
        -o -name CMakeLists.txt -o -name '*.sh' -o -name '*.awk' -o ! -name '*.*' \) \
        -exec grep -nIH "$(printf '\t')" {} + 2>/dev/null | cut -d: -f1,2)
}

layout_is_clang_formats() {
    local tool files found
    tool=$(command -v clang-format-$CLANG_FORMAT_MAJOR || command -v clang-format) || tool=
    if [ -z "$tool" ] || ! "$tool" --version | grep -q "version $CLANG_FORMAT_MAJOR\."; then
        echo "note: layout not checked, clang-format $CLANG_FORMAT_MAJOR is not installed"
        return
    fi
    mapfile -t files < <(find app tests -name '*.[ch]' | sort)
    while read -r found; do
        breach "$found: run clang-format -i"
    done < <("$tool" --dry-run -Werror "${files[@]}" 2>&1 | sed -n 's/^\([^ ]*\): error.*/\1/p' |
        sort -u -t: -k1,1)
}

scripts_parse() {
    local file problem
    while read -r file; do
        case $(head -n 1 "$file" | tr -d '\0') in '#!'*sh) ;; *) continue ;; esac
        problem=$(bash -n "$file" 2>&1) || breach "$file: $problem"
    done < <(find tests toolchain .ci -type f \( -name '*.sh' -o ! -name '*.*' \) 2>/dev/null | sort)
}

includes_follow_the_table
rooms_are_in_the_plan
folders_say_what_they_are
files_stay_short
functions_stay_short
no_tabs
layout_is_clang_formats
scripts_parse
[ "$breaches" -eq 0 ] || { echo "tests/house: the rules above are in app/README.md and tests/house/README.md"; exit 1; }
