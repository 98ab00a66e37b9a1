# What the scripts here share: how loud a sound is, and what noise and a room make of it. To be sourced.

# sound_level FILE: what of a sound lies behind the program's high-pass (app/voice/level.c), twice, so that
# next to nothing below counts; dBFS RMS. Half of pink noise lies there, where it hurts nobody.
sound_level() {
    sox "$1" -n highpass 120 highpass 120 stats 2>&1 | awk '/^RMS lev dB/ { print $4 }'
}

# sound_quieter FILE OUT: 6 dB down, so that nothing clips when noise comes to it; as the recogniser wants it.
sound_quieter() { sox -R "$1" -r 16000 -c 1 -b 16 "$2" gain -6; }

# sound_with CLEAN NOISE LEVEL SNR OUT: the noise (as long as the sound or longer) so many dB under the
# level of the speech in CLEAN, behind 120 Hz. Nothing random but the noise.
sound_with() {
    local cut=$5.noise.wav gain
    sox "$2" "$cut" trim 0 "$(soxi -s "$1")s" || return 1
    gain=$(awk -v level="$3" -v snr="$4" -v own="$(sound_level "$cut")" 'BEGIN { print 10 ^ ((level - snr - own) / 20) }')
    sox -R -m -v 1 "$1" -v "$gain" "$cut" -b 16 "$5" && rm "$cut"
}

# sound_degrade CONDITION FILE LEVEL OUT FOLDER: FILE, whose speech has LEVEL (dBFS; - when unknown), 6 dB
# down and as it sounds in a furnished room (echo), or in pink noise of so many dB under the speech (20dB,
# 15dB; white20dB for white noise); hum is 20dB with 50 Hz and an offset besides. The same every time.
# FOLDER keeps the noise.
sound_degrade() {
    local condition=$1 quieter=$4.quieter.wav level=$3 noise colour=pink
    sound_quieter "$2" "$quieter" || return 1
    case $condition in
    echo) sox -R "$quieter" "$4" reverb 40 50 60 0 || return 1 ;;
    hum)
        sound_degrade 20dB "$2" "$3" "$4.20dB.wav" "$5" &&
            sox -R -r 16000 -n -c 1 -b 16 "$4.hum.wav" synth "$(soxi -s "$quieter")s" sine 50 vol 0.02 dcshift 0.05 &&
            sox -R -m -v 1 "$4.20dB.wav" -v 1 "$4.hum.wav" -b 16 "$4" && rm "$4".{20dB,hum}.wav || return 1 ;;
    *dB)
        case $condition in white*) colour=white ;; esac
        noise=$5/$colour.noise.wav
        [ -f "$noise" ] || sox -R -n -r 16000 -c 1 -b 16 "$noise" synth 120 ${colour}noise gain -6 || return 1
        if [ "$level" = - ]; then level=$(sound_level "$quieter"); else level=$(awk -v l="$level" 'BEGIN { print l - 6 }'); fi
        condition=${condition#white}
        sound_with "$quieter" "$noise" "$level" "${condition%dB}" "$4" || return 1 ;;
    *) echo "$condition: no such condition" >&2; return 1 ;;
    esac
    rm "$quieter"
}
