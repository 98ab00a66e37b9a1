# A stage for the kiosk without hardware: a screen (Xvfb) and a sound server (PulseAudio) of its own, both
# started by hand and stopped by pid. Sourced by the tests here; nothing outside the stage is touched.
#
#   stage_begin          sets DISPLAY, PULSE_SERVER, ALSA_CONFIG_PATH and $stage, a folder that goes with it
#   stage_speak FILE     plays a sound file into the virtual microphone, in real time
#   stage_title TEXT N   waits up to N seconds for a window whose title has TEXT
#   stage_picture FILE   the whole screen as a PNG
#   stage_kiosk, stage_keys_to_answer, stage_keys_skip_room, stage_kiosk_ends: see there
#   fail TEXT            ends the test

fail() {
    echo "FAILED: $*" >&2
    [ ! -s "$stage/kiosk.log" ] || sed 's/^/  kiosk: /' "$stage/kiosk.log" >&2
    exit 1
}

need() {
    local program
    for program in "$@"; do
        command -v "$program" >/dev/null && continue
        # 77: skipped. A desktop whose sound server is PipeWire can't have PulseAudio beside it.
        echo "$program is missing, so this is skipped; see toolchain/packages" >&2
        exit 77
    done
}

stage_pids=()

stage_end() {
    local pid
    for pid in "${stage_pids[@]}"; do
        kill "$pid" 2>/dev/null || true
    done
    wait 2>/dev/null || true
    rm -rf "$stage"
}

# stage_wait N COMMAND...: up to N seconds for COMMAND to succeed
stage_wait() {
    local tries=$(($1 * 10))
    shift
    while ! "$@" >/dev/null 2>&1; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || return 1
        sleep 0.1
    done
}

stage_screen() {
    local size=${1:-1280x720}
    mkfifo "$stage/display"
    Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp 3>"$stage/display" 2>"$stage/xvfb.log" &
    stage_pids+=($!)
    read -r -t 20 number <"$stage/display" || fail "Xvfb does not start: $(cat "$stage/xvfb.log")"
    export DISPLAY=:$number
    export SDL_FRAMEBUFFER_ACCELERATION=0 SDL_VIDEODRIVER=x11
}

stage_sound() {
    export PULSE_SERVER=unix:$stage/pulse.socket
    export PULSE_RUNTIME_PATH=$stage/pulse XDG_CONFIG_HOME=$stage/config HOME=$stage
    mkdir -p "$stage/pulse" "$stage/config"
    pulseaudio -n --daemonize=no --exit-idle-time=-1 --disallow-exit --log-target=stderr \
        -L "module-native-protocol-unix auth-anonymous=1 socket=$stage/pulse.socket" \
        -L "module-null-sink sink_name=speaker rate=48000" \
        -L "module-null-sink sink_name=microphone rate=48000 channels=1" \
        2>"$stage/pulse.log" &
    stage_sound_pids=($!)
    stage_pids+=($!)
    stage_wait 20 pactl info || fail "PulseAudio does not start: $(tail -n 3 "$stage/pulse.log")"
    pactl set-default-sink speaker
    pactl set-default-source microphone.monitor
    # A null sink's monitor gives nothing until something has played into it.
    pacat --playback --device=microphone --latency-msec=20 --channels=1 --rate=48000 </dev/zero \
        2>/dev/null &
    stage_sound_pids+=($!)
    stage_pids+=($!)
    timeout 20 sh -c 'parec --device=microphone.monitor | head -c 1 >/dev/null' ||
        fail "the virtual microphone gives nothing"
    cat >"$stage/asound.conf" <<'CONF'
pcm.!default { type pulse }
ctl.!default { type pulse }
CONF
    export ALSA_CONFIG_PATH=$stage/asound.conf
}

# The sound server goes, as when a USB device is pulled.
stage_sound_end() {
    kill "${stage_sound_pids[@]}" 2>/dev/null || true
    wait "${stage_sound_pids[@]}" 2>/dev/null || true
    rm -f "$stage/pulse.socket"
}

stage_begin() {
    need Xvfb xdotool xwd xwdtopnm pnmtopng ppmhist jq pulseaudio pactl pacat paplay
    stage=$(mktemp -d)
    trap stage_end EXIT
    stage_screen "$@"
    stage_sound
}

stage_speak() {
    paplay --device=microphone "$1" || fail "the reply $1 could not be played"
}

has_title() {
    xdotool search --name "$1" | grep -q .
}

stage_title() {
    stage_wait "$2" has_title "$1" || fail "no window says \"$1\" within $2 s; it says \
\"$(xdotool getwindowname "$(xdotool search --name Sayback | tail -n 1)" 2>/dev/null)\""
}

stage_key() {
    xdotool key --delay 60 "$@"
}

# stage_picture FILE.png: also leaves FILE.ppm beside it, for stage_colour
stage_picture() {
    xwd -root -silent | xwdtopnm 2>/dev/null >"${1%.png}.ppm" && pnmtopng <"${1%.png}.ppm" >"$1" 2>/dev/null ||
        fail "no picture could be taken"
}

# stage_colours FILE.ppm: how many different colours it has; a blank screen has one
stage_colours() {
    ppmhist -noheader "$1" 2>/dev/null | wc -l
}

# stage_kiosk SIZE [OPTION...]: the kiosk in a window, on the packs of the test replies; its pid is $kiosk, what it says on
# stderr is in $stage/kiosk.log. Returns once the list of scenarios is on the screen.
stage_kiosk() {
    local size=$1
    shift
    "$SAYBACK_BIN/sayback" --windowed --size "$size" --scenarios "$data/scenarios" "$@" \
        >/dev/null 2>"$stage/kiosk.log" &
    kiosk=$!
    stage_pids+=("$kiosk")
    stage_title "Sayback: choose" 30
}

# The warm-up is on the screen: its skip button, by keys. Enter alone does nothing there.
stage_keys_skip_room() {
    stage_title "Sayback: room" 5
    stage_key Tab
    stage_key Return
}

# From the list to "your turn" by keys: the first scenario, its briefing, no warm-up, the rep's whole line.
stage_keys_to_answer() {
    stage_key Return
    stage_title "Sayback: prepare" 5
    stage_key Return
    stage_keys_skip_room
    stage_title "Sayback: listen" 5
    stage_title "Sayback: answer" 40
}

# The kiosk was told to end: it must, and with status 0. Keeps the pictures where SAYBACK_PICTURES says.
stage_kiosk_ends() {
    stage_wait 10 sh -c "! kill -0 $kiosk" || fail "the kiosk does not end"
    wait "$kiosk" || fail "the kiosk ended with status $?"
    [ -z "${SAYBACK_PICTURES:-}" ] || find "$stage" -maxdepth 1 -name '*.png' -exec cp {} "$SAYBACK_PICTURES" \;
}
