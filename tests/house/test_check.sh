#!/usr/bin/env bash
# Plants one breach of each rule in a small tree that is otherwise clean and sees that check.sh
# finds that breach and no other.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failures=0

fail() {
    printf 'FAILED: %s\n' "$*"
    failures=$((failures + 1))
}

rooms=(base sound voice words moves scenario score session screen engine kiosk command)

clean_tree() {
    rm -rf "${tree:?}"/* "$tree/.ci"
    mkdir -p "$tree"/{firmware,app,assets,scenarios,tests,toolchain,.ci}
    local room
    for room in "${rooms[@]}"; do
        mkdir -p "$tree/app/$room"
        echo "| $room | it knows | base | |" >>"$tree/app/README.md"
        echo "# $room" >"$tree/app/$room/README.md"
    done
    for folder in firmware assets scenarios tests toolchain; do
        echo "# $folder" >"$tree/$folder/README.md"
    done
    mkdir "$tree/tests/empty"
    touch "$tree/tests/empty/CMakeLists.txt"
    printf '#!/usr/bin/env bash\nexit 0\n' >"$tree/.ci/run"
    cp "$here/../../.clang-format" "$tree/"
    # What the table allows, so that a check that refuses everything does not pass.
    printf '#include "moves/move.h"\n\n#include <stdbool.h>\n' >"$tree/app/score/card.h"
    printf '#include "score/card.h"\n\n#include <jansson.h>\n' >"$tree/app/score/card_json.c"
    printf '#include "sound/clip.h"\n\n#include <sndfile.h>\n#include <unistd.h>\n' \
        >"$tree/app/sound/clip.c"
    printf '#include <pthread.h>\n' >"$tree/app/kiosk/mailbox.h"
    printf '#include <SDL.h>\n' >"$tree/app/screen/window.c"
}

# refuses RULE EXPECTED: the tree as it is planted now is refused by one line that has EXPECTED.
refuses() {
    local output status
    output=$("$here/check.sh" "$tree" 2>&1)
    status=$?
    [ "$status" -eq 1 ] || fail "$1: exit status $status"
    output=$(printf '%s\n' "$output" | grep -v '^note:\|^tests/house:')
    [ "$(printf '%s\n' "$output" | wc -l)" -eq 1 ] || fail "$1: more than one finding: $output"
    case $output in *"$2"*) ;; *) fail "$1: '$2' is not in: $output" ;; esac
    clean_tree
}

# plant FILE TEXT: writes TEXT (printf escapes allowed) to FILE of the tree.
plant() { printf '%b' "$2" >"$tree/$1"; }

clean_tree
output=$("$here/check.sh" "$tree") || fail "a clean tree is refused: $output"

plant app/sound/audio.h '#include <portaudio.h>\n'
refuses "third-party headers stay out of headers" "app/sound/audio.h:1: <portaudio.h> in a header"

plant app/sound/audio.h '#include <libsomething/new.h>\n'
refuses "unknown headers too" "<libsomething/new.h> in a header"

plant app/voice/level.c '#include <math.h>\n#include <unistd.h>\n'
refuses "a pure room knows no POSIX" "app/voice/level.c:2: <unistd.h> in a pure file"

plant app/score/score.c '#include <jansson.h>\n'
refuses "of score, only the JSON file knows jansson" "<jansson.h> in a pure file"

plant app/screen/view_card.c '#include <SDL.h>\n'
refuses "the view knows no SDL" "app/screen/view_card.c:1: <SDL.h> in a pure file"

plant app/screen/page_card.c '#include <SDL.h>\n'
refuses "nor do its pages" "app/screen/page_card.c:1: <SDL.h> in a pure file"

plant app/session/session.c '#include "sound/audio.h"\n'
refuses "a room includes what the table says" '"sound/audio.h": session/session.c may include'

plant app/moves/moves.c '#include "words/recogniser.h"\n'
refuses "one header of a room is not the room" '"words/recogniser.h": moves/moves.c may include'

plant app/engine/engine.c '#include "screen/state.h"\n'
refuses "the engine has no screen" '"screen/state.h": engine/engine.c may include'

plant app/scenario/pack.c '#include <sndfile.h>\n'
refuses "a third party stays in its room" "<sndfile.h> is no header of C or POSIX"

plant app/base/err.c '#include SOMETHING\n'
refuses "no include hides behind a macro" "app/base/err.c:1: an include that is no plain"

plant app/base/err.c '#include "../sound/clip.h"\n'
refuses "no include climbs out of its room" 'write a header of ours as "room/name.h"'

mkdir "$tree/app/cellar"
plant app/cellar/README.md '# cellar\n'
plant app/cellar/cellar.c '#include <stdio.h>\n'
echo "| cellar | it knows | base | |" >>"$tree/app/README.md"
refuses "a room without a row in the table" "app/cellar/cellar.c:1: no row of"

sed -i '/^| engine /d' "$tree/app/README.md"
refuses "a room that the plan does not show" "app/README.md: no row for the room 'engine'"

for folder in firmware app/engine tests; do
    [ -f "$tree/$folder/README.md" ] || fail "no $folder/README.md to remove"
    rm "$tree/$folder/README.md"
    plant "$folder/notes.txt" ''
    refuses "$folder has a README.md" "$folder: no README.md"
done

mkdir "$tree/tests/attic"
plant tests/attic/test_attic.c ''
refuses "so has each folder of tests" "tests/attic: no README.md"

yes '// line' | head -n 401 >"$tree/app/voice/voice.c"
refuses "a source has 400 lines at most" "app/voice/voice.c: 401 lines; 400 is the most"

yes '// line' | head -n 151 >"$tree/app/voice/voice.h"
refuses "a header has 150 lines at most" "app/voice/voice.h: 151 lines; 150 is the most"

{
    printf 'int f(void)\n{\n'
    yes '    g();' | head -n 41
    printf '}\n\nint h(void)\n{\n'
    yes '    g();' | head -n 40
    printf '}\n'
} >"$tree/app/voice/voice.c"
refuses "a function has 40 lines at most" "app/voice/voice.c:2: a function of 41 lines"

plant tests/CMakeLists.txt 'if(A)\n\tset(B 1)\nendif()\n'
refuses "no tabs" "tests/CMakeLists.txt:2: a tab"

plant .ci/run '#!/usr/bin/env bash\nif true; then\n'
refuses "scripts parse" ".ci/run: "

if "$here/check.sh" "$tree" | grep -q '^note: layout not checked'; then
    echo "note: the layout rule is not tested, for lack of clang-format"
else
    plant app/voice/voice.c 'int  x;\n'
    refuses "layout is clang-format's" "app/voice/voice.c:1:4: run clang-format -i"
fi

[ "$failures" -eq 0 ] && echo "every planted breach was found"
